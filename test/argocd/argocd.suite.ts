import { join } from 'node:path';
import { applyCrds, until } from '../cluster/apply';
import { commandsOf, shell } from '../cluster/by-hand-page';
import { expectPass, expectRefusal } from '../cluster/expect-answer';
import { fullCrds, type Manifest } from '../cluster/rendered-objects';
import { findArgocd } from './argocd-processes';
import { settle, TestnetArgocd } from './testnet-argocd';

/*
 * The example's testnet on a real Argo CD: the bootstrap page, then what operators do, then what nobody may do, then a
 * change. The tests follow one another and each goes on where the one before it ended.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

/** Argo CD's words, and a project's role that does not have the right. */
const PERMISSION_DENIED = 'permission denied';

// One error instead of one for each test.
findArgocd();

let argocd: TestnetArgocd;

beforeAll(async () => {
  argocd = await TestnetArgocd.start();
  argocd.roots.releaseAll();
});

afterAll(() => argocd?.stop());

describe('the bootstrap page', () => {
  test('bootstrap-root creates the Application instance, which nobody syncs automatically', async () => {
    const page = (commandsOf('testnet').get('Steps') ?? []).filter((command) =>
      /^kubectl .*(apply|wait) /.test(command),
    );
    expect(page).toHaveLength(3);
    for (const command of page) shell(command, join(argocd.roots.checkout('bootstrap'), 'testnet'), argocd.kubectl);
    await until(() => statusOf('argocd', 'instance') === 'OutOfSync');
    await settle();
    expect(argocd.tryFind('argocd', 'instance')?.status).toMatchObject({ sync: { status: 'OutOfSync' } });
    expect(argocd.tryFind('argocd', 'instance')?.status?.operationState).toBeUndefined();
  });

  test('a chain developer may not sync it', async () => {
    expectRefusal(await argocd.developer.ask('app', 'sync', 'argocd/instance'), 'PermissionDenied');
  });

  test('security reads the diff and syncs it', async () => {
    expect((await argocd.security.ask('app', 'diff', 'argocd/instance')).stdout).toContain('argocd-chain');
    expect(await argocd.security.run('app', 'sync', 'argocd/instance')).toMatch(/^Phase: +Succeeded$/m);
    await until(() => statusOf('argocd', 'instance') === 'Synced');
  });

  test('after the restart there are Applications of every root, and the page shows that it worked', async () => {
    await argocd.processes.restart();
    await until(() => argocd.applications('argocd-chain').length === argocd.releasedChain().length, 120);
    for (const namespace of ['argocd-service', 'argocd-monitoring', 'argocd-product']) {
      await until(() => argocd.applications(namespace).length > 0, 120);
    }
    await until(() => argocd.tryFind('argocd-monitoring', 'node-exporter-tn-w1') !== undefined, 120);
    await until(() => statusOf('argocd', 'chain-root') === 'Synced');
    const page = (commandsOf('testnet').get('How to see that it worked') ?? []).map((command) =>
      shell(command, argocd.roots.checkout('bootstrap'), argocd.kubectl),
    );
    expect(page.join('')).toContain('never synced automatically');
  });
});

