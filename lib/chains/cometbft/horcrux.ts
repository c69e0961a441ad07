import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part, Shard } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type Link, type PartRef, type UnitPlan, type WorkloadPlan } from '../workload-plan';
import { type CometInput, genesisRef, HOME, type PlannedChain, sentryRef, SIGNER_PORT } from './chain';
import { expectShard, HORCRUX_HOME, prepareCosigner, START_HORCRUX } from './horcrux-scripts';
import { isCosignerCount } from './input';
import { configOf, genesisPart, nodeKey, sentryPart } from './node-parts';
import { relayerOf } from './relayer';
import { ROLES } from './roles';
import { sentriesOf, type CometSentry, type HorcruxUnits } from './units';
import { shellStep } from '../shell-step';

/** Cosigners talk to each other here, raft and gRPC both. */
const RAFT_PORT = 2222;

/** Metrics, and beside them Go's profiler, which only Prometheus can reach. */
const DEBUG_PORT = 6001;

const RISK = 'one process with the whole key: threshold signing is the reason to run it';

/**
 * Horcrux (https://github.com/strangelove-ventures/horcrux). Nothing below v3.3.2 may run, which mended a rare double
 * sign. User, shell and sizes are those of its own Dockerfile and docs/migrating.md.
 */
const HORCRUX = {
  name: 'horcrux',
  image: 'cometbft.horcrux',
  command: ['/bin/sh', '-c', START_HORCRUX, 'horcrux'],
  user: 2345,
  ports: { raft: { number: RAFT_PORT }, metrics: { number: DEBUG_PORT } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'raft' },
  environmentPrefix: 'HORCRUX_',
  defaults: { cpu: '1', memory: '1Gi', storage: '20Gi' },
  dangerousFlags: { 'accept-risk': RISK, mode: RISK },
  allowedFlags: [],
} as const satisfies Client;

const GENESIS_UNIT = 'genesis';

/** Nodes without keys, and `of` cosigners that dial all of them. */
export function planHorcrux(
  chain: PlannedChain,
  input: CometInput<HorcruxUnits>,
  problems: readonly string[],
): WorkloadPlan {
  const { of, threshold } = input.units.cosigners;
  // A wrong number is among the problems; without this it would also be a billion cosigners.
  const numbers = isCosignerCount(of) ? Array.from({ length: of }, (_, i) => i + 1) : [];
  const { genesis, sentries, cosigners, relayer } = buildAll(
    {
      genesis: () => genesisUnit(input),
      sentries: () => sentriesOf(input.units).map((sentry) => sentryUnit(chain, input, sentry)),
      cosigners: () => numbers.map((number) => cosignerUnit(input, { number, of, needs: threshold })),
      relayer: () => relayerOf(input, sentryRef('sentry-1')),
    },
    problems,
  );
  return {
    units: [genesis, ...sentries, ...cosigners, ...relayer.units],
    links: [...linksOf(input, numbers), ...relayer.links],
  };
}

function linksOf(input: CometInput<HorcruxUnits>, numbers: readonly number[]): readonly Link[] {
  const sentries = sentriesOf(input.units).map(([unit]) => sentryRef(unit));
  return [
    ...sentries.map((from) => ({ from, to: { ...genesisRef(GENESIS_UNIT), port: 'http' } })),
    ...numbers.map(cosignerRef).flatMap((from) => [
      ...sentries.map((to) => ({ from, to: { ...to, port: 'privval' } })),
      ...numbers
        .map(cosignerRef)
        .filter((to) => to.unit !== from.unit)
        .map((to) => ({ from, to: { ...to, port: 'raft' } })),
    ]),
  ];
}

function cosignerRef(number: number): PartRef {
  return { unit: `cosigner-${number}`, part: HORCRUX.name };
}

function genesisUnit(input: CometInput<HorcruxUnits>): UnitPlan {
  return { name: GENESIS_UNIT, parts: [genesisPart(input, undefined)], secrets: {}, configs: {} };
}

function sentryUnit(
  chain: PlannedChain,
  input: CometInput<HorcruxUnits>,
  [unit, sentry]: readonly [string, CometSentry],
): UnitPlan {
  const relayed = input.units.relayer !== undefined && unit === 'sentry-1';
  const wiring = { moniker: `${input.workload}-${unit}`, sentry, signerPort: SIGNER_PORT.horcrux, relayed };
  const part = sentryPart(chain, input, genesisRef(GENESIS_UNIT), wiring);
  return {
    name: unit,
    parts: [part],
    secrets: { 'node-key': nodeKey(input, unit) },
    configs: { config: configOf(part) },
  };
}

function cosignerUnit(input: CometInput<HorcruxUnits>, shard: Shard): UnitPlan {
  const { unit } = cosignerRef(shard.number);
  const files = [`${input.network.chainId}_shard.json`, 'ecies_keys.json'];
  return {
    name: unit,
    parts: [cosignerPart(input, shard)],
    secrets: {
      shard: {
        path: secretPath(input.custody, unit, 'shard'),
        take: Object.fromEntries(files.map((file) => [file, file])),
        signingKey: true,
      },
    },
    configs: { config: { 'config.yaml': configuration(input, shard) } },
  };
}

function cosignerPart(input: CometInput<HorcruxUnits>, shard: Shard): Part {
  return buildPart({
    where: input.where,
    role: 'cosigner',
    client: HORCRUX,
    layers: roleLayers(input, 'cosigner', ROLES.cosigner, { overlay: input.units.cosigners.overlay?.cosigner }),
    fixed: { flags: { home: HORCRUX_HOME } },
    volumes: ({ storage, storageClass }) => ({
      home: { kind: 'scratch', mount: HORCRUX_HOME, size: '10Mi' },
      state: { kind: 'claim', mount: HOME.state, storage, storageClass, slashingState: true },
      config: { kind: 'config', mount: HOME.config, config: 'config' },
      shard: { kind: 'secret', mount: HOME.keys, secrets: ['shard'] },
    }),
    init: [
      shellStep('expect-shard', expectShard(input, shard.number), ['shard', 'state']),
      shellStep('prepare', prepareCosigner(), ['home', 'config', 'state']),
    ],
    identity: input.identity,
    shard,
  });
}

/** The same for all cosigners: each finds its own number in its keys. Timeouts are those of Horcrux's documents. */
function configuration(input: CometInput<HorcruxUnits>, { of, needs }: Shard): string {
  const cosigners = Array.from({ length: of }, (_, i) => {
    const host = hostOf(input.workload, cosignerRef(i + 1));
    return `    - shardID: ${i + 1}\n      p2pAddr: tcp://${host}:${RAFT_PORT}\n`;
  });
  const nodes = sentriesOf(input.units).map(
    ([unit]) => `  - privValAddr: tcp://${hostOf(input.workload, sentryRef(unit))}:${SIGNER_PORT.horcrux}\n`,
  );
  return `keyDir: ${HOME.keys}
signMode: threshold
thresholdMode:
  threshold: ${needs}
  cosigners:
${cosigners.join('')}  grpcTimeout: 1000ms
  raftTimeout: 1000ms
chainNodes:
${nodes.join('')}debugAddr: 0.0.0.0:${DEBUG_PORT}
`;
}
