import type { KnownFlags } from '../../known-flags';

/**
 * Flags of story-geth, a fork of geth, from the files that geth has them in:
 * https://github.com/piplabs/story-geth/blob/v1.2.0/cmd/geth/main.go and cmd/utils/flags.go. Complete but for `help`
 * and `version`.
 */
export const STORY_GETH_FLAGS = {
  completeIn: 'v1.2.0',
  names: `
  aeneid allow-insecure-unlock authrpc.addr authrpc.jwtsecret authrpc.port authrpc.vhosts beacon.api beacon.api.header
  beacon.checkpoint beacon.checkpoint.file beacon.config beacon.genesis.gvroot beacon.genesis.time beacon.nofilter
  beacon.threshold blobpool.datacap blobpool.datadir blobpool.pricebump bootnodes cache cache.blocklogs cache.database
  cache.gc cache.noprefetch cache.preimages cache.snapshot cache.trie cache.trie.journal cache.trie.rejournal config
  crypto.kzg datadir datadir.ancient datadir.era datadir.minfreedisk db.engine dev dev.gaslimit dev.period
  discovery.dns discovery.port discovery.v4 discovery.v5 discv4 discv5 eth.requiredblocks ethstats exec exitwhensynced
  fdlimit gcmode go-execution-trace gpo.blocks gpo.ignoreprice gpo.maxprice gpo.percentile graphql graphql.corsdomain
  graphql.vhosts guardian.enable guardian.filter.filepath header history.chain history.logs history.logs.disable
  history.logs.export history.state history.transactions holesky hoodi http http.addr http.api http.corsdomain
  http.port http.rpcprefix http.vhosts identity iliad ipcdisable ipcpath jspath keystore lightkdf local log.backtrace
  log.compress log.debug log.file log.format log.json log.maxage log.maxbackups log.maxsize log.rotate log.vmodule
  mainnet maxpeers maxpendpeers metrics metrics.addr metrics.expensive metrics.influxdb metrics.influxdb.bucket
  metrics.influxdb.database metrics.influxdb.endpoint metrics.influxdb.organization metrics.influxdb.password
  metrics.influxdb.tags metrics.influxdb.token metrics.influxdb.username metrics.influxdbv2 metrics.port mine
  miner.etherbase miner.extradata miner.gaslimit miner.gasprice miner.newpayload-timeout miner.pending.feeRecipient
  miner.recommit nat netrestrict networkid nodekey nodekeyhex nodiscover nousb odyssey override.4844 override.bpo1
  override.bpo2 override.genesis override.osaka override.verkle password pcscdpath port pprof pprof.addr
  pprof.blockprofilerate pprof.cpuprofile pprof.memprofilerate pprof.port preload remotedb rpc.allow-unprotected-txs
  rpc.batch-request-limit rpc.batch-response-max-size rpc.enabledeprecatedpersonal rpc.evmtimeout rpc.gascap
  rpc.logquerylimit rpc.txfeecap rpc.txsync.defaulttimeout rpc.txsync.maxtimeout sepolia signer snapshot state.scheme
  state.size-tracking stateless-self-validation story syncmode synctarget txlookuplimit txpool.accountqueue
  txpool.accountslots txpool.globalqueue txpool.globalslots txpool.journal txpool.lifetime txpool.locals
  txpool.nolocals txpool.pricebump txpool.pricelimit txpool.rejournal unlock usb v5disc verbosity vmdebug vmodule
  vmtrace vmtrace.jsonconfig vmwitnessstats whitelist whitelist.enable whitelist.filepath ws ws.addr ws.api ws.origins
  ws.port ws.rpcprefix
`,
} as const satisfies KnownFlags;
