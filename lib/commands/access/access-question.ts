import { nearestName } from '../../model/nearest-name';
import type { Inventory } from '../../render/inventory';
import { accessCell, applicationsOn, subjectsOn, VERBS, type AccessCell, type Verb } from './access-matrix';
import { PERSONAS, type AccessRoot, type PersonaName } from './access-parties';
import { personaOn, type AccessSubject } from './access-subject';
import type { AccessReading } from './application-access';

/** A yes or no about access, with why. */
export interface AccessAnswer extends Omit<AccessCell, 'verb' | 'reach'> {
  readonly subject: string;
  readonly verb: Verb;

  /** A root, or `<root>/<application>`. */
  readonly what: string;

  /** Whether it holds of the application; of a root, whether it holds of every one of its Applications. */
  readonly allowed: boolean;

  /** One sentence that says why. */
  readonly why: string;
}

/**
 * Answers whether a persona, group, account, user or `system:serviceaccount:<namespace>:<name>` may do something.
 *
 * @param what a root, or `<root>/<application>`
 * @throws when the verb, the root, the application or the subject is not known
 */
export function accessQuestion(
  reading: AccessReading,
  subjectName: string,
  verbName: string,
  what: string,
): AccessAnswer {
  const { inventory, parties } = reading;
  const verb = knownName('verb', verbName, Object.keys(VERBS)) as Verb;
  const [rootName, application] = splitOnce(what);
  const { roots } = parties;
  knownName(
    'root',
    rootName,
    roots.map(({ name }) => name),
  );
  const root = roots.find(({ name }) => name === rootName) as AccessRoot;
  const subject = subjectOf(reading, root, subjectName);
  const cell = accessCell(reading, root, subject, verb, candidates(inventory, root, application));
  const { grants, refusals, limits } = cell;
  const why = whyOf(cell, subject);
  return { subject: subjectName, verb, what, allowed: cell.reach === 'all', why, grants, refusals, limits };
}

function candidates(inventory: Inventory, root: AccessRoot, application: string | undefined) {
  const all = applicationsOn(inventory, root.name);
  if (application === undefined) return all;
  const names = all.map(({ name }) => name);
  knownName(`application of ${root.name}`, application, names);
  return all.filter(({ name }) => name === application);
}

function subjectOf(reading: AccessReading, root: AccessRoot, name: string): AccessSubject {
  const named = subjectsOn(reading, root.cluster);
  const elsewhere = reading.parties.roots.flatMap(({ cluster }) => subjectsOn(reading, cluster));
  const personas = Object.keys(PERSONAS);
  knownName('subject', name, [...personas, ...elsewhere.map((subject) => subject.name)]);
  if (personas.includes(name)) return personaOn(reading.parties, root, name as PersonaName);
  // Who is named on another cluster only may still be a member of what is named here.
  return [...named, ...elsewhere].find((subject) => subject.name === name) as AccessSubject;
}

function whyOf({ reach, grants, refusals, verb }: AccessCell, { name, groups }: AccessSubject): string {
  if (reach === 'all') return 'granted by';
  if (reach === 'nothing') return `there is nothing to ${verb}`;
  if (reach === 'some') {
    const reached = new Set(grants.flatMap((rule) => rule.applications));
    return `only of ${[...reached].join(', ')}, granted by`;
  }
  if (refusals.length > 0) return `refused in spite of ${grants.map(({ text }) => `'${text}'`).join(', ')} by`;
  return `no rule grants it to ${groups.length > 0 ? groups.join(', ') : name}`;
}

function splitOnce(what: string): [string, string | undefined] {
  const slash = what.indexOf('/');
  return slash < 0 ? [what, undefined] : [what.slice(0, slash), what.slice(slash + 1)];
}

function knownName(word: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const near = nearestName(name, known);
  const choices = near === undefined ? [...new Set(known)].join(', ') : `'${near}', or another one that exists`;
  throw new Error(`--can: the ${word} must be one of ${choices}, got '${name}'`);
}