describe('the chain plane', () => {
  test('every Application is OutOfSync, and no operation starts', async () => {
    // No chart repository can be reached, and what brings these CRDs are charts.
    await applyCrds(
      argocd.kubectl,
      fullCrds().filter(({ metadata }) => !metadata.name.endsWith('.argoproj.io')),
    );
    await until(() => chainStatuses().every((status) => status === 'OutOfSync'), 120);
    await settle();
    expect(argocd.releasedChain().length).toBeGreaterThan(15);
    expect(chainStatuses()).toEqual(argocd.releasedChain().map(() => 'OutOfSync'));
    for (const { operation, status } of argocd.applications('argocd-chain')) {
      expect([operation, status?.operationState]).toEqual([undefined, undefined]);
    }
  });

  test('neither developers nor security may sync any of it', async () => {
    for (const name of argocd.releasedChain()) {
      for (const who of [argocd.developer, argocd.security]) {
        expectRefusal(await who.ask('app', 'sync', `argocd-chain/${name}`), 'PermissionDenied');
      }
    }
  });

  test('operators sync all of it, and nothing drifts', async () => {
    for (const name of argocd.releasedChain()) {
      expect(await argocd.operator.run('app', 'sync', `argocd-chain/${name}`)).toMatch(/^Phase: +Succeeded$/m);
    }
    for (const name of argocd.releasedChain()) {
      await argocd.operator.run('app', 'get', `argocd-chain/${name}`, '--hard-refresh', '--output', 'json');
    }
    await settle();
    expect(chainStatuses()).toEqual(argocd.releasedChain().map(() => 'Synced'));
  });

  test("Kubernetes' own controller makes the pod of each StatefulSet", async () => {
    const { items } = argocd.kubectl.get('statefulsets', '--all-namespaces') as { items: Manifest[] };
    const expected = items
      .filter(({ metadata, spec }) => metadata.namespace !== 'argocd' && spec?.['replicas'] !== 0)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}-0`);
    expect(expected.length).toBeGreaterThan(15);
    await until(() => expected.every((name) => podNames().includes(name)));
  });

  test('no admission policy has refused anything that Argo CD did', () => {
    for (const controller of ['argocd-application-controller', 'argocd-applicationset-controller'] as const) {
      const log = argocd.processes.log(controller);
      expect(log).toContain('"level":"info"');
      expect(log.split('\n').filter((line) => line.includes('denied request'))).toEqual([]);
    }
  });
});

describe('what an operator may not do with what signs', () => {
  const APPLICATION = 'argocd-chain/hoodi-0-signer';
  const STATEFUL_SET = ['--kind', 'StatefulSet', '--group', 'apps', '--resource-name', 'web3signer'];
  const MERGE = ['--patch-type', 'application/merge-patch+json'];

  afterEach(() => {
    expect(statusOf('argocd-chain', 'hoodi-0-signer')).toBe('Synced');
  });

  test.each([
    ['another revision', ['app', 'sync', APPLICATION, '--revision', 'main'], 'applications, override, ethereum-hoodi/'],
    ['force', ['app', 'sync', APPLICATION, '--force'], 'a gated application is never forced'],
    ['prune', ['app', 'sync', APPLICATION, '--prune'], 'a gated application is never pruned'],
    ['replace', ['app', 'sync', APPLICATION, '--replace'], 'sync with replace was disabled'],
    [
      'a subset',
      ['app', 'sync', APPLICATION, '--resource', 'apps:StatefulSet:web3signer'],
      'a gated application is synced as a whole',
    ],
    ['sync policy', ['app', 'set', APPLICATION, '--sync-policy', 'automated'], 'applications, update, ethereum-hoodi/'],
    ['delete', ['app', 'delete', APPLICATION, '--yes'], 'applications, delete, ethereum-hoodi/'],
    ['scale', ['app', 'actions', 'run', APPLICATION, 'scale', ...STATEFUL_SET], 'action/apps/StatefulSet/scale'],
    ['restart', ['app', 'actions', 'run', APPLICATION, 'restart', ...STATEFUL_SET], 'action/apps/StatefulSet/restart'],
    ['stop', ['app', 'actions', 'run', APPLICATION, 'stop', ...STATEFUL_SET], 'action/apps/StatefulSet/stop'],
    [
      'more replicas',
      ['app', 'patch-resource', APPLICATION, ...STATEFUL_SET, '--patch', '{"spec":{"replicas":2}}', ...MERGE],
      'applications, update/apps/StatefulSet/hoodi-0-signer/web3signer, ethereum-hoodi/',
    ],
  ])('%s', async (_, args, message) => {
    const before = stateOfSigner();
    const logged = argocd.processes.log('argocd-server').length;
    const { done, stdout, stderr } = await argocd.operator.ask(...args);
    // The API tells a person no more than that; the right that is missing stands in the server's log.
    const refusal = stderr + argocd.processes.log('argocd-server').slice(logged);
    expectRefusal({ done, stdout, stderr: refusal }, message);
    expect(stateOfSigner()).toEqual(before);
  });
});

describe('a release', () => {
  const NAME = 'argocd-chain/hoodi-0-node';
  let commit: string;

  test('moves the pin, and nobody syncs it automatically', async () => {
    const synced = node()?.status?.sync?.revision;
    commit = argocd.roots.change('apps/chain.ts', "memory: '32Gi'", "memory: '48Gi'", 'chain');
    argocd.roots.release('chain', 'hoodi-0-node', commit);
    await argocd.operator.run('app', 'get', 'argocd/chain-root', '--hard-refresh', '--output', 'json');
    await until(() => node()?.spec.source?.targetRevision === commit, 120);
    await until(() => statusOf('argocd-chain', 'hoodi-0-node') === 'OutOfSync');
    await settle();
    expect(statusOf('argocd-chain', 'hoodi-0-node')).toBe('OutOfSync');
    expect(node()?.status?.history?.map(({ revision }) => revision)).toEqual([synced]);
    expect(memory()).toBe('32Gi');
  });

  test('is synced by an operator', async () => {
    expect(await argocd.operator.run('app', 'sync', NAME)).toMatch(/^Phase: +Succeeded$/m);
    await until(() => statusOf('argocd-chain', 'hoodi-0-node') === 'Synced');
    expect(memory()).toBe('48Gi');
  });

  test('is not rolled back but by another release', async () => {
    const [first] = node()?.status?.history ?? [];
    expect(first?.revision).not.toBe(commit);
    const answer = await argocd.operator.ask('app', 'rollback', NAME, `${first?.id}`);
    expectRefusal(answer, 'a gated application syncs exactly its released revision');
    expect(memory()).toBe('48Gi');
  });

  function node(): ReturnType<TestnetArgocd['tryFind']> {
    return argocd.tryFind('argocd-chain', 'hoodi-0-node');
  }

  function memory(): unknown {
    const path = 'jsonpath={.spec.template.spec.containers[0].resources.limits.memory}';
    return argocd.kubectl.run(['get', 'statefulset', 'geth', '-n', 'hoodi-0-node', '-o', path]);
  }
});

describe('rolling what signs', () => {
  const RESOURCE = 'applications/hoodi-0-signer/resource';
  const POD = {
    appNamespace: 'argocd-chain',
    project: 'ethereum-hoodi',
    namespace: 'hoodi-0-signer',
    resourceName: 'web3signer-0',
    version: 'v1',
    kind: 'Pod',
  };

  beforeAll(() => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'tn-w1' } };
    argocd.kubectl.run(['create', '-f', '-'], { objects: [node] });
    const target = { apiVersion: 'v1', kind: 'Node', name: 'tn-w1' };
    argocd.kubectl.run(['create', '--raw', '/api/v1/namespaces/hoodi-0-signer/pods/web3signer-0/binding', '-f', '-'], {
      body: { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'web3signer-0' }, target },
    });
  });

  test('a developer may not delete the pod', async () => {
    expectRefusal(await argocd.developer.delete(RESOURCE, POD), PERMISSION_DENIED);
    expect(isDeleted()).toBe(false);
  });

  test('an operator may not delete it by force, while it may still run', async () => {
    expectRefusal(await argocd.operator.delete(RESOURCE, { ...POD, force: 'true' }), 'gitops-planes-force-deletion');
    expect(isDeleted()).toBe(false);
  });

  test('an operator deletes it', async () => {
    expectPass(await argocd.operator.delete(RESOURCE, POD));
    expect(isDeleted()).toBe(true);
  });

  function isDeleted(): boolean {
    const pod = argocd.kubectl.get('pod', 'web3signer-0', '-n', 'hoodi-0-signer') as Deletable;
    return pod.metadata.deletionTimestamp !== undefined;
  }
});

interface Deletable {
  readonly metadata: { readonly deletionTimestamp?: string };
}

function statusOf(namespace: string, name: string): string | undefined {
  return argocd.tryFind(namespace, name)?.status?.sync?.status;
}

function chainStatuses(): readonly unknown[] {
  return argocd.applications('argocd-chain').map(({ status }) => status?.sync?.status);
}

function podNames(): readonly string[] {
  const { items } = argocd.kubectl.get('pods', '--all-namespaces') as { items: Manifest[] };
  return items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** What an accepted attempt would change: the Application but for its status, and the workload. */
function stateOfSigner(): object {
  const workload = argocd.kubectl.get('statefulset', 'web3signer', '-n', 'hoodi-0-signer') as Manifest;
  const application = argocd.tryFind('argocd-chain', 'hoodi-0-signer');
  const { metadata, spec, operation, status } = application ?? {};
  const { uid, generation } = workload.metadata as unknown as Readonly<Record<string, unknown>>;
  return { labels: metadata?.annotations, spec, operation, history: status?.history, uid, generation };
}
