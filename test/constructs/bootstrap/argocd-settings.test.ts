import { parse } from 'yaml';
import { APPLICATION_HEALTH } from '../../../lib/constructs/bootstrap/application-health';
import { argocdSettings } from '../../../lib/constructs/bootstrap/argocd-settings';
import { platformOn, type InstanceVariant } from '../../fixtures/instances';
import { renderFolder } from '../../fixtures/platform';

const ACTIONS_KEY = 'resource.customizations.actions.apps_StatefulSet';
const HEALTH_KEY = 'resource.customizations.health.argoproj.io_Application';

function settingsOf(variant: InstanceVariant) {
  const { platform, cluster } = platformOn(variant);
  return argocdSettings(cluster, platform.topology);
}

test('a self-managed instance admits Applications outside its namespace, with all the settings that this takes', () => {
  const { 'argocd-cm': settings, ...others } = settingsOf({ planes: ['chain', 'monitoring'] });
  expect(others).toEqual({
    'argocd-cmd-params-cm': {
      'application.namespaces': 'argocd-chain,argocd-monitoring',
      'applicationsetcontroller.enable.scm.providers': 'false',
      'applicationsetcontroller.enable.tokenref.strict.mode': 'true',
      'applicationsetcontroller.namespaces': 'argocd-monitoring',
      'server.sync.replace.allowed': 'false',
    },
    'argocd-rbac-cm': {
      'policy.csv':
        'p, role:observer, applications, get, */*, allow\n' +
        'p, role:observer, applicationsets, get, */*, allow\n' +
        'p, role:observer, projects, get, *, allow\n' +
        'g, fp-observers, role:observer\n',
      'policy.default': '',
      scopes: '[groups]',
    },
  });
  expect(settings).toEqual({
    'admin.enabled': 'false',
    'application.resourceTrackingMethod': 'annotation',
    'application.sync.requireOverridePrivilegeForRevisionSync': 'true',
    'exec.enabled': 'false',
    [HEALTH_KEY]: APPLICATION_HEALTH,
    [ACTIONS_KEY]: expect.any(String),
    'users.anonymous.enabled': 'false',
  });
});

test('where keys sign, the one action on StatefulSets is to stop, and those of Argo CD refuse', () => {
  const actions = parse(settingsOf({ planes: ['chain'] })['argocd-cm']?.[ACTIONS_KEY] ?? '') as Record<string, unknown>;
  expect(Object.keys(actions)).toEqual(['discovery.lua', 'definitions']);
  expect(actions['definitions']).toEqual([
    { name: 'stop', 'action.lua': 'obj.spec.replicas = 0\nreturn obj\n' },
    { name: 'restart', 'action.lua': expect.stringMatching(/^error\(".*", 0\)\n$/) },
    { name: 'scale', 'action.lua': expect.stringMatching(/^error\(".*", 0\)\n$/) },
  ]);
  expect(settingsOf({ planes: ['service'] })['argocd-cm']).not.toHaveProperty([ACTIONS_KEY]);
});

test('a setting that came with 3.3 is left out before', () => {
  const key = 'application.sync.requireOverridePrivilegeForRevisionSync';
  expect(settingsOf({ version: '3.2' })['argocd-cm']).not.toHaveProperty([key]);
  expect(settingsOf({ version: '3.3' })['argocd-cm']).toHaveProperty([key], 'true');
});

test('without a monitoring plane no namespace generates Applications', () => {
  expect(settingsOf({ planes: ['chain'] })['argocd-cmd-params-cm']).not.toHaveProperty([
    'applicationsetcontroller.namespaces',
  ]);
});

test('the EKS capability gets the health check and nothing that it would ignore', () => {
  expect(settingsOf({ flavor: 'eks-capability' })).toEqual({ 'argocd-cm': { [HEALTH_KEY]: APPLICATION_HEALTH } });
});

test('the ConfigMaps carry the label without which Argo CD ignores them', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  const files = renderFolder(platform, 'bootstrap/testnet/instance');
  const settings = Object.keys(files).filter((name) => name.startsWith('configmap.argocd-'));
  expect(settings).toHaveLength(3);
  for (const name of settings) expect(files[name]).toContain('    app.kubernetes.io/part-of: argocd\n');
  expect(`\n${files['configmap.argocd-cmd-params-cm.yaml']}`).toMatchSnapshot();
});
