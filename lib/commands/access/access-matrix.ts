import type { Topology } from '../../model/topology';
import { applicationsOf, type ApplicationView } from '../../policies/applications-of';
import { textAt } from '../../policies/json-fields';
import { oncePer } from '../../policies/once-per';
import type { Inventory } from '../../render/inventory';
import { codeOwnerRules, tryFindCodeOwnerRule } from '../code-owners';
import type { AccessRule } from './access-rule';
import {
  accessRoots,
  namedSubjects,
  personaOn,
  PERSONAS,
  type AccessRoot,
  type AccessSubject,
  type PersonaName,
} from './access-subject';
import {
  applicationAccess,
  APPLICATION_VERBS,
  type AccessReading,
  type Answer,
  type ApplicationVerb,
} from './application-access';
import { readArgoRbac } from './argo-rbac';

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
  readonly rows: readonly AccessRow[];
}

/** Reads an inventory for questions about access. */
export async function readAccess(inventory: Inventory, topology: Topology): Promise<AccessReading> {
  const names = topology.clusters.map(({ name }) => name);
  return { inventory, topology, rbac: await readArgoRbac(inventory, names) };
}

/**
 * Who may do what to which root, by the rules of the rendered objects and of CODEOWNERS.
 *
 * Each root has a row for each persona, and one for every other group or account that may do anything to it. What a
 * person may do is the union over his groups. Sync windows and Kubernetes' own RBAC are not part of it.
 */
export function accessMatrix(reading: AccessReading): readonly RootAccess[] {
  const { inventory, topology } = reading;
  return accessRoots(topology).map((root) => {
    const personas = (Object.keys(PERSONAS) as PersonaName[]).map((name) => personaOn(topology, root, name));
    const shown = new Set(personas.flatMap(({ groups }) => groups));
    const others = namedSubjects(inventory, topology, root.cluster).filter(
      ({ kind, name }) => kind === 'account' || !shown.has(name),
    );
    return {
      root: root.name,
      rows: [
        ...personas.map((subject) => rowOf(reading, root, subject)),
        ...others.map((subject) => rowOf(reading, root, subject)).filter(({ cells }) => cells.some(isGranted)),
      ],
    };
  });
}

/** The cell of a subject and a verb, for all Applications of a root or those named. */
export function accessCell(
  reading: AccessReading,
  root: AccessRoot,
  subject: AccessSubject,
  verb: Verb,
  applications: readonly ApplicationView[] = applicationsOn(reading.inventory, root.name),
): AccessCell {
  if (verb === 'propose' || verb === 'approve') return gitCell(reading.topology, root, subject, verb);
  const answers = applications.flatMap((application) => {
    const answer = accessTo(reading, application, subject, verb);
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
  };
}

/** The Applications that stand in a root. */
export const applicationsOn = (inventory: Inventory, root: string): readonly ApplicationView[] =>
  byRoot(inventory).get(root) ?? [];

const byRoot: (inventory: Inventory) => ReadonlyMap<string, readonly ApplicationView[]> = oncePer((inventory) => {
  const found = new Map<string, ApplicationView[]>();
  for (const application of applicationsOf(inventory)) {
    const { root } = application.at;
    found.set(root, [...(found.get(root) ?? []), application]);
  }
  return found;
});

function rowOf(reading: AccessReading, root: AccessRoot, subject: AccessSubject): AccessRow {
  const cells = (Object.keys(VERBS) as Verb[]).map((verb) => accessCell(reading, root, subject, verb));
  return { subject: subject.name, kind: subject.kind, groups: subject.groups, cells };
}

function accessTo(
  reading: AccessReading,
  application: ApplicationView,
  subject: AccessSubject,
  verb: ApplicationVerb,
): Answer | undefined {
  const project = textAt(application.spec, 'project') ?? 'default';
  return applicationAccess(reading, application, subject.on(project), verb);
}

function gitCell(
  topology: Topology,
  { name }: AccessRoot,
  { groups }: AccessSubject,
  verb: 'propose' | 'approve',
): AccessCell {
  const plane = name.slice(0, name.indexOf('.'));
  const source = plane === 'bootstrap' ? 'apps/topology.ts' : `apps/${plane}.ts`;
  const path = verb === 'approve' ? `apps/releases/${name}.json` : source;
  const rule = tryFindCodeOwnerRule(codeOwnerRules(topology), path);
  const owns = rule !== undefined && rule.owners.some((owner) => groups.includes(owner));
  return {
    verb,
    reach: owns ? 'all' : 'none',
    grants: owns
      ? [{ text: `${rule.pattern} ${rule.owners.join(' ')}`, file: '.github/CODEOWNERS', applications: [] }]
      : [],
    refusals: [],
  };
}

function isGranted({ reach }: AccessCell): boolean {
  return reach === 'all' || reach === 'some';
}

/** Each rule once, with all Applications that it decides of. */
function applied(
  answers: readonly { readonly application: ApplicationView; readonly answer: Answer }[],
  side: 'grants' | 'refusals',
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
