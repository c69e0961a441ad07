import { HOME, type CometInput } from './chain';

/** Horcrux's own folder. It goes with the pod: what must outlive it is in the claim. */
export const HORCRUX_HOME = '/horcrux';

/**
 * Starts Horcrux over the file with a process number that a killed one leaves behind. In a container the number is
 * always the same, and Horcrux stops when it finds its own
 * (https://github.com/amygdala-labs/horcrux/issues/226). No process has the number written here; Horcrux removes the
 * file of a process that is gone. One pod is the lock: claim and StatefulSet see to that.
 */
export const START_HORCRUX = `echo 4194304 > ${HORCRUX_HOME}/horcrux.pid
exec horcrux start "$@"`;

/**
 * Fails unless the mounted shard is of the declared identity and has the cosigner's number, and unless the record of
 * what the cluster and this shard signed is there. Horcrux would begin again at height 0 for a missing one; with a
 * foreign number, two cosigners would hold one shard.
 */
export function expectShard(input: CometInput, number: number): string {
  const { chainId } = input.network;
  const [address] = input.identity.publicKeys;
  const shard = `${HOME.keys}/${chainId}_shard.json`;
  const state = `${HOME.state}/state`;
  return `for file in ${shard} ${HOME.keys}/ecies_keys.json; do
  if ! tr -d ' \\n' < $file | grep -q '"id":${number}[,}]'; then
    echo "$file is not that of cosigner ${number}" >&2
    exit 1
  fi
done
address=$(tr -d ' \\n' < ${shard} | sed -n 's/.*"pubKey":"\\([A-Za-z0-9+/=]*\\)".*/\\1/p' \\
  | base64 -d | tail -c 32 | sha256sum | cut -c 1-40 | tr 'a-f' 'A-F')
if [ "$address" != ${address} ]; then
  echo "the mounted shard is not of the declared identity" >&2
  exit 1
fi
${input.identity.history === 'none' ? '' : expectRecords(`${state}/${chainId}`)}`;
}

function expectRecords(prefix: string): string {
  return `for record in ${prefix}_priv_validator_state.json ${prefix}_share_sign_state.json; do
  if [ ! -s $record ]; then
    echo "$record is missing; restore it (horcrux state import), or declare that the identity never signed" >&2
    exit 1
  fi
done
`;
}

/** Puts configuration into Horcrux's folder, and the claim in place of its two folders that must outlive the pod. */
export function prepareCosigner(): string {
  return `mkdir -p ${HOME.state}/state ${HOME.state}/raft
ln -sfn ${HOME.state}/state ${HORCRUX_HOME}/state
ln -sfn ${HOME.state}/raft ${HORCRUX_HOME}/raft
cp ${HOME.config}/config.yaml ${HORCRUX_HOME}/
`;
}
