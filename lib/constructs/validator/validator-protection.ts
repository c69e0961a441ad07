import { k8s } from 'cdk8s-plus-28';
import type { Part } from '../../chains/part';
import { propError } from '../../model/errors';
import { ANNOTATION, LABEL } from '../../model/labels';
import type { PartScope } from './validator-unit';

/** Name of a part's claim. It holds nothing that changes, for a renamed claim is a new, empty volume. */
export function claimName(part: Part, volume: string): string {
  return `${part.name}-${volume}`;
}

/**
 * The claims of a part, as objects of their own: those of a StatefulSet's templates cannot grow, and Argo CD has pruned
 * them (https://github.com/argoproj/argo-cd/issues/3050).
 */
export function addClaims(scope: PartScope): void {
  for (const [name, volume] of Object.entries(scope.part.volumes)) {
    if (volume.kind !== 'claim') continue;
    const { chainStorage, signingStorage } = scope.unit.props.cluster;
    const storage = [signingStorage, chainStorage].find((ref) => ref?.name === volume.storageClass);
    if (storage === undefined) throw propError(scope, 'storageClass', 'one of the cluster', volume.storageClass);
    if (volume.slashingState && storage !== signingStorage) {
      throw propError(scope, 'storageClass', "the cluster's signing storage", volume.storageClass);
    }
    new k8s.KubePersistentVolumeClaim(scope, `claim-${name}`, {
      metadata: {
        name: claimName(scope.part, name),
        labels: {
          ...scope.labels('volume'),
          ...(volume.slashingState ? { [LABEL.slashingState]: 'true' } : {}),
        },
      },
      spec: {
        // ReadWriteOnce lets two pods of one node write. A local volume has the node as its fence, and no CSI driver.
        accessModes: [storage.fence === 'local' ? 'ReadWriteOnce' : 'ReadWriteOncePod'],
        storageClassName: storage.name,
        volumeMode: 'Filesystem',
        resources: { requests: { storage: k8s.Quantity.fromString(volume.storage) } },
      },
    });
  }
}

/** Refuses every voluntary eviction of a signer: a person drains its node, by the runbook. */
export function addDisruptionBudget(scope: PartScope): void {
  if (!scope.sensitive) return;
  new k8s.KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: {
      name: scope.part.name,
      labels: scope.labels('disruption-budget'),
      annotations: { [ANNOTATION.runbook]: 'drain: pause the identity, release, sync, then drain the node' },
    },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(0), selector: { matchLabels: { ...scope.selector } } },
  });
}
