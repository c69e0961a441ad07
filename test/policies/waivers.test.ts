import type { Waiver } from '../../lib/model/waiver';
import { errorsOf } from '../../lib/policies/engine';
import type { ChangePolicy, Finding, ObjectPolicy } from '../../lib/policies/policy';
import { waived, waiverFindings, type WaiverRun } from '../../lib/policies/waivers';

const facts = { title: 'A policy of this test', level: 'error', doc: 'because', check: () => [] } as const;
const mild: ObjectPolicy = { ...facts, id: 'mild', scope: 'object' };
const strict: ObjectPolicy = { ...facts, id: 'strict', scope: 'object', absolute: true };
const later: ChangePolicy = { ...facts, id: 'later', scope: 'change' };

const FINDING: Finding = {
  policy: 'mild',
  level: 'error',
  view: 'rendered',
  file: 'chain/testnet/a/x.yaml',
  object: 'ConfigMap a/x',
  constructPath: 'chain/testnet/a/content/x',
  found: 'something',
  expected: 'nothing',
  why: 'because',
};

const WAIVER: Waiver = {
  policy: 'mild',
  file: FINDING.file,
  reason: 'a reason of this test',
  owner: 'fp-security',
  expires: '2026-06-15',
  where: 'apps/waivers.json:4',
};

function run(waivers: readonly Waiver[], change: Partial<WaiverRun> = {}): WaiverRun {
  return { waivers, policies: [mild, strict, later], today: '2026-06-15', expired: 'fail', ...change };
}

/** Whether the finding of the test is waived. */
function isWaived(waiver: Partial<Waiver>, change: Partial<WaiverRun> = {}, finding: Partial<Finding> = {}): boolean {
  const [only] = waived([{ ...FINDING, ...finding }], run([{ ...WAIVER, ...waiver }], change));
  return only?.waived !== undefined;
}

test('a waived finding is still there, with who took it upon them, and stops nothing', () => {
  const findings = waived([FINDING, { ...FINDING, file: 'other.yaml' }], run([WAIVER]));
  expect(findings.map((finding) => finding.waived)).toEqual([
    { reason: WAIVER.reason, owner: 'fp-security', expires: '2026-06-15', where: 'apps/waivers.json:4' },
    undefined,
  ]);
  expect(errorsOf(findings).map(({ file }) => file)).toEqual(['other.yaml']);
});

test('a waiver is about exactly one place', () => {
  expect(isWaived({})).toBe(true);
  expect(isWaived({ file: undefined, construct: FINDING.constructPath })).toBe(true);
  expect(isWaived({ object: FINDING.object })).toBe(true);
  for (const other of [
    { file: 'chain/testnet/a' },
    { file: undefined },
    { file: undefined, construct: 'chain/testnet/a/content' },
    { object: 'ConfigMap a/y' },
    { construct: 'elsewhere' },
    { policy: 'later' },
  ]) {
    expect(isWaived(other)).toBe(false);
  }
});

test('it holds in both views, until the end of its last day', () => {
  expect(isWaived({}, {}, { view: 'released' })).toBe(true);
  expect(isWaived({}, { today: '2026-06-15' })).toBe(true);
  expect(isWaived({}, { today: '2026-06-16' })).toBe(false);
  expect(isWaived({}, { today: '2026-06-16', expired: 'warn' })).toBe(true);
});

test('an absolute policy takes none, and says so', () => {
  expect(isWaived({ policy: 'strict' }, {}, { policy: 'strict' })).toBe(false);
  const strictly = [{ ...WAIVER, policy: 'strict' }];
  expect(waiverFindings([{ ...FINDING, policy: 'strict' }], run(strictly), false)).toEqual([
    {
      policy: 'waiver-refused',
      level: 'error',
      view: 'rendered',
      file: 'apps/waivers.json:4',
      found: 'a waiver of strict, which takes none',
      expected: 'what the policy asks for: it protects keys, or what everybody else relies on',
      why: 'a waiver is a risk that fp-security took for a while and for one thing: a reason of this test',
    },
  ]);
});

test('one that ended is an error where it counts no more, and a warning where it still does', () => {
  const found = (expired: WaiverRun['expired']): readonly unknown[] =>
    waiverFindings([FINDING], run([WAIVER], { today: '2026-07-01', expired }), false).map((f) => [
      f.policy,
      f.level,
      f.found,
    ]);
  expect(found('fail')).toEqual([['waiver-expired', 'error', 'a waiver of mild that ended on 2026-06-15']]);
  expect(found('warn')).toEqual([['waiver-expired', 'warning', 'a waiver of mild that ended on 2026-06-15']]);
});

test('one of nothing, or of no policy, is a warning', () => {
  const found = (waiver: Waiver, changes = false): readonly unknown[] =>
    waiverFindings([FINDING], run([waiver]), changes).map((finding) => [finding.policy, finding.level, finding.found]);
  expect(found(WAIVER)).toEqual([]);
  expect(found({ ...WAIVER, file: 'gone.yaml' })).toEqual([
    ['waiver-stale', 'warning', 'a waiver of mild for which there is no finding'],
  ]);
  expect(found({ ...WAIVER, policy: 'mil' })).toEqual([
    ['waiver-stale', 'warning', 'policy mil, which does not exist (nearest: mild)'],
  ]);
});

test('one of a change is of nothing only where changes are judged', () => {
  const of = (changes: boolean): number => waiverFindings([], run([{ ...WAIVER, policy: 'later' }]), changes).length;
  expect([of(false), of(true)]).toEqual([0, 1]);
});
