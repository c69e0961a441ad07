import { expectSameKeys } from './scripts';
import { MOUNT } from './wiring';

/** Files of the wallet as the custody has them. */
export const ACCOUNTS = '/accounts';

/** Folder in memory from which Dirk reads its wallet, made anew at each start. */
export const WALLETS = '/wallets';

/** Where Dirk keeps what it signed. */
export const PROTECTION = `${MOUNT.data}/protection`;

/** How many of which instances sign for an account that is split. */
export interface Quorum {
  readonly threshold: number;

  /** Endpoints of the instances with their ids. */
  readonly participants: readonly (readonly [id: string, endpoint: string])[];
}

/**
 * Fails unless the mounted files are one wallet of the declared name with accounts for exactly the declared keys, each
 * split as declared. Accounts say themselves how many sign and where the others are, and Vouch believes what they say
 * (https://github.com/wealdtech/go-eth2-wallet-distributed/blob/master/account.go): one of another cluster, or whose
 * participants are hosts elsewhere, must not be used. Its composite key is the first of its verification vector.
 *
 * A hierarchical wallet is refused: it holds a seed of more keys than are declared.
 */
export function expectAccounts(wallet: string, quorum?: Quorum): string {
  const type = quorum === undefined ? 'non-deterministic' : 'distributed';
  const key = quorum === undefined ? '"pubkey":"' : '"verificationvector":\\["';
  return `files() { for file in ${ACCOUNTS}/*; do tr -d ' \\n' < "$file"; echo; done; }
if [ "$(files | grep -c '"type":"')" != 1 ] \\
  || ! files | grep '"type":"${type}"' | grep -q '"name":"${wallet}"'; then
  echo "the mounted files are not those of one ${type} wallet ${wallet}" >&2
  exit 1
fi
${quorum === undefined ? '' : expectQuorum(quorum)}${expectSameKeys(
    `files | grep '"pubkey":"' | sed -n 's/.*${key}\\(0x\\)\\{0,1\\}\\([0-9a-fA-F]\\{96\\}\\)".*/0x\\2/p'`,
    'accounts',
  )}`;
}

/** Go writes the participants in the order of their ids as text. */
function expectQuorum({ threshold, participants }: Quorum): string {
  const written = [...participants]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, endpoint]) => `"${id}":"${endpoint}"`)
    .join(',');
  return `if files | grep '"pubkey":"' | grep -qv '"signing_threshold":${threshold}[,}]' \\
  || files | grep '"pubkey":"' | grep -qvF '"participants":{${written}}'; then
  echo "an account is not of ${threshold} of these participants: ${written.replaceAll('"', '')}" >&2
  exit 1
fi
`;
}

/**
 * Puts the wallet and its accounts where Dirk looks for them, in a folder and in files that are named after their ids
 * (https://github.com/wealdtech/go-eth2-wallet-store-filesystem). Whatever else is mounted stays behind: a batch would
 * take the place of the accounts that were compared, and an index is made anew.
 */
export function takeWallet(): string {
  return `uuid() { tr -d ' \\n' < "$1" | sed -n 's/.*"uuid":"\\([0-9a-f-]\\{36\\}\\)".*/\\1/p'; }
wallet=$(grep -l '"type" *: *"' ${ACCOUNTS}/*)
cd ${WALLETS}/
mkdir -p "$(uuid "$wallet")"
for file in $(grep -l '"pubkey" *: *"' ${ACCOUNTS}/*) "$wallet"; do
  cp -f "$file" "$(uuid "$wallet")/$(uuid "$file")"
done
`;
}

/** Where Dirk writes down what its record knows, for {@link expectHistory}. */
export const HISTORY = `${MOUNT.temporary}/history.json`;

/**
 * Fails unless Dirk's record knows one of the mounted accounts at least; an account that never signed has none. Dirk
 * would begin with an empty record, and sign what it signed before. The record is by an account's own key: that of the
 * share, where keys are split, so that a history by composite keys, however it was imported, protects nothing.
 */
export function expectHistory(unit: string): string {
  return `for file in ${ACCOUNTS}/*; do
  key=$(tr -d ' \\n' < "$file" | sed -n 's/.*"pubkey":"\\(0x\\)\\{0,1\\}\\([0-9a-fA-F]\\{96\\}\\)".*/0x\\2/p' | tr 'A-F' 'a-f')
  if [ -n "$key" ] && grep -q "\\"$key\\"" ${HISTORY}; then exit 0; fi
done
echo "${unit} has no record of what its accounts signed; restore it, or declare that the identity never signed" >&2
exit 1
`;
}
