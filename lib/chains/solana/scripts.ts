import { solanaKeyBytes } from '../../model/public-id';
import { MOUNT } from './agave';
import { accountsOf, type SolanaInput } from './units';

/**
 * Fails unless the mounted keypair is that of the declared identity. A keypair file is a list of 64 numbers: the secret
 * half and then the public key.
 */
export function expectIdentity(input: SolanaInput): string {
  const expected = solanaKeyBytes(accountsOf(input).node).join(',');
  return `mounted=$(tr -d '[] \\n\\t' < ${MOUNT.identity}/identity.json | cut -d, -f33-)
if [ "$mounted" != '${expected}' ]; then
  echo "the mounted keypair is not that of the declared identity" >&2
  exit 1
fi
`;
}

/** Fails unless the tower of the declared identity is there. Agave checks the same once it has started. */
export function expectTower(input: SolanaInput): string {
  return `for tower in ${MOUNT.tower}/tower-*-${accountsOf(input).node}.bin; do
  if [ -s "$tower" ]; then exit 0; fi
done
echo "no tower: restore it, or declare that the identity never voted" >&2
exit 1
`;
}
