import { fieldPathText, parseFieldPath, valueAtPath } from '../../../lib/commands/explain/field-path';

test.each([
  ['spec.template.spec.containers[0].args[3]', ['spec', 'template', 'spec', 'containers', 0, 'args', 3]],
  ['/spec/containers/0/args', ['spec', 'containers', 0, 'args']],
  ['metadata.labels["app.kubernetes.io/name"]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ["data['config.toml']", ['data', 'config.toml']],
  ['/data/a~1b', ['data', 'a/b']],
  ['', []],
])('%s is read', (text, path) => {
  expect(parseFieldPath(text)).toEqual(path);
});

test.each(['spec[', 'spec[x]', 'spec..a', 'spec.', 'a]'])('%s is refused, saying where it breaks', (text) => {
  expect(() => parseFieldPath(text)).toThrow(`got '${text}' (stuck at '`);
});

test('a printed path is read back', () => {
  const path = ['metadata', 'labels', 'a.b/c', 'd', 0, 'e'];
  expect(parseFieldPath(fieldPathText(path))).toEqual(path);
});

test('a member that is not there is answered with the nearest one, or all', () => {
  const object = { spec: { replicas: 1, list: ['a'] } };
  expect(valueAtPath(object, ['spec', 'list', 0])).toBe('a');
  expect(() => valueAtPath(object, ['spec', 'replcas'])).toThrow("a field of spec: 'replicas'?, got 'replcas'");
  expect(() => valueAtPath(object, ['spec', 'list', 7])).toThrow("a field of spec.list: '0'?, got '7'");
  expect(() => valueAtPath(object, ['spec', 'replicas', 'x'])).toThrow('one of none, it is a value');
});
