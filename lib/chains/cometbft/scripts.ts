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
 * Fails where a node that a remote signer signs for has the identity's key in its own home, say on a volume of the days
 * when it was the validator: without its signer it would sign with it.
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
