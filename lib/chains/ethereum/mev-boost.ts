import { propProblem } from '../../model/errors';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type PartRef } from '../workload-plan';
import type { EthereumInput } from './input';
import { networkOf } from './relays';
import { ROLES } from './roles';

const NETWORK = 'the network decides whose blocks it takes';
const HIDDEN = 'settings in a file are seen by no check';
const PORT = 18550;

/**
 * MEV-boost (https://github.com/flashbots/mev-boost): asks relays for the best block that somebody else built. It holds
 * no keys: what it hands over is signed by the validator client, and a relay that fails costs a proposal at most.
 *
 * `-hoodi` needs 1.10, `-metrics` 1.12; both are as Obol's compose files give them. The path of its metrics was not
 * checked. It reads its flags from variables without a common prefix, so no overlay may set any variable.
 */
const MEV_BOOST = {
  name: 'mev-boost',
  image: 'ethereum.mev-boost',
  command: ['/app/mev-boost'],
  flagStyle: 'single-dash',
  user: 10001,
  ports: { http: { number: PORT }, metrics: { number: 18551 } },
  metrics: { port: 'metrics', path: '/metrics' },
  // Its status asks every relay; whether it runs is all that the beacon node needs, which builds the block itself else.
  readiness: { kind: 'tcp', port: 'http' },
  environmentPrefix: '',
  defaults: { cpu: '250m', memory: '256Mi' },
  dangerousFlags: {
    config: HIDDEN,
    relay: 'relays are declared, each for its network',
    'relay-monitor': 'an address that learns of every registration',
    'relay-monitors': 'an address that learns of every registration',
    'genesis-fork-version': NETWORK,
    'genesis-timestamp': NETWORK,
    mainnet: NETWORK,
    sepolia: NETWORK,
    holesky: NETWORK,
    hoodi: NETWORK,
  },
} as const satisfies Client;

const REF: PartRef = { unit: 'node', part: MEV_BOOST.name };

/** Where the beacon node finds blocks of builders, or undefined. */
export function relayUrl(input: EthereumInput): string | undefined {
  return input.units.node.relay === undefined ? undefined : `http://${hostOf(input.workload, REF)}:${PORT}`;
}

/** The program between the beacon node and the relays, where there is one. */
export function relayParts(input: EthereumInput): readonly Part[] {
  const { relay, overlay } = input.units.node;
  if (relay === undefined) return [];
  return [
    buildPart({
      where: input.where,
      role: 'relay',
      client: MEV_BOOST,
      layers: roleLayers(input, 'relay', ROLES.relay, { overlay: overlay?.relay }),
      fixed: {
        flags: {
          [input.network.name]: true,
          addr: `0.0.0.0:${PORT}`,
          relays: relay.relays.map(({ url }) => url).join(','),
          'relay-check': true,
          ...(relay.minBid === undefined ? {} : { 'min-bid': relay.minBid }),
          metrics: true,
          'metrics-addr': '0.0.0.0:18551',
        },
      },
      volumes: () => ({}),
      internet: true,
    }),
  ];
}

/** A relay of another network, one named twice, and a bid that is none. */
export function relayProblems({ where, network, units }: EthereumInput): string[] {
  const { relay, overlay } = units.node;
  if (relay === undefined) {
    return overlay?.relay === undefined
      ? []
      : [propProblem(where, 'units.node.overlay.relay', 'absent: the node has no relay', overlay.relay)];
  }
  const problems = relay.relays.flatMap((one, i) => {
    const prop = `units.node.relay.relays.${i}`;
    const serves = [one.network, networkOf(one)].find((name) => name !== network.name);
    if (serves !== undefined) {
      return [propProblem(where, prop, `a relay of ${network.name}`, `one of ${serves}: ${one.url}`)];
    }
    const first = relay.relays.findIndex(({ publicKey }) => publicKey === one.publicKey);
    return first === i ? [] : [propProblem(where, prop, `another relay than relays.${first}`, one.url)];
  });
  const { minBid } = relay;
  if (minBid !== undefined && !(minBid > 0 && minBid <= 1_000_000)) {
    problems.push(propProblem(where, 'units.node.relay.minBid', 'above 0 and at most 1000000 ETH', minBid));
  }
  return problems;
}
