import { apply, applyCrds } from './apply';
import { ARGOCD_INSTALLATION, SUBJECT } from './subjects';
import { commandsOf, followPage, type Followed } from './by-hand-page';
import { startControlPlane, type ControlPlane } from './control-plane';
import type { Subject } from './kubectl';
import { clusters, fullCrds, objectsOf, type Manifest } from './rendered-objects';
import { SimulatedArgocd, type ArgocdSubjects } from './simulated-argocd';

/*
 * The page of each cluster, followed command by command on an API server that holds Argo CD's own installation and
 * nothing else, with Argo CD's part done as its real ServiceAccounts; then everything that people sync; then all of it
 * once more, which must change nothing.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const CAPABILITY: Subject = {
  user: 'arn:aws:sts::111122223333:assumed-role/fp-argocd-capability/argocd',
  groups: ['system:authenticated'],
};

/** What an operator has in `argocd-cm` before, and nothing rendered owns. */
const OWN_SETTINGS = { 'oidc.config': 'issuer: https://idp.example.com', url: 'https://argocd.example.com' };

describe.each(clusters)('%s', (cluster) => {
  const isCapability = cluster === 'management';
  let plane: ControlPlane;
  let argocd: SimulatedArgocd;
  let first: readonly Followed[];

  beforeAll(async () => {
    plane = await startControlPlane();
    await install(plane, isCapability);
    argocd = new SimulatedArgocd(plane.kubectl, isCapability ? oneWriter(CAPABILITY) : SUBJECT, isCapability);
    first = await followPage(cluster, plane.kubectl, argocd);
    await syncGated();
  });

  afterAll(() => plane?.stop());

  /** What operators sync: everything gated but the instance, which the page has synced. */
  async function syncGated(): Promise<void> {
    for (const { metadata, spec } of argocd.applications()) {
      if (spec.syncPolicy?.automated?.enabled !== false || metadata.name === 'instance') continue;
      await argocd.syncByPerson(metadata.namespace, metadata.name);
    }
  }

  test('every command of the page has something to show', () => {
    expect(first.length).toBeGreaterThan(10);
    expect(first.filter(({ said }) => said.trim() === '')).toEqual([]);
    const asked = first.filter(({ command }) => command.includes('auth can-i'));
    expect(asked.map(({ said }) => said.trim())).toEqual(asked.map(() => 'yes'));
    expect(first.find(({ command }) => command.startsWith('! '))?.said).toContain('never synced automatically');
  });

  test('every object of what is released is there, and all admission policies are bound', () => {
    const expected = objectsOf(cluster).filter(({ file }) => isReleased(file));
    expect(expected.length).toBeGreaterThan(15);
    const objects = expected.map(({ object }) => object);
    const live = plane.kubectl.run(['get', '-o', 'name', '-f', '-'], { objects });
    expect(live.trim().split('\n')).toHaveLength(objects.length);
    const { items } = plane.kubectl.get('validatingadmissionpolicybindings') as { items: Manifest[] };
    const rendered = objects.filter(({ kind }) => kind.endsWith('PolicyBinding')).map(({ metadata }) => metadata.name);
    expect(items.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(rendered));
  });

  function isReleased(file: string): boolean {
    const [plane = '', , folder = ''] = file.split('/');
    if (['applications', 'by-hand', 'instance'].includes(folder)) return true;
    return argocd.applications().some(({ spec }) => {
      const { repoURL = '', path = '' } = spec.source ?? {};
      return repoURL.endsWith(`/gitops-${plane}.git`) && path === `${cluster}/${folder}`;
    });
  }

  test('what Argo CD had itself stays where nothing rendered owns it', () => {
    const { data } = plane.kubectl.get('configmap', 'argocd-cm', '--namespace', 'argocd') as { data: object };
    expect(data).toMatchObject(OWN_SETTINGS);
    if (!isCapability) expect(Object.keys(data)).toContain('resource.customizations.ignoreResourceUpdates.all');
    expect(Object.keys(data)).toContain('resource.customizations.health.argoproj.io_Application');
  });

  test('the project default is closed', () => {
    expect(plane.kubectl.get('appproject', 'default', '--namespace', 'argocd')).toMatchObject({
      spec: { sourceRepos: [], destinations: [], clusterResourceBlacklist: [{ group: '*', kind: '*' }] },
    });
  });

  test('all that reads a rendered setting only when it starts is restarted by the page', () => {
    const restarted = (commandsOf(cluster).get('Steps') ?? []).join('\n');
    const rendered = objectsOf(cluster).find(({ object }) => object.metadata.name === 'argocd-cmd-params-cm')?.object;
    const keys = Object.keys((rendered as { data?: object } | undefined)?.data ?? {});
    expect(keys.length > 0).toBe(!isCapability);
    for (const workload of ARGOCD_INSTALLATION.filter((object) => readsAny(object, keys))) {
      const { kind, metadata } = workload;
      expect(restarted).toContain(`rollout status --timeout=5m ${kind.toLowerCase()}/${metadata.name}`);
      expect(restarted).toMatch(new RegExp(`rollout restart .*${kind.toLowerCase()}/${metadata.name}`));
    }
  });

  test('following the page again and syncing again changes nothing', async () => {
    const before = states();
    expect(Object.keys(before).length).toBeGreaterThan(15);
    argocd.forget();
    await followPage(cluster, plane.kubectl, argocd);
    await syncGated();
    expect(states()).toEqual(before);
  });

  /** By object: its generation, and what stands for it where a kind has none or it counts the status too. */
  function states(): Readonly<Record<string, unknown>> {
    const objects = objectsOf(cluster)
      .filter(({ file }) => isReleased(file))
      .map(({ object }) => object);
    const live = JSON.parse(plane.kubectl.run(['get', '-o', 'json', '-f', '-'], { objects })) as { items: Live[] };
    return Object.fromEntries(
      live.items.map(({ kind, metadata, spec }) => {
        const { name, namespace = '', generation, resourceVersion, annotations, labels } = metadata;
        const isApplication = kind === 'Application';
        const state = isApplication ? { spec, annotations, labels } : (generation ?? resourceVersion);
        return [`${kind} ${namespace}/${name}`, state];
      }),
    );
  }
});

