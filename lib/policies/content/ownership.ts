import { isClusterScoped } from '../../model/kind';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { applicationsOf, isArgo, readersOf, sourcesOf } from '../applications/applications-of';
import { chartsOf } from './chart-declarations';
import { folderPathOf } from './folders-of';
import { fieldsAt, textAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import type { FleetPolicy, Remark } from '../policy';
import { projectsOf } from '../projects/project-match';

/** Somebody's claim to be the one owner of something. */
interface Claim {
  /** What is owned, unique over the fleet. */
  readonly key: string;

  /** How people call it. */
  readonly what: () => string;
  readonly at: Remark['at'];
}

const CRD_KINDS: readonly string[] = ['CustomResourceDefinition'];
const NAMESPACE_KINDS: readonly string[] = ['Namespace'];

const FLEET_ERROR = { level: 'error', absolute: true, scope: 'fleet' } as const;

/** Argo CD takes over what another application has, or flips between the two, so owners are unique here. */
export const oneOwnerPerObject: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-owner-per-object',
  title: 'No object is declared twice on one cluster',
  doc:
    'the last sync wins, and deleting one application deletes the object of the other: ' +
    'https://github.com/argoproj/argo-cd/issues/22607',
  check: (fleet) => repeated(fleet.objects.filter((o) => !hasOwnPolicy(o)).map((object) => objectClaim(object, fleet))),
};

/** CRDs carry no tracking id, so Argo CD itself never notices a second owner. */
export const oneOwnerPerCrd: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-owner-per-crd',
  title: 'No CustomResourceDefinition has two owners, charts included',
  doc:
    'Argo CD writes no tracking id on CRDs (reposerver/repository/repository.go), so two applications overwrite the ' +
    'same one without a warning, even with FailOnSharedResource=true (seen with 3.5.1)',
  check: (fleet) =>
    repeated([
      ...objectsOf(fleet, CRD_KINDS).map((at) => crdClaim(at, at.object.metadata.name)),
      ...chartsOf(fleet).flatMap(({ at, crds }) => crds.map((name) => crdClaim(at, name))),
    ]),
};

/** A namespace's labels decide what may run in it, so one application says what they are. */
export const oneOwnerPerNamespace: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-owner-per-namespace',
  title: 'No namespace is declared twice on one cluster',
  doc:
    'two owners of a namespace overwrite its Pod Security and gate labels in turn, and whoever deletes it deletes what ' +
    'the other runs: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#create-namespace',
  check: (fleet) =>
    repeated(
      objectsOf(fleet, NAMESPACE_KINDS)
        .filter(isNamespace)
        .map((at) => ({
          key: `${at.cluster} ${at.object.metadata.name}`,
          what: () => nameIn(at, at.object.metadata.name),
          at,
        })),
    ),
};

/** Names are unique per instance, generated ones included. */
export const oneApplicationPerName: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-application-per-name',
  title: 'No two Applications of one instance share a name, generated ones included',
  doc:
    'an ApplicationSet adopts a hand-made Application of the same name and replaces its spec; a name clash deleted ' +
    'production ingress: https://github.com/argoproj/argo-cd/issues/18201',
  check: (fleet) =>
    repeated(
      applicationsOf(fleet).map(({ at, name }) => ({
        key: `${at.cluster} ${name}`,
        what: () => nameIn(at, `Application ${name}`),
        at,
      })),
    ),
};

/** A folder has one reader. */
export const oneApplicationPerFolder: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-application-per-folder',
  title: 'No folder of a repository is read by two Applications of one instance',
  doc:
    'two applications on one folder own the same objects, and each sync takes them from the other: ' +
    'https://github.com/argoproj/argo-cd/issues/7156',
  check: (fleet) =>
    repeated(
      applicationsOf(fleet).flatMap(({ at, spec }) =>
        sourcesOf(spec).flatMap((source) => {
          const path = textAt(source, 'path');
          if (path === undefined) return [];
          const folder = `${textAt(source, 'repoURL') ?? ''} ${path.replace(/^\.\/|\/+$/g, '')}`;
          return [{ key: `${at.cluster} ${folder}`, what: () => nameIn(at, `reader of ${folder}`), at }];
        }),
      ),
    ),
};

/** A project has one declaration. */
export const oneProjectPerName: FleetPolicy = {
  ...FLEET_ERROR,
  id: 'one-project-per-name',
  title: 'No AppProject is declared twice in one instance',
  doc:
    'a project is what confines its applications: of two declarations the one that syncs last is in force, so nobody ' +
    'reviews what holds: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  check: (fleet) =>
    repeated(
      projectsOf(fleet).map(({ at, name }) => ({
        key: `${at.cluster} ${name}`,
        what: () => nameIn(at, `AppProject ${name}`),
        at,
      })),
    ),
};

/** One remark for each claim after the first, naming both places. */
function repeated(claims: readonly Claim[]): readonly Remark[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const owner = first.get(claim.key);
    if (owner === undefined) first.set(claim.key, claim);
    if (owner === undefined) return [];
    return [
      {
        at: claim.at,
        found: `${claim.what()} is also declared in ${placeText(owner.at)}`,
        expected: 'one owner: declare it in one place, or give one of the two another name',
      },
    ];
  });
}

function placeText(at: Remark['at']): string {
  return at.constructPath === undefined ? at.file : `${at.file} [${at.constructPath}]`;
}

function objectClaim(at: InventoryObject, fleet: Inventory): Claim {
  const { object } = at;
  const { name } = object.metadata;
  const group = groupOf(object);
  const namespace = isClusterScoped({ group, kind: object.kind }) ? '' : namespaceOf(at, fleet);
  const shown = (): string => {
    const parts = [
      object.kind,
      ...(group === '' ? [] : [`(${group})`]),
      namespace === '' ? name : `${namespace}/${name}`,
    ];
    return nameIn(at, parts.join(' '));
  };
  return { key: `${at.cluster} ${group}/${object.kind}/${namespace}/${name}`, what: shown, at };
}

/**
 * The namespace that an object lands in. One that names none lands in its application's; where no Application is known
 * the folder stands for it, since folders of a foreign tree may go to different namespaces.
 */
function namespaceOf(at: InventoryObject, fleet: Inventory): string {
  const own = at.object.metadata.namespace;
  if (own !== undefined) return own;
  const folder = folderPathOf(at);
  const reader = readersOf(fleet).get(folder);
  return textAt(fieldsAt(reader?.spec, 'destination'), 'namespace') ?? `<namespace of ${folder}>`;
}

/** Kinds with a policy of their own, so that one mistake is reported once. */
function hasOwnPolicy(at: InventoryObject): boolean {
  const { object } = at;
  return isCrd(at) || isNamespace(at) || isArgo(object, 'Application') || isArgo(object, 'AppProject');
}

function isCrd({ object }: InventoryObject): boolean {
  return object.kind === 'CustomResourceDefinition';
}

function isNamespace({ object }: InventoryObject): boolean {
  return object.kind === 'Namespace' && groupOf(object) === '';
}

function crdClaim(at: Remark['at'], name: string): Claim {
  return { key: `${at.cluster} ${name}`, what: () => nameIn(at, `CustomResourceDefinition ${name}`), at };
}

function nameIn(at: Remark['at'], what: string): string {
  return at.cluster === '' ? what : `${what} on ${at.cluster}`;
}
