import { argocdSettingsKnown } from '../../../lib/policies/settings/argocd-settings-known';
import { configMap, found, object, project } from '../tree';

const VERSION = 'gitops-planes.io/argocd-version';
const ARN = 'arn:aws:eks:eu-central-1:111122223333:cluster/management';
const FILE = 'bootstrap/testnet/instance/settings.yaml';

function judged(name: string, data: object, version?: string): readonly string[] {
  const annotations = version === undefined ? {} : { [VERSION]: version };
  const settings = object('v1', 'ConfigMap', name, { data }, { namespace: 'argocd', annotations });
  return found(argocdSettingsKnown, { [FILE]: settings }).map((line) => line.replace(`${FILE}: `, ''));
}

test.each([
  ['argocd-cm', 'admin.enabled'],
  ['argocd-cm', 'accounts.guard'],
  ['argocd-cm', 'resource.customizations.health.argoproj.io_Application'],
  ['argocd-cm', 'kustomize.version.v5.7.1'],
  ['argocd-cmd-params-cm', 'application.namespaces'],
  ['argocd-cmd-params-cm', 'server.sync.replace.allowed'],
  ['argocd-rbac-cm', 'policy.overlay.csv'],
])('%s is read for %s', (name, key) => expect(judged(name, { [key]: 'x' })).toEqual([]));

test.each([
  ['argocd-cm', 'admin.enable'],
  ['argocd-cm', 'exec.enable'],
  ['argocd-cm', 'application.namespaces'],
  ['argocd-cmd-params-cm', 'application.namespace'],
  ['argocd-cmd-params-cm', 'exec.enabled'],
  ['argocd-rbac-cm', 'policy.defaults'],
])('%s is not read for %s', (name, key) => {
  expect(judged(name, { [key]: 'x' })).toEqual([`${key}, which Argo CD does not read from ${name}`]);
});

test.each([
  ['argocd-cm', 'application.sync.requireOverridePrivilegeForRevisionSync', '3.2', '3.3'],
  ['argocd-cm', 'application.sync.impersonation.enforced', '3.4', '3.5'],
  ['argocd-cmd-params-cm', 'controller.sync.wave.delay.seconds', '3.1', '3.2'],
])('%s %s is unknown to %s', (name, key, before, since) => {
  expect(judged(name, { [key]: 'x' }, before)).toEqual([`${key}, which Argo CD ${before} does not know`]);
  expect(judged(name, { [key]: 'x' }, since)).toEqual([]);
  expect(judged(name, { [key]: 'x' }, '3.10')).toEqual([]);
});

describe('the EKS capability', () => {
  const byArn = { 'bootstrap/management/instance/p.yaml': project('a', { destinations: [{ server: ARN }] }) };

  test('reads the health check and the other settings that AWS lists', () => {
    const data = { 'resource.customizations.health.argoproj.io_Application': 'x', 'ui.bannercontent': 'x' };
    const tree = { ...byArn, 'bootstrap/management/instance/cm.yaml': configMap('argocd-cm', 'argocd', data) };
    expect(found(argocdSettingsKnown, tree)).toEqual([]);
  });

  test.each([
    ['argocd-cm', { 'admin.enabled': 'false' }, 'admin.enabled, which the EKS capability does not read'],
    [
      'argocd-cm',
      { 'resource.customizations.actions.apps_StatefulSet': 'x' },
      'which the EKS capability does not read',
    ],
    ['argocd-rbac-cm', { 'policy.default': '' }, 'argocd-rbac-cm, which the EKS capability does not read'],
    ['argocd-cmd-params-cm', { 'server.sync.replace.allowed': 'false' }, 'which the EKS capability does not read'],
  ])('does not read %s %p', (name, data, text) => {
    const tree = { ...byArn, 'bootstrap/management/instance/cm.yaml': configMap(name, 'argocd', data) };
    expect(found(argocdSettingsKnown, tree)).toEqual([expect.stringContaining(text)]);
    const elsewhere = { ...byArn, 'bootstrap/testnet/instance/cm.yaml': configMap(name, 'argocd', data) };
    expect(found(argocdSettingsKnown, elsewhere)).toEqual([]);
  });
});

test('a ConfigMap of another name holds no setting', () => {
  expect(judged('mine', { anything: 'x' })).toEqual([]);
});