interface Live extends Manifest {
  readonly metadata: Manifest['metadata'] & {
    readonly generation?: number;
    readonly resourceVersion: string;
    readonly labels?: object;
  };
}

function oneWriter(writer: Subject): ArgocdSubjects {
  return { controller: writer, server: writer, applicationSets: writer };
}

/** Argo CD as an operator has installed it: its objects, what `argocd-server` makes at its first start, credentials. */
async function install({ kubectl }: ControlPlane, isCapability: boolean): Promise<void> {
  await applyCrds(
    kubectl,
    fullCrds().filter(({ metadata }) => metadata.name.endsWith('.argoproj.io')),
  );
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } };
  const objects = isCapability ? [namespace, ...capabilityObjects()] : ARGOCD_INSTALLATION;
  // As Argo CD's documentation installs it: what a client-side apply recorded, a sync would delete.
  apply(kubectl, objects);
  const repository = { 'argocd.argoproj.io/secret-type': 'repo-creds' };
  apply(kubectl, [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'git', namespace: 'argocd', labels: repository } },
  ]);
  const data = JSON.stringify({ data: OWN_SETTINGS });
  kubectl.run(['patch', 'configmap', 'argocd-cm', '--namespace', 'argocd', '--type', 'merge', '--patch', data]);
  kubectl.run(['create', '-f', '-'], { objects: [openDefault()], as: isCapability ? CAPABILITY : SUBJECT.server });
}

/** The project that `argocd-server` makes when there is none. */
function openDefault(): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: 'argocd' },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  };
}

/** What the page of the EKS capability asks an operator for; AWS runs the rest elsewhere. */
function capabilityObjects(): readonly object[] {
  const labels = { 'argocd.argoproj.io/secret-type': 'cluster' };
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'management', namespace: 'argocd', labels },
      stringData: { server: 'arn:aws:eks:eu-central-1:111122223333:cluster/management' },
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'access-entry' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: CAPABILITY.user }],
    },
  ];
}

function readsAny({ spec }: Manifest, keys: readonly string[]): boolean {
  const text = JSON.stringify(spec ?? {});
  return keys.some((key) => text.includes(`"key":"${key}"`));
}
