import type { Client } from '../client';
import type { Flags } from '../flags';
import { VALIDATOR_CLIENTS } from './validator-clients';
import { MOUNT, type ValidatorClientSpec } from './wiring';

/** Where the key shares come from, and where the client reads them: a folder in memory, made anew at each start. */
export const SHARES = { secret: '/keystores', mount: '/shares' } as const;

const SIGNER = 'its keys are shares in its own keystores; a signer beside them would sign for other keys';

/** What a validator client with key shares is connected to. */
interface ShareWiring {
  readonly network: string;

  /** Charon's API, which it takes for a beacon node. */
  readonly charonUrl: string;
  readonly builder: boolean;
}

/** A validator client that signs with key shares of its own. */
export interface ShareClientSpec extends Client {
  readonly wire: (wiring: ShareWiring) => Flags;
  readonly feeRecipientFlag: ValidatorClientSpec['feeRecipientFlag'];
  readonly graffitiFlag: ValidatorClientSpec['graffitiFlag'];

  /** Shell that puts keystores where the client looks for them. */
  readonly takeShares: string;

  /** Shell test that a record of what `$key`, 0x and 96 hex digits, has signed is there. */
  readonly hasRecord: string;
}

/**
 * Validator clients that can sign with key shares behind Charon, wired as in Obol's own setup
 * (https://github.com/ObolNetwork/charon-distributed-validator-node).
 *
 * None of them looks for doppelgangers: the other operators go on attesting with the validator while this one starts,
 * so that each would take the cluster for its twin. Obol's setup switches the search off where it is on by default.
 *
 * Prysm and Nimbus import keystores into stores of their own, and Obol has no setup with Lighthouse: these three do not
 * sign with shares here. Where the two below keep their records follows from their own defaults and was not tried.
 */
export const SHARE_CLIENTS = {
  teku: {
    ...VALIDATOR_CLIENTS.teku,
    dangerousFlags: {
      ...VALIDATOR_CLIENTS.teku.dangerousFlags,
      'validators-external-signer-url': SIGNER,
      'validators-external-signer-public-keys': SIGNER,
    },
    wire: (w) => ({
      network: w.network,
      'data-path': MOUNT.data,
      'log-destination': 'CONSOLE',
      'beacon-node-api-endpoints': w.charonUrl,
      'validator-keys': `${SHARES.mount}:${SHARES.mount}`,
      // The folder goes with the pod, so a lock in it would guard nothing.
      'validators-keystore-locking-enabled': 'false',
      'doppelganger-detection-enabled': 'false',
      'Xobol-dvt-integration-enabled': 'true',
      'metrics-enabled': 'true',
      'metrics-interface': '0.0.0.0',
      'metrics-port': 8008,
      'metrics-host-allowlist': '$(POD_IP)',
      ...(w.builder ? { 'validators-builder-registration-default-enabled': 'true' } : {}),
    }),
    takeShares: `cp ${SHARES.secret}/*.json ${SHARES.secret}/*.txt ${SHARES.mount}/`,
    hasRecord: `-s ${MOUNT.data}/validator/slashprotection/\${key#0x}.yml`,
  },
  lodestar: {
    ...VALIDATOR_CLIENTS.lodestar,
    dangerousFlags: {
      ...VALIDATOR_CLIENTS.lodestar.dangerousFlags,
      'externalSigner.url': SIGNER,
      'externalSigner.fetch': SIGNER,
      'externalSigner.pubkeys': SIGNER,
    },
    wire: (w) => ({
      network: w.network,
      dataDir: MOUNT.data,
      beaconNodes: w.charonUrl,
      keystoresDir: `${SHARES.mount}/keystores`,
      secretsDir: `${SHARES.mount}/secrets`,
      doppelgangerProtection: false,
      distributed: true,
      metrics: true,
      'metrics.address': '0.0.0.0',
      'metrics.port': 8008,
      ...(w.builder ? { builder: true } : {}),
    }),
    takeShares: `mkdir -p ${SHARES.mount}/keystores ${SHARES.mount}/secrets
for file in ${SHARES.secret}/*.json; do
  key=0x$(sed -n 's/.*"pubkey" *: *"\\(0x\\)\\{0,1\\}\\([0-9a-fA-F]\\{96\\}\\)".*/\\2/p' "$file" | tr 'A-F' 'a-f')
  mkdir -p ${SHARES.mount}/keystores/$key
  cp "$file" ${SHARES.mount}/keystores/$key/voting-keystore.json
  cp "\${file%.json}.txt" ${SHARES.mount}/secrets/$key
done`,
    // One database for all keys; which of them it knows cannot be told from outside.
    hasRecord: `-s ${MOUNT.data}/validator-db/CURRENT`,
  },
} as const satisfies Readonly<Record<string, ShareClientSpec>>;

/** Name of a validator client that can sign with key shares. */
export type ShareClient = keyof typeof SHARE_CLIENTS;
