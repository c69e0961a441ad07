import fc from 'fast-check';
import { mergeLayers, pointer, pointerMembers, type Layer } from '../../lib/model/layers';

type Values = { readonly [member: string]: Values | string | number | boolean | readonly string[] | undefined };

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
const { tree } = fc.letrec<{ tree: Values }>((tie) => ({
  tree: fc.dictionary(
    fc.oneof(fc.constantFrom('flags', 'http.port', 'a/b', 'a~1', '__proto__', 'constructor'), fc.string()),
    fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, fc.constant(undefined), tie('tree')),
    { maxKeys: 4 },
  ) as fc.Arbitrary<Values>,
}));
const layers = fc
  .array(tree, { maxLength: 4 })
  .map((all) => all.map((values, i): Layer<Values> => ({ name: `layer ${i}`, values: values as never })));

/** The leaves that one layer sets, by pointer. */
function leavesOf(values: Values, at = ''): [string, unknown][] {
  return Object.entries(values).flatMap(([member, value]): [string, unknown][] => {
    if (value === undefined) return [];
    const path = at + pointer(member);
    return typeof value === 'object' && !Array.isArray(value) ? leavesOf(value as Values, path) : [[path, value]];
  });
}

test('every leaf comes from the last layer that sets it, and names that layer', () => {
  fc.assert(
    fc.property(layers, (all) => {
      const merged = mergeLayers(all);
      for (const { path, value, source } of merged.leaves()) {
        const setters = all.filter((layer) => leavesOf(layer.values).some(([p]) => p === path));
        expect(merged.history(path).map(({ source }) => source)).toEqual(setters.map((layer) => layer.name));
        expect(source).toBe(setters.at(-1)?.name);
        expect(merged.sourceOf(path)).toBe(source);
        expect(value).toEqual(leavesOf(setters.at(-1)?.values as Values).find(([p]) => p === path)?.[1]);
      }
    }),
    { seed: 1 },
  );
});

test('the merged values hold exactly the leaves', () => {
  fc.assert(
    fc.property(layers, (all) => {
      const merged = mergeLayers(all);
      expect(new Map(leavesOf(merged.values))).toEqual(
        new Map(merged.leaves().map(({ path, value }) => [path, value])),
      );
    }),
    { seed: 1 },
  );
});

test('the last layer is found again in the result, whatever came before', () => {
  fc.assert(
    fc.property(layers, tree, (all, last) => {
      const merged = mergeLayers([...all, { name: 'last', values: last as never }]);
      for (const [path, value] of leavesOf(last)) {
        expect(merged.sourceOf(path)).toBe('last');
        expect(merged.leaves().find((at) => at.path === path)?.value).toEqual(value);
      }
    }),
    { seed: 1 },
  );
});

test('a layer that sets nothing changes nothing', () => {
  fc.assert(
    fc.property(layers, (all) => {
      const empty = { name: 'empty', values: {} };
      expect(mergeLayers([...all, empty]).values).toEqual(mergeLayers(all).values);
    }),
    { seed: 1 },
  );
});

test('objects merge, lists replace, and undefined erases nothing', () => {
  const { values } = mergeLayers<object>([
    { name: 'family', values: { flags: { cache: 1024, peers: 50 }, seeds: ['a', 'b'], memory: '16Gi' } },
    { name: 'instance', values: { flags: { cache: 8192, peers: undefined }, seeds: ['c'], memory: undefined } },
  ]);
  expect(values).toEqual({ flags: { cache: 8192, peers: 50 }, seeds: ['c'], memory: '16Gi' });
});

test('the history of a leaf names every layer that set it, in order', () => {
  const merged = mergeLayers<object>([
    { name: 'family', values: { flags: { 'http.port': 1 } } },
    { name: 'common', values: {} },
    { name: 'instance', values: { flags: { 'http.port': 3 } } },
  ]);
  expect(merged.history('/flags/http.port').map(({ source }) => source)).toEqual(['family', 'instance']);
  expect(merged.history('/flags')).toEqual([]);
});

test('a class instance is one value', () => {
  const date = new Date(0);
  const merged = mergeLayers<object>([{ name: 'family', values: { at: date } }]);
  expect((merged.values as { at: Date }).at).toBe(date);
});

test('two layers of one name are refused, for no source would be unambiguous', () => {
  const one = { name: 'common', values: {} };
  expect(() => mergeLayers([one, one])).toThrow(`[layers] 'name' must be distinct for each layer, got "common"`);
});

test('a pointer is taken apart into the members that it was made of', () => {
  const members = ['flags', 'a/b', 'c~1', ''];
  expect(pointerMembers(pointer(...members))).toEqual(members);
});
