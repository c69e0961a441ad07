import { resolve } from 'node:path';
import { filesBelow, ProjectCopy } from './project';

jest.setTimeout(120_000);

const committed = filesBelow(resolve(__dirname, '../../dist'));

test('dist/ is what synth gives, in another folder, time zone and locale, and without git', () => {
  const copy = new ProjectCopy();
  try {
    const { stderr, code } = copy.planes(['synth'], {
      TZ: 'Pacific/Chatham',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
    });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(copy.files('dist')).toEqual(committed);
  } finally {
    copy.remove();
  }
});

test('every rendered file is named by the index of its root', () => {
  const roots = [...committed.keys()].filter((path) => path.endsWith('/index.json'));
  expect(roots).toHaveLength(12);
  const named = roots.flatMap((index) => {
    const { files } = JSON.parse(committed.get(index) ?? '') as { files: { path: string }[] };
    return [index, ...files.map((file) => index.replace('index.json', file.path))];
  });
  expect(named.sort()).toEqual([...committed.keys()].sort());
});

test('no file holds a carriage return, a date of today or a path of this machine', () => {
  const today = new Date().toISOString().slice(0, 10);
  const wrong = [...committed].filter(
    ([, text]) => text.includes('\r') || text.includes(today) || text.includes(process.cwd()),
  );
  expect(wrong.map(([path]) => path)).toEqual([]);
});
