import { DATABASE_FOLDER } from '../ethereum/postgres';

/**
 * Fails on an empty volume unless the identity is new: an empty database is a node without its keys, and Canton runs on
 * it as if nothing were missing.
 */
export function expectDatabase(): string {
  return `if [ -s ${DATABASE_FOLDER}/PG_VERSION ]; then exit 0; fi
if [ "$HISTORY" = none ]; then exit 0; fi
echo "the volume holds no database; restore it, or declare that the identity is new" >&2
exit 1
`;
}

/**
 * Fails unless the participant's database holds the declared identity. Selected by a wrong name, an empty one starts as
 * healthy as the right one, and the validator app gives it new keys.
 *
 * Where Canton keeps it was read in a recovery drill for release 0.6.11 of Splice, not in Canton's own documents.
 */
export function expectIdentity(): string {
  return `table="$(psql -XAtqc "select to_regclass('participant.common_node_id')")"
found=
if [ -n "$table" ]; then found="$(psql -XAtqc 'select namespace from participant.common_node_id')"; fi
if [ "$found" = "$FINGERPRINT" ]; then exit 0; fi
if [ -z "$found" ] && [ "$MAY_BE_EMPTY" = true ]; then exit 0; fi
echo "database $PGDATABASE holds the identity '$found', not the declared one" >&2
exit 1
`;
}

/** Where the keys of a new identity are mounted. */
export const IDENTITIES = '/identities';

/** Fails unless the mounted dump is that of the declared identity; without one the validator app would make keys. */
export function expectDump(fingerprint: string): string {
  return `if ! grep -q '"PAR::[^"]*::${fingerprint}"' ${IDENTITIES}/identities.json; then
  echo "no identities of the declared participant are mounted" >&2
  exit 1
fi
`;
}
