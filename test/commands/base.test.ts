import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseAtRevision, baseInFolder, type Base } from '../../lib/commands/base';
import { openHistory } from '../../lib/commands/history';
import type { Inventory } from '../../lib/render/inventory';
import { application, configMap } from '../policies/tree';
import { GitRepository } from './git-repository';

const WEB = 'dist/service/testnet/web';
const REVISION = '0123456789abcdef0123456789abcdef01234567';

const content = (value: string): string => JSON.stringify(configMap('a', 'web', { value }));
const release = (tree: string): string =>
  JSON.stringify({ schema: 1, root: 'service.testnet', applications: { web: { revision: REVISION, tree } } });
const released = 'apps/releases/service.testnet.json';

let repository: GitRepository;
beforeEach(() => {
  repository = GitRepository.create();
});
afterEach(() => repository.remove());

function base(dir = repository.dir): Base {
  const history = openHistory(dir, { prefix: 'dist' });
  return baseAtRevision({ cwd: dir, revision: 'HEAD', releases: 'apps/releases', content: history });
}

/** The value of the one ConfigMap of an inventory. */
function value(inventory: Inventory | undefined): unknown {
  return inventory?.objects.filter(({ object }) => object.kind === 'ConfigMap').map(({ object }) => object['data']);
}

/** Rendered as one, released so, then rendered as two. */
function proposeTwo(): void {
  const printed = JSON.stringify(application('web'));
  repository.commit({ [`${WEB}/a.yaml`]: content('one'), 'dist/service/testnet/applications/web.yaml': printed });
  repository.commit({ [released]: release(repository.treeOf(WEB)) });
  repository.commit({ [`${WEB}/a.yaml`]: content('two') });
}

test('a revision has what was rendered, and apart from it what was released', () => {
  proposeTwo();
  const { rendered, released: running } = base();
  expect(value(rendered)).toEqual([{ value: 'two' }]);
  expect(value(running)).toEqual([{ value: 'one' }]);
  expect([rendered.view, running?.view]).toEqual(['rendered', 'released']);
  expect(running?.objects.map(({ file }) => file).sort()).toEqual([
    'service/testnet/applications/web.yaml',
    'service/testnet/web/a.yaml',
  ]);
});

test('a release of the revision’s own render needs no history', () => {
  repository.commit({ [`${WEB}/a.yaml`]: content('one') });
  repository.commit({ [released]: release(repository.treeOf(WEB)) });
  const clone = mkdtempSync(join(tmpdir(), 'planes-clone-'));
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.dir}`, clone);
  expect(value(base(clone).released)).toEqual([{ value: 'one' }]);
  rmSync(clone, { recursive: true });
});

test('where history is missing it says so', () => {
  proposeTwo();
  const clone = mkdtempSync(join(tmpdir(), 'planes-clone-'));
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.dir}`, clone);
  expect(() => base(clone)).toThrow(
    '[HEAD] what was released there cannot be told without history: run git fetch --unshallow',
  );
  rmSync(clone, { recursive: true });
});

test('without releases nothing was released', () => {
  repository.commit({ [`${WEB}/a.yaml`]: content('one') });
  expect(value(base().released)).toEqual([]);
});

test('refuses release files and manifests that cannot be read, naming them', () => {
  repository.commit({ [`${WEB}/a.yaml`]: content('one'), [released]: '{' });
  expect(() => base()).toThrow(/apps\/releases\/service\.testnet\.json:1\] not JSON/);
  repository.commit({ [`${WEB}/a.yaml`]: 'a: [' });
  expect(() => base()).toThrow(/service\/testnet\/web\/a\.yaml:1: not YAML/);
});

test('a folder has what was rendered, and nobody knows what was released', () => {
  proposeTwo();
  const folder = baseInFolder(join(repository.dir, 'dist'));
  expect(value(folder.rendered)).toEqual([{ value: 'two' }]);
  expect(folder.released).toBeUndefined();
  expect(() => baseInFolder(join(repository.dir, 'nothing'))).toThrow('must be a folder');
});
