import type { Finding, RootName } from '../../../lib';
import type { InvariantId } from '../invariants';
import type { Attempt, Column } from './attempt';
import { DANGERS, type Danger } from './dangers';

/** A column of one attempt for each danger. */
export function eachDanger(attempt: (danger: Danger, id: InvariantId) => Attempt): Column {
  const cells = Object.entries(DANGERS).map(([id, danger]) => [id, [attempt(danger, id as InvariantId)]] as const);
  // Has an entry for each invariant, since DANGERS has.
  return Object.fromEntries(cells) as unknown as Column;
}

/** Runs once for each danger, however often it is asked. */
export function oncePerDanger(run: (danger: Danger) => readonly Finding[]): (danger: Danger) => readonly Finding[] {
  const known = new Map<Danger, readonly Finding[]>();
  return (danger) => {
    const findings = known.get(danger) ?? run(danger);
    known.set(danger, findings);
    return findings;
  };
}

/** The root that renders what is tampered with. */
export function rootOf({ tampering: { edits = {}, adds = {} } }: Danger): RootName {
  const [file = ''] = Object.keys({ ...edits, ...adds });
  return file.split('/').slice(0, 2).join('.') as RootName;
}
