import type { KnownFlags } from '../../known-flags';

/**
 * Values of a network that Lodestar takes from hidden flags, `params.` and each of these: `chainConfigTypes` of the
 * npm package @lodestar/config 1.44.0
 * (https://github.com/ChainSafe/lodestar/blob/v1.44.0/packages/config/src/chainConfig/types.ts).
 */
export const LODESTAR_PARAMS = `
  PRESET_BASE CONFIG_NAME TERMINAL_TOTAL_DIFFICULTY TERMINAL_BLOCK_HASH TERMINAL_BLOCK_HASH_ACTIVATION_EPOCH
  MIN_GENESIS_ACTIVE_VALIDATOR_COUNT MIN_GENESIS_TIME GENESIS_FORK_VERSION GENESIS_DELAY ALTAIR_FORK_VERSION
  ALTAIR_FORK_EPOCH BELLATRIX_FORK_VERSION BELLATRIX_FORK_EPOCH CAPELLA_FORK_VERSION CAPELLA_FORK_EPOCH
  DENEB_FORK_VERSION DENEB_FORK_EPOCH ELECTRA_FORK_VERSION ELECTRA_FORK_EPOCH FULU_FORK_VERSION FULU_FORK_EPOCH
  GLOAS_FORK_VERSION GLOAS_FORK_EPOCH SECONDS_PER_SLOT SLOT_DURATION_MS SECONDS_PER_ETH1_BLOCK
  MIN_VALIDATOR_WITHDRAWABILITY_DELAY MIN_BUILDER_WITHDRAWABILITY_DELAY SHARD_COMMITTEE_PERIOD ETH1_FOLLOW_DISTANCE
  PROPOSER_REORG_CUTOFF_BPS ATTESTATION_DUE_BPS AGGREGATE_DUE_BPS SYNC_MESSAGE_DUE_BPS CONTRIBUTION_DUE_BPS
  ATTESTATION_DUE_BPS_GLOAS AGGREGATE_DUE_BPS_GLOAS SYNC_MESSAGE_DUE_BPS_GLOAS CONTRIBUTION_DUE_BPS_GLOAS
  PAYLOAD_ATTESTATION_DUE_BPS PAYLOAD_DUE_BPS INACTIVITY_SCORE_BIAS INACTIVITY_SCORE_RECOVERY_RATE EJECTION_BALANCE
  MIN_PER_EPOCH_CHURN_LIMIT MAX_PER_EPOCH_ACTIVATION_CHURN_LIMIT CHURN_LIMIT_QUOTIENT
  MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA CHURN_LIMIT_QUOTIENT_GLOAS
  CONSOLIDATION_CHURN_LIMIT_QUOTIENT MAX_PER_EPOCH_ACTIVATION_CHURN_LIMIT_GLOAS PROPOSER_SCORE_BOOST
  REORG_HEAD_WEIGHT_THRESHOLD REORG_PARENT_WEIGHT_THRESHOLD REORG_MAX_EPOCHS_SINCE_FINALIZATION DEPOSIT_CHAIN_ID
  DEPOSIT_NETWORK_ID DEPOSIT_CONTRACT_ADDRESS MAX_PAYLOAD_SIZE MAX_REQUEST_BLOCKS EPOCHS_PER_SUBNET_SUBSCRIPTION
  MIN_EPOCHS_FOR_BLOCK_REQUESTS ATTESTATION_PROPAGATION_SLOT_RANGE MAXIMUM_GOSSIP_CLOCK_DISPARITY
  MESSAGE_DOMAIN_INVALID_SNAPPY MESSAGE_DOMAIN_VALID_SNAPPY SUBNETS_PER_NODE MAX_REQUEST_BLOCKS_DENEB
  MIN_EPOCHS_FOR_BLOB_SIDECARS_REQUESTS MIN_EPOCHS_FOR_DATA_COLUMN_SIDECARS_REQUESTS BLOB_SIDECAR_SUBNET_COUNT
  DATA_COLUMN_SIDECAR_SUBNET_COUNT MAX_BLOBS_PER_BLOCK MAX_REQUEST_BLOB_SIDECARS BLOB_SIDECAR_SUBNET_COUNT_ELECTRA
  MAX_BLOBS_PER_BLOCK_ELECTRA MAX_REQUEST_BLOB_SIDECARS_ELECTRA MAX_REQUEST_DATA_COLUMN_SIDECARS
  NUMBER_OF_CUSTODY_GROUPS SAMPLES_PER_SLOT CUSTODY_REQUIREMENT VALIDATOR_CUSTODY_REQUIREMENT
  BALANCE_PER_ADDITIONAL_CUSTODY_GROUP MAX_REQUEST_PAYLOADS BLOB_SCHEDULE CONFIRMATION_BYZANTINE_THRESHOLD
`;

/**
 * Flags of `lodestar beacon`, from the options of the program, of its log and of the command in the npm package
 * @chainsafe/lodestar 1.44.0 (https://github.com/ChainSafe/lodestar/tree/v1.44.0/packages/cli/src). Complete but for
 * `help`, `version` and the values of a network.
 */
