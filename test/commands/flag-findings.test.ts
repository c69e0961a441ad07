import { flagFindings } from '../../lib/commands/flag-findings';
import type { GitOpsRoot } from '../../lib/constructs/gitops-root';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../fixtures/chain';
import { fuji, paseo, peerPlatform, sol } from '../fixtures/peers';

function findingsWith(roles: Readonly<Record<string, { readonly flags: Readonly<Record<string, number>> }>>) {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', { ...hoodi, roles });
  return flagFindings(platform);
}

test('a flag that its client does not have is a warning at the object that carries it, with the layer and the nearest', () => {
  expect(findingsWith({ beacon: { flags: { 'target-peer': 80 } } })).toEqual([
    expect.objectContaining({
      policy: 'unknown-flag',
      level: 'warning',
      file: 'chain/testnet/hoodi-0-node/statefulset.lighthouse.yaml',
      object: 'StatefulSet hoodi-0-node/lighthouse',
      found: "flag 'target-peer' (layer 'role beacon'), which lighthouse 00a87df5 does not have",
      expected: "'target-peers', most likely",
    }),
  ]);
});

test('a flag that resembles none is told too, and may be one of another version', () => {
  expect(findingsWith({ execution: { flags: { 'something-else-altogether': 1 } } })).toEqual([
    expect.objectContaining({
      found: "flag 'something-else-altogether' (layer 'role execution'), which geth v1.17.5 does not have",
      expected: 'a flag that it has; none is near',
      why: expect.stringContaining('another version may have it'),
    }),
  ]);
});

test.each([
  ['validator', 'validator-registration-batch', 'validator-registration-batch-size'],
  ['signer', 'slashing-protection-pruning-intervals', 'slashing-protection-pruning-interval'],
  ['signer', 'log-format', 'logging-format'],
])('%s: --%s', (role, flag, nearest) => {
  const [finding] = findingsWith({ [role]: { flags: { [flag]: 1 } } });
  expect(finding?.found).toContain(`flag '${flag}'`);
  expect(finding?.expected).toBe(`'${nearest}', most likely`);
});

const roles = (flag: string) => ({ validator: { flags: { [flag]: 1 } } });

test.each<[add: (root: GitOpsRoot) => unknown, found: string, nearest: string]>([
  [
    (root) => new ValidatorApp(root, 'sol-0', { ...sol, roles: roles('rpc-thread') }),
    'which agave v3.1.5 does not have',
    'rpc-threads',
  ],
  [
    (root) => new ValidatorApp(root, 'paseo-0', { ...paseo, roles: roles('out-peer') }),
    'which polkadot v42.0.0 (polkadot-cli) does not have',
    'out-peers',
  ],
  [
    (root) => new ValidatorApp(root, 'fuji-0', { ...fuji, roles: roles('log-levels') }),
    'which avalanchego v1.14.2 does not have',
    'log-level',
  ],
])('every family is looked at', (add, found, nearest) => {
  const { platform, root } = peerPlatform();
  add(root);
  expect(flagFindings(platform)).toEqual([
    expect.objectContaining({ found: expect.stringContaining(found), expected: `'${nearest}', most likely` }),
  ]);
});
