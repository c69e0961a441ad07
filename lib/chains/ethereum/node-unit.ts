import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { InitStep, Part, Volume } from '../part';
import { roleLayers } from '../role-layers';
import type { RoleValues } from '../role-values';
import { hostOf, type Link, type PartRef, type UnitPlan } from '../workload-plan';
import { BEACON_CLIENTS, BEACON_PEER_PORT } from './beacon-clients';
import { ENGINE_PORT, EXECUTION_CLIENTS, EXECUTION_PEER_PORT } from './execution-clients';
import type { EthereumInput } from './input';
import { relayParts, relayUrl } from './mev-boost';
import { livenessFlags, websocketFlags, websocketPort } from './node-for-ssv';
import { ROLES } from './roles';
import { MOUNT, peerPorts, type Announced, type BeaconClientSpec, type ExecutionClientSpec } from './wiring';

/** Execution client and beacon node, the secret between them, and MEV-boost where relays are declared. */
export function nodeUnit(input: EthereumInput): { readonly unit: UnitPlan; readonly links: readonly Link[] } {
  const { execution, beacon, relay } = buildAll({
    execution: () => executionPart(input),
    beacon: () => beaconPart(input),
    relay: () => relayParts(input),
  });
  const from = { unit: 'node', part: beacon.name };
  return {
    unit: {
      name: 'node',
      parts: [execution, beacon, ...relay],
      secrets: {
        jwt: {
          path: secretPath(input.custody, 'node', 'jwt'),
          take: { 'jwt.hex': 'jwt.hex' },
          signingKey: false,
        },
      },
      configs: {},
    },
    links: [
      { from, to: { unit: 'node', part: execution.name, port: 'engine' } },
      ...relay.map(({ name }) => ({ from, to: { unit: 'node', part: name, port: 'http' } })),
    ],
  };
}

/** The beacon node, as links name it. */
export function beaconClientRef(input: EthereumInput): PartRef {
  return ref(BEACON_CLIENTS[input.units.node.beacon]);
}

/** The execution client, as links name it. */
export function executionClientRef(input: EthereumInput): PartRef {
  return ref(EXECUTION_CLIENTS[input.units.node.execution]);
}

/** Address of the beacon node's API. */
export function beaconUrl(input: EthereumInput): string {
  const client: BeaconClientSpec = BEACON_CLIENTS[input.units.node.beacon];
  return `http://${hostOf(input.workload, ref(client))}:${client.ports['http']?.number}`;
}

function executionPart(input: EthereumInput): Part {
  const { node } = input.units;
  const client: ExecutionClientSpec = EXECUTION_CLIENTS[node.execution];
  const announced = announce(input, 'execution');
  const host = hostOf(input.workload, ref(client));
  return buildPart({
    where: input.where,
    role: 'execution',
    client,
    layers: roleLayers(input, 'execution', ROLES.execution, { overlay: node.overlay?.execution }),
    fixed: {
      flags: {
        ...client.wire({ network: input.network.name, host, announced }),
        ...websocketFlags(input, host),
      },
    },
    ports: { ...client.ports, ...peerPorts(announced, EXECUTION_PEER_PORT), ...websocketPort(input) },
    volumes: nodeVolumes,
    internet: true,
  });
}

function beaconPart(input: EthereumInput): Part {
  const { node } = input.units;
  const client: BeaconClientSpec = BEACON_CLIENTS[node.beacon];
  const execution: ExecutionClientSpec = EXECUTION_CLIENTS[node.execution];
  const announced = announce(input, 'beacon');
  const { checkpointSyncUrl } = input.network.facts;
  return buildPart({
    where: input.where,
    role: 'beacon',
    client,
    layers: roleLayers(input, 'beacon', ROLES.beacon, {
      network: { flags: client.checkpoint(checkpointSyncUrl) },
      overlay: node.overlay?.beacon,
    }),
    fixed: {
      flags: {
        ...client.wire({
          network: input.network.name,
          host: hostOf(input.workload, ref(client)),
          executionUrl: `http://${hostOf(input.workload, ref(execution))}:${ENGINE_PORT}`,
          announced,
          relayUrl: relayUrl(input),
        }),
        ...livenessFlags(input),
      },
    },
    ports: { ...client.ports, ...peerPorts(announced, BEACON_PEER_PORT) },
    volumes: nodeVolumes,
    init: node.beacon === 'nimbus' ? [nimbusCheckpoint(client, input.network.name, checkpointSyncUrl)] : [],
    internet: true,
  });
}

function ref(client: { readonly name: string }): PartRef {
  return { unit: 'node', part: client.name };
}

function announce(input: EthereumInput, which: 'execution' | 'beacon'): Announced | undefined {
  const { peers } = input.units.node;
  return peers === undefined ? undefined : { address: peers.address, port: peers[which] };
}

function nodeVolumes(values: RoleValues): Readonly<Record<string, Volume>> {
  const { storage, storageClass } = values;
  return {
    data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: false },
    jwt: { kind: 'secret', mount: MOUNT.jwt, secrets: ['jwt'] },
    temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
  };
}

/** Nimbus takes a checkpoint with a command of its own (https://nimbus.guide/trusted-node-sync.html). */
function nimbusCheckpoint(client: BeaconClientSpec, network: string, url: string): InitStep {
  const [program] = client.command;
  const sync = `${program} trustedNodeSync --network=${network} --data-dir=${MOUNT.data} --trusted-node-url=${url}`;
  return {
    name: 'checkpoint-sync',
    image: client.image,
    volumes: ['data', 'temporary'],
    command: ['/bin/sh', '-ec', `if [ -d ${MOUNT.data}/db ]; then exit 0; fi\nexec ${sync} --backfill=false`],
  };
}
