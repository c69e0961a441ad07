import type { Kubectl, Subject } from './kubectl';

/**
 * One thing that somebody may or may not do, as a row of a table: `<verb> <resource> [<name>] [in <namespace>]`, where the
 * resource carries its group and subresource: `patch statefulsets.apps/scale web3signer in hoodi-0-signer`. Without a name
 * it is about any object, without a namespace about all of them.
 */
export type Row = string;

/**
 * The rows that the API server lets a subject do, by SubjectAccessReviews: `toEqual(rows)` for what he may, `toEqual([])`
 * for what he may not, and the difference names the rows that are wrong. Admission is not asked.
 *
 * @throws when a row names a verb or resource that the API server does not know, which would be refused for nothing
 */
export function allowedOf(kubectl: Kubectl, { user, groups }: Subject, rows: readonly Row[]): readonly Row[] {
  const reviews = rows.map((row) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user, groups, resourceAttributes: attributesOf(kubectl, row) },
  }));
  const args = ['create', '-f', '-', '-o', 'jsonpath={.status.allowed}{"\\n"}'];
  const answers = kubectl.run(args, { objects: reviews }).trim().split('\n');
  if (answers.length !== rows.length) throw new Error(`${rows.length} questions, ${answers.length} answers`);
  return rows.filter((_, i) => answers[i] === 'true');
}

const ROW = /^(\w+) ([a-z]+)(?:\.([a-z0-9.-]+))?(?:\/([a-z]+))?(?: (?!in )(\S+))?(?: in (\S+))?$/;

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

function attributesOf(kubectl: Kubectl, row: Row): object {
  const [, verb = '', resource = '', group = '', subresource, name, namespace] = ROW.exec(row) ?? [];
  const path = subresource === undefined ? resource : `${resource}/${subresource}`;
  // Verbs that no request carries are about resources that nobody serves.
  if (!['impersonate', 'bind', 'escalate'].includes(verb)) {
    if (!VERBS.includes(verb)) throw new Error(`'${row}' must begin with one of ${VERBS.join(', ')}`);
    if (!served(kubectl, group).has(path)) throw new Error(`'${row}' must name a resource that is served`);
  }
  return { verb, group, resource, subresource, name, namespace };
}

const known = new WeakMap<Kubectl, Map<string, ReadonlySet<string>>>();

function served(kubectl: Kubectl, group: string): ReadonlySet<string> {
  const groups = known.get(kubectl) ?? new Map<string, ReadonlySet<string>>();
  known.set(kubectl, groups);
  const found = groups.get(group) ?? new Set(resourcesOf(kubectl, group));
  groups.set(group, found);
  return found;
}

function resourcesOf(kubectl: Kubectl, group: string): readonly string[] {
  const read = (path: string): unknown => JSON.parse(kubectl.run(['get', '--raw', path]));
  const version = group === '' ? undefined : (read(`/apis/${group}`) as ApiGroup).preferredVersion.groupVersion;
  const { resources } = read(version === undefined ? '/api/v1' : `/apis/${version}`) as ApiResources;
  return resources.map(({ name }) => name);
}

interface ApiGroup {
  readonly preferredVersion: { readonly groupVersion: string };
}

interface ApiResources {
  readonly resources: readonly { readonly name: string }[];
}
