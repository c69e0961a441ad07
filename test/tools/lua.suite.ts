import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/*
 * The Lua that is rendered into Argo CD's settings, run as Argo CD runs it (argocd-lua/main.go, which Go builds).
 */

jest.setTimeout(300_000);

const TOP = resolve(__dirname, '../..');
const { data } = parse(readFileSync(join(TOP, 'dist/bootstrap/testnet/instance/configmap.argocd-cm.yaml'), 'utf8')) as {
  readonly data: Readonly<Record<string, string>>;
};
const HEALTH = data['resource.customizations.health.argoproj.io_Application'] ?? '';
const ACTIONS = parse(data['resource.customizations.actions.apps_StatefulSet'] ?? '') as {
  readonly 'discovery.lua': string;
  readonly definitions: readonly { readonly name: string; readonly 'action.lua': string }[];
};

const folder = mkdtempSync(join(tmpdir(), 'planes-lua-'));
const machine = join(folder, 'argocd-lua');

beforeAll(() => {
  const { status, stderr, error } = spawnSync('go', ['build', '-o', machine], {
    cwd: join(__dirname, 'argocd-lua'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`go build failed: ${error?.message ?? stderr}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, object: object): unknown {
  const input = `${JSON.stringify({ script, object })}\n`;
  const { status, stdout, stderr } = spawnSync(machine, [], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown;
}

const source = { repoURL: 'https://git.example.com/roots', targetRevision: 'b'.repeat(40), path: 'a' };
const destination = { server: 'https://kubernetes.default.svc', namespace: 'web' };
const sync = { status: 'Synced', comparedTo: { source, destination }, revision: source.targetRevision };
const done = { sync, health: { status: 'Healthy' } };

/** Health of an Application with that status. */
function health(status: object | undefined, more: object = {}): unknown {
  return run(HEALTH, { spec: { source, destination }, ...(status === undefined ? {} : { status }), ...more });
}

const operation = (phase: string, revision: string, more: object = {}): object => ({
  operationState: { phase, message: 'no such namespace', syncResult: { revision, ...more } },
});

describe('the health of an Application', () => {
  test.each<[string, object | undefined, string, string]>([
    ['that nobody looked at', undefined, 'Progressing', 'waiting for first reconciliation'],
    ['that is done', done, 'Healthy', ''],
    ['whose objects are unwell', { ...done, health: { status: 'Degraded', message: 'm' } }, 'Degraded', 'm'],
    ['whose objects are on their way', { ...done, health: { status: 'Progressing' } }, 'Progressing', ''],
    ['whose objects are missing', { ...done, health: { status: 'Missing' } }, 'Progressing', ''],
    ['that is suspended, which no wave waits for', { ...done, health: { status: 'Suspended' } }, 'Healthy', ''],
    ['without a verdict', { sync }, 'Progressing', 'waiting for first reconciliation'],
    [
      'that its project refuses, whatever was said before',
      { ...done, conditions: [{ type: 'Other' }, { type: 'InvalidSpecError', message: 'not permitted' }] },
      'Degraded',
      'InvalidSpecError: not permitted',
    ],
    [
      'whose manifests cannot be made',
      { ...done, conditions: [{ type: 'ComparisonError', message: 'm' }] },
      'Degraded',
      'ComparisonError: m',
    ],
    ['that another condition is about', { ...done, conditions: [{ type: 'SharedResourceWarning' }] }, 'Healthy', ''],
    [
      'whose verdict is on an older pin',
      {
        ...done,
        sync: { ...sync, comparedTo: { source: { ...source, targetRevision: 'a'.repeat(40) }, destination } },
      },
      'Progressing',
      'status still describes an older spec',
    ],
    [
      'whose verdict is on another destination',
      { ...done, sync: { ...sync, comparedTo: { source, destination: { ...destination, namespace: 'db' } } } },
      'Progressing',
      'status still describes an older spec',
    ],
    [
      'whose verdict only adds empty values',
      {
        ...done,
        sync: { ...sync, comparedTo: { source: { ...source, directory: { jsonnet: {} }, chart: '' }, destination } },
      },
      'Healthy',
      '',
    ],
    ['that syncs', { ...done, ...operation('Running', 'x') }, 'Progressing', 'sync operation in progress'],
    [
      'whose sync is stopped',
      { ...done, ...operation('Terminating', 'x') },
      'Progressing',
      'sync operation in progress',
    ],
    ['whose last sync went well', { ...done, ...operation('Succeeded', source.targetRevision) }, 'Healthy', ''],
    [
      'that failed to become what it should be',
      { ...done, sync: { ...sync, status: 'OutOfSync' }, ...operation('Failed', source.targetRevision) },
      'Degraded',
      'no such namespace',
    ],
    [
      'that failed at what is no longer wanted',
      { ...done, sync: { ...sync, status: 'OutOfSync' }, ...operation('Failed', 'a'.repeat(40)) },
      'Progressing',
      'not Synced',
    ],
    ['that waits for its person', { ...done, sync: { ...sync, status: 'OutOfSync' } }, 'Progressing', 'not Synced'],
  ])('%s', (_, status, expected, message) => {
    expect(health(status)).toEqual({ status: expected, message });
  });

  test('for which a sync is asked', () => {
    expect(health(done, { operation: { sync: {} } })).toEqual({
      status: 'Progressing',
      message: 'sync operation in progress',
    });
  });

  test('of several sources is that of all their revisions', () => {
    const sources = [source, { ...source, path: 'b' }];
    const revisions = ['b'.repeat(40), 'c'.repeat(40)];
    const compared = { status: 'OutOfSync', comparedTo: { sources, destination }, revisions };
    const failedAt = (tried: readonly string[]): unknown =>
      run(HEALTH, {
        spec: { sources, destination },
        status: { ...done, sync: compared, ...operation('Failed', '', { revisions: tried, sources }) },
      });
    expect(failedAt(revisions)).toMatchObject({ status: 'Degraded' });
    expect(failedAt([...revisions].reverse())).toMatchObject({ status: 'Progressing', message: 'not Synced' });
  });
});

describe('the action that stops a signer', () => {
  const signer = { kind: 'StatefulSet', metadata: { name: 'web3signer', labels: { a: 'b' } }, spec: { replicas: 1 } };
  const stopped = { ...signer, spec: { replicas: 0 } };

  const action = (name: string): string =>
    ACTIONS.definitions.find((definition) => definition.name === name)?.['action.lua'] ?? '';

  test('sets replicas to none, and nothing else', () => {
    expect(run(action('stop'), signer)).toEqual(stopped);
    expect(run(action('stop'), stopped)).toEqual(stopped);
  });

  test.each(['restart', 'scale'])('is all there is: %s of Argo CD itself is replaced, and refuses', (name) => {
    expect(() => run(action(name), signer)).toThrow(`${name} is switched off`);
  });

  test('is offered while there is something to stop', () => {
    expect(run(ACTIONS['discovery.lua'], signer)).toEqual({ stop: { disabled: false } });
    expect(run(ACTIONS['discovery.lua'], stopped)).toEqual({ stop: { disabled: true } });
  });
});
