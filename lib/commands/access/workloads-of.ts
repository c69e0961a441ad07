import { contentOf, type ApplicationView } from '../../policies/applications/applications-of';
import { chartIn } from '../../policies/content/chart-declarations';
import { listAt, textAt } from '../../policies/json-fields';
import { groupOf, type Inventory, type Manifest } from '../../render/inventory';

/** A workload of an Application's content; of a chart, what it declares, without a name. */
export interface Workload {
  readonly group: string;
  readonly kind: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name?: string;
  readonly object?: Manifest;
}

/** The resource of each kind of workload, by `group/Kind`. */
export const WORKLOAD_RESOURCES: Readonly<Record<string, string>> = {
  'apps/StatefulSet': 'statefulsets',
  'apps/Deployment': 'deployments',
  'apps/DaemonSet': 'daemonsets',
  'batch/CronJob': 'cronjobs',
  'batch/Job': 'jobs',
};

/** Namespaces that an Application writes to. */
export function namespacesOf(application: ApplicationView, inventory: Inventory): readonly string[] {
  const folder = contentOf(application, inventory);
  const declaration = folder?.files.get('chart.json');
  const found = [
    textAt(application.spec, 'destination', 'namespace'),
    ...(folder?.objects ?? []).map(({ object }) => object.metadata.namespace),
    ...(declaration === undefined ? [] : chartIn(declaration).namespaces),
  ];
  return [...new Set(found.filter((name) => name !== undefined && name !== ''))] as string[];
}

/** Workloads of an Application's content, and those that its chart declares. */
export function workloadsOf(application: ApplicationView, inventory: Inventory): readonly Workload[] {
  const folder = contentOf(application, inventory);
  const destination = textAt(application.spec, 'destination', 'namespace') ?? '';
  const rendered = (folder?.objects ?? []).flatMap(({ object }): Workload[] => {
    const { kind, metadata } = object;
    const resource = WORKLOAD_RESOURCES[`${groupOf(object)}/${kind}`];
    if (resource === undefined) return [];
    const { name, namespace = destination } = metadata;
    return [{ group: groupOf(object), kind, resource, namespace, name, object }];
  });
  const declaration = folder?.files.get('chart.json');
  const kinds = declaration === undefined ? [] : chartIn(declaration).kinds;
  const declared = kinds.flatMap((text): Workload[] => {
    const [group = '', kind = ''] = text.split('/');
    const resource = WORKLOAD_RESOURCES[text];
    return resource === undefined ? [] : [{ group, kind, resource, namespace: destination }];
  });
  return [...rendered, ...declared];
}

/** Pods of the workloads; where there are none to be seen, some pod in each namespace. */
export function podsOf(
  application: ApplicationView,
  inventory: Inventory,
): readonly { readonly namespace: string; readonly name?: string }[] {
  const workloads = workloadsOf(application, inventory);
  if (workloads.length === 0) return namespacesOf(application, inventory).map((namespace) => ({ namespace }));
  return workloads.map(({ namespace, ...workload }) => {
    const name = podName(workload);
    return name === undefined ? { namespace } : { namespace, name };
  });
}

/** The one pod of a StatefulSet whose name is known; pods of other kinds have names that nobody chose. */
export function podName({ kind, name }: Pick<Workload, 'kind' | 'name'>): string | undefined {
  return kind === 'StatefulSet' && name !== undefined ? `${name}-0` : undefined;
}

/** Volume claims of the content, and those that its StatefulSets make. */
export function claimsOf(application: ApplicationView, inventory: Inventory): readonly Workload[] {
  const claim = (namespace: string, name: string): Workload => ({
    group: '',
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
    namespace,
    name,
  });
  const ofSets = workloadsOf(application, inventory).flatMap(({ namespace, name, object }) =>
    listAt(object, 'spec', 'volumeClaimTemplates').map((template) =>
      claim(namespace, `${textAt(template, 'metadata', 'name') ?? ''}-${name ?? ''}-0`),
    ),
  );
  const alone = (contentOf(application, inventory)?.objects ?? [])
    .filter(({ object }) => object.kind === 'PersistentVolumeClaim')
    .map(({ object: { metadata } }) => claim(metadata.namespace ?? '', metadata.name));
  return [...ofSets, ...alone];
}
