import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { InitStep, Part, ScratchVolume, Volume } from '../part';
import { roleLayers } from '../role-layers';
import type { RoleOverlay } from '../role-values';
import { hostOf, type PartRef, type SecretPlan, type UnitPlan } from '../workload-plan';
import { COMET_PORT, type CometInput, GENESIS_SERVER, genesisRef, HOME, nodeClient, type PlannedChain } from './chain';
import { engineFlags, executionPart, JWT_VOLUME, jwtSecret, throwawayKey } from './evm';
import { ROLES } from './roles';
import { fetchGenesis, prepareHome, refuseLocalKey, type NodeFiles } from './scripts';
import { commonSettings, sentrySettings, settingsFor, tunableSettings, type SentryWiring } from './settings';
import { renderToml } from './toml';
import type { LocalKeyUnits, TmkmsUnits } from './units';
import { shellStep } from '../shell-step';

const temporary: ScratchVolume = { kind: 'scratch', mount: HOME.temporary, size: '1Gi' };

/** The unit of a workload with one sentry: the sentry, and the genesis file server. */
export function nodeUnit(
  chain: PlannedChain,
  input: CometInput<LocalKeyUnits | TmkmsUnits>,
  wiring: SentryWiring,
): UnitPlan {
  const { evm } = chain;
  const { sentry, genesis, execution } = buildAll({
    sentry: () =>
      sentryPart(chain, input, genesisRef('node'), { ...wiring, relayed: input.units.relayer !== undefined }),
    genesis: () => genesisPart(input, input.units.node.overlay?.genesis, evm?.files),
    execution: () =>
      evm === undefined ? [] : [executionPart(evm, input, 'node', input.units.node.overlay?.execution)],
  });
  return {
    name: 'node',
    parts: [sentry, genesis, ...execution],
    secrets: {
      'node-key': nodeKey(input, 'node'),
      ...(evm === undefined ? {} : { jwt: jwtSecret(input, 'node') }),
    },
    configs: { config: configOf(sentry) },
  };
}

/** Serves the genesis file to the workload's nodes. */
export function genesisPart(input: CometInput, overlay: RoleOverlay | undefined, files?: NodeFiles): Part {
  return buildPart({
    where: input.where,
    role: 'genesis',
    client: GENESIS_SERVER,
    layers: roleLayers(input, 'genesis', ROLES.genesis, { overlay }),
    fixed: {},
    volumes: () => ({ genesis: { kind: 'scratch', mount: '/genesis', size: '2Gi' } }),
    init: [shellStep('fetch', fetchGenesis(input, files), ['genesis'])],
    internet: true,
  });
}

/** A sentry. */
export function sentryPart(chain: PlannedChain, input: CometInput, genesis: PartRef, wiring: SentryWiring): Part {
  const client = nodeClient(chain, 'sentry');
  const { sentry, signerPort, relayed = false } = wiring;
  const { peers } = sentry;
  const p2p = peers === undefined ? client.ports['p2p'] : { number: peers.port, peers: true, onNode: true };
  const prepare = prepareNode(chain, input, genesis);
  const refuses = signerPort !== undefined || chain.evm !== undefined;
  return buildPart({
    where: input.where,
    role: 'sentry',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings(chain) } },
    layers: roleLayers(input, 'sentry', ROLES.sentry, {
      common: commonSettings(chain, input),
      overlay: sentry.overlay?.sentry,
    }),
    fixed: {
      flags: { ...client.fixedFlags, ...engineFlags(chain, input, 'node') },
      settings: settingsFor(chain, sentrySettings(input, wiring)),
    },
    ports: {
      ...client.ports,
      ...(p2p === undefined ? {} : { p2p }),
      ...(signerPort === undefined ? {} : { privval: { number: signerPort } }),
      ...(relayed ? { grpc: { number: COMET_PORT.grpc } } : {}),
    },
    volumes: ({ storage, storageClass }) => homeVolumes(chain, storage, storageClass),
    init: [
      ...keySteps(chain),
      shellStep('prepare', refuses ? refuseLocalKey(input) + prepare : prepare, ['data', 'config']),
    ],
    internet: true,
  });
}

/** Volumes of every node of the chain. */
export function homeVolumes(
  chain: PlannedChain,
  storage: string,
  storageClass: string,
): Readonly<Record<string, Volume>> {
  return {
    data: { kind: 'claim', mount: HOME.root, storage, storageClass, slashingState: false },
    config: { kind: 'config', mount: HOME.config, config: 'config' },
    'node-key': { kind: 'secret', mount: HOME.nodeKey, secrets: ['node-key'] },
    ...(chain.evm === undefined ? {} : { jwt: JWT_VOLUME }),
    temporary,
  };
}

/** What puts configuration and the chain's files into a node's home. */
export function prepareNode({ evm }: PlannedChain, input: CometInput, genesis: PartRef): string {
  const host = hostOf(input.workload, genesis);
  return evm === undefined ? prepareHome(input, host) : prepareHome(input, host, ['config.toml'], evm.files);
}

function keySteps({ evm, image }: PlannedChain): readonly InitStep[] {
  if (evm === undefined) return [];
  const command = ['/bin/sh', '-ec', throwawayKey(evm)] as const;
  return [{ name: 'throwaway-key', image, command, volumes: ['data', 'temporary'] }];
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
