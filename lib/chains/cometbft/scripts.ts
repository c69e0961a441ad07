import type { RemoteFile } from '../../model/network';
import { HOME, type CometInput } from './chain';

/** Files that nodes fetch at their first start, by name. */
export type NodeFiles = Readonly<Record<string, RemoteFile>>;

/** Fetches the genesis file, and others of the chain, and fails unless each is the declared one. */
export function fetchGenesis(input: CometInput, others: NodeFiles = {}): string {
  const files: NodeFiles = { 'genesis.json': input.network.facts.genesis, ...others };
  return Object.entries(files)
    .map(
      ([name, { url, sha256 }]) => `wget -q -O /genesis/${name} '${url}'
echo '${sha256}  /genesis/${name}' | sha256sum -c -
`,
    )
    .join('');
}

/** Puts a file that the genesis server has checked into a folder, once, and checks it again. */
export function takeFile(genesisHost: string, folder: string, name: string, { sha256 }: RemoteFile): string {
  const file = `${folder}/${name}`;
  return `if [ ! -s ${file} ]; then
  wget -q -O ${file}.part http://${genesisHost}:8080/${name}
  echo '${sha256}  ${file}.part' | sha256sum -c -
  mv ${file}.part ${file}
fi
`;
}

/**
 * Puts the configuration and, at the first start, the genesis file into the node's home. Configuration is copied, not
 * mounted, for some chains rewrite it when they start.
 */
export function prepareHome(
  input: CometInput,
  genesisHost: string,
  settings: readonly string[] = ['config.toml', 'app.toml'],
  others: NodeFiles = {},
): string {
  const folder = `${HOME.root}/config`;
  const files: NodeFiles = { 'genesis.json': input.network.facts.genesis, ...others };
  return `mkdir -p ${folder} ${HOME.root}/data
cp ${settings.map((name) => `${HOME.config}/${name}`).join(' ')} ${folder}/
${Object.entries(files)
  .map(([name, file]) => takeFile(genesisHost, folder, name, file))
  .join('')}`;
}

/**
 * Fails unless the mounted key is that of the declared identity and the record of what it signed is there. Left to
 * itself the program would mint a new key for a missing one
 * (https://github.com/Consensys-Incorporated/quorum-kubernetes/issues/208 is what came of that).
 */
export function expectIdentity(input: CometInput): string {
  const state = `${HOME.state}/priv_validator_state.json`;
  return expectKey(input) + expectRecord(input, state, `printf '{"height":"0","round":0,"step":0}' > ${state}`);
}

/** Fails unless the mounted key file is that of the declared identity. */
export function expectKey(input: CometInput): string {
  const [address] = input.identity.publicKeys;
  return `if ! tr -d ' \\n' < ${HOME.keys}/priv_validator_key.json | grep -q '"address":"${address}"'; then
  echo "the mounted key is not that of the declared identity" >&2
  exit 1
fi
`;
}

/**
 * Fails where the record of what was signed is missing, for every signer begins again at height 0 without it.
 *
 * @param begin what to do instead for an identity that never signed
 */
export function expectRecord(input: CometInput, file: string, begin: string): string {
  const missing =
    input.identity.history === 'none'
      ? begin
      : `echo "no record of what the validator signed; restore it, or declare that it never signed" >&2
  exit 1`;
  return `if [ ! -s ${file} ]; then
  ${missing}
fi
`;
}

/**
 * Fails where a node that does not hold the identity's key has it in its own home all the same, say on a volume of the
 * days when it was the validator: it would sign with it.
 */
export function refuseLocalKey(input: CometInput): string {
  const [address] = input.identity.publicKeys;
  const key = `${HOME.root}/config/priv_validator_key.json`;
  return `if [ -e ${key} ] && tr -d ' \\n' < ${key} | grep -q '"address":"${address}"'; then
  echo "the key of a validator that signs elsewhere is on this node: remove it" >&2
  exit 1
fi
`;
}
