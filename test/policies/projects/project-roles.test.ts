import { gatedProjectRights, gatedProjectWindow, projectRoleLines } from '../../../lib/policies/projects/project-roles';
import { application, found, foundIn, project, type Tree } from '../tree';

const role = (line: string, groups: string[] = ['fp-operators']): object => ({
  name: 'operator',
  policies: [line],
  groups,
});
const line = (resource: string, action: string, object = 'platform/*', effect = 'allow'): string =>
  `p, proj:platform:operator, ${resource}, ${action}, ${object}, ${effect}`;

describe('project-role-lines', () => {
  const judged = (text: string): number =>
    foundIn(projectRoleLines, project('platform', { roles: [role(text)] })).length;

  test.each([
    line('applications', 'get'),
    line('applications', 'sync', 'platform/argocd-service/web'),
    line('logs', 'get'),
    line('applications', 'delete/*/Pod/web/web-0', 'platform/argocd-service/web'),
    line('applications', 'action/apps/StatefulSet/stop'),
  ])('accepts %s', (text) => expect(judged(text)).toBe(0));

  test.each([
    ['another subject', 'p, proj:other:operator, applications, get, platform/*, allow'],
    ['another project', line('applications', 'get', 'other/*')],
    ['a longer name of the project', line('applications', 'get', 'platform2/*')],
    ['every project', line('applications', 'get', '*/*')],
    ['a deny', line('applications', 'delete', 'platform/*', 'deny')],
    ['every action', line('applications', '*')],
    ['every resource action', line('applications', 'action/*')],
    ['an action on Applications', line('applications', 'action/argoproj.io/Application/toggle-auto-sync')],
    ['deleting children through a root', line('applications', 'delete/argoproj.io/Application/*/*')],
    ['deleting everything', line('applications', 'delete/*')],
    ['exec', line('exec', 'create')],
    ['an unknown action', line('applications', 'gett')],
    ['a group line', 'g, somebody, role:admin'],
    ['five fields', 'p, proj:platform:operator, applications, get, platform/*'],
  ])('refuses %s', (_, text) => expect(judged(text)).toBe(1));
});

const deny = {
  kind: 'deny',
  schedule: '* * * * *',
  duration: '24h',
  timeZone: 'UTC',
  applications: ['*'],
  manualSync: true,
};

function gated(spec: object, app: object = application('a', { labels: { 'gitops-planes.io/gated': 'true' } })): Tree {
  return { 'bootstrap/testnet/instance/p.yaml': project('platform', spec), 'chain/testnet/applications/a.yaml': app };
}

describe('gated-project-window', () => {
  test('accepts the permanent window, and projects without gated Applications', () => {
    expect(found(gatedProjectWindow, gated({ syncWindows: [deny] }))).toEqual([]);
    expect(found(gatedProjectWindow, gated({}, application('a')))).toEqual([]);
  });

  test.each([
    ['none', undefined],
    ['one with an edge at midnight', { ...deny, schedule: '0 0 * * *' }],
    ['one that stops people too', { ...deny, manualSync: undefined }],
    ['one for some applications', { ...deny, applications: ['a'] }],
    ['an allow window', { ...deny, kind: 'allow' }],
    ['one that several selectors must match', { ...deny, andOperator: true, namespaces: ['x'] }],
  ])('refuses %s', (_, window) => {
    expect(found(gatedProjectWindow, gated({ syncWindows: window && [window] }))).toHaveLength(1);
  });

  test('takes an Application with automated sync off for gated, labelled or not', () => {
    const off = application('a', { syncPolicy: { automated: { enabled: false } } });
    expect(found(gatedProjectWindow, gated({}, off))).toHaveLength(1);
  });
});

test('gated-project-rights refuses rights that open a gate to anybody but a group that is empty in Git', () => {
  for (const action of ['*', 'create', 'update', 'update/*', 'delete', 'delete/*', 'delete/*/Pod/*/*', 'override']) {
    const text = line('applications', action);
    expect(found(gatedProjectRights, gated({ roles: [role(text)] }))).toHaveLength(1);
    expect(found(gatedProjectRights, gated({ roles: [role(text, [])] }))).toEqual([]);
    expect(found(gatedProjectRights, gated({ roles: [role(text)] }, application('a')))).toEqual([]);
  }
  expect(found(gatedProjectRights, gated({ roles: [role(line('applications', 'sync'))] }))).toEqual([]);
});

test('gated-project-rights lets operators roll one named pod of one named Application, and nothing wider', () => {
  const judged = (action: string, object: string): number =>
    found(gatedProjectRights, gated({ roles: [role(line('applications', action, object))] })).length;
  const one = 'platform/argocd-chain/hoodi-0-signer';
  expect(judged('delete/*/Pod/hoodi-0-signer/web3signer-0', one)).toBe(0);
  expect(judged('delete/*/Pod/hoodi-0-signer/web3signer-0', 'platform/*')).toBe(1);
  expect(judged('delete/*/Pod/hoodi-0-signer/*', one)).toBe(1);
  expect(judged('delete/*/Pod/*/web3signer-0', one)).toBe(1);
  expect(judged('delete/*/Pod/hoodi-0-signer/web3signer-1', one)).toBe(1);
  expect(judged('delete/*/StatefulSet/hoodi-0-signer/web3signer-0', one)).toBe(1);
  expect(judged('delete/*/*/hoodi-0-signer/web3signer-0', one)).toBe(1);
});
