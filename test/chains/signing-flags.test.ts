import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VALIDATOR_CLIENTS, type ValidatorClient } from '../../lib/chains/ethereum/validator-clients';
import { noDangerousFlags, safetyFlagsKept } from '../../lib/policies/signing/client-flags';
import { ethereumPlan, partOf } from '../fixtures/chain';
import { fuji, paseo, peerPlan, sol } from '../fixtures/peers';
import { signer } from '../policies/signing-objects';
import { foundIn } from '../policies/tree';

/** Flags that an overlay may not set, and whose name and value alone do not tell whether a key is in danger. */
const UNTOLD: Readonly<Record<string, string>> = {
  'which chain it follows':
    'Init.ChainSpecPath Xnetwork-altair-fork-epoch Xnetwork-bellatrix-fork-epoch Xnetwork-capella-fork-epoch ' +
    'Xnetwork-deneb-fork-epoch Xnetwork-electra-fork-epoch Xnetwork-fulu-fork-epoch bepolia berachain ' +
    'bootstrap-ids bootstrap-ips chain-config-file configuration-directory configuration-file dev-halt-at-slot ' +
    'e2e-config force-kusama force-rococo force-westend genesis-file genesis-file-content genesisStateFile ' +
    'hard-fork holesky hoodi mainnet minimal-config network-id networkid no-genesis-fetch no-untrusted-rpc ' +
    'paramsFile preset presetFile random-seed seed sepolia state-sync-ids state-sync-ips ' +
    'sybil-protection-enabled test test-dir testnet-dir trusted-validator upgrade-file upgrade-file-content ' +
    'wasm-runtime-overrides',
  'where else its settings stand':
    'chain-config-dir config config-file config-file-content config_file configsDirectory db-config-file ' +
    'hba_file ident_file profile rcConfig sentry-config-file share-config ' +
    'slashing-protection-db-pool-configuration-file slashing-protection-pruning-db-pool-configuration-file ' +
    'subnet-config-dir',
  'where its keys come from, which other trees do in other ways':
    'authorized-voter aws-kms-enabled aws-secrets-enabled azure-vault-enabled fromMnemonic gcp-secrets-enabled ' +
    'importKeystores importKeystoresPassword key-store-path keystore keystore-dir keystores-password-file ' +
    'keystores-passwords-path keystores-path keystoresDir mnemonicIndexes passphraseFile remoteKeysDir ' +
    'secrets-dir secretsDir skip-seed-phrase-validation staking-rpc-signer-endpoint unlock validator-keys ' +
    'validators-dir validators-external-signer-public-keys validators-external-signer-url ' +
    'validators-keystore-locking-enabled wallet-dir wallet-password-file web3-signer-url web3signer-api-urls ' +
    'web3signer-urls',
  'a secret in an argument, which another policy looks for':
    'KeyStore.TestNodeKey network-tls-key-log-file-unsafe node-key node-private-key-file nodekeyhex ' +
    'p2p-secret-key-hex password password-filename password-interactive slashing-protection-db-password ' +
    'staking-signer-key-file-content staking-tls-cert-file-content staking-tls-key-file-content ' +
    'unsafe-force-node-key-generation',
  'an API that reads as well':
    'JsonRpc.UnsecureDevNoRpcAuthentication api-admin-enabled engine-jwt-disabled experimental-rpc-endpoint http ' +
    'http-address http-allow-origin http-allowed-hosts http-cors-origins public-rpc-address rpc rpc-cors ' +
    'rpc-external rpc-faucet-address rpc-listen-addrs tls-allow-any-client web',
  'who else builds or checks a block':
    'Xobol-dvt-integration-enabled beacon-node-address beacon-node-api-endpoint beacon-node-headers builder ' +
    'builder-api builder-api-url builder-endpoint builder-proposals builder-url builder.url builder.urls ' +
    'enable-builder fallback-beacon-node-endpoints fetch-feerecipient-updates http-mev-relay payload-builder ' +
    'payload-builder-url proposer-nodes proposer-settings-file proposer-settings-url proposerDir ' +
    'proposerSettingsFile publish-address relay relay-monitor relay-monitors server ' +
    'validators-builder-registration-default-enabled validators-proposer-config',
  'a cluster or network that is not real, or another file of it':
    'debug-address genesis-fork-version genesis-timestamp manifest-file no-verify overrides-file p2p-fuzz ' +
    'profile-address simnet-beacon-mock simnet-beacon-mock-fuzz simnet-validator-keys-dir simnet-validator-mock ' +
    'synthetic-block-proposals testnet-capella-hard-fork testnet-chain-id testnet-fork-version ' +
    'testnet-genesis-timestamp testnet-name',
  'another signer':
    'externalSigner.fetch externalSigner.pubkeys externalSigner.url externalSigner.urls remote-signer-keys ' +
    'remote-signer-keys-file remote-signer-url validators-external-signer-key-file verifying-web3-signer-url',
  'a name that many programs have': 'data_directory database db db-type distributed force light-mode plugin-dir',
  'how the program runs, which signs nothing':
    'accountsdb-plugin-config allow-private-addr default_transaction_isolation disable-worker-version-check ' +
    'geyser-plugin-always-enabled geyser-plugin-config import-slashing-protection no-os-network-limits-test ' +
    'no-poh-speed-test no-port-check public-ip-resolution-service wal_level workers-path',
  'where the record is, which other clients say by the same name':
    'data-base-path data-validator-path db-dir validatorsDbDir',
};

