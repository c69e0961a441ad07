import type { Client } from '../client';
import { knownNames } from '../known-flags';
import { WEB3SIGNER_FLAGS, WEB3SIGNER_ROOT_FLAGS } from './known-flags/web3signer';

const OFF = 'it switches slashing protection off';
const ELSEWHERE = 'keys come from the custody of this workload alone';
const NETWORK = 'the network decides which chain it signs for';
const HIDDEN = 'flags in a file are seen by no check';

/** Port on which the remote signer takes requests. */
export const SIGNER_PORT = 9000;

/**
 * Consensys Web3Signer for BLS keys, with slashing protection in PostgreSQL.
 *
 * The password of its database comes by environment: on the command line every process of the pod could read it. The
 * variable follows from the subcommand and option
 * (https://github.com/Consensys/web3signer/blob/master/commandline/src/main/java/tech/pegasys/web3signer/commandline/valueprovider/EnvironmentVariableDefaultProvider.java).
 */
export const WEB3SIGNER = {
  name: 'web3signer',
  image: 'ethereum.web3signer',
  command: ['/opt/web3signer/bin/web3signer'],
  subcommand: {
    name: 'eth2',
    flagsBefore: knownNames({ names: WEB3SIGNER_ROOT_FLAGS }),
  },
  user: 10001,
  ports: { http: { number: SIGNER_PORT }, metrics: { number: 9001 } },
  metrics: { port: 'metrics', path: '/metrics' },
  // Fails while the slashing-protection database is away, and names the check that failed.
  readiness: { kind: 'http', port: 'http', path: '/healthcheck' },
  environmentPrefix: 'WEB3SIGNER_',
  defaults: { cpu: '1', memory: '4Gi', flags: { 'slashing-protection-pruning-enabled': 'true' } },
  knownFlags: WEB3SIGNER_FLAGS,
  dangerousFlags: {
    'config-file': HIDDEN,
    'slashing-protection-enabled': OFF,
    'enable-key-manager-api': 'an API through which keys can be added',
    'http-cors-origins': 'no browser talks to a signer',
    'key-store-path': ELSEWHERE,
    'keystores-path': ELSEWHERE,
    'keystores-passwords-path': ELSEWHERE,
    'keystores-password-file': ELSEWHERE,
    'aws-secrets-enabled': ELSEWHERE,
    'aws-kms-enabled': ELSEWHERE,
    'azure-vault-enabled': ELSEWHERE,
    'gcp-secrets-enabled': ELSEWHERE,
    'commit-boost-api-enabled': 'an API that signs with keys of its own',
    'Xsigning-ext-enabled': 'an API that signs what slashing protection does not know',
    'slashing-protection-db-pool-configuration-file': HIDDEN,
    'slashing-protection-pruning-db-pool-configuration-file': HIDDEN,
    'slashing-protection-db-password': 'a password on the command line',
    'tls-allow-any-client': 'clients with any certificate, or with none, could ask for signatures',
    'Xnetwork-altair-fork-epoch': NETWORK,
    'Xnetwork-bellatrix-fork-epoch': NETWORK,
    'Xnetwork-capella-fork-epoch': NETWORK,
    'Xnetwork-deneb-fork-epoch': NETWORK,
    'Xnetwork-electra-fork-epoch': NETWORK,
    'Xnetwork-fulu-fork-epoch': NETWORK,
  },
} as const satisfies Client;

/**
 * Version of the slashing-protection schema that this release line of Web3Signer expects; another one makes it stop at
 * start. Migrations cannot be undone.
 */
export const SIGNER_SCHEMA = '12';
