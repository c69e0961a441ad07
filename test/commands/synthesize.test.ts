import { k8s } from 'cdk8s-plus-28';
import {
  ArgoApplication,
  automated,
  check,
  DomainProject,
  KIND,
  synthesize,
  type Platform,
  type Policy,
  type ReleaseEntry,
} from '../../lib';
import { render } from '../../lib/render/render';
import { RULEBOOK } from '../../lib/policies';
import { fixturePlatform, released, REVISION, testnet } from '../fixtures/platform';
import { historyOf, NO_HISTORY, TempWorld } from '../fixtures/world';

let temp: TempWorld;

beforeEach(() => {
  temp = new TempWorld();
});

afterEach(() => temp.remove());

/** A platform with one application of one ConfigMap. */
function withSettings(value: string, ...releases: readonly ReleaseEntry[]): Platform {
  const platform = fixturePlatform(...releases);
  const root = platform.root('service', testnet);
  root.bootstrap.addNamespace(root, 'settings');
  const project = new DomainProject(root, 'settings', {
    description: 'Settings',
    namespaces: ['settings'],
    kinds: [KIND.configMap],
  });
  const { content } = new ArgoApplication(root, 'settings', {
    project,
    namespace: 'settings',
    source: { kind: 'content' },
    sync: automated({ prune: true, selfHeal: true }),
  });
  new k8s.KubeConfigMap(content, 'config', { metadata: { name: 'settings' }, data: { value } });
  return platform;
}

const treeOf = (value: string, path = 'service/testnet/settings'): string =>
  render(withSettings(value)).treeOf(path) ?? '';

/** The release of the instance, whose content holds the project and the namespace. */
const instance = (): ReleaseEntry =>
  released('bootstrap.testnet', 'instance', { tree: treeOf('good', 'bootstrap/testnet/instance') });

/** Refuses the value `bad`, wherever it runs. */
const noBad: Policy = {
  id: 'no-bad',
  title: 'No bad value',
  level: 'error',
  scope: 'fleet',
  doc: 'a test',
  check: (fleet) =>
    fleet.objects
      .filter(({ object }) => (object['data'] as { value?: string } | undefined)?.value === 'bad')
      .map((at) => ({ at, found: 'bad', expected: 'good' })),
};

test('writes what passes, and says per root what it did', () => {
  const result = synthesize(withSettings('good'), { policies: RULEBOOK, world: temp.world() });
  expect({ problems: result.problems, findings: result.findings, written: result.written }).toEqual({
    problems: [],
    findings: [],
    written: true,
  });
  expect(result.roots.find((root) => root.dir === 'service/testnet')).toMatchObject({
    kept: 0,
    removed: [],
    foreign: [],
  });
  expect(Object.keys(temp.files())).toContain('dist/service/testnet/settings/configmap.settings.yaml');
});

test('a second synthesis writes nothing', () => {
  synthesize(withSettings('good'), { policies: [], world: temp.world() });
  const again = synthesize(withSettings('good'), { policies: [], world: temp.world() });
  expect(again.roots.flatMap((root) => [...root.written, ...root.removed])).toEqual([]);
});

test('a finding on what is rendered leaves the output as it was, and the rejected tree beside it', () => {
  synthesize(withSettings('good'), { policies: [noBad], world: temp.world() });
  const before = temp.files('dist');
  const result = synthesize(withSettings('bad'), { policies: [noBad], world: temp.world() });
  expect(result.written).toBe(false);
  expect(result.findings).toMatchObject([{ policy: 'no-bad', view: 'rendered' }]);
  expect(temp.files('dist')).toEqual(before);
  expect(temp.files('rejected')['rejected/service/testnet/settings/configmap.settings.yaml']).toContain('value: bad');
});

test('a finding that only the released inventory has does not stop the content that repairs it', () => {
  const tree = 'ab'.repeat(20).replace('ab', 'cd');
  const released1 = released('service.testnet', 'settings', { revision: REVISION, tree });
  const history = historyOf({
    [`service/testnet/settings ${tree}`]: {
      'configmap.settings.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: settings}\ndata: {value: bad}\n',
    },
  });
  const result = synthesize(withSettings('good', released1), { policies: [noBad], world: temp.world(history) });
  expect(result.findings).toMatchObject([{ policy: 'no-bad', view: 'released', found: 'bad' }]);
  expect(result.written).toBe(true);
});

test('what both inventories have is reported once', () => {
  const entry = released('service.testnet', 'settings', { tree: treeOf('bad') });
  const result = synthesize(withSettings('bad', entry), { policies: [noBad], world: temp.world() });
  expect(result.findings).toHaveLength(1);
});

test('a release at this very render needs no history', () => {
  const entry = released('service.testnet', 'settings', { tree: treeOf('good') });
  const platform = withSettings('good', entry, instance());
  const result = synthesize(platform, { policies: RULEBOOK, world: temp.world(NO_HISTORY) });
  expect(result.findings).toEqual([]);
  const application = temp.files()['dist/service/testnet/applications/application.settings.yaml'];
  expect(application).toContain(`targetRevision: "${REVISION}"`);
});

test('a released tree that history never had is refused, and nothing is written', () => {
  const entry = released('service.testnet', 'settings');
  const result = synthesize(withSettings('good', entry), { policies: RULEBOOK, world: temp.world(historyOf({})) });
  expect(result.findings).toMatchObject([
    { policy: 'released-tree', level: 'error', file: 'apps/releases/service.testnet.json:3', object: 'settings' },
  ]);
  expect(temp.files()).not.toHaveProperty('dist/service/testnet/index.json');
});

test('a release before that of the project that holds it is a finding', () => {
  const entry = released('service.testnet', 'settings', { tree: treeOf('good') });
  const result = synthesize(withSettings('good', entry), { policies: RULEBOOK, world: temp.world() });
  expect(result.findings).toMatchObject([{ policy: 'application-in-project', view: 'released' }]);
});

test('without history such a release is a warning, and content is written', () => {
  const entry = released('service.testnet', 'settings');
  const result = synthesize(withSettings('good', entry), { policies: RULEBOOK, world: temp.world(NO_HISTORY) });
  expect(result.findings).toMatchObject([{ policy: 'released-tree', level: 'warning' }]);
  expect(result.findings[0]?.expected).toContain('git fetch --unshallow');
  expect(result.written).toBe(true);
});

test('a release of an application that does not exist is refused with its file and line', () => {
  const entry = released('service.testnet', 'setings', { tree: treeOf('good') });
  const result = synthesize(withSettings('good', entry), { policies: RULEBOOK, world: temp.world() });
  expect(result.findings).toMatchObject([
    {
      policy: 'released-application',
      file: 'apps/releases/service.testnet.json:3',
      found: "a release of 'setings', which root service.testnet does not have",
    },
  ]);
  expect(result.written).toBe(false);
});

test('problems of all planes are reported together, and nothing is written', () => {
  const platform = fixturePlatform();
  platform.describe(() => {
    throw new Error('the first');
  });
  platform.describe(() => {
    throw new Error('the second');
  });
  const result = synthesize(platform, { policies: RULEBOOK, world: temp.world() });
  expect(result.problems).toEqual(['the first', 'the second']);
  expect(temp.files()).toEqual({});
});

test('check writes nothing, and tells what synthesis would write', () => {
  const result = check(withSettings('good'), { policies: RULEBOOK, world: temp.world() });
  expect(result.roots.flatMap((root) => root.written)).toContain('settings/configmap.settings.yaml');
  expect(temp.files()).toEqual({});
});
