import { readTreeInventory } from '../../lib/commands/read-tree';
import { judge } from '../../lib/policies/engine';
import type { Policy } from '../../lib/policies/policy';
import type { Disk, DiskEntry } from '../../lib/render/disk';
import type { Inventory } from '../../lib/render/inventory';

/** Files by path: text as it stands, anything else as JSON, which is YAML. */
export type Tree = Readonly<Record<string, unknown>>;

/** A disk that holds these files below `/tree`. */
export function memoryDisk(tree: Tree): Pick<Disk, 'kindOf' | 'list' | 'read'> {
  const texts = new Map(
    Object.entries(tree).map(([path, value]) => [
      `/tree/${path}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const below = (folder: string): string[] => [...texts.keys()].filter((path) => path.startsWith(`${folder}/`));
  return {
    kindOf: (path) => (texts.has(path) ? 'file' : below(path).length > 0 ? 'folder' : undefined),
    list: (folder) => {
      const names = new Map<string, DiskEntry>();
      for (const path of below(folder)) {
        const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
        names.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
      }
      return [...names.values()];
    },
    read: (file) => ({ bytes: Buffer.from(texts.get(file) ?? ''), executable: false }),
  };
}

/** The inventory of a tree. @throws when a file of it cannot be read */
export function inventoryOf(tree: Tree, view: Inventory['view'] = 'rendered'): Inventory {
  const { inventory, problems } = readTreeInventory('/tree', memoryDisk(tree));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { ...inventory, view };
}

/** What a policy finds in a tree: `file: found`. */
export function found(policy: Policy, tree: Tree, view: Inventory['view'] = 'rendered'): readonly string[] {
  return judge([policy], inventoryOf(tree, view)).map((finding) => `${finding.file}: ${finding.found}`);
}

/** What a policy finds in one object, wherever it stands. */
export function foundIn(policy: Policy, object: unknown): readonly string[] {
  return judge([policy], inventoryOf({ 'object.yaml': object })).map((finding) => finding.found);
}

/** The commit that Applications of these tests are pinned to. */
export const REVISION = '0123456789abcdef0123456789abcdef01234567';

const SERVER = 'https://kubernetes.default.svc';

/** Repository of every root. */
export const REPOSITORY = 'https://git.example.com/fp/roots.git';

/** What a test changes of an {@link application}. */
export interface ApplicationChange {
  readonly metadata?: object;
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
  readonly syncPolicy?: object;

  /** In place of the source: a chart's sources. */
  readonly sources?: readonly object[];
  readonly source?: object;
}

/** An Application of content in namespace `argocd-service` that every policy accepts. */
export function application(name: string, change: ApplicationChange = {}): object {
  const source = {
    repoURL: REPOSITORY,
    path: `testnet/${name}`,
    targetRevision: REVISION,
    directory: { include: '*.yaml' },
    ...change.source,
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd-service',
      labels: change.labels,
      annotations: change.annotations,
      ...change.metadata,
    },
    spec: {
      project: 'platform',
      destination: { server: SERVER, namespace: 'web' },
      ...(change.sources === undefined ? { source } : { sources: change.sources }),
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['FailOnSharedResource=true'],
        ...change.syncPolicy,
      },
      revisionHistoryLimit: 3,
      ...change.spec,
    },
  };
}

/** The two sources of a chart application. */
export function chartSources(name: string, version = '1.2.3'): readonly object[] {
  return [
    {
      repoURL: 'https://charts.example.com',
      chart: name,
      targetRevision: version,
      helm: { valueFiles: [`$values/testnet/${name}/values.yaml`] },
    },
    { repoURL: REPOSITORY, targetRevision: REVISION, ref: 'values' },
  ];
}

/** A `chart.json`. */
export function chartJson(name: string, owns: object = {}, version = '1.2.3'): object {
  return {
    repository: 'https://charts.example.com',
    name,
    version,
    owns: { kinds: [], crds: [], namespaces: [], ...owns },
  };
}

/** An AppProject that allows what the Applications of these tests need. */
export function project(name: string, spec: object = {}, labels: object = {}): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'argocd', labels },
    spec: {
      sourceRepos: [REPOSITORY, 'https://charts.example.com'],
      sourceNamespaces: ['argocd-service'],
      destinations: [{ server: SERVER, namespace: 'web' }],
      namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
      ...spec,
    },
  };
}

/** An object of a kind. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
  metadata: object = {},
): object {
  return { apiVersion, kind, metadata: { name, ...metadata }, ...more };
}

/** A ConfigMap in a namespace. */
export function configMap(name: string, namespace = 'web', data: object = { a: 'b' }, labels: object = {}): object {
  return object('v1', 'ConfigMap', name, { data }, { namespace, labels });
}
