import { Construct } from 'constructs';
import type { Bootstrap } from '../../../lib/constructs/bootstrap/bootstrap';
import { render } from '../../../lib/render/render';
import { platformOn, type InstanceVariant } from '../../fixtures/instances';
import { released, renderFolder } from '../../fixtures/platform';

/** Names of the files below a folder of the bootstrap. */
function filesOf(folder: string, variant: InstanceVariant): string[] {
  return Object.keys(renderFolder(platformOn(variant).platform, `bootstrap/testnet/${folder}`));
}

function fileOf(path: string, variant: InstanceVariant = {}): string {
  const [folder = '', name = ''] = path.split('/');
  return `\n${renderFolder(platformOn(variant).platform, `bootstrap/testnet/${folder}`)[name]}`;
}

test('a self-managed instance has settings, a namespace per plane, root Applications with projects, and gates', () => {
  expect(filesOf('instance', { planes: ['chain', 'monitoring'] })).toMatchInlineSnapshot(`
   [
     "application.chain-root.yaml",
     "application.monitoring-root.yaml",
     "appproject.chain-root.yaml",
     "appproject.default.yaml",
     "appproject.monitoring-root.yaml",
     "clusterrole.gitops-planes-breakglass.yaml",
     "clusterrole.gitops-planes-operator.yaml",
     "configmap.argocd-cm.yaml",
     "configmap.argocd-cmd-params-cm.yaml",
     "configmap.argocd-rbac-cm.yaml",
     "configmap.gitops-planes-declared-workloads.yaml",
     "configmap.gitops-planes-gated-destinations.yaml",
     "namespace.argocd-chain.yaml",
     "namespace.argocd-monitoring.yaml",
     "role.argocd-chain.argocd-server-applications.yaml",
     "role.argocd-monitoring.argocd-server-applications.yaml",
     "rolebinding.argocd-chain.argocd-server-applications.yaml",
     "rolebinding.argocd-monitoring.argocd-server-applications.yaml",
     "validatingadmissionpolicy.gitops-planes-declared-pods.yaml",
     "validatingadmissionpolicy.gitops-planes-declared-workloads.yaml",
     "validatingadmissionpolicy.gitops-planes-force-deletion.yaml",
     "validatingadmissionpolicy.gitops-planes-force-eviction.yaml",
     "validatingadmissionpolicy.gitops-planes-gate-instance.yaml",
     "validatingadmissionpolicy.gitops-planes-gate-sets.yaml",
     "validatingadmissionpolicy.gitops-planes-gate.yaml",
     "validatingadmissionpolicy.gitops-planes-gated-destinations.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-actions.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-clock.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-expand.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-fence.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-jobs.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-pause.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-pods.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-refresh.yaml",
     "validatingadmissionpolicy.gitops-planes-guard-restart.yaml",
     "validatingadmissionpolicy.gitops-planes-instance-only.yaml",
     "validatingadmissionpolicy.gitops-planes-kept-labels.yaml",
     "validatingadmissionpolicy.gitops-planes-kept-namespaces.yaml",
     "validatingadmissionpolicy.gitops-planes-kept-storage.yaml",
     "validatingadmissionpolicy.gitops-planes-no-adoption.yaml",
     "validatingadmissionpolicy.gitops-planes-no-node-shell.yaml",
     "validatingadmissionpolicy.gitops-planes-no-shell.yaml",
     "validatingadmissionpolicy.gitops-planes-one-replica.yaml",
     "validatingadmissionpolicybinding.gitops-planes-declared-pods.yaml",
     "validatingadmissionpolicybinding.gitops-planes-declared-workloads.yaml",
     "validatingadmissionpolicybinding.gitops-planes-force-deletion.yaml",
     "validatingadmissionpolicybinding.gitops-planes-force-eviction.yaml",
     "validatingadmissionpolicybinding.gitops-planes-gate-instance.yaml",
     "validatingadmissionpolicybinding.gitops-planes-gate-sets.yaml",
     "validatingadmissionpolicybinding.gitops-planes-gate.yaml",
     "validatingadmissionpolicybinding.gitops-planes-gated-destinations.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-actions.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-clock.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-expand.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-fence.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-jobs.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-pause.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-pods.yaml",
     "validatingadmissionpolicybinding.gitops-planes-guard-refresh.yaml",
     "validatingadmissionpolicybinding.gitops-planes-instance-only.yaml",
     "validatingadmissionpolicybinding.gitops-planes-kept-labels.yaml",
     "validatingadmissionpolicybinding.gitops-planes-kept-namespaces.yaml",
     "validatingadmissionpolicybinding.gitops-planes-kept-storage.yaml",
     "validatingadmissionpolicybinding.gitops-planes-no-adoption.yaml",
     "validatingadmissionpolicybinding.gitops-planes-no-node-shell.yaml",
     "validatingadmissionpolicybinding.gitops-planes-no-shell.yaml",
     "validatingadmissionpolicybinding.gitops-planes-one-replica.yaml",
   ]
  `);
});

test('the EKS capability has one settings ConfigMap and no namespaces, since it reads nothing else', () => {
  expect(filesOf('instance', { planes: ['management'], flavor: 'eks-capability' })).toMatchInlineSnapshot(`
   [
     "application.management-root.yaml",
     "appproject.default.yaml",
     "appproject.management-root.yaml",
     "configmap.argocd-cm.yaml",
     "validatingadmissionpolicy.gitops-planes-gate-instance.yaml",
     "validatingadmissionpolicybinding.gitops-planes-gate-instance.yaml",
   ]
  `);
});

