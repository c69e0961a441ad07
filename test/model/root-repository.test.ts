import { RootRepository } from '../../lib/model/root-repository';

const url = 'https://git.example.com/fp/chain.git';

test('a root is at the top of branch main unless told otherwise', () => {
  const repository = RootRepository.at({ url });
  expect([repository.url, repository.branch, repository.path]).toEqual([url, 'main', '.']);
  expect(repository.pathOf('applications')).toBe('applications');
});

test('a folder of a root that has a path is below that path', () => {
  expect(RootRepository.at({ url, path: 'dist/chain/testnet' }).pathOf('hoodi-0')).toBe('dist/chain/testnet/hoodi-0');
});

test.each(['ssh://git@git.example.com/fp/chain.git', 'git@git.example.com:fp/chain.git'])('%s is a URL', (ssh) => {
  expect(RootRepository.at({ url: ssh }).url).toBe(ssh);
});

test.each([
  'http://git.example.com/fp/chain.git',
  'https://user:secret@git.example.com/fp/chain.git',
  'https://token@git.example.com/fp/chain.git',
  'https://git.example.com',
  'ssh://root@git.example.com/x.git',
  '/srv/git/chain.git',
  'https://git.example.com/fp/ch ain.git',
  'https://git.example.com/fp/*.git',
  'https://*/fp/chain.git',
  '!https://git.example.com/fp/chain.git',
  'git@git.example.com:fp/{a,b}.git',
  '',
])('%p is refused as URL', (wrong) => {
  expect(() => RootRepository.at({ url: wrong })).toThrow(
    new Error(
      `[topology] 'url' must be a Git URL without credentials and wildcards (https://, ssh://git@ or git@host:path), got ${JSON.stringify(wrong)}`,
    ),
  );
});

test.each(['HEAD', '0123456', '0123456789abcdef0123456789abcdef01234567', 'refs/tags/v1', '', '-x', 'a b', 'a*'])(
  '%p is refused as branch, because a root follows one',
  (branch) => {
    expect(() => RootRepository.at({ url, branch })).toThrow(
      new Error(
        `[topology] 'branch' must be a branch name (not HEAD, not a commit, not a tag), got ${JSON.stringify(branch)}`,
      ),
    );
  },
);

test.each(['', '/', 'a/', '/a', 'a//b', '../a', 'a/../b', './a'])('%p is refused as path', (path) => {
  expect(() => RootRepository.at({ url, path })).toThrow(
    new Error(
      `[topology] 'path' must be '.' or a relative path without '..' and empty segments, got ${JSON.stringify(path)}`,
    ),
  );
});
