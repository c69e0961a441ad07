import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type UnitPlan, type WorkloadPlan } from '../workload-plan';
import { type CometInput, genesisRef, HOME, type PlannedChain, sentryRef, SIGNER_PORT } from './chain';
import { nodeUnit } from './node-parts';
import { relayerOf } from './relayer';
import { ROLES } from './roles';
import { tmkmsKey, type TmkmsKey } from './tmkms-key';
import type { TmkmsUnits } from './units';

/** Folder of the key that encrypts the connection to the node. */
const CONNECTION_KEY = '/connection-key';

const SENTRY = sentryRef('node');

/**
 * TMKMS 0.15 or newer (https://github.com/iqlusioninc/tmkms). It has no metrics: whether it signs is seen on its node.
 */
function tmkms(image: string): Client {
  return {
    name: 'tmkms',
    image,
    command: ['tmkms', 'start'],
    user: 10001,
    ports: {},
    defaults: { cpu: '500m', memory: '512Mi', storage: '1Gi' },
    dangerousFlags: { config: 'settings in another file are seen by no check' },
    allowedFlags: ['verbose'],
  };
}

/** A node without a key, and one TMKMS that dials it. */
export function planTmkms(
  chain: PlannedChain,
  input: CometInput<TmkmsUnits>,
  problems: readonly string[],
): WorkloadPlan {
  const { node: sentry } = input.units;
  const { node, signer, relayer } = buildAll(
    {
      node: () =>
        nodeUnit(chain, input, { moniker: `${input.workload}-sentry`, sentry, signerPort: SIGNER_PORT.tmkms }),
      signer: () => signerUnit(input),
      relayer: () => relayerOf(input, SENTRY),
    },
    problems,
  );
  return {
    units: [node, signer, ...relayer.units],
    links: [
      { from: SENTRY, to: { ...genesisRef('node'), port: 'http' } },
      { from: { unit: 'signer', part: signer.parts[0].name }, to: { ...SENTRY, port: 'privval' } },
      ...relayer.links,
    ],
  };
}

function signerUnit(input: CometInput<TmkmsUnits>): UnitPlan {
  const key = tmkmsKey(input, stateFile(input));
  return {
    name: 'signer',
    parts: [signerPart(input, key)],
    secrets: {
      'connection-key': {
        path: secretPath(input.custody, 'signer', 'connection-key'),
        take: { 'kms-identity.key': 'kms-identity.key' },
        signingKey: false,
      },
      [key.secret]: key.plan,
    },
    configs: { config: { 'tmkms.toml': `${configuration(input)}\n${key.provider}` } },
  };
}

function signerPart(input: CometInput<TmkmsUnits>, key: TmkmsKey): Part {
  const { image, overlay } = input.units.signer;
  return buildPart({
    where: input.where,
    role: 'signer',
    client: tmkms(image),
    layers: roleLayers(input, 'signer', ROLES.signer, { overlay: overlay?.signer }),
    fixed: { flags: { config: `${HOME.config}/tmkms.toml` } },
    volumes: ({ storage, storageClass }) => ({
      state: { kind: 'claim', mount: HOME.state, storage, storageClass, slashingState: true },
      config: { kind: 'config', mount: HOME.config, config: 'config' },
      'connection-key': { kind: 'secret', mount: CONNECTION_KEY, secrets: ['connection-key'] },
      [key.secret]: { kind: 'secret', mount: key.mount, secrets: [key.secret] },
    }),
    init: [key.step],
    ...(key.device === undefined ? {} : { device: key.device }),
    identity: input.identity,
  });
}

function stateFile(input: CometInput): string {
  return `${HOME.state}/${input.network.chainId}-consensus.json`;
}

/**
 * The address has no peer id, though TMKMS could compare one: over TCP the node shows a key that it makes anew at each
 * start (https://github.com/cometbft/cometbft/blob/main/privval/utils.go), so no id would ever match. Network policies
 * alone say who is at the other end. `state_hook` is absent, for it runs a command that no check sees, and so is
 * `max_height`: a paused identity runs no signer at all.
 */
function configuration(input: CometInput): string {
  const { chainId } = input.network;
  return `[[chain]]
id = "${chainId}"
key_format = { type = "hex" }
state_file = "${stateFile(input)}"

[[validator]]
chain_id = "${chainId}"
addr = "tcp://${hostOf(input.workload, SENTRY)}:${SIGNER_PORT.tmkms}"
secret_key = "${CONNECTION_KEY}/kms-identity.key"
reconnect = true
`;
}
