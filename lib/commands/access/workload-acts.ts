import type { ApplicationView } from '../../policies/applications/applications-of';
import { valueAt } from '../../policies/json-fields';
import type { Inventory } from '../../render/inventory';
import type { AdmissionRequest } from './fence-of';
import type { KubernetesRequest } from './kubernetes-rbac';
import {
  claimsOf,
  namespacesOf,
  podName,
  podsOf,
  workloadsOf,
  WORKLOAD_RESOURCES,
  type Workload,
} from './workloads-of';

/** What can be done to that which an Application deployed, and what each means. */
export const WORKLOAD_VERBS = {
  edit: 'change its workloads past Git, such as their image',
  stop: 'scale a workload of it to 0',
  start: 'scale a stopped workload of it to 1',
  scale: 'scale a workload of it to 2',
  restart: 'restart a workload of it, or delete a pod of it',
  kill: 'delete a pod of it by force, while the container may go on',
  remove: 'delete a workload of it',
  storage: 'delete a volume claim of it',
  secrets: 'read a Secret beside it',
  run: 'start pods of their own beside it',
} as const;

/** One of {@link WORKLOAD_VERBS}. */
export type WorkloadVerb = keyof typeof WORKLOAD_VERBS;

/** One thing done to one object. */
export interface Act {
  /** Argo CD's actions on `applications` that do it. */
  readonly argo: readonly string[];

  /** What Kubernetes is asked for by somebody who does it there; one is enough. */
  readonly kubernetes: readonly KubernetesRequest[];

  /** What admission judges, either way; undefined for what is only read. */
  readonly admission?: AdmissionRequest;
}

const SCALED: readonly string[] = ['statefulsets', 'deployments'];

/** Everything that a verb may mean for an Application; empty where there is nothing to do it to. */
export function workloadActs(verb: WorkloadVerb, application: ApplicationView, inventory: Inventory): readonly Act[] {
  const workloads = workloadsOf(application, inventory);
  const namespaces = namespacesOf(application, inventory);
  return {
    edit: () => workloads.map(editAct),
    stop: () => workloads.flatMap((workload) => scaleActs(workload, 1, 0)),
    start: () => workloads.flatMap((workload) => scaleActs(workload, 0, 1)),
    scale: () => workloads.flatMap((workload) => scaleActs(workload, 1, 2)),
    restart: () => workloads.flatMap(restartActs),
    kill: () => workloads.map((workload) => podDeletion(workload, { gracePeriodSeconds: 0 })),
    remove: () => workloads.map((workload) => deletion(workload, workload.resource)),
    storage: () => claimsOf(application, inventory).map((claim) => deletion(claim, claim.resource)),
    secrets: () => namespaces.map(secretAct),
    run: () => namespaces.flatMap(runActs),
  }[verb]();
}

/** What opens a shell in a pod of an Application, or joins the process there. */
export function execActs(application: ApplicationView, inventory: Inventory): readonly Act[] {
  const pods = podsOf(application, inventory);
  return pods.flatMap(({ namespace, name }) => [
    ...['pods/exec', 'pods/attach'].map((resource): Act => {
      // Over a websocket the same subresource is asked for with get.
      const kubernetes = ['create', 'get'].map((verb) => ({ verb, group: '', resource, namespace, ...named(name) }));
      return { argo: [], kubernetes, admission: onPod('CONNECT', resource, namespace) };
    }),
    {
      argo: [],
      kubernetes: changes({ group: '', resource: 'pods/ephemeralcontainers', namespace, name }),
      admission: onPod('UPDATE', 'pods/ephemeralcontainers', namespace),
    },
  ]);
}

/** What reads the logs of a pod of an Application. */
export function logActs(application: ApplicationView, inventory: Inventory): readonly Act[] {
  return podsOf(application, inventory).map(({ namespace, name }) => ({
    argo: [],
    kubernetes: [{ verb: 'get', group: '', resource: 'pods/log', namespace, ...named(name) }],
  }));
}

