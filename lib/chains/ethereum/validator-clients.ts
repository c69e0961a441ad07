import type { RoleOverlay } from '../role-values';
import { VALIDATOR_FLAGS } from './validator-flags';
import { MOUNT, type ValidatorClientSpec } from './wiring';

const RESOURCES: RoleOverlay = { cpu: '1', memory: '2Gi', storage: '5Gi' };

/** Doppelgangers and every other fatal error leave with the same code, so each of them parks the client. */
const PARK_ON_FAILURE = [1];

const shared = {
  user: 10001,
  readiness: { kind: 'tcp', port: 'metrics' },
  metrics: { port: 'metrics', path: '/metrics' },
  defaults: RESOURCES,
} as const;

/**
 * Validator clients by name. Each takes its keys from the remote signer, watches for its own keys before it signs, and
 * keeps a slashing-protection database of its own besides the signer's.
 *
 * Exit codes: Teku leaves with 2 and Nimbus with 129 when it meets a doppelganger; the others have no code of their
 * own for it as far as is known.
 */
export const VALIDATOR_CLIENTS = {
  lighthouse: {
    ...shared,
    ...VALIDATOR_FLAGS.lighthouse,
    name: 'lighthouse',
    image: 'ethereum.lighthouse',
    command: ['lighthouse', 'validator_client'],
    ports: { metrics: { number: 5064 } },
    parkOn: PARK_ON_FAILURE,
    feeRecipientFlag: 'suggested-fee-recipient',
    graffitiFlag: 'graffiti',
    wire: (w) => ({
      network: w.network,
      datadir: MOUNT.data,
      'beacon-nodes': w.beaconUrl,
      // Validators come from the declared identity alone, never from keystores that lie in the volume.
      'disable-auto-discover': true,
      'enable-doppelganger-protection': true,
      metrics: true,
      'metrics-address': '0.0.0.0',
      'metrics-port': 5064,
      ...(w.builder ? { 'builder-proposals': true } : {}),
    }),
  },
  teku: {
    ...shared,
    ...VALIDATOR_FLAGS.teku,
    name: 'teku',
    image: 'ethereum.teku',
    command: ['/opt/teku/bin/teku', 'validator-client'],
    ports: { metrics: { number: 8008 } },
    environmentPrefix: 'TEKU_',
    parkOn: [2],
    feeRecipientFlag: 'validators-proposer-default-fee-recipient',
    graffitiFlag: 'validators-graffiti',
    wire: (w) => ({
      network: w.network,
      'data-path': MOUNT.data,
      'log-destination': 'CONSOLE',
      'beacon-node-api-endpoints': w.beaconUrl,
      'validators-external-signer-url': w.signerUrl,
      // The signer holds the keys of this identity and no others.
      'validators-external-signer-public-keys': 'external-signer',
      'validators-external-signer-slashing-protection-enabled': 'true',
      'doppelganger-detection-enabled': 'true',
      'metrics-enabled': 'true',
      'metrics-interface': '0.0.0.0',
      'metrics-port': 8008,
      'metrics-host-allowlist': '$(POD_IP)',
      ...(w.builder ? { 'validators-builder-registration-default-enabled': 'true' } : {}),
    }),
  },
  prysm: {
    ...shared,
    ...VALIDATOR_FLAGS.prysm,
    name: 'prysm',
    image: 'ethereum.prysm-validator',
    command: ['/app/cmd/validator/validator'],
    ports: { metrics: { number: 8081 } },
    parkOn: PARK_ON_FAILURE,
    feeRecipientFlag: 'suggested-fee-recipient',
    graffitiFlag: 'graffiti',
    wire: (w) => ({
      [w.network]: true,
      'accept-terms-of-use': true,
      datadir: MOUNT.data,
      // Its own gRPC protocol works with Prysm's beacon node only.
      'enable-beacon-rest-api': true,
      'beacon-rest-api-provider': w.beaconUrl,
      'validators-external-signer-url': w.signerUrl,
      'validators-external-signer-public-keys': `${w.signerUrl}/api/v1/eth2/publicKeys`,
      'enable-doppelganger': true,
      'monitoring-host': '0.0.0.0',
      'monitoring-port': 8081,
      ...(w.builder ? { 'enable-builder': true } : {}),
    }),
  },
  nimbus: {
    ...shared,
    ...VALIDATOR_FLAGS.nimbus,
    name: 'nimbus',
    image: 'ethereum.nimbus-validator',
    command: ['/home/user/nimbus_validator_client'],
    ports: { metrics: { number: 8008 } },
    environmentPrefix: 'NIMBUS_',
    parkOn: [129],
    feeRecipientFlag: 'suggested-fee-recipient',
    graffitiFlag: 'graffiti',
    wire: (w) => ({
      'data-dir': MOUNT.data,
      'non-interactive': true,
      'beacon-node': w.beaconUrl,
      'web3-signer-url': w.signerUrl,
      'doppelganger-detection': 'true',
      metrics: 'true',
      'metrics-address': '0.0.0.0',
      'metrics-port': 8008,
      ...(w.builder ? { 'payload-builder': 'true' } : {}),
    }),
  },
  lodestar: {
    ...shared,
    ...VALIDATOR_FLAGS.lodestar,
    name: 'lodestar',
    image: 'ethereum.lodestar',
    command: ['node', '--max-old-space-size=2048', '/usr/app/packages/cli/bin/lodestar', 'validator'],
    ports: { metrics: { number: 8008 } },
    environmentPrefix: 'LODESTAR_',
    parkOn: PARK_ON_FAILURE,
    feeRecipientFlag: 'suggestedFeeRecipient',
    graffitiFlag: 'graffiti',
    wire: (w) => ({
      network: w.network,
      dataDir: MOUNT.data,
      beaconNodes: w.beaconUrl,
      'externalSigner.url': w.signerUrl,
      'externalSigner.fetch': true,
      doppelgangerProtection: true,
      metrics: true,
      'metrics.address': '0.0.0.0',
      'metrics.port': 8008,
      ...(w.builder ? { builder: true } : {}),
    }),
  },
} as const satisfies Readonly<Record<string, ValidatorClientSpec>>;

/** Name of a validator client. */
export type ValidatorClient = keyof typeof VALIDATOR_CLIENTS;
