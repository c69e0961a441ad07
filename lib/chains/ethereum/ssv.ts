import { secretPath } from '../../model/custody';
import { propProblem } from '../../model/errors';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part } from '../part';
import { publicAddressProblems, publicPort } from '../public-address';
import { roleLayers } from '../role-layers';
import { shellStep } from '../shell-step';
import { hostOf, type PartRef, type SecretPlan, type UnitPlan } from '../workload-plan';
import type { EthereumInput } from './input';
import { WEBSOCKET_PORT } from './node-for-ssv';
import { beaconUrl, executionClientRef } from './node-unit';
import { ROLES } from './roles';
import { expectOperatorKey, expectOperatorRecords } from './ssv-scripts';
import type { SsvUnits } from './units';
import { MOUNT } from './wiring';

const METRICS_PORT = 15000;
const TCP_PORT = 13001;
const UDP_PORT = 12001;
const KEYSTORE = 'encrypted_private_key.json';

/** The node's database: shares of its operator, and the highest attestation and proposal that each of them signed. */
const DATABASE = `${MOUNT.data}/db`;

/**
 * The node of one SSV operator (https://github.com/ssvlabs/ssv): a validator client that takes its key shares out of the
 * SSV contract, decrypts them with the operator's RSA key, and agrees with the other operators of each validator on what
 * to sign. Fee recipients are those that the owners of validators name in the contract.
 *
 * Every setting is a variable, which win over its configuration file; that file is there because it does not start
 * without one. Names, defaults and ports are those of its source, v2.3.7
 * (https://github.com/ssvlabs/ssv/blob/main/cli/operator/node.go). What an overlay may set is listed: the rest would
 * change where its key and database are, who signs for it, or which contract it follows.
 *
 * It handles no signal: SIGTERM ends it at once, and its database is not closed. It ends as well, with exit code 1, when
 * its beacon node or execution client is unhealthy for a minute. What it answers to `/health` is that it runs.
 */
const SSV_NODE = {
  name: 'ssv-node',
  image: 'ethereum.ssv-node',
  command: ['/go/bin/ssvnode', 'start-node'],
  user: 10001,
  ports: { metrics: { number: METRICS_PORT } },
  metrics: { port: 'metrics', path: '/metrics', dottedNames: true },
  readiness: { kind: 'http', port: 'metrics', path: '/health' },
  // Our estimate for a few hundred validators; its documents ask for less.
  defaults: { cpu: '4', memory: '8Gi', storage: '100Gi' },
  dangerousFlags: { 'share-config': 'settings in a file are seen by no check' },
  allowedFlags: [],
  allowedVariables: [
    'LOG_LEVEL',
    'LOG_FORMAT',
    'LOG_LEVEL_FORMAT',
    'GRAFFITI',
    // Above one second it wants a second variable, which is not here.
    'PROPOSER_DELAY',
    'DB_GC_INTERVAL',
    'ETH_1_CONNECTION_TIMEOUT',
    'METADATA_UPDATE_INTERVAL',
    'MSG_WORKERS_COUNT',
    'MSG_WORKER_BUFFER_SIZE',
    'P2P_MAX_PEERS',
    'P2P_DYNAMIC_MAX_PEERS',
    'P2P_DYNAMIC_MAX_PEERS_LIMIT',
    'P2P_TOPIC_MAX_PEERS',
    'P2P_REQUEST_TIMEOUT',
  ],
} as const satisfies Client;

/** The SSV node, as links name it. */
export const SSV_REF: PartRef = { unit: 'ssv', part: SSV_NODE.name };

/** The SSV node with its operator's key and the record of what its shares signed. */
export function ssvUnit(input: EthereumInput<SsvUnits>): UnitPlan {
  const secret = (name: string, property: string): SecretPlan => ({
    path: secretPath(input.custody, 'ssv', name),
    take: { [property]: property },
    signingKey: true,
  });
  return {
    name: SSV_REF.unit,
    parts: [ssvPart(input)],
    secrets: { 'operator-key': secret('operator-key', KEYSTORE), 'key-password': secret('key-password', 'password') },
    configs: { config: { 'config.yaml': '# Every setting is a variable of the container.\nglobal: {}\n' } },
  };
}

function ssvPart(input: EthereumInput<SsvUnits>): Part {
  const { peers, overlay } = input.units.ssv;
  return buildPart({
    where: input.where,
    role: 'ssv',
    client: SSV_NODE,
    layers: roleLayers(input, 'ssv', ROLES.ssv, { overlay: overlay?.ssv }),
    fixed: { flags: { config: '/config/config.yaml' }, env: variables(input) },
    ports: {
      ...SSV_NODE.ports,
      'p2p-tcp': peers === undefined ? { number: TCP_PORT } : publicPort(peers.port),
      'p2p-udp': peers === undefined ? { number: UDP_PORT, protocol: 'UDP' } : publicPort(peers.port, 'UDP'),
    },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      key: { kind: 'secret', mount: '/operator', secrets: ['operator-key'] },
      password: { kind: 'secret', mount: '/password', secrets: ['key-password'] },
      config: { kind: 'config', mount: '/config', config: 'config' },
      identity: { kind: 'config', mount: MOUNT.identity, config: input.identity.configMapName },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep('expect-key', expectOperatorKey(`/operator/${KEYSTORE}`), ['key', 'identity', 'temporary']),
      ...(input.identity.history === 'none'
        ? []
        : [shellStep('expect-history', expectOperatorRecords(DATABASE), ['data'])]),
    ],
    internet: true,
    identity: input.identity,
  });
}

function variables(input: EthereumInput<SsvUnits>): Readonly<Record<string, string>> {
  const { peers } = input.units.ssv;
  return {
    NETWORK: input.network.name,
    BEACON_NODE_ADDR: beaconUrl(input),
    ETH_1_ADDR: `ws://${hostOf(input.workload, executionClientRef(input))}:${WEBSOCKET_PORT}`,
    PRIVATE_KEY_FILE: `/operator/${KEYSTORE}`,
    PASSWORD_FILE: '/password/password',
    DB_PATH: DATABASE,
    // Off by default. A quorum of the operators ends it early, so that they are not taken for a twin.
    ENABLE_DOPPELGANGER_PROTECTION: 'true',
    METRICS_API_PORT: String(METRICS_PORT),
    TCP_PORT: String(peers?.port ?? TCP_PORT),
    UDP_PORT: String(peers?.port ?? UDP_PORT),
    ...(peers === undefined ? {} : { HOST_ADDRESS: peers.address }),
    // It writes its debug log into a file besides; by default next to its database, and 2 GB of it.
    LOG_FILE_PATH: `${MOUNT.temporary}/debug.log`,
    LOG_FILE_SIZE: '100',
    LOG_FILE_BACKUPS: '1',
  };
}

/** An identity that is not one operator, and what is no address. */
export function ssvProblems({ where, identity, units }: EthereumInput<SsvUnits>): string[] {
  const { peers } = units.ssv;
  const operators = identity.kind === 'ssv-operator' ? identity.publicKeys.length : 0;
  return [
    ...(operators === 1
      ? []
      : [
          propProblem(
            where,
            'identity',
            "one operator of the SSV network (SigningIdentity.publicIds, kind 'ssv-operator')",
            operators === 0 ? identity.kind : `${operators} operators`,
          ),
        ]),
    ...(peers === undefined ? [] : publicAddressProblems(where, 'units.ssv.peers', peers)),
  ];
}
