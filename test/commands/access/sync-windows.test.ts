import { windowsOn } from '../../../lib/commands/access/sync-windows';
import { applicationsOf } from '../../../lib/policies/applications/applications-of';
import { projectsOf } from '../../../lib/policies/projects/project-match';
import { application, inventoryOf, project } from '../../policies/tree';
import { accessMatrix, readAccess } from '../../../lib/commands/access/access-matrix';
import { topology } from '../../fixtures/platform';

const ALWAYS = { schedule: '* * * * *', duration: '24h' };
const NIGHT = { schedule: '0 22 * * *', duration: '1h' };
const all = { applications: ['*'] };

function verdict(...syncWindows: object[]): 'free' | 'stopped' | 'at times' {
  const inventory = inventoryOf({
    'bootstrap/testnet/instance/p.yaml': project('platform', { syncWindows }),
    'service/testnet/applications/web.yaml': application('web'),
  });
  const [declared] = projectsOf(inventory);
  const [web] = applicationsOf(inventory);
  if (declared === undefined || web === undefined) throw new Error('the tree has one of each');
  const { always, atTimes } = windowsOn(declared, web);
  if (always !== undefined) return 'stopped';
  return atTimes.length > 0 ? 'at times' : 'free';
}

test.each([
  ['no window', [], 'free'],
  ['a permanent deny', [{ kind: 'deny', ...ALWAYS, ...all }], 'stopped'],
  ['the window of a gate, which lets a person sync', [{ kind: 'deny', ...ALWAYS, ...all, manualSync: true }], 'free'],
  [
    'a freeze beside a gate',
    [
      { kind: 'deny', ...ALWAYS, ...all, manualSync: true },
      { kind: 'deny', ...NIGHT, ...all },
    ],
    'at times',
  ],
  ['a nightly deny', [{ kind: 'deny', ...NIGHT, ...all }], 'at times'],
  [
    'a day long deny, which has an edge at midnight',
    [{ kind: 'deny', schedule: '0 0 * * *', duration: '24h', ...all }],
    'at times',
  ],
  ['a nightly deny for machines', [{ kind: 'deny', ...NIGHT, ...all, manualSync: true }], 'free'],
  ['an allow window', [{ kind: 'allow', ...NIGHT, ...all }], 'at times'],
  ['an allow window for machines', [{ kind: 'allow', ...NIGHT, ...all, manualSync: true }], 'free'],
  [
    'a permanent allow',
    [
      { kind: 'allow', ...ALWAYS, ...all },
      { kind: 'allow', ...NIGHT, ...all },
    ],
    'free',
  ],
  [
    'an allow window under the window of a gate',
    [
      { kind: 'allow', ...NIGHT, ...all },
      { kind: 'deny', ...ALWAYS, ...all, manualSync: true },
    ],
    'free',
  ],
])('%s', (_, windows, is) => expect(verdict(...windows)).toBe(is));

test.each([
  ['its name', { applications: ['w*'] }, 'stopped'],
  ['another name', { applications: ['db'] }, 'free'],
  ['its namespace', { namespaces: ['web'] }, 'stopped'],
  ['its cluster', { clusters: ['https://kubernetes.default.svc'] }, 'stopped'],
  ['one of two selectors', { applications: ['db'], namespaces: ['web'] }, 'stopped'],
  ['one of two that must both match', { applications: ['db'], namespaces: ['web'], andOperator: true }, 'free'],
  ['two that must both match', { applications: ['web'], namespaces: ['web'], andOperator: true }, 'stopped'],
  ['nothing', {}, 'free'],
])('a window selects an Application by %s', (_, selectors, is) => {
  expect(verdict({ kind: 'deny', ...ALWAYS, ...selectors })).toBe(is);
});

test('the cell of sync shows the window that stops a person, or that does so at times', async () => {
  const line = 'p, proj:platform:operator, applications, sync, platform/*, allow';
  const roles = [{ name: 'operator', policies: [line], groups: ['fp-operators'] }];
  const cell = async (window: object) => {
    const inventory = inventoryOf({
      'bootstrap/testnet/instance/p.yaml': project('platform', { roles, syncWindows: [window] }),
      'service/testnet/applications/web.yaml': application('web'),
    });
    const matrix = accessMatrix(await readAccess(inventory, topology));
    const row = matrix
      .find(({ root }) => root === 'service.testnet')
      ?.rows.find(({ subject }) => subject === 'operator');
    return row?.cells.find(({ verb }) => verb === 'sync');
  };
  expect(await cell({ kind: 'deny', ...ALWAYS, ...all })).toMatchObject({
    reach: 'none',
    refusals: [
      { text: "deny window '* * * * *' for 24h without manualSync", file: 'bootstrap/testnet/instance/p.yaml' },
    ],
  });
  expect(await cell({ kind: 'deny', ...NIGHT, ...all })).toMatchObject({
    reach: 'all',
    limits: [{ text: "deny window '0 22 * * *' for 1h without manualSync" }],
  });
});
