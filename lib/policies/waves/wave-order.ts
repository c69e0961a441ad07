import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { clustersInDoubt, contentOf, isChart, sourcesOf } from '../applications/applications-of';
import { chartIn } from '../content/chart-declarations';
import { textAt, textsAt } from '../json-fields';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';
import { projectsOf } from '../projects/project-match';
import { annotatedOptions } from '../applications/sync-options';
import { waveRootsOf, type WaveMember } from './wave-members';

const SKIP_DRY_RUN = 'SkipDryRunOnMissingResource=true';

/** A custom resource comes after its definition. */
export const waveCrdOrder: FleetPolicy = {
  id: 'wave-crd-order',
  title: 'Custom resources are synced in a later wave than their CustomResourceDefinitions',
  level: 'error',
  scope: 'fleet',
  doc:
    'the dry run of a resource whose CRD does not exist yet fails the whole sync: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#skip-dry-run-for-new-custom-resources-types',
  check: (fleet) =>
    waveRootsOf(fleet).flatMap(({ members }) => {
      const owners = crdOwners(members, fleet);
      return members.flatMap((member) => {
        const judged = new Map<string, Remark>();
        for (const at of contentOf(member.application, fleet)?.objects ?? []) {
          const crd = crdNames(at).find((name) => owners.has(name));
          const owner = crd === undefined ? undefined : owners.get(crd);
          if (crd === undefined || owner === undefined || judged.has(crd) || isAfter(member, owner, at)) continue;
          judged.set(crd, {
            at,
            found: `${at.object.kind} in wave ${member.wave}, its CRD in wave ${owner.wave} (${owner.application.name})`,
            expected: `a wave after ${owner.wave}`,
          });
        }
        return [...judged.values()];
      });
    }),
};

/** Namespaces that a cluster has from the start. */
const BUILT_IN: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What an application writes into is there before it. */
export const waveNamespaceOrder: FleetPolicy = {
  id: 'wave-namespace-order',
  title: 'A namespace is declared by the bootstrap or in an earlier wave than what is written into it',
  level: 'error',
  scope: 'fleet',
  doc:
    'an object whose namespace does not exist cannot be applied, and since 3.4 a child with such an object is Healthy ' +
    'all the same (https://github.com/argoproj/argo-cd/issues/27917)',
  check: (fleet) =>
    waveRootsOf(fleet).flatMap(({ cluster, members }) => {
      const declared = namespacesOf(fleet).get(cluster) ?? new Map<string, InventoryObject>();
      const byFolder = new Map(members.map((member) => [contentOf(member.application, fleet)?.path, member] as const));
      const doubtful = clustersInDoubt(fleet).has(cluster);
      return members.flatMap((member) =>
        [...writtenNamespaces(member, fleet)].flatMap(([namespace, at]): readonly Remark[] => {
          const where = declared.get(namespace);
          if (where === undefined) {
            if (doubtful || isGiven(namespace, cluster, fleet)) return [];
            const expected = 'a Namespace of the bootstrap or of an earlier wave';
            return [{ at, found: `namespace ${namespace}, which nothing declares`, expected }];
          }
          const owner = byFolder.get(where.file.slice(0, where.file.lastIndexOf('/')));
          if (owner === undefined || owner === member || owner.wave < member.wave) return [];
          const found = `namespace ${namespace} in wave ${member.wave}, declared in wave ${owner.wave} (${where.file})`;
          return [{ at, found, expected: `a wave after ${owner.wave}` }];
        }),
      );
    }),
};

function isAfter(member: WaveMember, owner: WaveMember, at: InventoryObject): boolean {
  if (owner === member || owner.wave < member.wave) return true;
  const options = [...annotatedOptions(at.object), ...textsAt(member.application.spec, 'syncPolicy', 'syncOptions')];
  // Within one wave a retry finds the CRD, if the dry run lets it get that far.
  return owner.wave === member.wave && options.includes(SKIP_DRY_RUN);
}

/** The member that owns each CRD, by `<plural>.<group>`. */
function crdOwners(members: readonly WaveMember[], fleet: Inventory): ReadonlyMap<string, WaveMember> {
  const owners = new Map<string, WaveMember>();
  for (const member of members) {
    const folder = contentOf(member.application, fleet);
    const declaration = folder?.files.get('chart.json');
    for (const crd of declaration === undefined ? [] : chartIn(declaration).crds) owners.set(crd, member);
    for (const { object } of folder?.objects ?? []) {
      if (object.kind !== 'CustomResourceDefinition') continue;
      owners.set(object.metadata.name, member);
      // The kind may differ from the plural by more than an ending.
      const kind = textAt(object, 'spec', 'names', 'kind');
      if (kind !== undefined) owners.set(kindKey(kind, textAt(object, 'spec', 'group') ?? ''), member);
    }
  }
  return owners;
}

/** Names that an object's CRD may have; a chart names its CRDs by plural, which only the CRD itself knows. */
function crdNames({ object }: InventoryObject): readonly string[] {
  const group = groupOf(object);
  if (!group.includes('.') || group.endsWith('.k8s.io')) return [];
  const singular = object.kind.toLowerCase();
  const plurals = [`${singular}s`, `${singular}es`, singular.replace(/y$/, 'ies'), singular];
  return [kindKey(object.kind, group), ...plurals.map((plural) => `${plural}.${group}`)];
}

function kindKey(kind: string, group: string): string {
  return `kind ${kind} ${group}`;
}

const namespacesOf: (fleet: Inventory) => ReadonlyMap<string, ReadonlyMap<string, InventoryObject>> = oncePer(
  (fleet) => {
    const clusters = new Map<string, Map<string, InventoryObject>>();
    for (const at of fleet.objects) {
      if (at.object.kind !== 'Namespace' || groupOf(at.object) !== '') continue;
      const known = clusters.get(at.cluster) ?? new Map<string, InventoryObject>();
      clusters.set(at.cluster, known.set(at.object.metadata.name, at));
    }
    return clusters;
  },
);

/** Namespaces that a member writes to, each with one place that says so. */
function writtenNamespaces({ application }: WaveMember, fleet: Inventory): ReadonlyMap<string, Remark['at']> {
  const written = new Map<string, Remark['at']>();
  const folder = contentOf(application, fleet);
  for (const at of folder?.objects ?? []) {
    const { namespace } = at.object.metadata;
    if (namespace !== undefined && !written.has(namespace)) written.set(namespace, at);
  }
  const declaration = folder?.files.get('chart.json');
  for (const name of declaration === undefined ? [] : chartIn(declaration).namespaces) {
    written.set(name, declaration ?? application.at);
  }
  const own = textAt(application.spec, 'destination', 'namespace');
  if (own !== undefined && sourcesOf(application.spec).some(isChart)) written.set(own, application.at);
  return written;
}

/** Argo CD's own namespace is there before anything that Argo CD applies. */
function isGiven(namespace: string, cluster: string, fleet: Inventory): boolean {
  if (BUILT_IN.includes(namespace)) return true;
  return projectsOf(fleet).some(({ at }) => at.cluster === cluster && at.object.metadata.namespace === namespace);
}
