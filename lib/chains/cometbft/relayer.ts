import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part, SecretVolume } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type Link, type PartRef, type SecretPlan, type UnitPlan } from '../workload-plan';
import { COMET_PORT, HOME, type CometInput } from './chain';
import { ROLES } from './roles';
import type { CometRelayer, RelayedChain } from './units';

const RELAYER = { unit: 'relayer', part: 'hermes' } as const;

/** Hermes 1.x (https://github.com/informalsystems/hermes). Its metrics are off by default; their names were not checked. */
const HERMES = {
  name: RELAYER.part,
  image: 'relayer.hermes',
  command: ['/usr/bin/hermes'],
  subcommand: { name: 'start', flagsBefore: ['config'] },
  // The user `hermes` of the official image.
  user: 2000,
  ports: { metrics: { number: 3001 } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'metrics' },
  defaults: { cpu: '1', memory: '1Gi' },
  dangerousFlags: { config: 'settings in another file are seen by no check' },
  allowedFlags: ['full-scan'],
} as const satisfies Client;

/**
 * The relayer and its links; nothing where there is none. One for each workload, so that no two processes count the
 * sequence of one wallet: each wallet is read from a path below the workload's own.
 */
export function relayerOf(input: CometInput, sentry: PartRef): { readonly units: UnitPlan[]; readonly links: Link[] } {
  const { relayer } = input.units;
  if (relayer === undefined) return { units: [], links: [] };
  return {
    units: [relayerUnit(input, relayer, sentry)],
    links: (['rpc', 'grpc'] as const).map((port) => ({ from: RELAYER, to: { ...sentry, port } })),
  };
}

type Wallets = readonly (readonly [name: string, chain: RelayedChain])[];

function relayerUnit(input: CometInput, relayer: CometRelayer, sentry: PartRef): UnitPlan {
  const host = hostOf(input.workload, sentry);
  const own = {
    ...relayer.own,
    chainId: input.network.chainId,
    rpc: `http://${host}:${COMET_PORT.rpc}`,
    websocket: `ws://${host}:${COMET_PORT.rpc}/websocket`,
    grpc: `http://${host}:${COMET_PORT.grpc}`,
  };
  const wallets: Wallets = [
    ['own-wallet', own],
    ['counterparty-wallet', relayer.counterparty],
  ];
  const secret = (name: string): SecretPlan => ({
    path: secretPath(input.custody, RELAYER.unit, name),
    take: { 'wallet.json': 'wallet.json' },
    signingKey: true,
  });
  return {
    name: RELAYER.unit,
    parts: [relayerPart(input, relayer, wallets)],
    secrets: Object.fromEntries(wallets.map(([name]) => [name, secret(name)])),
    configs: { config: { 'hermes.toml': `${GLOBAL}${wallets.map(([, chain]) => chainTable(chain)).join('')}` } },
  };
}

function relayerPart(input: CometInput, relayer: CometRelayer, wallets: Wallets): Part {
  const keys = wallets.map(([name, { chainId }]): readonly [string, SecretVolume] => [
    name,
    { kind: 'secret', mount: `${HOME.keys}/${chainId}/keyring-test`, secrets: [name] },
  ]);
  return buildPart({
    where: input.where,
    role: 'relayer',
    client: HERMES,
    layers: roleLayers(input, 'relayer', ROLES.relayer, { overlay: relayer.overlay?.relayer }),
    fixed: { flags: { config: `${HOME.config}/hermes.toml` } },
    volumes: () => ({
      config: { kind: 'config', mount: HOME.config, config: 'config' },
      ...Object.fromEntries(keys),
      temporary: { kind: 'scratch', mount: HOME.temporary, size: '100Mi' },
    }),
    internet: true,
  });
}

const GLOBAL = `[telemetry]
enabled = true
host = "0.0.0.0"
port = 3001

[mode.clients]
enabled = true
refresh = true
misbehaviour = true

[mode.connections]
enabled = false

[mode.channels]
enabled = false

[mode.packets]
enabled = true
`;

function chainTable(chain: RelayedChain): string {
  const { amount, denomination } = /^(?<amount>[0-9.]+)(?<denomination>.+)$/.exec(chain.gasPrice)?.groups ?? {};
  return `
[[chains]]
id = "${chain.chainId}"
type = "CosmosSdk"
rpc_addr = "${chain.rpc}"
grpc_addr = "${chain.grpc}"
event_source = { mode = "push", url = "${chain.websocket}" }
account_prefix = "${chain.accountPrefix}"
key_name = "wallet"
key_store_type = "Test"
key_store_folder = "${HOME.keys}"
store_prefix = "ibc"
gas_price = { price = ${amount}, denom = "${denomination}" }
`;
}
