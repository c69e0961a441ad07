import { flagFindings } from '../../lib/commands/flag-findings';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../fixtures/chain';

test('a misspelt flag is a warning at the object that carries it, with the layer and the flag that was meant', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', { ...hoodi, roles: { beacon: { flags: { 'target-peer': 80 } } } });
  expect(flagFindings(platform)).toEqual([
    expect.objectContaining({
      policy: 'misspelt-flag',
      level: 'warning',
      file: 'chain/testnet/hoodi-0-node/statefulset.lighthouse.yaml',
      object: 'StatefulSet hoodi-0-node/lighthouse',
      found: "flag 'target-peer' (layer 'role beacon'), which lighthouse is not known to have",
      expected: "'target-peers', most likely",
    }),
  ]);
});
