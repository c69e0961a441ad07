import { signingSecretsKept } from '../../../lib/policies/signing/signing-secrets';
import { foundIn, object } from '../tree';

const PATH = 'chain/hoodi/hoodi-0/validator/keys';

interface SecretChange {
  readonly apiVersion?: string;
  readonly labels?: object;
  readonly path?: string | undefined;
  readonly namespace?: string;
  readonly spec?: object;
  readonly target?: object;
}

function secret(change: SecretChange = {}): object {
  const path = 'path' in change ? change.path : PATH;
  const labels = {
    'gitops-planes.io/plane': 'chain',
    'gitops-planes.io/workload': 'hoodi-0',
    'gitops-planes.io/network': 'hoodi',
    ...change.labels,
  };
  const spec = {
    refreshPolicy: 'CreatedOnce',
    target: { creationPolicy: 'Orphan', deletionPolicy: 'Retain', ...change.target },
    data: [{ secretKey: 'password', remoteRef: { key: path ?? PATH, property: 'password' } }],
    ...change.spec,
  };
  const annotations = path === undefined ? {} : { 'gitops-planes.io/secret-path': path };
  const metadata = { namespace: change.namespace ?? 'hoodi-0-validator', labels, annotations };
  return object(change.apiVersion ?? 'external-secrets.io/v1', 'ExternalSecret', 'keys', { spec }, metadata);
}

const findings = (change: SecretChange): readonly string[] => foundIn(signingSecretsKept, secret(change));

test('accepts a secret that is read once from its own path, by property or as a whole', () => {
  expect(findings({})).toEqual([]);
  expect(findings({ spec: { data: undefined, dataFrom: [{ extract: { key: PATH } }] } })).toEqual([]);
});

test('accepts any secret of other planes, of foreign layouts, and of other operators', () => {
  const loose = { spec: { refreshPolicy: 'Periodic' }, target: { creationPolicy: 'Owner' }, path: 'x' };
  expect(findings(loose)).not.toEqual([]);
  expect(findings({ ...loose, labels: { 'gitops-planes.io/plane': 'product' } })).toEqual([]);
  expect(findings({ ...loose, labels: { 'gitops-planes.io/plane': undefined } })).toEqual([]);
  expect(findings({ ...loose, apiVersion: 'kubernetes-client.io/v1' })).toEqual([]);
});

test.each<[string, SecretChange, string]>([
  ['one that is read again', { spec: { refreshPolicy: 'Periodic' } }, 'refreshPolicy Periodic'],
  ['one that is read as the operator likes', { spec: { refreshPolicy: undefined } }, 'refreshPolicy not set'],
  ['one that goes with its ExternalSecret', { target: { creationPolicy: 'Owner' } }, 'creationPolicy Owner'],
  ['one that goes with its entry', { target: { deletionPolicy: 'Delete' } }, 'deletionPolicy Delete'],
  ['one that is made by a template', { target: { template: { data: {} } } }, 'a template of its own'],
])('refuses %s', (_, change, text) => {
  expect(findings(change)).toEqual([text]);
});

test.each<[string, SecretChange, readonly string[]]>([
  ['another path than the declared one', { spec: { data: [{ remoteRef: { key: 'a/b' } }] } }, ['reads a/b']],
  ['no path at all', { spec: { data: [] } }, ['reads nothing']],
  [
    'whatever has a name',
    { spec: { dataFrom: [{ find: { name: { regexp: '.*' } } }] } },
    ['reads {"find":{"name":{"regexp":".*"}}}'],
  ],
  [
    'a path that nobody declared',
    { path: undefined },
    [`reads ${PATH}`, 'a path without its network hoodi', 'a path without its unit validator'],
  ],
  ['the path of another unit', { path: 'chain/hoodi/hoodi-0/signer' }, ['a path without its unit validator']],
  ['the path of another network', { path: 'chain/mainnet/x/validator' }, ['a path without its network hoodi']],
  [
    'a path whose segment only begins like the unit',
    { path: 'chain/hoodi/hoodi-0/validator-2' },
    ['a path without its unit validator'],
  ],
])('refuses one that reads %s', (_, change, texts) => {
  expect(findings(change)).toEqual(texts);
});

test('asks for the whole namespace as a segment where it is not named after the workload', () => {
  expect(findings({ namespace: 'signing' })).toEqual(['a path without its unit signing']);
  expect(findings({ namespace: 'signing', path: 'hoodi/signing' })).toEqual([]);
});
