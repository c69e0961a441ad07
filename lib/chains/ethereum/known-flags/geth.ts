import type { KnownFlags } from '../../known-flags';

/**
 * Flags of geth, from `app.Flags` and what it is made of:
 * https://github.com/ethereum/go-ethereum/blob/v1.17.5/cmd/geth/main.go, cmd/geth/config.go, cmd/geth/consolecmd.go,
 * cmd/utils/flags.go and internal/debug/flags.go. Complete but for `help` and `version`.
 */
export const GETH_FLAGS = {
  completeIn: 'v1.17.5',
  names: `
  authrpc.addr authrpc.jwtsecret authrpc.port authrpc.vhosts beacon.api beacon.api.header beacon.checkpoint
  beacon.checkpoint.file beacon.config beacon.genesis.gvroot beacon.genesis.time beacon.nofilter beacon.threshold
  bintrie.groupdepth blobpool.datacap blobpool.datadir blobpool.fetchprobability blobpool.pricebump bootnodes cache
  cache.blocklogs cache.database cache.gc cache.noprefetch cache.preimages cache.snapshot cache.trie config crypto.kzg
  datadir datadir.ancient datadir.era datadir.minfreedisk db.engine debug.logslowblock dev dev.gaslimit dev.period
  discovery.dns discovery.port discovery.v4 discovery.v5 discv4 discv5 engine.maxreorgdepth eth.requiredblocks
  ethstats exec exitwhensynced fdlimit gcmode go-execution-trace gogc gpo.blocks gpo.ignoreprice gpo.maxprice
  gpo.percentile graphql graphql.corsdomain graphql.vhosts header history.chain history.logs history.logs.disable
  history.logs.export history.state history.transactions history.trienode history.trienode.full-value-checkpoint
  holesky hoodi http http.addr http.api http.corsdomain http.port http.rpcprefix http.vhosts identity ipcdisable
  ipcpath jspath keystore lightkdf log.compress log.file log.format log.json log.maxage log.maxbackups log.maxsize
  log.rotate log.vmodule mainnet maxpeers maxpendpeers memorylimit metrics metrics.addr metrics.influxdb
  metrics.influxdb.bucket metrics.influxdb.database metrics.influxdb.endpoint metrics.influxdb.interval
  metrics.influxdb.organization metrics.influxdb.password metrics.influxdb.tags metrics.influxdb.token
  metrics.influxdb.username metrics.influxdbv2 metrics.port miner.extradata miner.gaslimit miner.gasprice
  miner.maxblobs miner.pending.feeRecipient miner.recommit nat netrestrict networkid nodekey nodekeyhex nodiscover
  override.amsterdam override.bpo1 override.bpo2 override.genesis override.osaka override.ubt password pcscdpath port
  pprof pprof.addr pprof.blockprofilerate pprof.cpuprofile pprof.memprofilerate pprof.port preload pyroscope
  pyroscope.password pyroscope.server pyroscope.tags pyroscope.username remotedb rpc.allow-unprotected-txs
  rpc.batch-request-limit rpc.batch-response-max-size rpc.evmtimeout rpc.gascap rpc.http-body-limit rpc.logquerylimit
  rpc.rangelimit rpc.telemetry rpc.telemetry.endpoint rpc.telemetry.instance-id rpc.telemetry.password
  rpc.telemetry.sample-ratio rpc.telemetry.tags rpc.telemetry.username rpc.txfeecap rpc.txsync.defaulttimeout
  rpc.txsync.maxtimeout sepolia signer snap.v2 snapshot state.scheme state.size-tracking stateless-self-validation
  syncmode synctarget txpool.accountqueue txpool.accountslots txpool.globalqueue txpool.globalslots txpool.journal
  txpool.lifetime txpool.locals txpool.nolocals txpool.pricebump txpool.pricelimit txpool.rejournal usb verbosity
  vmdebug vmodule vmtrace vmtrace.jsonconfig vmwitnessstats ws ws.addr ws.api ws.origins ws.port ws.rpcprefix
`,
} as const satisfies KnownFlags;
