import { ApiObject } from 'cdk8s';
import { propProblem } from '../../model/errors';
import { KIND } from '../../model/kind';
import type { SyncPolicy } from '../../model/sync-policy';
import { WAVES, type Wave } from '../../model/wave';
import type { ArgoApplication } from '../argo-application';

/** What makes an application ready: itself, or somebody who initialises, unseals or approves something first. */
export type Ready = 'by-itself' | 'by-a-person';

/** An application of a wave, and what it needs. */
export interface WaveMember {
  readonly application: ArgoApplication;

  /** Steps after the first applications of its wave, 0 to `LAST_STEP`. */
  readonly step: number;
  readonly after: readonly string[];
  readonly secretsFrom?: string;
}

/** The waves' numbers are ten apart, which leaves each of them ten steps. */
export const LAST_STEP = 9;

const LAST: Wave | undefined = WAVES.at(-1);

/** An application that asks to be let into a wave. */
interface Candidate {
  readonly wave: Wave;
  readonly sync: SyncPolicy;
  readonly ready: Ready;
  readonly step: number;
}

/**
 * Why an application may not stand in a wave: something that stays unready until a person acts blocks its root for
 * ever, since a running operation has no timeout and no newer commit is applied while it runs (seen with 3.5.1).
 */
export function admissionProblems(where: string, { wave, sync, ready, step }: Candidate): string[] {
  const problems: string[] = [];
  if (step > LAST_STEP) problems.push(propProblem(where, 'after', `a chain of at most ${LAST_STEP} in one wave`, step));
  if (wave === LAST) return problems;
  if (sync.mode === 'gated') {
    problems.push(propProblem(where, 'sync', `automated() in every wave but '${LAST}'`, `gated() in wave '${wave}'`));
  }
  if (ready === 'by-a-person') {
    problems.push(propProblem(where, 'ready', `by-itself in every wave but '${LAST}'`, `${ready} in wave '${wave}'`));
  }
  return problems;
}

/** A member with where it stands. */
interface Placed extends WaveMember {
  readonly wave: Wave;
}

/** What is wrong with the waves once everything is declared: needs that nothing in front of an application meets. */
export function waveProblems(
  waves: readonly { readonly name: Wave; readonly members: readonly WaveMember[] }[],
): string[] {
  const placed: Placed[] = waves.flatMap((wave) => wave.members.map((member) => ({ ...member, wave: wave.name })));
  const byName = new Map(placed.map((member) => [member.application.name, member]));
  return placed.flatMap((member) => [
    ...member.after.flatMap((name) => orderProblem(member, name, byName.get(name))),
    ...secretProblem(member, byName),
  ]);
}

function orderProblem(member: Placed, name: string, needed: Placed | undefined): string[] {
  if (needed !== undefined && isBefore(needed, member)) return [];
  const mustBe = `applications of waves before '${member.wave}', or added to it before this one and ready by themselves`;
  return [propProblem(member.application, 'after', mustBe, placeText(name, needed))];
}

function isBefore(needed: Placed, member: Placed): boolean {
  const waves = WAVES.indexOf(needed.wave) - WAVES.indexOf(member.wave);
  return waves < 0 || (waves === 0 && needed.step < member.step && needed.step < LAST_STEP);
}

/** Until its secrets can be delivered its pods wait for a Secret, and the wave waits for its pods. */
function secretProblem(member: Placed, byName: ReadonlyMap<string, Placed>): string[] {
  const { application, secretsFrom: name, wave } = member;
  if (name === undefined) {
    if (!holdsExternalSecret(application)) return [];
    const mustBe = 'the application that its secrets come from, since it holds an ExternalSecret';
    return [propProblem(application, 'secretsFrom', mustBe, undefined)];
  }
  const source = byName.get(name);
  if (source !== undefined && WAVES.indexOf(source.wave) < WAVES.indexOf(wave)) return [];
  return [
    propProblem(application, 'secretsFrom', `an application of a wave before '${wave}'`, placeText(name, source)),
  ];
}

function holdsExternalSecret({ content }: ArgoApplication): boolean {
  return content.node
    .findAll()
    .some((object) => ApiObject.isApiObject(object) && object.kind === KIND.externalSecret.kind);
}

function placeText(name: string, at: Placed | undefined): string {
  return at === undefined ? `${name}, which no wave has` : `${name} of wave ${at.wave}`;
}
