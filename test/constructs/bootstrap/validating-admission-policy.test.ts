import { Folder } from '../../../lib/constructs/folder';
import {
  addAdmissionPolicy,
  type AdmissionPolicyProps,
} from '../../../lib/constructs/bootstrap/validating-admission-policy';
import { platformOn } from '../../fixtures/instances';
import { folderText } from '../../fixtures/platform';

const props: AdmissionPolicyProps = {
  name: 'one-replica',
  apiGroup: 'apps',
  apiVersion: 'v1',
  resources: ['statefulsets', 'statefulsets/scale'],
  operations: ['CREATE', 'UPDATE'],
  namespaceLabels: { 'gitops-planes.io/sensitive': 'true' },
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

test('a softer policy does not compile', () => {
  // @ts-expect-error failures are never ignored
  rendered({ failurePolicy: 'Ignore' });
  // @ts-expect-error a policy without rules allows everything
  rendered({ rules: [] });
});
