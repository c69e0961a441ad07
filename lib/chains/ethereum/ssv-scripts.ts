import { PUBLIC_KEYS_FILE } from './scripts';

/**
 * Fails unless the mounted keystore is that of the declared operator. `ssvnode generate-operator-keys` writes the public
 * key beside the encrypted one, as `pubkey` or in older versions as `pubKey`
 * (https://github.com/ssvlabs/ssv/blob/main/ssvsigner/keystore/file.go).
 */
export function expectOperatorKey(keystore: string): string {
  return `sed -n 's|.*"pub[kK]ey" *: *"\\([A-Za-z0-9+/=]*\\)".*|\\1|p' ${keystore} \\
  | sort > /tmp/mounted-key
cmp -s /tmp/mounted-key ${PUBLIC_KEYS_FILE} && exit 0
echo "the mounted keystore is not that of the declared operator" >&2
exit 1
`;
}

/**
 * Fails unless the node's database is there: every Badger database has a file MANIFEST
 * (https://github.com/dgraph-io/badger/blob/main/manifest.go). That it is this operator's the node finds out itself: it
 * keeps a hash of its key in there, and the network.
 */
export function expectOperatorRecords(database: string): string {
  return `if [ ! -s ${database}/MANIFEST ]; then
  echo "${database} is no database of an SSV node; restore it, or declare that the operator never signed" >&2
  exit 1
fi
`;
}
