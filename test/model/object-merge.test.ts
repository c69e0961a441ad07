import { mergeObject } from '../../lib/model/object-merge';

test('members merge, and everything that is not named stays', () => {
  expect(mergeObject({ a: { b: 1, c: 2 }, d: [1, 2] }, { a: { c: 3 }, e: 4 })).toEqual({
    a: { b: 1, c: 3 },
    d: [1, 2],
    e: 4,
  });
});

test('keyed lists merge item by item, new items come last', () => {
  const pod = { containers: [{ name: 'a', env: [{ name: 'X', value: '1' }], image: 'i' }] };
  const change = {
    containers: [
      { name: 'b', image: 'j' },
      { name: 'a', env: [{ name: 'X', value: '2' }] },
    ],
  };
  expect(mergeObject(pod, change)).toEqual({
    containers: [
      { name: 'a', env: [{ name: 'X', value: '2' }], image: 'i' },
      { name: 'b', image: 'j' },
    ],
  });
});

test('a volume that is mounted twice is told apart by its path', () => {
  const mounts = { volumeMounts: [{ name: 'data', mountPath: '/a' }] };
  expect(mergeObject(mounts, { volumeMounts: [{ name: 'data', mountPath: '/b', readOnly: true }] })).toEqual({
    volumeMounts: [
      { name: 'data', mountPath: '/a' },
      { name: 'data', mountPath: '/b', readOnly: true },
    ],
  });
});

test('other lists and values are replaced, and undefined changes nothing', () => {
  expect(mergeObject({ args: ['a', 'b'], x: { y: 1 } }, { args: ['c'], x: undefined })).toEqual({
    args: ['c'],
    x: { y: 1 },
  });
});