/** For each pod that starts its pending revision only when somebody deletes it, what does that. */
export function rollActs(application: ApplicationView, inventory: Inventory): readonly (readonly Act[])[] {
  return workloadsOf(application, inventory)
    .filter(({ kind, object }) => kind === 'StatefulSet' && object !== undefined)
    .filter(({ object }) => valueAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete')
    .map(({ namespace, name }) => {
      const pod = `${name ?? ''}-0`;
      const evicted = { verb: 'create', group: '', resource: 'pods/eviction', namespace, name: pod };
      return [
        deletion({ group: '', kind: 'Pod', namespace, name: pod }, 'pods', { oldObject: RUNNING }),
        { argo: [], kubernetes: [evicted], admission: { ...onPod('CREATE', 'pods/eviction', namespace), object: {} } },
      ];
    });
}

function editAct({ group, kind, resource, namespace, name, object }: Workload): Act {
  return {
    argo: [`update/${group}/${kind}/${namespace}/${name ?? 'x'}`],
    kubernetes: changes({ group, resource, namespace, name }),
    admission: { operation: 'UPDATE', group, kind, resource, namespace, object, oldObject: object },
  };
}

/** By its scale subresource, and by itself. */
function scaleActs({ group, kind, resource, namespace, name, object }: Workload, from: number, to: number): Act[] {
  if (!SCALED.includes(resource)) return [];
  const scaled = (replicas: number): object => ({ ...object, spec: { ...(object?.spec as object), replicas } });
  return [`${resource}/scale`, resource].map((asked) => ({
    // Argo CD's own action writes the workload itself.
    argo:
      asked === resource
        ? [`action/${group}/${kind}/scale`, `update/${group}/${kind}/${namespace}/${name ?? 'x'}`]
        : [],
    kubernetes: changes({ group, resource: asked, namespace, name }),
    admission: {
      operation: 'UPDATE',
      group,
      namespace,
      resource: asked,
      kind: asked === resource ? kind : 'Scale',
      object: scaled(to),
      oldObject: scaled(from),
    },
  }));
}

/** A pod on a node, whose containers run. */
const RUNNING = { spec: { nodeName: 'node' }, status: { phase: 'Running' } };

function restartActs(workload: Workload): readonly Act[] {
  const { group, kind, resource, namespace, object } = workload;
  const admission = { group, kind, resource, namespace, object, oldObject: object };
  const argo = [`action/${group}/${kind}/restart`];
  return [{ argo, kubernetes: [], admission: { operation: 'UPDATE', ...admission } }, podDeletion(workload)];
}

function podDeletion(workload: Workload, options: object = {}): Act {
  const { namespace } = workload;
  const pod = { group: '', kind: 'Pod', namespace, ...named(podName(workload)) };
  return deletion(pod, 'pods', { oldObject: RUNNING, options });
}

function deletion(
  { group, kind, namespace, name, object }: Omit<Workload, 'resource'>,
  resource: string,
  more: Pick<AdmissionRequest, 'oldObject' | 'options'> = { oldObject: object },
): Act {
  return {
    argo: [`delete/${group}/${kind}/${namespace}/${name ?? 'x'}`],
    kubernetes: [
      { verb: 'delete', group, resource, namespace, ...named(name) },
      { verb: 'deletecollection', group, resource, namespace, name: '' },
    ],
    admission: { operation: 'DELETE', group, kind, resource, namespace, ...more },
  };
}

function secretAct(namespace: string): Act {
  // Each of the three shows what a Secret holds. Argo CD masks it.
  const kubernetes = ['get', 'list', 'watch'].map((verb) => ({ verb, group: '', resource: 'secrets', namespace }));
  return { argo: [], kubernetes };
}

function runActs(namespace: string): readonly Act[] {
  const kinds = [
    ['', 'Pod', 'pods'],
    ...Object.entries(WORKLOAD_RESOURCES).map(([key, name]) => [...key.split('/'), name]),
  ];
  return kinds.map(([group = '', kind = '', resource = '']) => ({
    argo: [],
    kubernetes: [{ verb: 'create', group, resource, namespace, name: '' }],
    admission: {
      operation: 'CREATE',
      group,
      kind,
      resource,
      namespace,
      object: { metadata: { name: 'undeclared', namespace }, spec: {} },
    },
  }));
}

function changes({
  name,
  ...rest
}: Pick<KubernetesRequest, 'group' | 'resource' | 'namespace' | 'name'>): KubernetesRequest[] {
  return ['patch', 'update'].map((verb) => ({ verb, ...rest, ...named(name) }));
}

function onPod(operation: AdmissionRequest['operation'], resource: string, namespace: string): AdmissionRequest {
  return { operation, group: '', kind: 'Pod', resource, namespace };
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
