import { celValue, celVerdict, UNKNOWN } from '../../../lib/commands/access/cel-verdict';

const names = {
  request: { userInfo: { username: 'system:serviceaccount:guard-a:guard', groups: ['breakglass'] }, options: {} },
  object: { spec: { replicas: 2 }, metadata: { name: 'a', labels: { 'x/y': 'true' } } },
  oldObject: null,
  params: { data: { 'ns.Pod.a': '' } },
  open: UNKNOWN,
};

test.each([
  ['true', true],
  ['false', false],
  ["'breakglass' in request.userInfo.groups", true],
  ["!(has(request.userInfo.groups) && 'other' in request.userInfo.groups)", true],
  ["request.userInfo.username in ['a', 'b']", false],
  ["request.userInfo.username.startsWith('system:serviceaccount:guard-')", true],
  ["request.userInfo.username.endsWith(':other') || request.userInfo.username.contains('guard')", true],
  ['!has(object.spec.replicas) || object.spec.replicas <= 1', false],
  ['!has(request.options.gracePeriodSeconds) || request.options.gracePeriodSeconds > 0', true],
  ["'x/y' in object.metadata.labels && object.metadata.labels['x/y'] == 'true'", true],
  ["has(params.data) && 'ns' + '.Pod.' + object.metadata.name in params.data", true],
  ["(oldObject == null ? 'new' : oldObject.metadata.name) == 'new'", true],
  ['object.spec.replicas != 2', false],
  // The side that decides is enough, whatever the other one is.
  ['open.field == 1 || true', true],
  ['open.field == 1 && false', false],
])('%s is %s', (expression, is) => expect(celVerdict(expression, names)).toBe(is));

test.each([
  ['a name that is not known', "missing.field == 'a'"],
  ['what is known to be unknown', 'has(open.field)'],
  ['a field below one that is absent', 'has(object.status.phase)'],
  ['a field that is absent', "object.spec.image == 'a'"],
  ['a macro', "['a'].exists(n, n == 'a')"],
  ['a function', 'dyn(object) == object'],
  ['a comparison of objects', 'object == object'],
  ['a comparison of kinds', "object.spec.replicas < '3'"],
  ['what is no Boolean', 'object.spec.replicas'],
  ['what is no expression', 'object.spec ||'],
  ['a token of no CEL that is read here', 'object.spec.replicas == 1.5'],
  ['what follows an expression', 'true true'],
])('%s cannot be told', (_, expression) => expect(celVerdict(expression, names)).toBeUndefined());

test('a value that is no Boolean may be a variable', () => {
  expect(celValue("has(object.spec.replicas) ? 'scaled' : ''", names)).toBe('scaled');
  expect(celValue("missing.field + 'a'", names)).toBe(UNKNOWN);
});
