import { GUARD_RIGHTS, guardRule, guardRuleProblems, WATCHED, type RoleRule } from '../../lib/model/guard-right';

const pods = (verbs: readonly string[], more: Partial<RoleRule> = {}): RoleRule => ({
  apiGroups: [''],
  resources: ['pods'],
  verbs,
  resourceNames: ['geth-0'],
  ...more,
});

test.each(Object.keys(GUARD_RIGHTS) as (keyof typeof GUARD_RIGHTS)[])('the rule of %s is narrow enough', (action) => {
  expect(guardRuleProblems(guardRule(action, ['geth-0']))).toEqual([]);
});

test('the watchdog reads without names, and less than all of it is narrower still', () => {
  expect(WATCHED.flatMap(guardRuleProblems)).toEqual([]);
  expect(guardRuleProblems({ apiGroups: [''], resources: ['pods'], verbs: ['list'] })).toEqual([]);
});

test.each([
  ['create', "'create' cannot be limited to objects by name: render the object in Git and let a person sync it"],
  ['deletecollection', "'deletecollection' cannot be limited to objects by name: delete the one object by its name"],
])('%s is refused with what to do instead', (verb, problem) => {
  expect(guardRuleProblems(pods(['get', verb]))).toEqual([problem]);
});

test.each(['list', 'watch'])('%s beyond what the watchdog reads is refused with what to do instead', (verb) => {
  expect(guardRuleProblems(pods([verb], { resources: ['secrets'] }))).toEqual([
    `'${verb}' cannot be limited to objects by name: get the object by its name, or use the read-only watchdog`,
  ]);
});

test('a right that no action needs is refused, naming the actions', () => {
  expect(guardRuleProblems(pods(['patch']))).toEqual([
    "no action of a guard needs 'patch' on 'pods': ask for one of restart, pause-signer, fence-network, expand-volume, refresh-secret, watchdog",
  ]);
  const scale = { apiGroups: ['apps'], resources: ['statefulsets', 'statefulsets/scale'] };
  expect(guardRuleProblems(pods(['patch'], scale))).toEqual([expect.stringContaining("'patch' on 'statefulsets'")]);
  expect(guardRuleProblems(pods(['*'], { resources: ['*'] }))).toEqual([expect.stringContaining("'*' on '*'")]);
});

test('a right on every object is refused', () => {
  const problem = ["it holds for every object: name the objects in 'resourceNames'"];
  expect(guardRuleProblems(pods(['delete'], { resourceNames: [] }))).toEqual(problem);
  expect(guardRuleProblems(pods(['delete'], { resourceNames: undefined }))).toEqual(problem);
});
