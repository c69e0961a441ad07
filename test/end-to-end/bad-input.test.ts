import { k8s } from 'cdk8s-plus-28';
import {
  ArgoApplication,
  automated,
  DomainProject,
  KeySet,
  KIND,
  Releases,
  RULEBOOK,
  SigningIdentity,
  synthesize,
  ValidatorApp,
  vault,
  type Platform,
} from '../../lib';
import { render } from '../../lib/render/render';
import { chainPlatform, hoodi, publicKey } from '../fixtures/chain';
import { fixturePlatform, released, testnet } from '../fixtures/platform';
import { historyOf, TempWorld } from '../fixtures/world';

/*
 * Bad input that only shows once the whole platform is rendered: one clear error, a non-zero exit, and nothing lost.
 * What is wrong by itself is refused where it is made, and tested there.
 */

let temp: TempWorld;

beforeEach(() => {
  temp = new TempWorld();
});

afterEach(() => temp.remove());

/** Synthesizes the good platform, then the bad one, and returns what that said; the output must be the good one's. */
function saysOf(good: Platform, bad: Platform): readonly string[] {
  expect(synthesize(good, { policies: RULEBOOK, world: temp.world() }).written).toBe(true);
  const before = temp.files('dist');
  const { problems, findings, written } = synthesize(bad, { policies: RULEBOOK, world: temp.world() });
  expect(written).toBe(false);
  expect(temp.files('dist')).toEqual(before);
  return [...problems, ...findings.map((f) => `${f.policy} ${f.file}: ${f.found}; ${f.expected}`)];
}

function settings(platform: Platform, plane: 'service' | 'product', id: string, name: string): Platform {
  const root = platform.root(plane, testnet);
  const project = new DomainProject(root, `${plane}-settings-${id}`, {
    description: 'Settings',
    namespaces: ['settings'],
    kinds: [KIND.configMap],
  });
  const { content } = new ArgoApplication(root, id, {
    project,
    namespace: 'settings',
    source: { kind: 'content' },
    sync: automated(),
  });
  new k8s.KubeConfigMap(content, 'config', { metadata: { name }, data: { a: 'b' } });
  return platform;
}

function started(): Platform {
  const platform = fixturePlatform();
  const root = platform.root('service', testnet);
  root.bootstrap.addNamespace(root, 'settings');
  return platform;
}

test('one object in two applications is refused, naming both constructs', () => {
  const twice = settings(settings(started(), 'service', 'first', 'shared'), 'service', 'second', 'shared');
  const said = saysOf(started(), twice).join('\n');
  expect(said).toContain('service/testnet/first');
  expect(said).toContain('service/testnet/second');
});

test('one application name in two roots of an instance is refused', () => {
  const twice = settings(settings(started(), 'service', 'same', 'one'), 'product', 'same', 'two');
  expect(saysOf(started(), twice).join('\n')).toMatch(/same/);
});

test('one object twice in an application is refused, naming both constructs', () => {
  const platform = settings(started(), 'service', 'first', 'shared');
  const content = platform.root('service', testnet).node.findChild('first').node.findChild('content');
  new k8s.KubeConfigMap(content, 'again', { metadata: { name: 'shared' } });
  expect(saysOf(started(), platform)).toContain(
    '[service/testnet/first/content/again] renders service/testnet/first/configmap.shared.yaml, which [service/testnet/first/content/config] renders already',
  );
});

test('files that differ in case only are refused', () => {
  const platform = settings(started(), 'service', 'first', 'shared');
  const content = platform.root('service', testnet).node.findChild('first').node.findChild('content');
  new k8s.KubeConfigMap(content, 'again', { metadata: { name: 'SHARED' } });
  expect(saysOf(started(), platform).join('\n')).toContain('renders already');
});

/** The chain platform with Ethereum workloads by name, each with the identity that is given. */
function workloads(identities: Readonly<Record<string, SigningIdentity>>, releases = Releases.none()): Platform {
  const { platform, root } = chainPlatform('local', releases);
  for (const [name, identity] of Object.entries(identities)) {
    const custody = vault(`chain/hoodi/${name}`);
    new ValidatorApp(root, name, { ...hoodi, identity, custody });
  }
  return platform;
}

const identity = (id: string, ...numbers: readonly number[]): SigningIdentity =>
  SigningIdentity.keys(id, KeySet.parse(id, numbers.map(publicKey).join('\n')));

test('two workloads that claim one public key are refused, naming both', () => {
  const good = workloads({ a: identity('a', 1, 2), b: identity('b', 3) });
  const said = saysOf(good, workloads({ a: identity('a', 1, 2), b: identity('b', 2, 3) })).join('\n');
  expect(said).toContain('one-signer-per-identity');
  expect(said).toMatch(/chain\/testnet\/a-/);
  expect(said).toMatch(/chain\/testnet\/b-/);
});

test('a key that one workload has given up stays its own until its release says so', () => {
  // Released with keys 1 and 2; the sources have moved key 2 to the other workload, and that one is released too.
  const before = render(workloads({ a: identity('a', 1, 2), b: identity('b', 3) }));
  const now = { a: identity('a', 1), b: identity('b', 2, 3) };
  const after = render(workloads(now));
  const path = 'chain/testnet/a-signer';
  const tree = before.treeOf(path) ?? '';
  const files = [...(before.roots.find(({ dir }) => dir === 'chain/testnet')?.files ?? [])]
    .filter(([name]) => name.startsWith('a-signer/'))
    .map(([name, file]) => [name.slice('a-signer/'.length), file.text]);
  const history = historyOf({ [`${path} ${tree}`]: Object.fromEntries(files) as Record<string, string> });
  const releases = Releases.of([
    released('bootstrap.testnet', 'instance', { tree: after.treeOf('bootstrap/testnet/instance') }),
    released('chain.testnet', 'a-signer', { tree }),
    released('chain.testnet', 'b-signer', { tree: after.treeOf('chain/testnet/b-signer') }),
  ]);
  const { findings } = synthesize(workloads(now, releases), { policies: RULEBOOK, world: temp.world(history) });
  const found = findings.filter(({ policy }) => policy === 'one-signer-per-identity');
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ view }) => view === 'released')).toBe(true);
});
