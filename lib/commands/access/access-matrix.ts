import { grouped } from '../../model/grouped';
import type { Topology } from '../../model/topology';
import { applicationsOf, type ApplicationView } from '../../policies/applications/applications-of';
import { oncePer } from '../../policies/once-per';
import type { Inventory } from '../../render/inventory';
import { tryFindCodeOwnerRule, type CodeOwnerRule } from '../code-owners';
import {
  partiesIn,
  partiesOf,
  PERSONAS,
  type AccessParties,
  type AccessRoot,
  type PersonaName,
} from './access-parties';
import type { AccessRule, Answer } from './access-rule';
import { namedSubjects, personaOn, type AccessSubject } from './access-subject';
import { applicationAccess, APPLICATION_VERBS, type AccessReading } from './application-access';
import { readArgoRbac } from './argo-rbac';
import { readKubernetesRbac } from './kubernetes-rbac';

const { read, ...later } = APPLICATION_VERBS;

/** What can be done to a root, in the order of the matrix. Proposals and approvals happen in Git. */
export const VERBS = {
  read,
  propose: "own the root's sources, and propose a change of them",
  approve: "own the root's releases, and approve one",
  ...later,
} as const;

/** One of {@link VERBS}. */
export type Verb = keyof typeof VERBS;

/** A rule, and the Applications of the root of which it decides; none for what happens in Git. */
export interface AppliedRule extends AccessRule {
  readonly applications: readonly string[];
}

/** One cell of the matrix: what a subject may do to a root. */
export interface AccessCell {
  readonly verb: Verb;

  /** Of how many of the root's Applications it holds; `nothing` where there is nothing to do it to. */
  readonly reach: 'all' | 'some' | 'none' | 'nothing';

  /** Rules that grant it; with a refusal, those that would. */
  readonly grants: readonly AppliedRule[];

  /** What refuses a grant. */
  readonly refusals: readonly AppliedRule[];

  /** What refuses it at times, such as a sync window. */
  readonly limits: readonly AppliedRule[];
}

/** One row: a subject before a root. */
export interface AccessRow {
  readonly subject: string;
  readonly kind: AccessSubject['kind'];
  readonly groups: readonly string[];
  readonly cells: readonly AccessCell[];
}

/** The permissions on one root. */
export interface RootAccess {
  readonly root: string;

  /** Names of its Applications. */
  readonly applications: readonly string[];
  readonly rows: readonly AccessRow[];
}

/**
 * Reads an inventory for questions about the people of a topology.
 *
 * @throws when a line of Argo CD's RBAC cannot be read
 */
export function readAccess(inventory: Inventory, topology: Topology): Promise<AccessReading> {
  return readingOf(inventory, partiesOf(topology));
}

/**
 * Reads an inventory for questions about the people whom its own objects name.
 *
 * @param owners the lines of CODEOWNERS beside it, if there is one
 * @throws when a line of Argo CD's RBAC cannot be read
 */
export function readAccessOfTree(inventory: Inventory, owners?: readonly CodeOwnerRule[]): Promise<AccessReading> {
  return readingOf(inventory, partiesIn(inventory, owners));
}

async function readingOf(inventory: Inventory, parties: AccessParties): Promise<AccessReading> {
  const clusters = [...parties.instances.keys()];
  return {
    inventory,
    parties,
    argo: await readArgoRbac(inventory, clusters),
    kubernetes: new Map(clusters.map((cluster) => [cluster, readKubernetesRbac(inventory, cluster)])),
  };
}

/**
 * Who may do what to which root, through Argo CD, through Kubernetes or in Git, by the rules of the rendered objects and
 * of CODEOWNERS.
 *
 * Each root has a row for each persona, and one for every other group, user, account or ServiceAccount to which a rule
 * grants anything. What a person may do is the union over his groups.
 */