test('by hand an operator applies two projects and one Application', () => {
  expect(filesOf('by-hand', {})).toEqual([
    'README.md',
    'application.bootstrap-root.yaml',
    'appproject.bootstrap-root.yaml',
    'appproject.bootstrap.yaml',
  ]);
});

test('the instance is settled by security alone, never automatically', () => {
  expect(fileOf('by-hand/appproject.bootstrap.yaml')).toMatchSnapshot();
});

test.each(['self-managed', 'eks-capability'] as const)(
  'the root of the bootstrap on %s writes Applications only',
  (flavor) => {
    expect(fileOf('by-hand/appproject.bootstrap-root.yaml', { flavor, planes: ['management'] })).toMatchSnapshot();
  },
);

test('the Application of the instance is gated and exists once it is released', () => {
  expect(filesOf('applications', {})).toEqual(['README.md']);
  const releases = [released('bootstrap.testnet', 'instance')];
  expect(fileOf('applications/application.instance.yaml', { releases })).toMatchSnapshot();
});

test('a root Application follows its branch, heals itself, and never prunes or cascades', () => {
  expect(fileOf('instance/application.chain-root.yaml')).toMatchSnapshot();
});

test.each([
  ['3.1', { refresh: false, prune: false }],
  ['3.2', { refresh: true, prune: false }],
  ['3.4', { refresh: true, prune: true }],
])('a root Application of Argo CD %s holds only fields that it keeps', (version, { refresh, prune }) => {
  const text = fileOf('instance/application.chain-root.yaml', { version, planes: ['chain'] });
  expect(text.includes('refresh: true')).toBe(refresh);
  expect(text.includes('      prune: false')).toBe(prune);
  expect(text).toContain('      selfHeal: true');
});

test('the project of a plane root reaches the Applications of its plane and nothing else', () => {
  expect(fileOf('instance/appproject.monitoring-root.yaml')).toMatchSnapshot();
  expect(fileOf('instance/appproject.chain-root.yaml')).not.toContain('ApplicationSet');
});

test('the project default is locked, with empty lists that replace the wide open live ones', () => {
  expect(fileOf('instance/appproject.default.yaml')).toMatchSnapshot();
});

test('the namespace of chain Applications carries the label that the gate selects', () => {
  expect(fileOf('instance/namespace.argocd-chain.yaml')).toMatchSnapshot();
  expect(fileOf('instance/namespace.argocd-product.yaml')).not.toContain('gitops-planes.io/gated');
});

test('the gate is bound before the first root starts, because a root waits for people', () => {
  const waveOf = (file: string): number => Number(/sync-wave: "(-?[0-9]+)"/.exec(fileOf(`instance/${file}`))?.[1] ?? 0);
  const policy = waveOf('validatingadmissionpolicy.gitops-planes-gate.yaml');
  const binding = waveOf('validatingadmissionpolicybinding.gitops-planes-gate.yaml');
  const root = waveOf('application.chain-root.yaml');
  expect([policy < binding, binding < root]).toEqual([true, true]);
  const waves = Object.values(renderFolder(platformOn({}).platform, 'bootstrap/testnet/instance')).map((text) =>
    Number(/sync-wave: "(-?[0-9]+)"/.exec(text)?.[1] ?? 0),
  );
  expect(Math.max(...waves)).toBe(root);
});

describe('a namespace that a workload asks for', () => {
  const setUp = (): { bootstrap: Bootstrap; asker: Construct; platform: ReturnType<typeof platformOn>['platform'] } => {
    const { platform, cluster } = platformOn({ planes: ['chain'] });
    return { platform, bootstrap: platform.bootstrap(cluster), asker: new Construct(platform, 'asker') };
  };

  test('is restricted, protected and rendered beside the settings', () => {
    const { platform, bootstrap, asker } = setUp();
    bootstrap.addNamespace(asker, 'hoodi-0-signer', { labels: { team: 'chain' } });
    expect(
      `\n${renderFolder(platform, 'bootstrap/testnet/instance')['namespace.hoodi-0-signer.yaml']}`,
    ).toMatchSnapshot();
  });

  test('may be privileged where it says so', () => {
    const { platform, bootstrap, asker } = setUp();
    bootstrap.addNamespace(asker, 'agents', { podSecurity: 'privileged' });
    expect(renderFolder(platform, 'bootstrap/testnet/instance')['namespace.agents.yaml']).toContain(
      'pod-security.kubernetes.io/enforce: privileged',
    );
  });

  test('has one owner', () => {
    const { bootstrap, asker, platform } = setUp();
    bootstrap.addNamespace(asker, 'shared');
    expect(() => bootstrap.addNamespace(new Construct(platform, 'other'), 'shared')).toThrow(
      new Error('[other] \'namespace\' must be a namespace of its own, apart from that of asker, got "shared"'),
    );
    expect(() => bootstrap.addNamespace(asker, 'argocd-chain')).toThrow('apart from that of bootstrap/testnet');
  });

  test.each(['argocd', 'default', 'kube-system', 'kube-node-lease'])('is not %s', (name) => {
    const { bootstrap, asker } = setUp();
    expect(() => bootstrap.addNamespace(asker, name)).toThrow(
      new Error(
        `[asker] 'namespace' must be a namespace that is neither Argo CD's own nor one of Kubernetes, got "${name}"`,
      ),
    );
  });

  test('is a DNS label', () => {
    const { bootstrap, asker } = setUp();
    expect(() => bootstrap.addNamespace(asker, 'a'.repeat(64))).toThrow("[asker] 'namespace' must be a DNS-1123 label");
  });
});

test('a bootstrap renders without problems on either flavor', () => {
  expect(render(platformOn({}).platform).problems).toEqual([]);
  expect(render(platformOn({ flavor: 'eks-capability' }).platform).problems).toEqual([]);
});
