import { parse } from 'yaml';
import { objectPatch, type ObjectPatch } from '../../../lib/constructs/validator/object-patch';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';

function rendered(...patches: readonly ObjectPatch[]): Readonly<Record<string, string>> {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', { ...hoodi, patches });
  return renderFolder(platform, 'chain/testnet');
}

const RESOLVE = 'the bootnodes have no DNS name';

test('a patch changes what it names, and leaves everything else as it is', () => {
  const before = rendered();
  const after = rendered(
    objectPatch('node', 'StatefulSet', 'geth', RESOLVE, {
      spec: {
        template: {
          spec: {
            hostAliases: [{ ip: '203.0.113.7', hostnames: ['boot.example.com'] }],
            containers: [{ name: 'geth', env: [{ name: 'GOGC', value: '50' }] }],
          },
        },
      },
    }),
  );
  const file = 'hoodi-0-node/statefulset.geth.yaml';
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed).toEqual([file]);
  const pod = (text: string | undefined) =>
    (parse(text ?? '') as { spec: { template: { spec: Record<string, unknown> } } }).spec.template.spec;
  const [was, is] = [pod(before[file]), pod(after[file])];
  const [container] = was['containers'] as { env: object[] }[];
  expect(is).toEqual({
    ...was,
    hostAliases: [{ ip: '203.0.113.7', hostnames: ['boot.example.com'] }],
    containers: [{ ...container, env: [...(container?.env ?? []), { name: 'GOGC', value: '50' }] }],
  });
});

test.each<[string, () => ObjectPatch, string]>([
  [
    'an object that is not there',
    () => objectPatch('node', 'StatefulSet', 'reth', RESOLVE, {}),
    'must be for a StatefulSet of unit node (geth, lighthouse), got "reth"',
  ],
  [
    'a unit that is not there',
    () => objectPatch('nodes', 'StatefulSet', 'geth', RESOLVE, {}),
    'must be for a unit of the workload (node, storage, signer, validator), got "nodes"',
  ],
  ['no reason', () => objectPatch('node', 'StatefulSet', 'geth', ' ', {}), 'why no prop or overlay does'],
  [
    'a label that policies go by',
    () =>
      objectPatch('signer', 'StatefulSet', 'web3signer', RESOLVE, {
        spec: { template: { metadata: { labels: { 'gitops-planes.io/signing-identity': 'other' } } } },
      }),
    'without keys of ours, got "gitops-planes.io/signing-identity"',
  ],
  [
    'sync options',
    () =>
      objectPatch('signer', 'StatefulSet', 'web3signer', RESOLVE, {
        metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=true' } },
      }),
    'without keys of ours, got "argocd.argoproj.io/sync-options"',
  ],
  [
    'another kind, past the types',
    () => ({
      ...objectPatch('signer', 'StatefulSet', 'web3signer', RESOLVE, {}),
      change: { apiVersion: 'batch/v1', kind: 'Job' },
    }),
    ': kind\' must be absent, got "Job"',
  ],
  [
    'another name',
    () => objectPatch('signer', 'StatefulSet', 'web3signer', RESOLVE, { metadata: { name: 'copy' } }),
    "metadata.name' must be absent",
  ],
])('%s is refused', (_, patch, message) => {
  expect(() => rendered(patch())).toThrow(message);
});
