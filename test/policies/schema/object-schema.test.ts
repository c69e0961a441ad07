import type { Manifest } from '../../../lib/render/inventory';
import { isKnownKind, knownKinds, schemaProblems } from '../../../lib/policies/schema/object-schema';
import { sampleWith, SAMPLE_OBJECTS } from '../sample-objects';

function problemsWith(kind: string, path: string, value: unknown): string[] {
  return schemaProblems(sampleWith(kind, path, value)).map((problem) => `${problem.path}: ${problem.message}`);
}

test.each(SAMPLE_OBJECTS.map((sample) => [sample.kind, sample] as const))(
  'finds nothing in a valid %s',
  (_, sample) => {
    expect(isKnownKind(sample)).toBe(true);
    expect(schemaProblems(sample)).toEqual([]);
  },
);

test.each([
  ['StatefulSet', 'spec.replica', "/spec/replica: unknown field 'replica', did you mean 'replicas'?"],
  [
    'StatefulSet',
    'spec.template.spec.containers.0.imagePullPolcy',
    "unknown field 'imagePullPolcy', did you mean 'imagePullPolicy'?",
  ],
  ['StatefulSet', 'spec.template.spec.securityContext.runAsNonroot', "did you mean 'runAsNonRoot'?"],
  ['Deployment', 'spec.serviceName', "/spec/serviceName: unknown field 'serviceName'"],
  ['Application', 'spec.syncPolicy.automated.selfheal', "did you mean 'selfHeal'?"],
  ['Application', 'metadata.label', "/metadata/label: unknown field 'label', did you mean 'labels'?"],
  ['ApplicationSet', 'spec.generators.0.matrix.generators.0.list.element', "did you mean 'elements'?"],
  ['PrometheusRule', 'spec.groups.0.rules.0.anotations', "did you mean 'annotations'?"],
  ['ClusterSecretStore', 'spec.provider.vault.auth.tokenSecretRef.nmespace', "did you mean 'namespace'?"],
  ['ConfigMap', 'date', "/date: unknown field 'date', did you mean 'data'?"],
  ['ConfigMap', 'metadata.a/b~c', "/metadata/a~1b~0c: unknown field 'a/b~c'"],
  ['Service', 'spec.constructor', "unknown field 'constructor'"],
])('finds the unknown field of a %s at %s', (kind, path, expected) => {
  expect(problemsWith(kind, path, 'x')).toEqual([expect.stringContaining(expected)]);
});

test('proposes no field that has little to do with what was written', () => {
  expect(problemsWith('ConfigMap', 'owner', 'x')).toEqual(["/owner: unknown field 'owner'"]);
});

test.each([
  ['ConfigMap', 'owner', 'one of the fields apiVersion, binaryData, data, immutable, kind, metadata'],
  ['StatefulSet', 'spec.template.spec.owner', expect.stringMatching(/^one of its \d+ fields$/)],
  ['ClusterSecretStore', 'spec.provider.yandexlockbox', "field 'auth'"],
])('says what a %s may hold at %s', (kind, path, expected) => {
  expect(schemaProblems(sampleWith(kind, path, {}))).toContainEqual(expect.objectContaining({ expected }));
});

test('keeps unknown fields where Kubernetes keeps them', () => {
  expect(problemsWith('Application', 'spec.source.helm.valuesObject.any.thing', { at: { all: [1, {}] } })).toEqual([]);
  expect(problemsWith('AlertmanagerConfig', 'spec.route.routes.0', { reciever: 'x' })).toEqual([]);
});