export function accessMatrix(reading: AccessReading): readonly RootAccess[] {
  const { parties } = reading;
  return parties.roots.map((root) => {
    const personas = (Object.keys(PERSONAS) as PersonaName[]).map((name) => personaOn(parties, root, name));
    const shown = new Set(personas.flatMap(({ groups }) => groups));
    const others = subjectsOn(reading, root.cluster).filter(({ kind, name }) => kind !== 'group' || !shown.has(name));
    return {
      root: root.name,
      applications: applicationsOn(reading.inventory, root.name).map(({ name }) => name),
      rows: [
        ...personas.map((subject) => rowOf(reading, root, subject)),
        ...others
          .map((subject) => rowOf(reading, root, subject))
          .filter(({ cells }) => cells.some(({ grants }) => grants.length > 0)),
      ],
    };
  });
}

/** Everybody who is named on a cluster. */
export function subjectsOn(
  { inventory, parties, kubernetes }: AccessReading,
  cluster: string,
): readonly AccessSubject[] {
  const rbac = kubernetes.get(cluster);
  return rbac === undefined ? [] : namedSubjects(inventory, parties, cluster, rbac);
}

/** The cell of a subject and a verb, for all Applications of a root or those named. */
export function accessCell(
  reading: AccessReading,
  root: AccessRoot,
  subject: AccessSubject,
  verb: Verb,
  applications: readonly ApplicationView[] = applicationsOn(reading.inventory, root.name),
): AccessCell {
  if (verb === 'propose' || verb === 'approve') return gitCell(reading.parties, root, subject, verb);
  const answers = applications.flatMap((application) => {
    const answer = applicationAccess(reading, application, subject, verb);
    return answer === undefined ? [] : [{ application, answer }];
  });
  const allowed = answers.filter(({ answer }) => answer.allowed);
  // Beside a grant that holds, one that is refused elsewhere tells nothing.
  const told = allowed.length > 0 ? allowed : answers;
  const partial = allowed.length > 0 && allowed.length < answers.length;
  return {
    verb,
    reach: answers.length === 0 ? 'nothing' : allowed.length === 0 ? 'none' : partial ? 'some' : 'all',
    grants: applied(told, 'grants'),
    refusals: applied(told, 'refusals'),
    limits: applied(told, 'limits'),
  };
}

/** The Applications that stand in a root. */
export const applicationsOn = (inventory: Inventory, root: string): readonly ApplicationView[] =>
  byRoot(inventory).get(root) ?? [];

const byRoot: (inventory: Inventory) => ReadonlyMap<string, readonly ApplicationView[]> = oncePer((inventory) =>
  grouped(applicationsOf(inventory), ({ at }) => at.root),
);

function rowOf(reading: AccessReading, root: AccessRoot, subject: AccessSubject): AccessRow {
  const cells = (Object.keys(VERBS) as Verb[]).map((verb) => accessCell(reading, root, subject, verb));
  return { subject: subject.name, kind: subject.kind, groups: subject.groups, cells };
}

function gitCell(
  { owners: rules = [] }: AccessParties,
  { name }: AccessRoot,
  { groups }: AccessSubject,
  verb: 'propose' | 'approve',
): AccessCell {
  const plane = name.slice(0, name.indexOf('.'));
  const source = plane === 'bootstrap' ? 'apps/topology.ts' : `apps/${plane}.ts`;
  const path = verb === 'approve' ? `apps/releases/${name}.json` : source;
  const rule = tryFindCodeOwnerRule(rules, path);
  const owns = rule !== undefined && rule.owners.some((owner) => groups.includes(owner));
  return {
    verb,
    reach: owns ? 'all' : 'none',
    grants: owns
      ? [{ text: `${rule.pattern} ${rule.owners.join(' ')}`, file: '.github/CODEOWNERS', applications: [] }]
      : [],
    refusals: [],
    limits: [],
  };
}

/** Each rule once, with all Applications that it decides of. */
function applied(
  answers: readonly { readonly application: ApplicationView; readonly answer: Answer }[],
  side: 'grants' | 'refusals' | 'limits',
): AppliedRule[] {
  const rules = new Map<string, AccessRule & { readonly applications: Set<string> }>();
  for (const { application, answer } of answers) {
    for (const { text, file } of answer[side]) {
      const key = `${file}\n${text}`;
      const known = rules.get(key) ?? { text, file, applications: new Set<string>() };
      known.applications.add(application.name);
      rules.set(key, known);
    }
  }
  return [...rules.values()].map((rule) => ({ ...rule, applications: [...rule.applications].sort() }));
}
