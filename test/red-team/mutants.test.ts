import fc from 'fast-check';
import { EXAMPLE, findingsIn } from './example';
import { HARMLESS, reordered } from './harmless';
import { DANGEROUS, mutant, survivors, type Mutant } from './mutants';
import type { Operator } from './operators';

/*
 * The example's tree, tampered with: whatever is dangerous must be found, whatever is harmless must not. Each operator
 * is tried here in each of its ways; `npm run test:red-team` tries all of them in every object.
 */

test('the tree that is tampered with has no finding', () => {
  expect(findingsIn(EXAMPLE)).toEqual([]);
});

test.each([...DANGEROUS, ...HARMLESS].map((operator) => [operator.name, operator] as const))(
  'there is something to try: %s',
  (_, { on }) => {
    expect(on.length).toBeGreaterThan(0);
  },
);

/** Each way of an operator, in an object that fast-check picks. */
function sampled(operators: readonly Operator[], seed: number): Mutant[] {
  return operators.flatMap((operator) =>
    Array.from({ length: operator.choices }, (_, choice) => {
      const tried = fc.sample(fc.constantFrom(...operator.on), { numRuns: 4, seed: seed + choice });
      return tried.map((at) => mutant(operator, choice, at)).find((made) => made !== undefined);
    }).filter((made) => made !== undefined),
  );
}

const SEED = 20_261_124;

test('every dangerous change is found', () => {
  const { tried, survived } = survivors(sampled(DANGEROUS, SEED));
  expect(survived).toEqual([]);
  expect(tried).toBeGreaterThan(100);
});

test('no harmless change gives a finding', () => {
  const found = sampled(HARMLESS, SEED).filter(({ tree }) => findingsIn(tree).length > 0);
  expect(found.map(({ name }) => name)).toEqual([]);
  fc.assert(
    fc.property(fc.nat(), (turn) => findingsIn(reordered(turn)).length === 0),
    { numRuns: 3, seed: SEED },
  );
});
