import { k8s } from 'cdk8s-plus-28';
import { keyReference } from '../../model/custody';
import { ANNOTATION } from '../../model/labels';
import { podSpec } from './validator-pod';
import type { PartScope } from './validator-unit';

/** The StatefulSet of a part, or the Deployment of one that keeps nothing, with its ServiceAccount. */
export function addWorkload(scope: PartScope): void {
  const { part, role } = scope;
  new k8s.KubeServiceAccount(scope, 'service-account', {
    metadata: { name: part.name, labels: scope.labels('service-account') },
    automountServiceAccountToken: false,
  });
  if (role.workload === 'stateless') addDeployment(scope);
  else addStatefulSet(scope);
}

function addStatefulSet(scope: PartScope): void {
  const { part, sensitive } = scope;
  new k8s.KubeStatefulSet(scope, 'stateful-set', {
    metadata: {
      name: part.name,
      labels: scope.labels(part.role),
      ...annotations(scope),
    },
    spec: {
      // One pod has one stable name, and its successor waits until it is gone. Nothing else gives that guarantee.
      replicas: replicasOf(scope),
      serviceName: part.name,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...scope.selector } },
      // A sync of a signer restarts nothing; a person deletes the pod when its successor may start.
      updateStrategy: { type: sensitive ? 'OnDelete' : 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: podTemplate(scope),
    },
  });
}

/** What policies read of a part that its objects do not say otherwise. */
function annotations({ part, role, unit }: PartScope): { annotations?: Record<string, string> } {
  const meetsPeers = role.workload === 'signing' ? role.meetsPeers : undefined;
  const key = role.workload === 'signing' ? keyReference(unit.props.custody) : undefined;
  const found = {
    ...(part.stateGeneration === undefined ? {} : { [ANNOTATION.stateGeneration]: part.stateGeneration }),
    ...(part.shard === undefined ? {} : { [ANNOTATION.quorum]: `${part.shard.needs}/${part.shard.of}` }),
    // Two applications that sign with one key of a key service or device are found as two that read one secret path.
    ...(key === undefined ? {} : { [ANNOTATION.secretPath]: key }),
    ...(meetsPeers === undefined ? {} : { [ANNOTATION.meetsPeers]: meetsPeers }),
  };
  return Object.keys(found).length === 0 ? {} : { annotations: found };
}

/** Keeps nothing and signs nothing: the one kind of part that may overlap with its successor. */
function addDeployment(scope: PartScope): void {
  const { part } = scope;
  new k8s.KubeDeployment(scope, 'deployment', {
    metadata: { name: part.name, labels: scope.labels(part.role) },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...scope.selector } },
      template: podTemplate(scope),
    },
  });
}

/** A paused identity runs no signing process; what keeps its history runs on, so that it can be handed over. */
function replicasOf({ part, role }: PartScope): 0 | 1 {
  return role.workload === 'signing' && part.identity?.paused === true ? 0 : 1;
}

function podTemplate(scope: PartScope): k8s.PodTemplateSpec {
  const { part, role, unit } = scope;
  return {
    metadata: {
      labels: { ...unit.folder.labels, ...scope.labels(part.role) },
      // An autoscaler that empties the node would stop the client at a time of its own choosing.
      ...(role.workload === 'stateless'
        ? {}
        : {
            annotations: {
              'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
              'karpenter.sh/do-not-disrupt': 'true',
            },
          }),
    },
    spec: podSpec(scope),
  };
}
