import { secretPath } from '../../model/custody';
import { propProblem } from '../../model/errors';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part } from '../part';
import { publicAddressProblems, publicPort } from '../public-address';
import { roleLayers } from '../role-layers';
import { hostOf, type PartRef, type UnitPlan } from '../workload-plan';
import type { EthereumInput } from './input';
import { CHARON_FLAGS } from './known-flags/charon';
import { beaconUrl } from './node-unit';
import { ROLES } from './roles';
import { expectFile } from './scripts';
import type { CharonUnits } from './units';
import { MOUNT } from './wiring';
import { shellStep } from '../shell-step';

const NETWORK = 'the cluster lock decides which chain it signs for';
const FAKE = 'it signs against a chain that is none';
const KEY_FILE = 'charon-enr-private-key';
const PEER_PORT = 3610;
const API_PORT = 3600;

/**
 * Charon by Obol (https://github.com/ObolNetwork/charon): lets the validator clients of several operators agree on what
 * to sign, and puts their partial signatures together. It holds the key by which the other operators know this one; the
 * validator client beside it holds the key shares, and the record of what they signed.
 *
 * Never a Deployment, as in public charts: two processes with one key disturb the consensus of the cluster. Its lock file
 * is a second guard, and a start within five seconds of its end fails for it once.
 *
 * Flags are those of its source. Environment variables win over them. A cluster lock that a contract wallet signed needs
 * the execution client's RPC API to be verified, which stays off here.
 */
export const CHARON = {
  name: 'charon',
  image: 'ethereum.charon',
  command: ['/usr/local/bin/charon', 'run'],
  // The user of its own image.
  user: 1000,
  ports: { 'validator-api': { number: API_PORT }, metrics: { number: 3620 } },
  metrics: { port: 'metrics', path: '/metrics' },
  // Fails while the beacon node is away or syncing, no quorum of operators is connected, or no validator client is.
  readiness: { kind: 'http', port: 'metrics', path: '/readyz' },
  environmentPrefix: 'CHARON_',
  defaults: { cpu: '1', memory: '2Gi', storage: '1Gi' },
  knownFlags: CHARON_FLAGS,
  dangerousFlags: {
    'config-file': 'flags in a file are seen by no check',
    'no-verify': 'it takes a cluster lock that the operators did not sign',
    'manifest-file': 'it takes the place of the cluster lock',
    'builder-api': 'a node with relays asks for blocks of builders, and no other',
    'overrides-file': 'fee recipients are those of the cluster lock',
    'fetch-feerecipient-updates': 'fee recipients are those of the cluster lock',
    'publish-address': 'fee recipients are those of the cluster lock',
    'beacon-node-headers': 'a credential on the command line',
    'fallback-beacon-node-endpoints': 'a beacon node that is not its own',
    'debug-address': 'an API without a lock',
    'p2p-fuzz': FAKE,
    'simnet-beacon-mock': FAKE,
    'simnet-validator-mock': FAKE,
    'simnet-validator-keys-dir': FAKE,
    'simnet-beacon-mock-fuzz': FAKE,
    'synthetic-block-proposals': 'duties that nobody has',
    'testnet-name': NETWORK,
    'testnet-fork-version': NETWORK,
    'testnet-chain-id': NETWORK,
    'testnet-genesis-timestamp': NETWORK,
    'testnet-capella-hard-fork': NETWORK,
  },
} as const satisfies Client;

/** Charon, as links name it. */
export const CHARON_REF: PartRef = { unit: 'dvt', part: CHARON.name };

/** Address of Charon's API, which validator clients take for a beacon node. */
export function charonUrl({ workload }: EthereumInput): string {
  return `http://${hostOf(workload, CHARON_REF)}:${API_PORT}`;
}

/** Charon with the cluster lock and this operator's key. */
export function dvtUnit(input: EthereumInput<CharonUnits>): UnitPlan {
  return {
    name: CHARON_REF.unit,
    parts: [charonPart(input)],
    secrets: {
      enr: { path: secretPath(input.custody, 'dvt', 'enr'), take: { [KEY_FILE]: KEY_FILE }, signingKey: true },
    },
    configs: { cluster: { 'cluster-lock.json': input.units.dvt.clusterLock.text } },
  };
}

function charonPart(input: EthereumInput<CharonUnits>): Part {
  const { relays, peers, overlay } = input.units.dvt;
  return buildPart({
    where: input.where,
    role: 'dvt',
    client: CHARON,
    layers: roleLayers(input, 'dvt', ROLES.dvt, { overlay: overlay?.dvt }),
    fixed: {
      flags: {
        'lock-file': '/cluster/cluster-lock.json',
        'private-key-file': `${MOUNT.data}/${KEY_FILE}`,
        'private-key-file-lock': true,
        'beacon-node-endpoints': beaconUrl(input),
        'validator-api-address': `0.0.0.0:${API_PORT}`,
        'monitoring-address': '0.0.0.0:3620',
        'p2p-relays': relays.join(','),
        'p2p-tcp-address': `0.0.0.0:${peers?.port ?? PEER_PORT}`,
        ...(peers === undefined ? {} : { 'p2p-external-ip': peers.address }),
        ...(input.units.node.relay === undefined ? {} : { 'builder-api': true }),
      },
    },
    ports: { ...CHARON.ports, 'p2p-tcp': peers === undefined ? { number: PEER_PORT } : publicPort(peers.port) },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      cluster: { kind: 'config', mount: '/cluster', config: 'cluster' },
      enr: { kind: 'secret', mount: '/enr', secrets: ['enr'] },
    }),
    init: [
      // Charon keeps its lock beside the key, where it must outlive the pod; the key itself stays out of the claim.
      // Whether it is a key of this cluster Charon finds out itself: it stops unless the cluster lock names it.
      shellStep('expect-key', `${expectFile(`/enr/${KEY_FILE}`)}ln -sfn /enr/${KEY_FILE} ${MOUNT.data}/\n`, [
        'enr',
        'data',
      ]),
    ],
    internet: true,
    identity: input.identity,
  });
}

/** A cluster lock of another network, operator or owner, and what is no address. */
export function charonProblems(input: EthereumInput<CharonUnits>): string[] {
  const { where, network, identity, common } = input;
  const { clusterLock, relays, peers } = input.units.dvt;
  const { forkVersion, feeRecipients } = clusterLock;
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(where, `units.dvt.${prop}`, mustBe, got));
  };
  const own = network.facts.genesisForkVersion;
  if (forkVersion !== own) refuse('clusterLock', `of ${network.name}, fork version ${own}`, forkVersion);
  if (!clusterLock.hasOperator(identity.publicKeys)) {
    refuse('clusterLock', "one with an operator whose public key shares are the identity's keys", identity.id);
  }
  const other = feeRecipients.find((address) => address !== common.feeRecipient.toLowerCase());
  if (other !== undefined)
    refuse('clusterLock', `one that pays to 'common.feeRecipient', ${common.feeRecipient}`, other);
  for (const relay of relays) {
    if (!/^https:\/\/[a-z0-9.-]+(:[0-9]+)?\/?$/.test(relay)) refuse('relays', 'https:// and a host', relay);
  }
  return [...problems, ...(peers === undefined ? [] : publicAddressProblems(where, 'units.dvt.peers', peers))];
}