export const LODESTAR_BEACON_FLAGS = {
  completeIn: 'v1.44.0',
  spelling: 'camel-case',
  names: `
  api.maxGindicesInProof attachToGlobalThis beaconDir bootnodes bootnodesFile broadcastValidationStrictness builder
  builder.allowedFaults builder.faultInspectionWindow builder.timeout builder.url builder.urls chain.archiveBlobEpochs
  chain.archiveDataEpochs chain.archiveMode chain.archiveStateEpochFrequency chain.assertCorrectProgressiveBalances
  chain.attDataCacheSlotDistance chain.blacklistedBlocks chain.blsVerifyAllMainThread chain.blsVerifyAllMultiThread
  chain.computeUnrealized chain.disableBlsBatchVerify chain.disableImportExecutionFcU chain.fastConfirmation
  chain.maxBlockStates chain.maxCPStateEpochsInMemory chain.maxCPStateEpochsOnDisk chain.maxShufflingCacheEpochs
  chain.maxSkipSlots chain.minSameMessageSignatureSetsToBatch chain.nativeStateView
  chain.nHistoricalStatesFileDataStore chain.persistInvalidSszObjects chain.persistOrphanedBlocks
  chain.persistProducedBlocks chain.preaggregateSlotDistance chain.proposerBoost chain.proposerBoostEnabled
  chain.proposerBoostReorg chain.pruneHistory checkpointState checkpointSyncUrl configFile dataDir dbDir directPeers
  disableLightClientServer disablePeerScoring discoveryPort discoveryPort6 discv5 emitPayloadAttributes enr.ip enr.ip6
  enr.quic enr.quic6 enr.tcp enr.tcp6 enr.udp enr.udp6 eth1 eth1.depositContractDeployBlock
  eth1.disableEth1DepositDataTracker eth1.forcedEth1DataVote eth1.providerUrls eth1.unsafeAllowDepositDataOverwrite
  execution.engineMock execution.retries execution.retryAttempts execution.retryDelay execution.timeout execution.urls
  forceCheckpointSync forceGenesis genesisStateFile ignoreWeakSubjectivityCheck jwtId jwtSecret
  lastPersistedCheckpointState listenAddress listenAddress6 logFile logFileDailyRotate logFileLevel logFormat
  logFormatGenesisTime logLevel logLevelModule logPrefix mdns metrics metrics.address metrics.port
  monitoring.collectSystemStats monitoring.endpoint monitoring.initialDelay monitoring.interval
  monitoring.requestTimeout nat network network.allowPublishToZeroPeers network.blockCountPeerLimit
  network.blockCountTotalLimit network.connectToDiscv5Bootnodes network.disableFloodPublish
  network.discv5FirstQueryDelayMs network.dontSendGossipAttestationsToForkchoice network.gossipsubAwaitHandler
  network.gossipsubD network.gossipsubDHigh network.gossipsubDLow network.maxGossipTopicConcurrency network.maxPeers
  network.maxYoungGenerationSizeMb network.rateLimitMultiplier network.rateTrackerTimeoutMs
  network.requestCountPeerLimit network.targetGroupPeers network.useWorker paramsFile peerStoreDir
  persistInvalidSszObjectsDir persistInvalidSszObjectsRetentionHours persistNetworkIdentity persistOrphanedBlocksDir
  port port6 preset presetFile private quic quicPort quicPort6 rcConfig rest rest.address rest.bodyLimit rest.cors
  rest.headerLimit rest.namespace rest.port rest.stacktraces rest.swaggerUI semiSupernode serveHistoricalState
  slotsToSubscribeBeforeAggregatorDuty subscribeAllSubnets suggestedFeeRecipient supernode sync.backfillBatchSize
  sync.disableProcessAsChainSegment sync.disableRangeSync sync.isSingleNode sync.slotImportTolerance targetPeers tcp
  unsafeCheckpointState validatorMonitorLogs wssCheckpoint
`,
} as const satisfies KnownFlags;

/**
 * Flags of `lodestar validator`, from the options of the program, of its log and of the command in the npm package
 * @chainsafe/lodestar 1.44.0 (https://github.com/ChainSafe/lodestar/tree/v1.44.0/packages/cli/src). Complete but for
 * `help`, `version` and the values of a network.
 */
export const LODESTAR_VALIDATOR_FLAGS = {
  completeIn: 'v1.44.0',
  spelling: 'camel-case',
  names: `
  afterBlockDelaySlotFraction beaconNodes blindedLocal broadcastValidation builder builder.boostFactor
  builder.selection clock.skipSlots dataDir defaultGasLimit disableKeystoresThreadPool distributed
  doppelgangerProtection doppelgangerProtectionEnabled externalSigner.fetch externalSigner.fetchInterval
  externalSigner.pubkeys externalSigner.url externalSigner.urls force fromMnemonic graffiti http.requestTimeout
  http.requestWireFormat http.responseWireFormat importKeystores importKeystoresPassword interopIndexes keymanager
  keymanager.address keymanager.auth keymanager.authEnabled keymanager.bodyLimit keymanager.cors
  keymanager.headerLimit keymanager.port keymanager.stacktraces keymanager.tokenFile keystore keystoresDir logFile
  logFileDailyRotate logFileLevel logFormat logFormatGenesisTime logLevel logLevelModule logPrefix metrics
  metrics.address metrics.port mnemonicIndexes monitoring.collectSystemStats monitoring.endpoint
  monitoring.initialDelay monitoring.interval monitoring.requestTimeout network paramsFile passphraseFile preset
  presetFile proposerDir proposerSettingsFile rcConfig remoteKeysDir scAfterBlockDelaySlotFraction secretsDir
  semiSupernode server strictFeeRecipientCheck suggestedFeeRecipient supernode tokenFile useProduceBlockV3
  validatorsDbDir
`,
} as const satisfies KnownFlags;