test.each([
  ['StatefulSet', 'spec.replicas', '3', '/spec/replicas: must be an integer, got a string'],
  ['StatefulSet', 'spec.replicas', 1.5, '/spec/replicas: must be an integer, got a number'],
  [
    'StatefulSet',
    'spec.template.spec.containers',
    {},
    '/spec/template/spec/containers: must be an array, got an object',
  ],
  [
    'StatefulSet',
    'spec.template.spec.hostNetwork',
    'yes',
    '/spec/template/spec/hostNetwork: must be a boolean, got a string',
  ],
  ['ConfigMap', 'data.port', 8545, '/data/port: must be a string, got a number'],
  ['ConfigMap', 'data.port', null, '/data/port: must be a string, got null'],
  ['ConfigMap', 'metadata.labels', { on: true }, '/metadata/labels/on: must be a string, got a boolean'],
  [
    'Service',
    'spec.ports.0.targetPort',
    true,
    '/spec/ports/0/targetPort: must be an integer or a string, got a boolean',
  ],
  ['Application', 'spec.destination', 'x', '/spec/destination: must be an object, got a string'],
])('finds the wrong type in a %s at %s', (kind, path, value, expected) => {
  expect(problemsWith(kind, path, value)).toEqual([expected]);
});

test.each([
  ['StatefulSet', 'spec.selector', "/spec: missing required field 'selector'"],
  [
    'StatefulSet',
    'spec.template.spec.containers.0.name',
    "/spec/template/spec/containers/0: missing required field 'name'",
  ],
  ['Application', 'spec', ": missing required field 'spec'"],
  ['Application', 'spec.source.repoURL', "/spec/source: missing required field 'repoURL'"],
  ['RoleBinding', 'roleRef', ": missing required field 'roleRef'"],
  ['ConfigMap', 'metadata.name', "/metadata: missing required field 'name'"],
  ['ConfigMap', 'metadata', "/metadata: missing required field 'name'"],
])('finds what is missing in a %s without %s', (kind, path, expected) => {
  expect(problemsWith(kind, path, undefined)).toEqual([expected]);
});

test('takes a generated name, which hooks have', () => {
  expect(problemsWith('ConfigMap', 'metadata', { generateName: 'x-' })).toEqual([]);
});

test('treats a null field as one that was not written', () => {
  expect(problemsWith('ConfigMap', 'metadata.creationTimestamp', null)).toEqual([]);
  expect(problemsWith('StatefulSet', 'spec.template.spec.securityContext', null)).toEqual([]);
  expect(problemsWith('ConfigMap', 'metadata.name', null)).toEqual(["/metadata: missing required field 'name'"]);
  expect(problemsWith('ConfigMap', 'metadata', null)).toEqual(["/metadata: missing required field 'name'"]);
});

test.each([
  ['StatefulSet', 'spec.selector', '/spec/selector: must be an object, got null'],
  ['StatefulSet', 'spec.template.spec.containers', '/spec/template/spec/containers: must be an array, got null'],
  ['StatefulSet', 'spec.template.spec.containers.0', '/spec/template/spec/containers/0: must be an object, got null'],
  ['StatefulSet', 'spec.template.spec.containers.0.args', undefined],
  ['StatefulSet', 'metadata.labels.app', '/metadata/labels/app: must be a string, got null'],
])('takes null in a %s at %s only where the field may be left out', (kind, path, expected) => {
  expect(problemsWith(kind, path, null)).toEqual(expected === undefined ? [] : [expected]);
});

test.each([
  ['PodDisruptionBudget', 'spec.maxUnavailable', 1],
  ['PodDisruptionBudget', 'spec.maxUnavailable', '50%'],
  ['PrometheusRule', 'spec.groups.0.rules.0.expr', 1],
  ['PrometheusRule', 'spec.groups.0.rules.0.expr', 'up == 0'],
])('takes an integer or a string in a %s at %s: %p', (kind, path, value) => {
  expect(problemsWith(kind, path, value)).toEqual([]);
});

test.each(['1Ti', '500m', '0.5', '.5', '5.', '1e3', '12E', '2Ei', '-1', 2, 0.5])(
  'takes the quantity %p',
  (quantity) => {
    expect(problemsWith('PersistentVolumeClaim', 'spec.resources.requests.storage', quantity)).toEqual([]);
  },
);

test.each(['1TB', '1 Gi', 'lots', '', '1gi', '1e'])('refuses the quantity %p', (quantity) => {
  expect(problemsWith('PersistentVolumeClaim', 'spec.resources.requests.storage', quantity)).toEqual([
    expect.stringContaining('/spec/resources/requests/storage: must be a quantity'),
  ]);
});

