import { errorsOf, objectPatch, RULEBOOK, type Finding } from '../../lib';
import { waived, waiverFindings } from '../../lib/policies/waivers';
import { INVARIANTS } from './invariants';
import { ATTEMPTS, breach, MEANS, outOfReach, type Means, type Placed } from './attempts/matrix';
import { judgedChange, judged } from './attempts/judged';
import { removeTree } from './attempts/trees';

/*
 * A red team: what somebody tries through the public API to have a key sign twice or get lost. This runs what a moment
 * suffices for, and a sample of the rest; `npm run test:red-team` runs all of it.
 */

/** Means whose attempts are mostly refused while the constructs are made. */
const QUICK: readonly Means[] = ['props', 'overlays'];

/** Of each other means, every tenth invariant, each means beginning with another one. */
function isSampled({ means, id }: Placed): boolean {
  const turn = 2 * (Object.keys(MEANS).indexOf(means) - QUICK.length);
  return QUICK.includes(means) || INVARIANTS.findIndex((invariant) => invariant.id === id) % 10 === turn;
}

afterAll(removeTree);

test('the fleet of the attempts has no finding', () => {
  expect(judgedChange({})).toEqual([]);
});

test.each(Object.keys(MEANS))('whatever is tried by %s is refused', (means) => {
  const tried = ATTEMPTS.filter((placed) => placed.means === means && isSampled(placed));
  expect(tried.length).toBeGreaterThan(3);
  expect(tried.flatMap((placed) => breach(placed) ?? [])).toEqual([]);
});

test('every invariant is tried by most means, and each that cannot reach it says why', () => {
  for (const reason of outOfReach()) expect(reason).toMatch(/: .{20,}$/);
  const sampled = ATTEMPTS.filter(isSampled).length;
  process.stdout.write(
    `${INVARIANTS.length} invariants × ${Object.keys(MEANS).length} means: ${sampled} of ${ATTEMPTS.length} attempts ` +
      `tried here; ${outOfReach().length} cells out of reach\n`,
  );
  for (const { id } of INVARIANTS) {
    expect(new Set(ATTEMPTS.filter((placed) => placed.id === id).map(({ means }) => means)).size).toBeGreaterThan(2);
  }
});

test('a patch that changes nothing that matters is not found', () => {
  const patch = objectPatch('signer', 'StatefulSet', 'web3signer', 'logs are read by a program', {
    spec: {
      template: { spec: { containers: [{ name: 'web3signer', env: [{ name: 'LOG_FORMAT', value: 'json' }] }] } },
    },
  });
  expect(judged({ 'hoodi-0': { patches: [patch] } })).toEqual([]);
});

test.each(RULEBOOK.filter(({ absolute }) => absolute === true).map(({ id }) => id))(
  'no waiver of %s counts',
  (policy) => {
    const finding: Finding = {
      policy,
      level: 'error',
      view: 'rendered',
      file: 'chain/testnet/a/x.yaml',
      found: 'something',
      expected: 'nothing',
      why: 'it slashes',
    };
    const waiver = { policy, file: finding.file, reason: 'r', owner: 'o', expires: '2030-01-01', where: 'waivers' };
    const run = { waivers: [waiver], policies: RULEBOOK, today: '2026-01-01', expired: 'warn' } as const;
    expect(errorsOf(waived([finding], run))).toHaveLength(1);
    expect(errorsOf(waiverFindings([finding], run, true))).toHaveLength(1);
  },
);
