import { MOUNT } from './client';
import type { SubstrateInput } from './units';

/** Fails unless the keystore holds every session key of the declared identity: without one the node would not sign. */
export function expectSessionKeys(files: readonly (readonly [string, string])[]): string {
  return `for key in ${files.map(([file]) => file).join(' ')}; do
  if [ ! -s ${MOUNT.keystore}/$key ]; then
    echo "no session key $key: the mounted keys are not those of the declared identity" >&2
    exit 1
  fi
done
`;
}

/** Fails unless there is a database: a new one has no record of GRANDPA's votes. */
export function expectHistory(input: SubstrateInput): string {
  const chain = `${MOUNT.data}/chains/${input.network.facts.specId}`;
  return `if [ ! -s ${chain}/db/full/CURRENT ] && [ ! -s ${chain}/paritydb/full/metadata ]; then
  echo "no database with what the validator voted; restore it, or declare that it never signed" >&2
  exit 1
fi
`;
}
