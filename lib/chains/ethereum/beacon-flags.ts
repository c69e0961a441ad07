import { GRANDINE_FLAGS } from './known-flags/grandine';
import { LIGHTHOUSE_BEACON_FLAGS } from './known-flags/lighthouse';
import { LODESTAR_BEACON_FLAGS } from './known-flags/lodestar';
import { PRYSM_BEACON_FLAGS } from './known-flags/prysm';
import { TEKU_BEACON_FLAGS } from './known-flags/teku';
import type { Client } from '../client';

const NETWORK = 'the network decides which chain it follows';
const HIDDEN = 'flags in a file are seen by no check';
const VALIDATORS = 'a beacon node holds no validator keys; they would sign beside those of the validator client';
const RELAY = 'blocks of builders come from the relays that the node declares';

/** Flags of beacon nodes by client: those that each has, as far as they are known, and those that no overlay may set. */
export const BEACON_FLAGS = {
  lighthouse: {
    knownFlags: LIGHTHOUSE_BEACON_FLAGS,
    dangerousFlags: {
      builder: RELAY,
      'testnet-dir': NETWORK,
      'http-allow-origin': 'its API is for the validator client',
    },
  },
  teku: {
    knownFlags: TEKU_BEACON_FLAGS,
    dangerousFlags: {
      'builder-endpoint': RELAY,
      'config-file': HIDDEN,
      'validator-keys': VALIDATORS,
      'validators-external-signer-url': VALIDATORS,
      'validators-external-signer-public-keys': VALIDATORS,
      'Xinterop-enabled': VALIDATORS,
      'validator-api-enabled': VALIDATORS,
    },
  },
  prysm: {
    knownFlags: PRYSM_BEACON_FLAGS,
    dangerousFlags: {
      'http-mev-relay': RELAY,
      'chain-config-file': NETWORK,
      'config-file': HIDDEN,
      mainnet: NETWORK,
      hoodi: NETWORK,
      sepolia: NETWORK,
      holesky: NETWORK,
      'minimal-config': NETWORK,
      'e2e-config': NETWORK,
    },
  },
  nimbus: {
    dangerousFlags: {
      'payload-builder-url': RELAY,
      'payload-builder': RELAY,
      'config-file': HIDDEN,
      'validators-dir': VALIDATORS,
      'secrets-dir': VALIDATORS,
      'web3-signer-url': VALIDATORS,
      keymanager: VALIDATORS,
    },
  },
  lodestar: {
    knownFlags: LODESTAR_BEACON_FLAGS,
    dangerousFlags: {
      builder: RELAY,
      'builder.url': RELAY,
      'builder.urls': RELAY,
      paramsFile: NETWORK,
      preset: NETWORK,
      presetFile: NETWORK,
      genesisStateFile: NETWORK,
      rcConfig: HIDDEN,
    },
  },
  grandine: {
    knownFlags: GRANDINE_FLAGS,
    dangerousFlags: {
      'builder-url': RELAY,
      'builder-api-url': RELAY,
      'configuration-directory': NETWORK,
      'configuration-file': NETWORK,
      'keystore-dir': VALIDATORS,
      'web3signer-urls': VALIDATORS,
      'web3signer-api-urls': VALIDATORS,
      'enable-validator-api': VALIDATORS,
    },
  },
} as const satisfies Readonly<Record<string, Pick<Client, 'knownFlags' | 'dangerousFlags'>>>;
