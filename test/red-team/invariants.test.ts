import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RULEBOOK } from '../../lib/policies';
import { EXAMPLE } from './example';
import { INVARIANTS, type Hold } from './invariants';
import { invariantTable } from './invariant-table';
import { DANGEROUS } from './mutants';

const TOP = resolve(__dirname, '../..');
const HOLDS = INVARIANTS.flatMap(({ id, holds }) =>
  holds.map((hold) => [`${id} ${hold.level} ${hold.by}`, hold] as const),
);

test('there are 44, numbered through, each held by something that prevents or tells', () => {
  expect(INVARIANTS.map(({ id }) => Number(id.slice(2)))).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  expect(INVARIANTS.filter(({ holds }) => holds.every(({ level }) => level === 'R'))).toEqual([]);
});

test.each(HOLDS)('%s exists, and a living test shows it', (_, hold) => {
  expect(namesOf(hold)).toContain(hold.by);
  if ('operators' in hold) {
    const known = DANGEROUS.map(({ name }) => name);
    expect(hold.operators.length).toBeGreaterThan(0);
    for (const operator of hold.operators) expect(known).toContain(operator);
  }
  if (!('test' in hold)) return;
  const [file = '', ...sentence] = hold.test.split(': ');
  expect(existsSync(join(TOP, file))).toBe(true);
  const text = readFileSync(join(TOP, file), 'utf8');
  const at = text.indexOf(sentence.join(': '));
  expect(at).toBeGreaterThanOrEqual(0);
  expect(text.slice(Math.max(0, at - 200), at)).not.toMatch(/\.(skip|todo|failing)[.(]/);
});

test('every policy named with an operator finds it', () => {
  // Each operator is applied in mutants.test.ts; here it only has to be one that somebody holds.
  const held = new Set(HOLDS.flatMap(([, hold]) => ('operators' in hold ? hold.operators : [])));
  expect(held.size).toBeGreaterThan(30);
});

test('the table in the documentation is this one', () => {
  const readme = readFileSync(join(TOP, 'lib/policies/README.md'), 'utf8');
  expect(readme).toContain(invariantTable(INVARIANTS));
});

/** What the hold may be called, where that can be looked up. */
function namesOf(hold: Hold): readonly string[] {
  const names = (kind: string): string[] =>
    EXAMPLE.objects.filter(({ object }) => object.kind === kind).map(({ object }) => object.metadata.name);
  if (hold.level === 'A') return names('ValidatingAdmissionPolicy');
  if (hold.level === 'R')
    return [...JSON.stringify(EXAMPLE.objects).matchAll(/"alert":"(\w+)"/g)].map((match) => match[1] ?? '');
  if ('operators' in hold) return RULEBOOK.map(({ id }) => id);
  return [hold.by];
}
