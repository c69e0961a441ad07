import { join } from 'node:path';
import { k8s } from 'cdk8s-plus-28';
import {
  ArgoApplication,
  automated,
  check,
  DomainProject,
  KIND,
  Platform,
  Releases,
  synthesize,
  type FleetPolicy,
  type Waiver,
} from '../../lib';
import { describeFinding } from '../../lib/commands/describe-finding';
import { release } from '../../lib/commands/release';
import { render } from '../../lib/render/render';
import { released, REVISION, testnet, topology, versions } from '../fixtures/platform';
import { historyOf, TempWorld, TODAY } from '../fixtures/world';

let temp: TempWorld;
beforeEach(() => {
  temp = new TempWorld();
});
afterEach(() => temp.remove());

const FILE = 'service/testnet/settings/configmap.settings.yaml';

/** Refuses the value `bad`, wherever it runs. */
const noBad: FleetPolicy = {
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

function waiver(change: Partial<Waiver> = {}): Waiver {
  return {
    policy: 'no-bad',
    file: FILE,
    reason: 'bad until the new version is out',
    owner: 'fp-security',
    expires: TODAY,
    where: 'apps/waivers.json:4',
    ...change,
  };
}

const PAST = waiver({ expires: '2026-06-14' });

function platformWith(value: string, waivers: readonly Waiver[], releases = Releases.none()): Platform {
  const platform = new Platform({ topology, versions: new Map([['testnet', versions]]), releases, waivers });
  for (const { plane, cluster } of topology.roots) platform.root(plane, cluster);
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
    sync: automated(),
  });
  new k8s.KubeConfigMap(content, 'config', { metadata: { name: 'settings' }, data: { value } });
  return platform;
}

/** What a run reports: policy, level, and whether it is waived. */
function said({ findings }: { findings: readonly { policy: string; level: string; waived?: object }[] }) {
  return findings.map(({ policy, level, waived }) => [policy, level, waived !== undefined]);
}

const options = () => ({ policies: [noBad], world: temp.world() });

test('a waived finding does not keep synth from writing, and is still reported', () => {
  const result = synthesize(platformWith('bad', [waiver()]), options());
  expect(result.written).toBe(true);
  expect(said(result)).toEqual([['no-bad', 'error', true]]);
  const [finding] = result.findings;
  if (finding === undefined) throw new Error('no finding');
  expect(describeFinding(finding)).toContain(`waived no-bad ${FILE} ConfigMap settings/settings`);
  expect(describeFinding(finding)).toContain(
    `  waived:   until ${TODAY} by fp-security (apps/waivers.json:4): bad until the new version is out`,
  );
});

test('without one, and with one of something else, it does', () => {
  expect(synthesize(platformWith('bad', []), options()).written).toBe(false);
  const other = synthesize(platformWith('bad', [waiver({ file: 'service/testnet/settings' })]), options());
  expect(other.written).toBe(false);
  expect(said(other)).toEqual([
    ['no-bad', 'error', false],
    ['waiver-stale', 'warning', false],
  ]);
});

test('one that ended fails a check, and only warns in synth', () => {
  expect(said(check(platformWith('bad', [PAST]), options()))).toEqual([
    ['no-bad', 'error', false],
    ['waiver-expired', 'error', false],
  ]);
  const synth = synthesize(platformWith('bad', [PAST]), options());
  expect(synth.written).toBe(true);
  expect(said(synth)).toEqual([
    ['no-bad', 'error', true],
    ['waiver-expired', 'warning', false],
  ]);
});

test('one of an absolute policy is refused and does not help', () => {
  const policies = [{ ...noBad, absolute: true }];
  const result = synthesize(platformWith('bad', [waiver()]), { policies, world: temp.world() });
  expect(result.written).toBe(false);
  expect(said(result)).toEqual([
    ['no-bad', 'error', false],
    ['waiver-refused', 'error', false],
  ]);
});

describe('release', () => {
  const treeOf = (path: string): string => render(platformWith('bad', [])).treeOf(path) ?? '';
  const files = (): Record<string, string> => {
    const { roots } = render(platformWith('bad', []));
    const root = roots.find(({ dir }) => dir === 'service/testnet');
    return { 'configmap.settings.yaml': root?.files.get('settings/configmap.settings.yaml')?.text ?? '' };
  };

  /** Releases the value `bad` again, which an earlier render had. */
  function rollBack(waivers: readonly Waiver[]) {
    const instance = released('bootstrap.testnet', 'instance', { tree: treeOf('bootstrap/testnet/instance') });
    return release({
      root: 'service.testnet',
      applications: ['settings'],
      revision: REVISION,
      sources: { versions: new Map(), releases: Releases.of([instance]), waivers },
      platform: (sources) => platformWith('bad', sources.waivers, sources.releases),
      policies: [noBad],
      world: temp.world(historyOf({ [`service/testnet/settings ${treeOf('service/testnet/settings')}`]: files() })),
      folder: join(temp.folder, 'releases'),
    });
  }

  test('a rollback to what was waived is not held up by a waiver that has ended since', () => {
    const result = rollBack([PAST]);
    expect(result.released).toEqual(['settings']);
    expect(said(result)).toEqual([['no-bad', 'error', true]]);
  });

  test('what nobody waived is refused', () => {
    const result = rollBack([]);
    expect(result.released).toEqual([]);
    expect(said(result)).toEqual([['no-bad', 'error', false]]);
  });
});
