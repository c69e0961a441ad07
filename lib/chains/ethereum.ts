import { buildAll } from './build-all';
import type { ChainFamily } from './family';
import { inputProblems, type EthereumInput } from './ethereum/input';
import type { EthereumFacts } from './ethereum/networks';
import { beaconClientRef, nodeUnit } from './ethereum/node-unit';
import { ROLES } from './ethereum/roles';
import { signerUnit, storageUnit, validatorUnit } from './ethereum/signing-units';
import type { EthereumRole, EthereumUnits, EthereumValues } from './ethereum/units';
import type { WorkloadPlan } from './workload-plan';

export { networks, type EthereumFacts } from './ethereum/networks';
export { postgres, type PostgresStorage } from './ethereum/postgres';
export type { BeaconClient } from './ethereum/beacon-clients';
export type { ExecutionClient } from './ethereum/execution-clients';
export type { EthereumPeers, EthereumRole, EthereumUnits, EthereumValues } from './ethereum/units';
export type { ValidatorClient } from './ethereum/validator-clients';

/**
 * Ethereum proof of stake: an execution client and a beacon node, a validator client that holds no keys, a remote
 * signer that holds them, and the PostgreSQL in which the signer records what it signed.
 *
 * One of each. Two validator clients on one key set are the most frequent cause of slashing
 * (https://lighthouse-book.sigmaprime.io/advanced_redundancy.html), so their number is no prop.
 */
export const ethereum: ChainFamily<EthereumFacts, EthereumValues, EthereumUnits, EthereumRole> = {
  name: 'ethereum',
  chain: 'ethereum',
  roles: ROLES,
  plan,
};

function plan(input: EthereumInput): WorkloadPlan {
  const { node, storage, signer, validator } = buildAll(
    {
      node: () => nodeUnit(input),
      storage: () => storageUnit(input),
      signer: () => signerUnit(input),
      validator: () => validatorUnit(input),
    },
    inputProblems(input),
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
