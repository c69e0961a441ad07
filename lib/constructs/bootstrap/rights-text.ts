import type { Cluster } from '../../model/cluster';
import type { Topology } from '../../model/topology';

/** The part of an instance's README that says what people may do in Kubernetes. */
export function rightsText(cluster: Cluster, topology: Topology): readonly string[] {
  const chain = topology.tryFindRoot('chain', cluster.name);
  return [
    '## What people may do in Kubernetes',
    '',
    ...(chain === undefined ? NOTHING : granted(chain.owners.operators, topology)),
    '',
  ];
}

const NOTHING = [
  'Nothing: no chain workload runs here, and people act through Argo CD. Grant nothing by hand: it would stand in no file',
  'that is reviewed.',
];

function granted(operators: string, { breakglass, observers, security }: Topology): readonly string[] {
  return [
    'The Application `instance` grants what follows, by RoleBindings in the namespaces of chain workloads. Grant nothing',
    'else by hand: it would stand in no file that is reviewed, and admission refuses no more than the fences name. What is',
    'dropped from the files stays until somebody deletes it, since `instance` never prunes.',
    '',
    `- ${operators} (operators): read pods and their logs, StatefulSets, Deployments, claims, Services, endpoints,`,
    '  ConfigMaps, network policies, disruption budgets and events; delete the one named pod that starts a pending',
    '  revision of what signs or keeps signing state; in the namespaces of guards, create the Jobs that admission knows. No',
    '  Secrets, no shell, nothing else to write.',
    `- ${breakglass} (breakglass, without members in normal times): where something signs or keeps signing state, read pods,`,
    '  their logs, StatefulSets and claims, enter pods, forward their ports, and delete pods, StatefulSets and claims. No',
    '  Secrets, no new pods, no rights, no admission policies. Starting a pod or deleting a namespace in an incident takes',
    '  an administrator of the cluster who has joined the group.',
    `- ${observers} (observers): nothing; they read health in Argo CD, alerts and metrics.`,
    '- developers: nothing; they read Argo CD and propose.',
    `- ${security} (security): nothing; it syncs \`instance\` through Argo CD.`,
    '',
    'The project `bootstrap` allows those namespaces by the name of the unit that they end with. When a unit of a new name',
    'is declared, `by-hand/appproject.bootstrap.yaml` changes: apply it again before `instance` is synced.',
  ];
}
