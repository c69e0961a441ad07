import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { Platform } from '../../lib/constructs/platform';
import { Cluster } from '../../lib/model/cluster';
import { ProblemsError } from '../../lib/model/errors';
import { Releases } from '../../lib/model/release';
import { render } from '../../lib/render/render';
import { platformOn } from '../fixtures/instances';
import { fixturePlatform, testnet, topology, versions } from '../fixtures/platform';

const unknown = new Cluster({ name: 'mainnet', environment: 'mainnet', instance: testnet.instance });

const bare = (): Platform => new Platform({ topology, versions: new Map(), releases: Releases.none() });

test('a root is the same one at every call', () => {
  const platform = bare();
  expect(platform.root('chain', testnet)).toBe(platform.root('chain', testnet));
  expect(platform.describedRoots).toEqual([platform.root('chain', testnet)]);
  expect(platform.bootstrap(testnet)).toBe(platform.root('chain', testnet).bootstrap);
});

test('a root that the topology does not declare is refused, with those that it does', () => {
  expect(() => bare().root('chain', unknown)).toThrow(
    new Error(
      '[platform] \'root\' must be a root that the topology declares (management.testnet, service.testnet, chain.testnet, monitoring.testnet, product.testnet), got "chain.mainnet"',
    ),
  );
});

test('an unknown cluster has no bootstrap and no versions', () => {
  expect(() => bare().bootstrap(unknown)).toThrow(
    new Error("[platform] 'cluster' must be one of the topology's clusters (testnet), got \"mainnet\""),
  );
  const platform = new Platform({
    topology,
    versions: new Map([['testnet', versions]]),
    releases: Releases.none(),
  });
  expect(platform.versionsOf(testnet)).toBe(versions);
  expect(() => platform.versionsOf(unknown)).toThrow(
    new Error('[platform] \'versions\' must be a file versions/mainnet.json, got ["testnet"]'),
  );
});

test('a root that is declared and never described is a problem', () => {
  const { platform, cluster } = platformOn({ planes: [] });
  expect(render(platform).problems).toEqual([]);
  platform.bootstrap(cluster);
  const undescribed = new Platform({ topology, versions: new Map(), releases: Releases.none() });
  for (const plane of ['management', 'service', 'monitoring', 'product'] as const) undescribed.root(plane, testnet);
  expect(render(undescribed).problems).toEqual([
    '[platform] root chain.testnet is declared in the topology and nothing calls platform.root() for it',
  ]);
});

test('what a description throws is kept, so that the others are still run', () => {
  const platform = fixturePlatform();
  platform.describe(() => {
    throw new ProblemsError(['first', 'second']);
  });
  platform.describe(() => {
    throw new Error('third');
  });
  platform.describe(() => undefined);
  expect(platform.problems).toEqual(['first', 'second', 'third']);
  expect(render(platform).problems).toEqual(['first', 'second', 'third']);
});

test('constructs find their platform, and others have none', () => {
  const platform = fixturePlatform();
  expect(Platform.of(new Construct(platform.root('chain', testnet), 'x'))).toBe(platform);
  expect(() => Platform.of(new Construct(new App({ outdir: 'never-written' }), 'x'))).toThrow(
    new Error('[x] is not part of a Platform'),
  );
});

test('stock synthesis, which would write past the policies, throws', () => {
  const platform = fixturePlatform();
  expect(() => platform.synth()).toThrow(
    new Error("a Platform is not synthesized by synth(): call 'synthesize(platform, …)' of gitops-planes"),
  );
  expect(() => platform.synthYaml()).toThrow(
    new Error("a Platform is not synthesized by synthYaml(): call 'synthesize(platform, …)' of gitops-planes"),
  );
});

test('the registry is read as a copy', () => {
  const platform = fixturePlatform();
  expect(platform.applications.map(({ root, name }) => `${root}/${name}`)).toEqual(['bootstrap.testnet/instance']);
  (platform.applications as unknown[]).length = 0;
  (platform.workloads as unknown[]).push('x');
  expect([platform.applications.length, platform.workloads.length]).toEqual([1, 0]);
});
