import { sessionKeysIn } from '../../model/public-id';
import type { SigningIdentity } from '../../model/signing-identity';
import type { SubstrateChain } from './units';

/**
 * Files of the keystore, with the key type of each. The node finds a key by its file's name, which is the key type and
 * the public key in hex, and refuses to sign with a file whose secret belongs to another public key
 * (https://github.com/paritytech/polkadot-sdk/blob/master/substrate/client/keystore/src/local.rs). So files that are
 * named after the declared identity can sign for nobody else.
 */
export function keystoreFiles(chain: SubstrateChain, identity: SigningIdentity): readonly [string, string][] {
  const keys = identity.publicKeys.flatMap(sessionKeysIn);
  return chain.sessionKeys.map((type, i) => [`${Buffer.from(type).toString('hex')}${keys[i] ?? ''}`, type]);
}
