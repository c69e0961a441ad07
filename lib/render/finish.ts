import type { ApiObject } from 'cdk8s';
import { PROTECT } from '../constructs/application-spec';
import type { Folder } from '../constructs/folder';
import { isClusterScoped } from '../model/kind';
import { ANNOTATION } from '../model/labels';
import { groupOf, type Manifest } from './inventory';

/**
 * An API object as it lands in its folder: without the namespace that cdk8s gives to cluster-scoped kinds too, and
 * protected where its application is sensitive.
 */
export function finishedObject(apiObject: ApiObject, folder: Folder, syncWave: number | undefined): Manifest {
  const object = apiObject.toJson() as Manifest;
  const scopeless = isClusterScoped({ group: groupOf(object), kind: object.kind });
  if (!scopeless && !folder.protect && syncWave === undefined) return object;
  const { namespace, annotations, ...metadata } = object.metadata;
  const merged: Record<string, string> = {
    ...annotations,
    ...(syncWave === undefined ? {} : { [ANNOTATION.syncWave]: String(syncWave) }),
  };
  if (folder.protect) merged[ANNOTATION.syncOptions] = protectedOptions(annotations?.[ANNOTATION.syncOptions]);
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(scopeless || namespace === undefined ? {} : { namespace }),
      ...(Object.keys(merged).length === 0 ? {} : { annotations: merged }),
    },
  };
}

/** Keeps an object's own options, such as `ServerSideApply=true`, beside the protection. */
function protectedOptions(own: string | undefined): string {
  // Argo CD trims each option.
  const options = (own ?? '').split(',').map((option) => option.trim());
  const kept = options.filter((option) => option !== '' && !/^(Prune|Delete)=/.test(option));
  return [...kept, PROTECT].join(',');
}
