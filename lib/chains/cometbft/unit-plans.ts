import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { InitStep, Part, ScratchVolume, Volume } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type SecretPlan, type UnitPlan } from '../workload-plan';
import { COMET_PORT, GENESIS_SERVER, HOME, nodeClient, type CometChain, type CometInput } from './chain';
import { ROLES } from './roles';
import { expectIdentity, fetchGenesis, prepareHome } from './scripts';
import { commonSettings, sentrySettings, tunableSettings, validatorSettings } from './settings';
import { renderToml } from './toml';

/** The sentry, as links and peers name it. */
export const SENTRY = { unit: 'node', part: 'sentry' } as const;

/** The genesis file server. */
export const GENESIS = { unit: 'node', part: GENESIS_SERVER.name } as const;

const temporary: ScratchVolume = { kind: 'scratch', mount: HOME.temporary, size: '1Gi' };

/** Sentry and genesis file server. */
export function nodeUnit(chain: CometChain, input: CometInput): UnitPlan {
  const { sentry, genesis } = buildAll({
    sentry: () => sentryPart(chain, input),
    genesis: () => genesisPart(input),
  });
  return {
    name: 'node',
    parts: [sentry, genesis],
    secrets: { 'node-key': secret(input, 'node', 'node_key.json') },
    configs: { config: configOf(sentry) },
  };
}

/** The validator, its key, and the record of what it signed in a claim apart from the chain's data. */
export function validatorUnit(chain: CometChain, input: CometInput): UnitPlan {
  const validator = validatorPart(chain, input);
  return {
    name: 'validator',
    parts: [validator],
    secrets: {
      'node-key': secret(input, 'validator', 'node_key.json'),
      'consensus-key': {
        path: secretPath(input.custody, 'validator', 'consensus-key'),
        take: { 'priv_validator_key.json': 'priv_validator_key.json' },
        signingKey: true,
      },
    },
    configs: { config: configOf(validator) },
  };
}

function secret(input: CometInput, unit: string, file: string): SecretPlan {
  return { path: secretPath(input.custody, unit, 'node-key'), take: { [file]: file }, signingKey: false };
}

function configOf(part: Part): Readonly<Record<string, string>> {
  const { settings } = part.values.values;
  return Object.fromEntries(Object.entries(settings).map(([file, values]) => [file, renderToml(values)]));
}

function homeVolumes(storage: string, storageClass: string): Readonly<Record<string, Volume>> {
  return {
    data: { kind: 'claim', mount: HOME.root, storage, storageClass, slashingState: false },
    config: { kind: 'config', mount: HOME.config, config: 'config' },
    'node-key': { kind: 'secret', mount: HOME.nodeKey, secrets: ['node-key'] },
    temporary,
  };
}

function genesisPart(input: CometInput): Part {
  return buildPart({
    where: input.where,
    role: 'genesis',
    client: GENESIS_SERVER,
    layers: roleLayers(input, 'genesis', ROLES.genesis, { overlay: input.units.node.overlay?.genesis }),
    fixed: {},
    volumes: () => ({ genesis: { kind: 'scratch', mount: '/genesis', size: '2Gi' } }),
    init: [step('fetch', fetchGenesis(input), ['genesis'])],
    internet: true,
  });
}

function sentryPart(chain: CometChain, input: CometInput): Part {
  const client = nodeClient(chain, 'sentry');
  const { node } = input.units;
  const p2p = node.peers === undefined ? client.ports['p2p'] : { number: node.peers.port, peers: true, onNode: true };
  return buildPart({
    where: input.where,
    role: 'sentry',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings() } },
    layers: roleLayers(input, 'sentry', ROLES.sentry, { common: commonSettings(input), overlay: node.overlay?.sentry }),
    fixed: { flags: client.fixedFlags, settings: sentrySettings(input) },
    ports: { ...client.ports, ...(p2p === undefined ? {} : { p2p }) },
    volumes: ({ storage, storageClass }) => homeVolumes(storage, storageClass),
    init: [step('prepare', prepareHome(input, hostOf(input.workload, GENESIS)), ['data', 'config'])],
    internet: true,
  });
}

function validatorPart(chain: CometChain, input: CometInput): Part {
  const client = nodeClient(chain, 'validator');
  const { validator, node } = input.units;
  const port = node.peers?.port ?? COMET_PORT.p2p;
  const sentry = `${node.nodeId}@${hostOf(input.workload, SENTRY)}:${port}`;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings() } },
    layers: roleLayers(input, 'validator', ROLES.validator, {
      common: commonSettings(input),
      overlay: validator.overlay?.validator,
    }),
    fixed: { flags: client.fixedFlags, settings: validatorSettings(input, sentry) },
    volumes: ({ storage, storageClass }) => ({
      ...homeVolumes(storage, storageClass),
      state: { kind: 'claim', mount: HOME.state, storage: '10Gi', storageClass, slashingState: true },
      'consensus-key': { kind: 'secret', mount: HOME.keys, secrets: ['consensus-key'] },
    }),
    init: [
      step('expect-identity', expectIdentity(input), ['consensus-key', 'state']),
      step('prepare', prepareHome(input, hostOf(input.workload, GENESIS)), ['data', 'config']),
    ],
    identity: input.identity,
  });
}

function step(name: string, script: string, volumes: readonly string[]): InitStep {
  return { name, image: GENESIS_SERVER.image, command: ['/bin/sh', '-ec', script], volumes };
}
