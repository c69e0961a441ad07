import { Folder } from '../../../lib/constructs/folder';
import {
  addAdmissionPolicy,
  type AdmissionPolicyProps,
} from '../../../lib/constructs/bootstrap/validating-admission-policy';
import { platformOn } from '../../fixtures/instances';
import { folderText } from '../../fixtures/platform';

const props: AdmissionPolicyProps = {
  name: 'one-replica',
  matches: [
    {
      apiGroup: 'apps',
      apiVersion: 'v1',
      resources: ['statefulsets', 'statefulsets/scale'],
      operations: ['CREATE', 'UPDATE'],
    },
  ],
  namespaces: { labelled: { 'gitops-planes.io/sensitive': 'true' } },
  rules: [{ expression: 'object.spec.replicas <= 1', message: 'one replica' }],
};

function rendered(change: Partial<AdmissionPolicyProps> = {}): string {
  const { platform, cluster } = platformOn({ planes: [] });
  const folder = new Folder(platform, 'test', {
    root: 'chain.testnet',
    cluster,
    folder: 'test',
    namespace: 'argocd',
    labels: {},
  });
  addAdmissionPolicy(folder, { ...props, ...change });
  return folderText(platform, 'chain/testnet/test');
}

test('a policy fails closed, and its binding denies', () => {
  expect(rendered()).toMatchSnapshot();
});

test('variables and conditions are listed with their names', () => {
  const text = rendered({ variables: { starts: 'true' }, conditions: { 'not-deleting': 'false' } });
  expect(text).toContain('  matchConditions:\n    - expression: "false"\n      name: not-deleting\n');
  expect(text).toContain('  variables:\n    - expression: "true"\n      name: starts\n');
});

test('parameters are one ConfigMap, without which everything is refused', () => {
  const text = rendered({ params: 'allowed' });
  expect(text).toContain('  paramKind:\n    apiVersion: v1\n    kind: ConfigMap\n');
  expect(text).toContain('  paramRef:\n    name: allowed\n    namespace: argocd\n    parameterNotFoundAction: Deny\n');
});

test('it may hold everywhere, or everywhere but in some namespaces, for any scope', () => {
  expect(rendered({ namespaces: 'all', scope: 'Cluster' })).not.toContain('namespaceSelector');
  expect(rendered({ namespaces: 'all', scope: 'Cluster' })).toContain('scope: Cluster');
  const text = rendered({ namespaces: { except: { label: 'kubernetes.io/metadata.name', values: ['argocd'] } } });
  expect(text).toContain(
    '      matchExpressions:\n        - key: kubernetes.io/metadata.name\n          operator: NotIn\n          values:\n            - argocd\n',
  );
});

test('a softer policy does not compile', () => {
  // @ts-expect-error failures are never ignored
  rendered({ failurePolicy: 'Ignore' });
  // @ts-expect-error a policy without rules allows everything
  rendered({ rules: [] });
});
