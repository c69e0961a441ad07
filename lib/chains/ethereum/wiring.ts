import type { Client } from '../client';
import type { Flags } from '../flags';
import type { Port } from '../part';

/** Where data and secrets are mounted in every part. */
export const MOUNT = {
  data: '/data',
  jwt: '/jwt',
  identity: '/identity',
  scripts: '/scripts',
  temporary: '/tmp',
} as const;

/** The engine API secret that execution client and beacon node share. */
export const JWT_FILE = `${MOUNT.jwt}/jwt.hex`;

/** How peers reach a node from outside: a public address, and the port that answers there. */
export interface Announced {
  readonly address: string;
  readonly port: number;
}

/** What an execution client is connected to. */
export interface ExecutionWiring {
  readonly network: string;

  /** Its own host name, the only one that the engine API answers to. */
  readonly host: string;

  /** Absent where peers cannot dial it; it then only dials. */
  readonly announced?: Announced;
}

/** What a beacon node is connected to. */
export interface BeaconWiring {
  readonly network: string;

  /** Its own host name. */
  readonly host: string;

  /** Engine API of its execution client. */
  readonly executionUrl: string;

  /** Where blocks of builders come from; absent where it builds every block itself. */
  readonly relayUrl?: string;
  readonly announced?: Announced;
}

/** What a validator client is connected to. */
export interface ValidatorWiring {
  readonly network: string;
  readonly beaconUrl: string;
  readonly signerUrl: string;

  /** Whether it registers with relays and asks for blocks of builders. */
  readonly builder: boolean;
}

/** An execution client. */
export interface ExecutionClientSpec extends Client {
  readonly wire: (wiring: ExecutionWiring) => Flags;
}

/** A beacon node. */
export interface BeaconClientSpec extends Client {
  readonly wire: (wiring: BeaconWiring) => Flags;

  /** Flags that start it from a recent finalized state. */
  readonly checkpoint: (url: string) => Flags;
}

/** A validator client. */
export interface ValidatorClientSpec extends Client {
  readonly wire: (wiring: ValidatorWiring) => Flags;
  readonly feeRecipientFlag: string;
  readonly graffitiFlag: string;
}

/** Peer-to-peer ports: on the node where peers dial in, within the pod where the client only dials out. */
export function peerPorts(announced: Announced | undefined, usual: number): Readonly<Record<string, Port>> {
  const open = announced === undefined ? {} : ({ peers: true, onNode: true } as const);
  const number = announced?.port ?? usual;
  return { 'p2p-tcp': { number, ...open }, 'p2p-udp': { number, protocol: 'UDP', ...open } };
}