/** Names of the flags that the families call dangerous, as their sources list them. */
function dangerousFlags(): readonly string[] {
  const chains = join(__dirname, '../../lib/chains');
  const files = readdirSync(chains, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(chains, file), 'utf8').matchAll(/dangerousFlags: \{([^}]*)\}/g)].flatMap(([, block = '']) =>
      [...block.matchAll(/(?:'([^']+)'|\b(\w+)): (?=[A-Z'])/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
    ),
  );
  return [...new Set(names)].sort();
}

/** Whether the policy finds a flag with one of the values that make such flags dangerous. */
function isFound(flag: string): boolean {
  const values = ['', '=true', '=false', '=*', '=single', '=unsafe'].map((value) => `--${flag}${value}`);
  return [...values, `${flag}=on`].some(
    (arg) => foundIn(noDangerousFlags, signer({ container: { args: [arg] } })).length > 0,
  );
}

test('every dangerous flag of a family is found on any tree, or is listed with what its name does not tell', () => {
  const flags = dangerousFlags();
  expect(flags.length).toBeGreaterThan(100);
  const untold = Object.values(UNTOLD).flatMap((names) => names.split(' '));
  expect(flags.filter((flag) => !isFound(flag))).toEqual(untold.sort());
});

const ABOUT_SIGNING = /doppelganger|^--slashing-protection-enabled|^--key-manager-api/i;

test.each([...(Object.keys(VALIDATOR_CLIENTS) as ValidatorClient[]), 'web3signer' as const])(
  'what protects the keys of %s is missed when it is gone',
  (client) => {
    const plan =
      client === 'web3signer' ? ethereumPlan() : ethereumPlan({ units: { validator: { client, graffiti: 'fp' } } });
    const { args, image } = partOf(plan, client === 'web3signer' ? 'signer' : 'validator', client);
    // A part names its image by key; as in the fixture's versions, the repository is made of it.
    const repository = `registry.example.com/${image.replace('.', '/')}`;
    const judged = (kept: readonly string[], name: string): readonly string[] =>
      foundIn(safetyFlagsKept, signer({ container: { name, image: repository, args: kept } }));
    const protecting = args.filter((arg) => ABOUT_SIGNING.test(arg));
    expect(protecting.length).toBeGreaterThan(0);
    for (const name of [client, 'container']) {
      expect(judged(args, name)).toEqual([]);
      for (const arg of protecting) {
        const others = args.filter((other) => other !== arg);
        expect(judged(others, name)).toEqual([`no ${arg}`]);
      }
    }
  },
);

test.each([
  ['lighthouse', 'proposer-nodes'],
  ['teku', 'data-validator-path'],
  ['teku', 'data-base-path'],
  ['teku', 'beacon-node-api-endpoint'],
  ['teku', 'sentry-config-file'],
  ['teku', 'validator-is-local-slashing-protection-synchronized-enabled'],
  ['prysm', 'remote-signer-url'],
  ['prysm', 'enable-minimal-slashing-protection'],
  ['prysm', 'proposer-settings-url'],
  ['lodestar', 'externalSigner.urls'],
  ['lodestar', 'external-signer.urls'],
  ['lodestar', 'validatorsDbDir'],
  ['lodestar', 'doppelgangerProtectionEnabled'],
  ['lodestar', 'no-doppelgangerProtectionEnabled'],
  ['lodestar', 'keystore'],
  ['lodestar', 'params.FULU_FORK_EPOCH'],
] as const)('%s: no overlay sets another name of what is held, or moves the record: --%s', (client, flag) => {
  const units = { validator: { client, graffiti: 'fp' } } as const;
  const plan = () => ethereumPlan({ units, roles: { validator: { flags: { [flag]: 'x' } } } });
  expect(plan).toThrow(`'${client}: flags.${flag} (layer 'role validator')' must be absent`);
});

test.each(['keystores-path', 'keystores-password-file', 'tls-allow-any-client', 'Xnetwork-fulu-fork-epoch'])(
  'web3signer: no overlay sets --%s',
  (flag) => {
    const plan = () => ethereumPlan({ roles: { signer: { flags: { [flag]: 'x' } } } });
    expect(plan).toThrow(`'web3signer: flags.${flag} (layer 'role signer')' must be absent`);
  },
);

const set = (flag: string) => ({ roles: { validator: { flags: { [flag]: 'x' } } } });

test.each<[client: string, flag: string, plan: () => unknown]>([
  ['agave', 'accountsdb-plugin-config', () => peerPlan(sol, set('accountsdb-plugin-config'))],
  ['polkadot', 'wasm-runtime-overrides', () => peerPlan(paseo, set('wasm-runtime-overrides'))],
  ['avalanchego', 'upgrade-file-content', () => peerPlan(fuji, set('upgrade-file-content'))],
])('%s: no overlay sets --%s', (client, flag, plan) => {
  expect(plan).toThrow(`'${client}: flags.${flag} (layer 'role validator')' must be absent`);
});
