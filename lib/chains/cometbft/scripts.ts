import { HOME, type CometInput } from './chain';

/** Fetches the genesis file and fails unless it is the declared one. */
export function fetchGenesis(input: CometInput): string {
  const { url, sha256 } = input.network.facts.genesis;
  return `wget -q -O /genesis/genesis.json '${url}'
echo '${sha256}  /genesis/genesis.json' | sha256sum -c -
`;
}

/**
 * Puts the configuration and, at the first start, the genesis file into the node's home. Configuration is copied, not
 * mounted, for some chains rewrite it when they start.
 */
export function prepareHome(input: CometInput, genesisHost: string): string {
  const genesis = `${HOME.root}/config/genesis.json`;
  const { sha256 } = input.network.facts.genesis;
  return `mkdir -p ${HOME.root}/config ${HOME.root}/data
cp ${HOME.config}/config.toml ${HOME.config}/app.toml ${HOME.root}/config/
if [ ! -s ${genesis} ]; then
  wget -q -O ${genesis}.part http://${genesisHost}:8080/genesis.json
  echo '${sha256}  ${genesis}.part' | sha256sum -c -
  mv ${genesis}.part ${genesis}
fi
`;
}

/**
 * Fails unless the mounted key is that of the declared identity and the record of what it signed is there. Left to
 * itself the program would mint a new key for a missing one
 * (https://github.com/Consensys-Incorporated/quorum-kubernetes/issues/208 is what came of that).
 */
export function expectIdentity(input: CometInput): string {
  const [address] = input.identity.publicKeys;
  const state = `${HOME.state}/priv_validator_state.json`;
  const missing =
    input.identity.history === 'none'
      ? `printf '{"height":"0","round":0,"step":0}' > ${state}`
      : `echo "no record of what the validator signed; restore it, or declare that it never signed" >&2
  exit 1`;
  return `if ! tr -d ' \\n' < ${HOME.keys}/priv_validator_key.json | grep -q '"address":"${address}"'; then
  echo "the mounted key is not that of the declared identity" >&2
  exit 1
fi
if [ ! -s ${state} ]; then
  ${missing}
fi
`;
}
