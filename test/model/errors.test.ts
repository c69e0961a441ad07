import { Construct } from 'constructs';
import { messageOf, ProblemsError, propError, propProblem } from '../../lib/model/errors';

test('a problem says where, which prop, what it must be and what it was', () => {
  expect(propProblem('topology', 'branch', 'a branch name', 'HEAD')).toBe(
    '[topology] \'branch\' must be a branch name, got "HEAD"',
  );
});

test('a construct is named by its path', () => {
  const top = new Construct(undefined as never, '');
  const inner = new Construct(new Construct(top, 'chain'), 'hoodi-0');
  expect(propError(inner, 'replicas', '1', 2).message).toBe("[chain/hoodi-0] 'replicas' must be 1, got 2");
});

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [0, '0'],
  [Number.NaN, 'NaN'],
  [10n, '10'],
  ['', '""'],
  [['a', 1], '["a",1]'],
  [{ prune: true }, '{"prune":true}'],
  [Symbol('s'), 'Symbol(s)'],
])('a value of %p is shown as %s', (value, shown) => {
  expect(propProblem('x', 'p', 'y', value)).toBe(`[x] 'p' must be y, got ${shown}`);
});

test('several problems are one error with a line for each', () => {
  const error = new ProblemsError(['first', 'second']);
  expect(error.message).toBe('first\nsecond');
  expect(error.problems).toEqual(['first', 'second']);
  expect(error.name).toBe('ProblemsError');
});

test('whatever is thrown has a message', () => {
  expect(messageOf(new Error('broken'))).toBe('broken');
  expect(messageOf('just text')).toBe('just text');
});
