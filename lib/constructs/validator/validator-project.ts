import { KIND, type KindRef, type NonEmpty } from '../../model/kind';
import { DomainProject } from '../domain-project';
import type { GitOpsRoot } from '../gitops-root';

/** Kinds that a workload of a chain renders; nothing that grants rights, takes traffic in or scales. */
const KINDS: NonEmpty<KindRef> = [
  KIND.statefulSet,
  KIND.deployment,
  KIND.service,
  KIND.serviceAccount,
  KIND.configMap,
  KIND.persistentVolumeClaim,
  KIND.networkPolicy,
  KIND.podDisruptionBudget,
  KIND.externalSecret,
  KIND.podMonitor,
  // None is rendered, but Argo CD leaves kinds that are not permitted out of an Application's tree, and so nobody could
  // delete a pod to roll it (getResourceTree in controller/appcontroller.go).
  KIND.pod,
];

/** The gated project of a chain and network: one for all its workloads on a cluster. */
export function chainProject(root: GitOpsRoot, chain: string, network: string): DomainProject {
  const name = `${chain}-${network}`;
  const known = root.tryFindProject(name);
  if (known !== undefined) return known;
  return new DomainProject(root, name, {
    description: `Workloads of ${chain} on ${network}`,
    namespaces: [],
    kinds: KINDS,
  });
}
