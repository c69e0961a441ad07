import { Instance } from '../../lib/model/instance';
import { PLANES } from '../../lib/model/plane';
import { RootRepository } from '../../lib/model/root-repository';

const bootstrap = RootRepository.at({ url: 'https://git.example.com/fp/bootstrap.git' });

test('a self-managed instance has one namespace of Applications per plane', () => {
  const instance = Instance.selfManaged({ version: '3.5', bootstrap });
  expect(PLANES.map((plane) => instance.applicationNamespace(plane))).toEqual([
    'argocd-management',
    'argocd-service',
    'argocd-chain',
    'argocd-monitoring',
    'argocd-product',
  ]);
  expect(instance.writers).toEqual(['system:serviceaccount:argocd:argocd-application-controller']);
});

test('the namespace of Argo CD shows in the names of the others and in its writer', () => {
  const instance = Instance.selfManaged({ version: '3.5', bootstrap, namespace: 'gitops' });
  expect(instance.applicationNamespace('chain')).toBe('gitops-chain');
  expect(instance.writers).toEqual(['system:serviceaccount:gitops:argocd-application-controller']);
});

test('on the EKS capability all Applications live in its one namespace', () => {
  const instance = Instance.eksCapability({ version: '3.5', bootstrap, writers: ['role'] });
  expect(new Set(PLANES.map((plane) => instance.applicationNamespace(plane)))).toEqual(new Set(['argocd']));
});

test('versions compare by number, not by text', () => {
  const instance = Instance.selfManaged({ version: '3.10', bootstrap });
  expect(instance.atLeast('3.4')).toBe(true);
  expect(instance.atLeast('3.10')).toBe(true);
  expect(instance.atLeast('3.11')).toBe(false);
  expect(instance.atLeast('4.0')).toBe(false);
  expect(Instance.selfManaged({ version: '4.0', bootstrap }).atLeast('3.11')).toBe(true);
});

test.each(['3.0', '2.14'])('Argo CD %s is refused: there enabled: false means on', (version) => {
  expect(() => Instance.selfManaged({ version, bootstrap })).toThrow(
    new Error(
      `[topology] 'version' must be an Argo CD of at least 3.1 (before it 'automated.enabled: false' means on), got "${version}"`,
    ),
  );
});

test.each(['v3.5', '3', '3.5.1', '3.x', ''])('%p is no version', (version) => {
  expect(() => Instance.selfManaged({ version, bootstrap })).toThrow(
    new Error(`[topology] 'version' must be Argo CD's version as major.minor, such as 3.5, got "${version}"`),
  );
});

test('somebody writes on behalf of Argo CD', () => {
  expect(() => Instance.eksCapability({ version: '3.5', bootstrap, writers: [] })).toThrow(
    new Error("[topology] 'writers' must be at least one Kubernetes user, got []"),
  );
  // @ts-expect-error the capability's writer depends on the account, so there is no default
  expect(() => Instance.eksCapability({ version: '3.5', bootstrap })).toThrow();
});

test('a namespace that is no DNS label is refused', () => {
  expect(() => Instance.selfManaged({ version: '3.5', bootstrap, namespace: 'Argo' })).toThrow(
    new Error('[topology] \'namespace\' must be a DNS-1123 label of at most 63 characters (a-z, 0-9, -), got "Argo"'),
  );
});

test('an instance is made by its flavor only', () => {
  // @ts-expect-error the constructor is private
  const wrong = (): Instance => new Instance('self-managed', { version: '3.5', bootstrap }, 'argocd', ['x']);
  expect(wrong).toBeDefined();
});
