import { tryFindFence, type AdmissionRequest } from '../../../lib/commands/access/fence-of';
import { inventoryOf, object, type Tree } from '../../policies/tree';
import { fence } from './rbac-objects';

const at = 'bootstrap/testnet/instance';
const user = { name: 'eve', groups: ['ops'] };
const request: AdmissionRequest = {
  operation: 'DELETE',
  group: '',
  resource: 'pods',
  kind: 'Pod',
  namespace: 'web',
};
const PODS = { apiGroups: [''], resources: ['pods'], operations: ['DELETE'] };

function refused(
  { resource = PODS, expression = 'false', spec = {}, binding = {}, labels = { sensitive: 'true' } }: Change = {},
  asked: Partial<AdmissionRequest> = {},
  more: Tree = {},
) {
  const [policy, bound] = fence('no-pods', resource, expression, spec) as [object, { spec: object }];
  const tree = {
    [`${at}/policy.yaml`]: policy,
    [`${at}/binding.yaml`]: { ...bound, spec: { ...bound.spec, ...binding } },
    [`${at}/namespace.yaml`]: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web', labels } },
    ...more,
  };
  return tryFindFence(inventoryOf(tree), 'testnet', { ...request, ...asked }, user);
}

interface Change {
  readonly resource?: object;
  readonly expression?: string;
  readonly spec?: object;
  readonly binding?: object;
  readonly labels?: object;
}

test('a fence refuses with its name, message and file', () => {
  expect(refused()).toEqual({ text: 'no-pods: not here', file: `${at}/policy.yaml` });
});

test.each<[string, Change, Partial<AdmissionRequest>]>([
  ['one that only audits', { binding: { validationActions: ['Audit'] } }, {}],
  ['one that is bound elsewhere', { binding: { policyName: 'other' } }, {}],
  ['one that fails open', { spec: { failurePolicy: 'Ignore' } }, {}],
  ['one for other namespaces', { labels: {} }, {}],
  ['one whose binding is for other namespaces', { binding: { matchResources: selector({ other: 'true' }) } }, {}],
  ['one for another operation', {}, { operation: 'UPDATE' }],
  ['one for another group', {}, { group: 'apps' }],
  ['one for the resource itself, of its subresource', {}, { resource: 'pods/exec' }],
  ['one that names objects', { resource: { ...PODS, resourceNames: ['db-0'] } }, {}],
  ['one whose rule holds', { expression: "request.userInfo.username == 'eve'" }, {}],
  ['one whose rule cannot be told', { expression: 'request.dryRun == false' }, {}],
  ['one with a condition that does not hold', { spec: { matchConditions: [{ name: 'c', expression: 'false' }] } }, {}],
  ['one with a condition that cannot be told', { spec: { matchConditions: [{ name: 'c', expression: 'x.y' }] } }, {}],
])('%s does not refuse', (_, change, asked) => expect(refused(change, asked)).toBeUndefined());

test('one that leaves a resource out, or selects by labels of the object, does not surely refuse', () => {
  const constraints = (more: object): Change => ({
    spec: { matchConstraints: { resourceRules: [{ ...PODS, apiVersions: ['v1'] }], ...more } },
  });
  expect(refused(constraints({}))).toBeDefined();
  expect(refused(constraints({ excludeResourceRules: [PODS] }))).toBeUndefined();
  expect(refused(constraints({ objectSelector: { matchLabels: { a: 'b' } } }))).toBeUndefined();
});

test.each([
  ['In', ['web', 'db'], true],
  ['In', ['db'], false],
  ['NotIn', ['db'], true],
  ['NotIn', ['web'], false],
  ['Exists', undefined, true],
  ['DoesNotExist', undefined, false],
])('a namespace is selected by %s %j: %s', (operator, values, is) => {
  const expression = { key: 'kubernetes.io/metadata.name', operator, values };
  const namespaceSelector = { matchExpressions: [expression] };
  const spec = { matchConstraints: { resourceRules: [{ ...PODS, apiVersions: ['v1'] }], namespaceSelector } };
  expect(refused({ spec }) !== undefined).toBe(is);
});

test('a rule may ask the parameters, the options and the variables', () => {
  const params = object('v1', 'ConfigMap', 'declared', { data: { web: '' } }, { namespace: 'fences' });
  const withParams = { [`${at}/params.yaml`]: params };
  const binding = { paramRef: { name: 'declared', namespace: 'fences' } };
  expect(refused({ binding, expression: '!(request.namespace in params.data)' }, {}, withParams)).toBeDefined();
  expect(refused({ binding, expression: '!(request.namespace in params.data)' })).toBeUndefined();
  const forced = { options: { gracePeriodSeconds: 0 } };
  expect(refused({ expression: 'request.options.gracePeriodSeconds > 0' }, forced)).toBeDefined();
  const variables = [
    { name: 'one', expression: "'a'" },
    { name: 'two', expression: "variables.one + 'b'" },
  ];
  expect(refused({ spec: { variables }, expression: "variables.two != 'ab'" })).toBeDefined();
});

test('what is created has no old object, and what is deleted no new one', () => {
  const created = { operation: 'CREATE' as const, object: {} };
  const both = { ...PODS, operations: ['*'] };
  expect(refused({ resource: both, expression: 'oldObject != null' }, created)).toBeDefined();
  expect(refused({ resource: both, expression: 'object != null' })).toBeDefined();
});

function selector(matchLabels: object): object {
  return { namespaceSelector: { matchLabels } };
}