test.each([
  ['StatefulSet', 'spec.replicas', 2 ** 31, 'must be an integer from -2147483648 to 2147483647, got 2147483648'],
  ['StatefulSet', 'spec.template.spec.terminationGracePeriodSeconds', 1e19, 'must be an integer from'],
  ['PrometheusRule', 'spec.groups.0.name', '', 'must be at least 1 characters, got 0'],
  ['PrometheusRule', 'spec.groups.0.interval', 'soon', 'must match ^('],
  ['PrometheusRule', 'spec.groups.0.partial_response_strategy', 'halt', 'must match ^('],
  ['ServiceMonitor', 'spec.endpoints.0.scheme', 'ftp', 'must be one of'],
  ['ClusterSecretStore', 'spec.provider', {}, 'must be at least 1 fields, got 0'],
  [
    'AlertmanagerConfig',
    'spec.muteTimeIntervals',
    [{ name: 'x', timeIntervals: [{ months: ['Smarch'] }] }],
    'must match',
  ],
  ['Certificate', 'status.notAfter', 'tomorrow', 'must be a time such as 2006-01-02T15:04:05Z, got "tomorrow"'],
])('finds the wrong value in a %s at %s', (kind, path, value, expected) => {
  expect(problemsWith(kind, path, value)).toContainEqual(expect.stringContaining(expected));
});

test('reads (?i) in a pattern as RE2 does', () => {
  expect(problemsWith('PrometheusRule', 'spec.groups.0.partial_response_strategy', 'WARN')).toEqual([]);
});

test('cuts a long value short', () => {
  expect(problemsWith('Certificate', 'status.notAfter', 'x'.repeat(100))).toContainEqual(
    expect.stringMatching(/got "x{56}…$/),
  );
});

test.each(['YQ==', 'YWI=', 'YWJj', 'YWJj\nYWJj\n', ''])('takes the base64 text %p', (text) => {
  expect(problemsWith('Secret', 'data.key', text)).toEqual([]);
});

test.each(['YQ=', 'YQ', '=YQ=', 'Y Q='])('refuses the base64 text %p', (text) => {
  expect(problemsWith('Secret', 'data.key', text)).toEqual(['/data/key: must be base64']);
});

test('never shows a text of a Secret', () => {
  expect(problemsWith('Secret', 'data.key', 'not base64!')).toEqual(['/data/key: must be base64']);
  expect(problemsWith('Secret', 'stringData.pin', 123456)).toEqual(['/stringData/pin: must be a string, got a number']);
});

test('reports every problem of an object at once', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'x', nmae: 'y' },
    spec: { ports: [{ prt: 1 }] },
  };
  expect(schemaProblems(object)).toHaveLength(3);
});

test('says that no schema is known', () => {
  const kinds: [string, string][] = [
    ['extensions/v1beta1', 'Ingress'],
    ['v1', 'List'],
    ['argoproj.io', 'v1alpha1/Application'],
    ['argoproj.io/v1alpha1', 'Application/spec#part'],
    ['constructor', 'x'],
  ];
  for (const [apiVersion, kind] of kinds) {
    const object = { apiVersion, kind, metadata: { name: 'x' } };
    expect([object, isKnownKind(object), schemaProblems(object)]).toEqual([object, false, []]);
  }
  expect(isKnownKind({} as Manifest)).toBe(false);
});

test('skips a Kustomization, which is no API object', () => {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: ['x.yaml'] };
  expect(isKnownKind(kustomization as unknown as Manifest)).toBe(true);
  expect(schemaProblems(kustomization as unknown as Manifest)).toEqual([]);
});

test('lists the kinds it knows', () => {
  expect(knownKinds()).toEqual(
    expect.arrayContaining(['v1/Pod', 'apps/v1/StatefulSet', 'argoproj.io/v1alpha1/Application']),
  );
  expect(knownKinds().filter((kind) => /#|io\.k8s\./.test(kind))).toEqual([]);
});
