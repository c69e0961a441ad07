import { buildAll } from './build-all';
import { DATABASES, PARTICIPANT, VALIDATOR_APP } from './canton/clients';
import { inputProblems } from './canton/input';
import type { CantonFacts } from './canton/networks';
import { participantUnit, validatorUnit } from './canton/node-units';
import { ROLES } from './canton/roles';
import { storageUnit } from './canton/storage-unit';
import type { CantonRole, CantonUnits, CantonValues } from './canton/units';
import type { ChainFamily } from './family';
import type { Link } from './workload-plan';

export { mainnet, testnet, type CantonFacts } from './canton/networks';
export type { CantonAuth, CantonRole, CantonUnits, CantonValues } from './canton/units';

/**
 * A validator of the Canton Network: a participant, Splice's validator app, and a PostgreSQL for each.
 *
 * It is known by its party. Nothing that it signs is slashed; its private keys are in the participant's database, so to
 * lose that is to lose the party and all it owns. KMS, which Splice supports for new participants, is not rendered.
 * Restored backups must fit: the validator app's database is backed up strictly before the participant's, both at least
 * every four hours (https://github.com/hyperledger-labs/splice/blob/main/docs/src/validator_operator/validator_backups.rst).
 *
 * A new party is one whose keys were made elsewhere and never met the network: `identities.json` in the custody, in the
 * format of Splice's backup of node identities, is imported at the first start, and nothing here makes keys. That
 * import is documented for recovery; with a participant that never was on the network it was not tried.
 *
 * Authentication cannot be switched off, and settings cannot be added. Wallet and name service have web apps of their
 * own, which are products.
 */
export const canton: ChainFamily<CantonFacts, CantonValues, CantonUnits, CantonRole> = {
  name: 'canton',
  chain: 'canton',
  roles: ROLES,
  plan: (input) => {
    const { storage, participant, validator } = buildAll(
      {
        storage: () => storageUnit(input),
        participant: () => participantUnit(input),
        validator: () => validatorUnit(input),
      },
      inputProblems(input),
    );
    return { units: [storage, participant, validator], links: LINKS };
  },
};

const PARTICIPANT_REF = { unit: 'participant', part: PARTICIPANT.name } as const;
const VALIDATOR_REF = { unit: 'validator', part: VALIDATOR_APP.name } as const;

const LINKS: readonly Link[] = [
  { from: PARTICIPANT_REF, to: { unit: 'storage', part: DATABASES.participant, port: 'postgres' } },
  { from: VALIDATOR_REF, to: { unit: 'storage', part: DATABASES.validator, port: 'postgres' } },
  { from: VALIDATOR_REF, to: { ...PARTICIPANT_REF, port: 'ledger-api' } },
  { from: VALIDATOR_REF, to: { ...PARTICIPANT_REF, port: 'admin-api' } },
];
