import { LIGHTHOUSE_VALIDATOR_FLAGS } from './known-flags/lighthouse';
import { LODESTAR_PARAMS, LODESTAR_VALIDATOR_FLAGS } from './known-flags/lodestar';
import { PRYSM_VALIDATOR_FLAGS } from './known-flags/prysm';
import { TEKU_VALIDATOR_FLAGS } from './known-flags/teku';
import type { Client } from '../client';
import { knownNames } from '../known-flags';

const NETWORK = 'the network decides which chain it signs for';
const HIDDEN = 'flags in a file are seen by no check';
const KEYS = 'keys stay with the remote signer; one in two places signs twice';
const FRESH =
  'it starts with an empty slashing-protection history (https://lighthouse-book.sigmaprime.io/validator_slashing_protection.html)';
const OFF = 'it switches slashing protection off';
const API = 'an API through which keys can be added';
const BUILDER = 'a node with relays asks for blocks of builders, and no other';
const RECORD = 'the record of what was signed is in its claim, and another one knows nothing';
const SIGNER = 'the signer of its workload, and no other, holds the keys';
const NODE = 'a beacon node that is not its own';
const RECIPIENTS = 'fee recipients and builders of single validators in a file or at a URL are seen by no check';
const SHARED = 'only a DVT cluster may ask for selection proofs in that way';

/** Every value of the network that Lodestar takes from a flag. */
const PARAMS = Object.fromEntries(knownNames({ names: LODESTAR_PARAMS }).map((name) => [`params.${name}`, NETWORK]));

/**
 * Flags of validator clients by client: those that each has, as far as they are known, and those that no overlay may
 * set.
 */
export const VALIDATOR_FLAGS = {
  lighthouse: {
    knownFlags: LIGHTHOUSE_VALIDATOR_FLAGS,
    dangerousFlags: {
      'builder-proposals': BUILDER,
      'init-slashing-protection': FRESH,
      'disable-slashing-protection-web3signer': OFF,
      'testnet-dir': NETWORK,
      'validators-dir': KEYS,
      'secrets-dir': KEYS,
      http: API,
      'http-address': API,
      'http-allow-keystore-export': API,
      'unencrypted-http-transport': API,
      'proposer-nodes': NODE,
      distributed: SHARED,
    },
  },
  teku: {
    knownFlags: TEKU_VALIDATOR_FLAGS,
    dangerousFlags: {
      'validators-builder-registration-default-enabled': BUILDER,
      'config-file': HIDDEN,
      'validator-keys': KEYS,
      'validators-keystore-locking-enabled': KEYS,
      'validator-api-enabled': API,
      'Xinterop-enabled': KEYS,
      'data-base-path': RECORD,
      'data-validator-path': RECORD,
      'validator-is-local-slashing-protection-synchronized-enabled': 'two signatures at a time are not compared',
      'beacon-node-api-endpoint': NODE,
      'sentry-config-file': 'beacon nodes in a file are seen by no check',
      'validators-proposer-config': RECIPIENTS,
      'Xobol-dvt-integration-enabled': SHARED,
    },
  },
  prysm: {
    knownFlags: PRYSM_VALIDATOR_FLAGS,
    dangerousFlags: {
      'enable-builder': BUILDER,
      'config-file': HIDDEN,
      'chain-config-file': NETWORK,
      mainnet: NETWORK,
      hoodi: NETWORK,
      sepolia: NETWORK,
      holesky: NETWORK,
      'minimal-config': NETWORK,
      'e2e-config': NETWORK,
      'wallet-dir': KEYS,
      'wallet-password-file': KEYS,
      'interop-num-validators': KEYS,
      'force-clear-db': FRESH,
      'clear-db': FRESH,
      'enable-minimal-slashing-protection': 'an experimental record beside the one in its claim',
      'remote-signer-url': SIGNER,
      'remote-signer-keys': SIGNER,
      'remote-signer-keys-file': SIGNER,
      'validators-external-signer-key-file': SIGNER,
      'proposer-settings-file': RECIPIENTS,
      'proposer-settings-url': RECIPIENTS,
      distributed: SHARED,
      web: API,
      rpc: API,
    },
  },
  nimbus: {
    dangerousFlags: {
      'payload-builder': BUILDER,
      'config-file': HIDDEN,
      'validators-dir': KEYS,
      'secrets-dir': KEYS,
      'verifying-web3-signer-url': SIGNER,
      distributed: SHARED,
      keymanager: API,
    },
  },
  lodestar: {
    knownFlags: LODESTAR_VALIDATOR_FLAGS,
    dangerousFlags: {
      builder: BUILDER,
      rcConfig: HIDDEN,
      paramsFile: NETWORK,
      preset: NETWORK,
      presetFile: NETWORK,
      ...PARAMS,
      keystoresDir: KEYS,
      secretsDir: KEYS,
      remoteKeysDir: KEYS,
      importKeystores: KEYS,
      keystore: KEYS,
      importKeystoresPassword: KEYS,
      passphraseFile: KEYS,
      fromMnemonic: KEYS,
      mnemonicIndexes: KEYS,
      interopIndexes: KEYS,
      validatorsDbDir: RECORD,
      doppelgangerProtectionEnabled: 'another name of the flag by which it looks for its own keys',
      'externalSigner.urls': SIGNER,
      server: NODE,
      proposerSettingsFile: RECIPIENTS,
      proposerDir: RECIPIENTS,
      force: 'it ignores the lock of another running client',
      keymanager: API,
      distributed: SHARED,
    },
  },
} as const satisfies Readonly<Record<string, Pick<Client, 'knownFlags' | 'dangerousFlags'>>>;
