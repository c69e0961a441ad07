import { buildAll } from './build-all';
import { CHARON_REF, charonProblems, dvtUnit } from './ethereum/charon';
import { dirkProblems, dirkRefs, dirkUnits, VOUCH_REF } from './ethereum/dirk';
import type { ChainFamily } from './family';
import { inputProblems, type EthereumInput } from './ethereum/input';
import { relayProblems } from './ethereum/mev-boost';
import type { EthereumFacts } from './ethereum/networks';
import { beaconClientRef, executionClientRef, nodeUnit } from './ethereum/node-unit';
import { ROLES } from './ethereum/roles';
import { shareUnit } from './ethereum/share-units';
import { signerUnit, storageUnit, validatorUnit } from './ethereum/signing-units';
import { SSV_REF, ssvProblems, ssvUnit } from './ethereum/ssv';
import type {
  CharonUnits,
  DirkUnits,
  EthereumRole,
  EthereumUnits,
  EthereumValues,
  RemoteSignerUnits,
  SsvUnits,
} from './ethereum/units';
import { vouchUnit } from './ethereum/vouch';
import type { WorkloadPlan } from './workload-plan';

export { networks, type EthereumFacts } from './ethereum/networks';
export { postgres, type PostgresStorage } from './ethereum/postgres';
export type { BeaconClient } from './ethereum/beacon-clients';
export type { ExecutionClient } from './ethereum/execution-clients';
export { Relay, relays } from './ethereum/relays';
export { ClusterLock } from './ethereum/cluster-lock';
export type { ShareClient } from './ethereum/share-clients';
export type {
  CharonUnits,
  DirkInstance,
  DirkShares,
  DirkUnits,
  EthereumNode,
  EthereumPeers,
  EthereumRelay,
  EthereumRole,
  EthereumUnits,
  EthereumValidator,
  EthereumValues,
  RemoteSignerUnits,
  SsvUnits,
} from './ethereum/units';
export type { ValidatorClient } from './ethereum/validator-clients';

/**
 * Ethereum proof of stake: an execution client and a beacon node, with MEV-boost beside them where relays are declared,
 * and one of several ways to sign.
 *
 * - A validator client that holds no keys, a remote signer that holds them, and the PostgreSQL in which the signer
 *   records what it signed.
 * - One operator's part of a distributed validator: Charon, and a validator client with that operator's key shares.
 * - One operator of the SSV network: its node, which takes key shares out of the contract that the execution client reads.
 * - Vouch, and Dirk: one that holds the keys, or several with a share of each, of which more than half must sign. Each
 *   keeps the record of what it signed in a claim of its own.
 *
 * One validator client in each. Two validator clients on one key set are the most frequent cause of slashing
 * (https://lighthouse-book.sigmaprime.io/advanced_redundancy.html), so their number is no prop.
 */
export const ethereum: ChainFamily<EthereumFacts, EthereumValues, EthereumUnits, EthereumRole> = {
  name: 'ethereum',
  chain: 'ethereum',
  roles: ROLES,
  plan,
};

function plan(input: EthereumInput): WorkloadPlan {
  const { units } = input;
  const problems = [...inputProblems(input), ...relayProblems(input)];
  if (units.dvt !== undefined) return planShares({ ...input, units }, problems);
  if (units.ssv !== undefined) return planSsv({ ...input, units }, problems);
  if (units.storage === undefined) return planDirk({ ...input, units }, problems);
  return planRemoteSigner({ ...input, units }, problems);
}

function planRemoteSigner(input: EthereumInput<RemoteSignerUnits>, problems: readonly string[]): WorkloadPlan {
  const { node, storage, signer, validator } = buildAll(
    {
      node: () => nodeUnit(input),
      storage: () => storageUnit(input),
      signer: () => signerUnit(input),
      validator: () => validatorUnit(input),
    },
    problems,
  );
  const client = { unit: 'validator', part: validator.parts[0].name };
  const remote = { unit: 'signer', part: signer.parts[0].name };
  return {
    units: [node.unit, storage, signer, validator],
    links: [
      ...node.links,
      { from: client, to: { ...beaconClientRef(input), port: 'http' } },
      { from: client, to: { ...remote, port: 'http' } },
      { from: remote, to: { unit: 'storage', part: storage.parts[0].name, port: 'postgres' } },
    ],
  };
}

function planShares(input: EthereumInput<CharonUnits>, problems: readonly string[]): WorkloadPlan {
  const { node, dvt, validator } = buildAll(
    { node: () => nodeUnit(input), dvt: () => dvtUnit(input), validator: () => shareUnit(input) },
    [...problems, ...charonProblems(input)],
  );
  const client = { unit: 'validator', part: validator.parts[0].name };
  return {
    units: [node.unit, dvt, validator],
    links: [
      ...node.links,
      { from: CHARON_REF, to: { ...beaconClientRef(input), port: 'http' } },
      { from: client, to: { ...CHARON_REF, port: 'validator-api' } },
    ],
  };
}

function planSsv(input: EthereumInput<SsvUnits>, problems: readonly string[]): WorkloadPlan {
  const { node, ssv } = buildAll({ node: () => nodeUnit(input), ssv: () => ssvUnit(input) }, [
    ...problems,
    ...ssvProblems(input),
  ]);
  return {
    units: [node.unit, ssv],
    links: [
      ...node.links,
      { from: SSV_REF, to: { ...beaconClientRef(input), port: 'http' } },
      { from: SSV_REF, to: { ...executionClientRef(input), port: 'websocket' } },
    ],
  };
}

function planDirk(input: EthereumInput<DirkUnits>, problems: readonly string[]): WorkloadPlan {
  const { node, signers, validator } = buildAll(
    { node: () => nodeUnit(input), signers: () => dirkUnits(input), validator: () => vouchUnit(input) },
    [...problems, ...dirkProblems(input)],
  );
  return {
    units: [node.unit, ...signers, validator],
    links: [
      ...node.links,
      { from: VOUCH_REF, to: { ...beaconClientRef(input), port: 'http' } },
      ...dirkRefs(input).map((dirk) => ({ from: VOUCH_REF, to: { ...dirk, port: 'grpc' } })),
    ],
  };
}
