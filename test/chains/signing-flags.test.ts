import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VALIDATOR_CLIENTS, type ValidatorClient } from '../../lib/chains/ethereum/validator-clients';
import { noDangerousFlags, safetyFlagsKept } from '../../lib/policies/client-flags';
import { ethereumPlan, partOf } from '../fixtures/chain';
import { signer } from '../policies/signing-objects';
import { foundIn } from '../policies/tree';

/** Flags that an overlay may not set, and whose name and value alone do not tell whether a key is in danger. */
const UNTOLD: Readonly<Record<string, string>> = {
  'which chain it follows':
    'Init.ChainSpecPath bepolia berachain bootstrap-ids bootstrap-ips chain-config-file configuration-directory ' +
    'dev-halt-at-slot genesis-file genesis-file-content genesisStateFile hard-fork holesky hoodi mainnet network-id ' +
    'networkid no-genesis-fetch no-untrusted-rpc paramsFile random-seed seed sepolia sybil-protection-enabled test ' +
    'test-dir testnet-dir trusted-validator',
  'where else its settings stand':
    'config config-file config-file-content config_file configsDirectory hba_file ident_file profile rcConfig share-config ' +
    'slashing-protection-db-pool-configuration-file slashing-protection-pruning-db-pool-configuration-file',
  'where its keys come from, which other trees do in other ways':
    'authorized-voter aws-kms-enabled aws-secrets-enabled azure-vault-enabled fromMnemonic gcp-secrets-enabled ' +
    'importKeystores key-store-path keystore-dir keystores-passwords-path keystoresDir secrets-dir secretsDir ' +
    'skip-seed-phrase-validation staking-rpc-signer-endpoint unlock validator-keys validators-dir ' +
    'validators-keystore-locking-enabled ' +
    'validators-external-signer-public-keys validators-external-signer-url wallet-dir wallet-password-file ' +
    'web3-signer-url web3signer-urls',
  'a secret in an argument, which another policy looks for':
    'KeyStore.TestNodeKey node-key node-private-key-file nodekeyhex p2p-secret-key-hex password password-interactive ' +
    'slashing-protection-db-password staking-signer-key-file-content staking-tls-cert-file-content ' +
    'staking-tls-key-file-content unsafe-force-node-key-generation',
  'an API that reads as well':
    'api-admin-enabled experimental-rpc-endpoint http http-address http-allow-origin ' +
    'http-allowed-hosts http-cors-origins public-rpc-address rpc rpc-cors rpc-external rpc-faucet-address ' +
    'rpc-listen-addrs web JsonRpc.UnsecureDevNoRpcAuthentication engine-jwt-disabled',
  'who else builds or checks a block':
    'beacon-node-address beacon-node-headers builder builder-api builder-api-url builder-endpoint builder-proposals ' +
    'builder-url builder.url builder.urls enable-builder fallback-beacon-node-endpoints ' +
    'fetch-feerecipient-updates http-mev-relay payload-builder payload-builder-url publish-address relay ' +
    'relay-monitor relay-monitors validators-builder-registration-default-enabled',
  'a cluster or network that is not real, or another file of it':
    'debug-address genesis-fork-version genesis-timestamp manifest-file no-verify overrides-file p2p-fuzz ' +
    'profile-address ' +
    'simnet-beacon-mock simnet-beacon-mock-fuzz simnet-validator-keys-dir simnet-validator-mock ' +
    'synthetic-block-proposals testnet-capella-hard-fork testnet-chain-id testnet-fork-version ' +
    'testnet-genesis-timestamp testnet-name',
  'another signer': 'externalSigner.fetch externalSigner.pubkeys externalSigner.url',
  'a name that many programs have': 'data_directory database db db-type distributed force light-mode plugin-dir',
  'how the program runs, which signs nothing':
    'allow-private-addr default_transaction_isolation disable-worker-version-check geyser-plugin-config no-port-check ' +
    'import-slashing-protection no-os-network-limits-test no-poh-speed-test public-ip-resolution-service wal_level workers-path',
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
