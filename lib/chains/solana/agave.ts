import type { Client } from '../client';
import type { Flags } from '../flags';
import { AGAVE_FLAGS } from './known-flags';
import { agavePorts, portRange, RPC_PORT } from './ports';
import { accountsOf, type SolanaInput } from './units';

/** Where disks and the identity are mounted. */
export const MOUNT = {
  ledger: '/ledger',
  accounts: '/accounts',
  snapshots: '/snapshots',
  tower: '/tower',
  identity: '/identity',
  temporary: '/tmp',
} as const;

const TWICE = 'it lets the validator vote or lead without knowing what it did before';
const RPC = 'its RPC answers on the loopback address only';
const KEYS = 'it signs with the declared identity alone';
const NETWORK = 'the network decides whom it trusts and which chain it follows';
const CODE = 'it loads code into the process that signs';
const CHECKS = 'a validator that fails the check cannot keep up';

/**
 * Agave. Ready once it runs: its RPC does not answer the kubelet, and the exporter says whether it is healthy. Flags
 * follow its own sources (https://github.com/anza-xyz/agave/blob/master/validator/src/commands/run/args.rs); of the
 * dangerous ones `skip-tower-sync` was not found there. Hardware as https://docs.anza.xyz/operations/requirements says.
 */
export const AGAVE = {
  name: 'agave',
  image: 'solana.agave',
  command: ['agave-validator'],
  user: 10001,
  ports: agavePorts(),
  defaults: {
    cpu: '24',
    memory: '384Gi',
    storage: '1Ti',
    flags: { 'limit-ledger-size': true, 'wal-recovery-mode': 'skip_any_corrupted_record' },
  },
  knownFlags: AGAVE_FLAGS,
  dangerousFlags: {
    'no-wait-for-vote-to-start-leader': TWICE,
    'skip-tower-sync': TWICE,
    'skip-startup-ledger-verification': TWICE,
    'hard-fork': NETWORK,
    'trusted-validator': NETWORK,
    'no-untrusted-rpc': NETWORK,
    'no-genesis-fetch': NETWORK,
    'dev-halt-at-slot': NETWORK,
    'authorized-voter': KEYS,
    'skip-seed-phrase-validation': KEYS,
    'public-rpc-address': RPC,
    'rpc-faucet-address': RPC,
    'geyser-plugin-config': CODE,
    'accountsdb-plugin-config': CODE,
    'geyser-plugin-always-enabled': CODE,
    'no-poh-speed-test': CHECKS,
    'no-os-network-limits-test': CHECKS,
    'no-port-check': CHECKS,
    'allow-private-addr': 'peers of a public cluster have public addresses',
  },
} as const satisfies Client;

/** Flags that no overlay may change. */
export function agaveFlags(input: SolanaInput): Flags {
  const { identity, network, units } = input;
  const { first, last } = portRange(units.validator.ports);
  return {
    identity: `${MOUNT.identity}/identity.json`,
    'vote-account': accountsOf(input).vote,
    ledger: MOUNT.ledger,
    accounts: MOUNT.accounts,
    snapshots: MOUNT.snapshots,
    tower: MOUNT.tower,
    // Without its tower a validator that voted before may vote against itself.
    'require-tower': identity.history === 'kept',
    entrypoint: network.facts.entrypoints,
    'known-validator': network.facts.knownValidators,
    'only-known-rpc': true,
    'expected-genesis-hash': network.chainId,
    'gossip-port': first,
    'dynamic-port-range': `${first}-${last}`,
    'rpc-port': RPC_PORT,
    'rpc-bind-address': '127.0.0.1',
    'private-rpc': true,
    // What the exporter asks for; nobody else reaches it.
    'full-rpc-api': true,
    log: '-',
  };
}
