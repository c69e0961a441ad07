import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { WorkloadPlan } from '../../chains/workload-plan';
import { propProblem } from '../../model/errors';
import { isPlainObject, type DeepPartial } from '../../model/layers';
import { mergeObject } from '../../model/object-merge';

/** Kinds that a workload renders and a patch may change, with their props. */
interface PatchProps {
  readonly StatefulSet: k8s.KubeStatefulSetProps;
  readonly Deployment: k8s.KubeDeploymentProps;
  readonly Service: k8s.KubeServiceProps;
  readonly ConfigMap: k8s.KubeConfigMapProps;
  readonly NetworkPolicy: k8s.KubeNetworkPolicyProps;
  readonly PersistentVolumeClaim: k8s.KubePersistentVolumeClaimProps;
  readonly PodDisruptionBudget: k8s.KubePodDisruptionBudgetProps;
}

/** Kinds that {@link objectPatch} takes. */
export type PatchedKind = keyof PatchProps;

const TO_JSON: { readonly [K in PatchedKind]: (props: PatchProps[K]) => unknown } = {
  StatefulSet: (props) => k8s.KubeStatefulSet.manifest(props),
  Deployment: (props) => k8s.KubeDeployment.manifest(props),
  Service: (props) => k8s.KubeService.manifest(props),
  ConfigMap: (props) => k8s.KubeConfigMap.manifest(props),
  NetworkPolicy: (props) => k8s.KubeNetworkPolicy.manifest(props),
  PersistentVolumeClaim: (props) => k8s.KubePersistentVolumeClaim.manifest(props),
  PodDisruptionBudget: (props) => k8s.KubePodDisruptionBudget.manifest(props),
};

/** A change of one rendered object, for what no prop and no overlay reaches. */
export interface ObjectPatch {
  readonly unit: string;
  readonly kind: PatchedKind;

  /** Name of the object: that of its client or claim. */
  readonly name: string;

  /** Why no prop or overlay does; reviewers read it. */
  readonly reason: string;

  /** What is merged into the object, as it is rendered. */
  readonly change: Readonly<Record<string, unknown>>;
}

/**
 * Changes one object of a workload after everything else. Objects merge, lists of containers, variables, ports and
 * volumes merge item by item, other lists are replaced, and nothing can be taken away. The result is judged by the same
 * policies as everything else.
 *
 * @param reason why no prop or overlay does
 */
export function objectPatch<K extends PatchedKind>(
  unit: string,
  kind: K,
  name: string,
  reason: string,
  change: DeepPartial<PatchProps[K]>,
): ObjectPatch {
  const { apiVersion: _, kind: __, ...json } = TO_JSON[kind](change as PatchProps[K]) as Record<string, unknown>;
  return { unit, kind, name, reason, change: withoutUndefined(json) as ObjectPatch['change'] };
}

/** Applies the patches of one unit to its objects, and reports what is wrong with them. */
export function applyPatches(content: Construct, patches: readonly ObjectPatch[]): string[] {
  const objects = content.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
  return patches.flatMap((patch) => {
    const problems = patchProblems(content, patch);
    if (problems.length > 0) return problems;
    const target = objects.find(({ kind, metadata }) => kind === patch.kind && metadata.name === patch.name);
    if (target === undefined) {
      const known = objects.filter(({ kind }) => kind === patch.kind).map(({ metadata }) => metadata.name ?? '');
      return [
        propProblem(content, 'patches', `for a ${patch.kind} of unit ${patch.unit} (${known.join(', ')})`, patch.name),
      ];
    }
    // Not cdk8s's JSON patches: they are applied before the generated classes turn their props into Kubernetes' fields.
    const rendered = target.toJson.bind(target);
    target.toJson = (): unknown => mergeObject(rendered(), patch.change);
    return [];
  });
}

/** Patches of units that the workload does not have. */
export function strangePatches(where: Construct, patches: readonly ObjectPatch[], { units }: WorkloadPlan): string[] {
  const names = units.map(({ name }) => name);
  return patches
    .filter(({ unit }) => !names.includes(unit))
    .map(({ unit }) => propProblem(where, 'patches', `for a unit of the workload (${names.join(', ')})`, unit));
}

/** Labels and annotations of ours are what policies, alerts and admission go by; a patch could hide an object from them. */
const RESERVED = /^(gitops-planes\.io|app\.kubernetes\.io|argocd\.argoproj\.io)\//;

function patchProblems(where: Construct, { unit, kind, name, reason, change }: ObjectPatch): string[] {
  const prop = `patches ${unit} ${kind} ${name}`;
  const problems: string[] = [];
  if (reason.trim() === '') problems.push(propProblem(where, `${prop}: reason`, 'why no prop or overlay does', reason));
  const walk = (value: unknown, path: string): void => {
    if (!isPlainObject(value)) return;
    const marks = /\/metadata\/(labels|annotations)$|\/selector(\/matchLabels)?$/.test(path);
    for (const [member, below] of Object.entries(value)) {
      if (marks && RESERVED.test(member))
        problems.push(propProblem(where, `${prop}: ${path}`, 'without keys of ours', member));
      walk(below, `${path}/${member}`);
    }
  };
  walk(change, '');
  // Of another kind it would be another object, which nobody declared.
  for (const member of ['apiVersion', 'kind']) {
    if (member in change) problems.push(propProblem(where, `${prop}: ${member}`, 'absent', change[member]));
  }
  const metadata = change['metadata'];
  for (const member of ['name', 'namespace', 'ownerReferences', 'finalizers']) {
    if (isPlainObject(metadata) && member in metadata) {
      problems.push(propProblem(where, `${prop}: metadata.${member}`, 'absent', Reflect.get(metadata, member)));
    }
  }
  return problems;
}

function withoutUndefined(value: unknown): unknown {
  return value === undefined ? {} : (JSON.parse(JSON.stringify(value)) as unknown);
}
