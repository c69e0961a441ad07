import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { InitStep, Part, ScratchVolume, Volume } from '../part';
import { roleLayers } from '../role-layers';
import type { RoleOverlay } from '../role-values';
import { hostOf, type PartRef, type SecretPlan, type UnitPlan } from '../workload-plan';
import { COMET_PORT, GENESIS_SERVER, HOME, nodeClient, type CometChain, type CometInput } from './chain';
import { ROLES } from './roles';
import { fetchGenesis, prepareHome, refuseLocalKey } from './scripts';
import { commonSettings, sentrySettings, tunableSettings, type SentryWiring } from './settings';
import { renderToml } from './toml';
import type { LocalKeyUnits, TmkmsUnits } from './units';

const temporary: ScratchVolume = { kind: 'scratch', mount: HOME.temporary, size: '1Gi' };

/** The sentry of a unit, as links and peers name it. */
export function sentryRef(unit: string): PartRef {
  return { unit, part: 'sentry' };
}

/** The genesis file server of a unit. */
export function genesisRef(unit: string): PartRef {
  return { unit, part: GENESIS_SERVER.name };
}

/** The unit of a workload with one sentry: the sentry, and the genesis file server. */
export function nodeUnit(
  chain: CometChain,
  input: CometInput<LocalKeyUnits | TmkmsUnits>,
  wiring: SentryWiring,
): UnitPlan {
  const { sentry, genesis } = buildAll({
    sentry: () =>
      sentryPart(chain, input, genesisRef('node'), { ...wiring, relayed: input.units.relayer !== undefined }),
    genesis: () => genesisPart(input, input.units.node.overlay?.genesis),
  });
  return {
    name: 'node',
    parts: [sentry, genesis],
    secrets: { 'node-key': nodeKey(input, 'node') },
    configs: { config: configOf(sentry) },
  };
}

/** Serves the genesis file to the workload's nodes. */
export function genesisPart(input: CometInput, overlay: RoleOverlay | undefined): Part {
  return buildPart({
    where: input.where,
    role: 'genesis',
    client: GENESIS_SERVER,
    layers: roleLayers(input, 'genesis', ROLES.genesis, { overlay }),
    fixed: {},
    volumes: () => ({ genesis: { kind: 'scratch', mount: '/genesis', size: '2Gi' } }),
    init: [step('fetch', fetchGenesis(input), ['genesis'])],
    internet: true,
  });
}

/** A sentry. */
export function sentryPart(chain: CometChain, input: CometInput, genesis: PartRef, wiring: SentryWiring): Part {
  const client = nodeClient(chain, 'sentry');
  const { sentry, signerPort, relayed = false } = wiring;
  const { peers } = sentry;
  const p2p = peers === undefined ? client.ports['p2p'] : { number: peers.port, peers: true, onNode: true };
  const prepare = prepareHome(input, hostOf(input.workload, genesis));
  return buildPart({
    where: input.where,
    role: 'sentry',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings() } },
    layers: roleLayers(input, 'sentry', ROLES.sentry, {
      common: commonSettings(input),
      overlay: sentry.overlay?.sentry,
    }),
    fixed: { flags: client.fixedFlags, settings: sentrySettings(input, wiring) },
    ports: {
      ...client.ports,
      ...(p2p === undefined ? {} : { p2p }),
      ...(signerPort === undefined ? {} : { privval: { number: signerPort } }),
      ...(relayed ? { grpc: { number: COMET_PORT.grpc } } : {}),
    },
    volumes: ({ storage, storageClass }) => homeVolumes(storage, storageClass),
    init: [step('prepare', signerPort === undefined ? prepare : refuseLocalKey(input) + prepare, ['data', 'config'])],
    internet: true,
  });
}

/** Volumes of every node of the chain. */
export function homeVolumes(storage: string, storageClass: string): Readonly<Record<string, Volume>> {
  return {
    data: { kind: 'claim', mount: HOME.root, storage, storageClass, slashingState: false },
    config: { kind: 'config', mount: HOME.config, config: 'config' },
    'node-key': { kind: 'secret', mount: HOME.nodeKey, secrets: ['node-key'] },
    temporary,
  };
}

/** The key that makes a node's peer id. */
export function nodeKey(input: CometInput, unit: string): SecretPlan {
  return {
    path: secretPath(input.custody, unit, 'node-key'),
    take: { 'node_key.json': 'node_key.json' },
    signingKey: false,
  };
}

/** Configuration files of a node. */
export function configOf(part: Part): Readonly<Record<string, string>> {
  const { settings } = part.values.values;
  return Object.fromEntries(Object.entries(settings).map(([file, values]) => [file, renderToml(values)]));
}

/** A step before a program starts, in a small image with a shell. */
export function step(name: string, script: string, volumes: readonly string[]): InitStep {
  return { name, image: GENESIS_SERVER.image, command: ['/bin/sh', '-ec', script], volumes };
}
