import { ATTEMPTS, breach, MEANS, outOfReach } from './attempts/matrix';
import { removeTree } from './attempts/trees';
import { isWaivable, WAIVABLE } from './attempts/waivers';
import { INVARIANTS } from './invariants';

/* Every means against every invariant; what got through is printed, or how many did not. */

jest.setTimeout(1_800_000);

afterAll(removeTree);

test('nothing gets through', () => {
  const through = ATTEMPTS.flatMap((placed) => breach(placed) ?? []);
  const matrix = `${INVARIANTS.length} invariants × ${Object.keys(MEANS).length} means`;
  const refused = through.length === 0 ? 'all refused' : `${through.length} NOT refused`;
  process.stdout.write(
    `${matrix}: ${ATTEMPTS.length} attempts, ${refused}; ${outOfReach().length} cells out of reach\n`,
  );
  expect(through).toEqual([]);
});

test('security may accept the breach of these, and of no other', () => {
  expect(INVARIANTS.map(({ id }) => id).filter(isWaivable)).toEqual(WAIVABLE);
});
