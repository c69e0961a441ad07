import type { SigningIdentity } from '../../model/signing-identity';
import { MOUNT } from './wiring';

/** File that declares an identity's public keys, one a line, sorted. */
export const PUBLIC_KEYS_FILE = `${MOUNT.identity}/public-keys`;

/** Where the script of {@link RUN_SCRIPT} is mounted. */
export const RUN_SCRIPT_FILE = `${MOUNT.scripts}/run.sh`;

/**
 * Runs a client as a child and hands signals on. After an exit code in PARK_ON it stays, doing nothing, until a person
 * deletes the pod: the kubelet would start the client again, and a validator client that found its own keys active
 * elsewhere must not try its luck (https://docs.teku.consensys.io/how-to/prevent-slashing/detect-doppelgangers).
 */
export const RUN_SCRIPT = `#!/bin/sh
child=
stopping=
trap 'stopping=1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT
"$@" &
child=$!
if [ -n "$stopping" ]; then kill -TERM "$child" 2>/dev/null; fi
wait "$child"
code=$?
while kill -0 "$child" 2>/dev/null; do
  wait "$child"
  code=$?
done
for park in $PARK_ON; do
  if [ -z "$stopping" ] && [ "$code" -eq "$park" ]; then
    echo "parked after exit code $code: find out why, then delete this pod" >&2
    while [ -z "$stopping" ]; do
      sleep 5 >/dev/null 2>&1 &
      wait "$!"
    done
    exit 0
  fi
done
exit "$code"
`;

/**
 * Fails unless the mounted keystores hold exactly the declared public keys: a secret that was filled from the wrong
 * path must not sign.
 *
 * @param keystores folder of EIP-2335 keystores, each with its `pubkey`
 */
export function expectDeclaredKeys(keystores: string): string {
  const list = `sed -n 's/.*"pubkey" *: *"\\(0x\\)\\{0,1\\}\\([0-9a-fA-F]\\{96\\}\\)".*/0x\\2/p' ${keystores}/*.json`;
  return expectSameKeys(list, 'keystores');
}

/**
 * Fails unless a command prints exactly the declared public keys, each on a line of its own.
 *
 * @param what what it reads them from, for the error
 */
export function expectSameKeys(command: string, what: string): string {
  return `${command} \\
  | tr 'A-F' 'a-f' | sort > /tmp/mounted-keys
sort ${PUBLIC_KEYS_FILE} > /tmp/declared-keys
cmp -s /tmp/mounted-keys /tmp/declared-keys && exit 0
echo "the mounted ${what} are not those of the declared identity" >&2
exit 1
`;
}

/** Fails unless a file is there and is not empty. */
export function expectFile(file: string): string {
  return `if [ ! -s ${file} ]; then
  echo "${file} is missing or empty" >&2
  exit 1
fi
`;
}

/**
 * Fails unless every declared key has a record of what it signed.
 *
 * @param test shell test of that record, for a `$key`
 */
export function expectRecords(test: string): string {
  return `while read -r key; do
  if [ ! ${test} ]; then
    echo "$key has no slashing-protection record; restore it, or declare that the identity never signed" >&2
    exit 1
  fi
done < ${PUBLIC_KEYS_FILE}
`;
}

/**
 * Lighthouse's list of validators, written anew at each start from the declared keys. An identity without history gets
 * an empty slashing-protection database through an import, which registers the keys; any other needs the one it has,
 * for Lighthouse refuses to start without it.
 */
export function lighthouseDefinitions(
  identity: SigningIdentity,
  signerUrl: string,
  genesisValidatorsRoot: string,
  network: string,
): string {
  const validators = `${MOUNT.data}/validators`;
  const definitions = `mkdir -p ${validators}
{
  echo '---'
  while read -r key; do
    printf -- '- enabled: true\\n  voting_public_key: "%s"\\n  type: web3signer\\n  url: "${signerUrl}"\\n' "$key"
  done < ${PUBLIC_KEYS_FILE}
} > ${validators}/validator_definitions.yml
`;
  if (identity.history === 'kept') return definitions;
  return `${definitions}if [ -e ${validators}/slashing_protection.sqlite ]; then exit 0; fi
{
  printf '{"metadata":{"interchange_format_version":"5","genesis_validators_root":"${genesisValidatorsRoot}"},"data":['
  comma=
  while read -r key; do
    printf '%s{"pubkey":"%s","signed_blocks":[],"signed_attestations":[]}' "$comma" "$key"
    comma=,
  done < ${PUBLIC_KEYS_FILE}
  printf ']}'
} > /tmp/no-history.json
exec lighthouse account validator slashing-protection import --network ${network} --datadir ${MOUNT.data} /tmp/no-history.json
`;
}
