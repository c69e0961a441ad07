import { Lazy } from 'cdk8s';
import {
  ExternalSecret,
  type ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
  type ExternalSecretSpec,
} from '../../../imports/external-secrets.io';
import type { SecretPlan } from '../../chains/workload-plan';
import { ANNOTATION, LABEL } from '../../model/labels';
import type { UnitContent } from './validator-unit';

/**
 * The unit's secrets. Each is read once and then left alone: a key that is rotated in the store must not swap the key
 * of a running signer, and a store that loses an entry must not take the Secret with it. One that a guard may refresh is
 * read when its ExternalSecret changes, which `CreatedOnce` would ignore.
 */
export function addSecrets(unit: UnitContent): void {
  const identity = unit.props.unit.parts.find((part) => part.identity !== undefined)?.identity;
  for (const [name, secret] of Object.entries(unit.props.unit.secrets)) {
    new ExternalSecret(unit, `secret-${name}`, {
      metadata: {
        name,
        labels: {
          [LABEL.component]: 'secret',
          ...unit.labels,
          ...(secret.signingKey && identity !== undefined ? { [LABEL.signingIdentity]: identity.id } : {}),
        },
        annotations: { [ANNOTATION.secretPath]: secret.path },
      },
      spec: {
        refreshPolicy: Lazy.any({
          produce: () => (unit.props.isRefreshed(name) ? 'OnChange' : 'CreatedOnce'),
        }) as ExternalSecretSpecRefreshPolicy,
        secretStoreRef: {
          name: unit.props.custody.store,
          kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE,
        },
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.ORPHAN,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
        },
        ...taken(secret),
      },
    });
  }
}

function taken({ path, take }: SecretPlan): Pick<ExternalSecretSpec, 'data' | 'dataFrom'> {
  if (take === 'all') return { dataFrom: [{ extract: { key: path } }] };
  return {
    data: Object.entries(take).map(([file, property]) => ({ secretKey: file, remoteRef: { key: path, property } })),
  };
}
