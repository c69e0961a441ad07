import type { Port } from '../part';
import type { PortRange } from './units';

/** Ports that answer on the loopback address of the node. */
export const RPC_PORT = 8899;

/** Agave's own range starts here; a narrower one makes a firewall simpler. */
const USUAL: PortRange = { first: 8000, last: 8025 };

/** Fewest and most ports of a range: each is listed, so that two programs on one node cannot want the same. */
export const RANGE_WIDTH = { least: 26, most: 64 } as const;

/** The range that is in use. */
export function portRange(range: PortRange = USUAL): PortRange {
  return range;
}

/**
 * Every port of the validator. All are UDP, QUIC included, but that of gossip, which also answers TCP; the RPC port and
 * the WebSocket port behind it are listed because nothing else on the node may take them.
 */
export function agavePorts(range?: PortRange): Readonly<Record<string, Port>> {
  const { first, last } = portRange(range);
  const peers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i): [string, Port] => [
    `udp-${first + i}`,
    { number: first + i, protocol: 'UDP', peers: true },
  ]);
  return {
    gossip: { number: first, peers: true },
    ...Object.fromEntries(peers),
    rpc: { number: RPC_PORT },
    'rpc-ws': { number: RPC_PORT + 1 },
  };
}
