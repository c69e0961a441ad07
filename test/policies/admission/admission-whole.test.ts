import { admissionWhole } from '../../../lib/policies/admission/admission-whole';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import type { Inventory } from '../../../lib/render/inventory';
import { platformOn, type InstanceVariant } from '../../fixtures/instances';
import { found, inventoryOf, object, type Tree } from '../tree';

const INSTANCE = 'bootstrap/testnet/instance';
const VAP = 'ValidatingAdmissionPolicy';
const SENSITIVE = { 'gitops-planes.io/sensitive': 'true' };

/** What is rendered for a cluster, and a namespace of something that signs. */
function rendered(variant: InstanceVariant): Inventory {
  const { objects } = render(platformOn(variant).platform).inventory;
  const namespace = inventoryOf({ [`${INSTANCE}/n.yaml`]: object('v1', 'Namespace', 'n', {}, { labels: SENSITIVE }) });
  return { ...namespace, objects: [...objects, ...namespace.objects] };
}

const texts = (inventory: Inventory): readonly string[] =>
  judge([admissionWhole], inventory).map((finding) => finding.found);

describe.each(['self-managed', 'eks-capability'] as const)('on %s', (flavor) => {
  const whole = rendered({ flavor, planes: ['chain'] });
  const names = whole.objects.filter(({ object }) => object.kind === VAP).map(({ object }) => object.metadata.name);

  test('asks for exactly the policies that the bootstrap of a cluster with a chain root renders', () => {
    expect(texts(whole)).toEqual([]);
    const none = { ...whole, objects: whole.objects.filter(({ object }) => !object.kind.startsWith(VAP)) };
    expect([...texts(none)].sort()).toEqual(names.map((name) => `a sensitive namespace without ${name}`).sort());
  });

  test('misses each of them', () => {
    for (const name of names) {
      const objects = whole.objects.filter(({ object }) => object.kind !== VAP || object.metadata.name !== name);
      expect(texts({ ...whole, objects })).toEqual([`a sensitive namespace without ${name}`]);
    }
  });

  test('asks for none where nothing is sensitive', () => {
    expect(texts(render(platformOn({ flavor, planes: ['service'] }).platform).inventory)).toEqual([]);
  });
});

const policy = (spec: object = {}, name = 'gitops-planes-x'): object =>
  object('admissionregistration.k8s.io/v1', VAP, name, {
    spec: { failurePolicy: 'Fail', validations: [{ expression: 'object.a == 1' }], ...spec },
  });
const binding = (spec: object = {}, policyName = 'gitops-planes-x'): object =>
  object('admissionregistration.k8s.io/v1', `${VAP}Binding`, 'b', {
    spec: { policyName, validationActions: ['Deny'], ...spec },
  });
const P = `${INSTANCE}/p.yaml`;
const B = `${INSTANCE}/b.yaml`;

describe('one admission policy', () => {
  test('is accepted where it fails closed and denies, with exemptions and parameters', () => {
    const matchConditions = [{ name: 'a', expression: "!(request.userInfo.username in ['a'])" }];
    expect(found(admissionWhole, { [P]: policy({ matchConditions }), [B]: binding() })).toEqual([]);
    expect(found(admissionWhole, { [P]: policy(), [B]: binding({ validationActions: ['Deny', 'Audit'] }) })).toEqual(
      [],
    );
  });

  test.each<[object, string]>([
    [{ failurePolicy: 'Ignore' }, 'failurePolicy Ignore'],
    [{ failurePolicy: undefined }, 'failurePolicy not set'],
    [{ validations: [] }, 'a rule that is always kept'],
    [{ validations: [{ expression: 'object.a == 1' }, { expression: ' true ' }] }, 'a rule that is always kept'],
    [{ matchConditions: [{ name: 'a', expression: 'false' }] }, 'a condition that never holds'],
  ])('is refused with %j', (spec, text) => {
    expect(found(admissionWhole, { [P]: policy(spec), [B]: binding() })).toEqual([`${P}: ${text}`]);
  });

  test.each<[object, string]>([
    [{ validationActions: ['Audit'] }, 'a binding that does not deny'],
    [{ validationActions: undefined }, 'a binding that does not deny'],
    [{ matchResources: { namespaceSelector: {} } }, 'a binding for some requests only'],
  ])('is refused with a binding of %j', (spec, text) => {
    expect(found(admissionWhole, { [P]: policy(), [B]: binding(spec) })).toEqual([`${B}: ${text}`]);
  });

  test('is refused without a binding of its own on its own cluster', () => {
    const text = [`${P}: no binding`];
    expect(found(admissionWhole, { [P]: policy() })).toEqual(text);
    expect(found(admissionWhole, { [P]: policy(), [B]: binding({}, 'other') })).toEqual(text);
    expect(found(admissionWhole, { [P]: policy(), 'bootstrap/mainnet/instance/b.yaml': binding() })).toEqual(text);
  });

  test('that asks one object is bound for some requests, or for nothing yet', () => {
    const asking = policy({ paramKind: { apiVersion: 'apps/v1', kind: 'StatefulSet' } });
    expect(found(admissionWhole, { [P]: asking })).toEqual([]);
    expect(found(admissionWhole, { [P]: asking, [B]: binding({ matchResources: {} }) })).toEqual([]);
    expect(found(admissionWhole, { [P]: asking, [B]: binding({ validationActions: ['Warn'] }) })).toHaveLength(1);
  });

  test('is left alone outside the instance of a cluster, and in foreign layouts', () => {
    const open = policy({ failurePolicy: 'Ignore' });
    expect(found(admissionWhole, { 'service/testnet/kyverno/p.yaml': open, 'policies/p.yaml': open })).toEqual([]);
  });
});

describe('a guard that restarts a pod', () => {
  const namespace = 'hoodi-0-node';
  const tree = (change: { readonly role?: object; readonly subject?: object; readonly match?: object } = {}): Tree => ({
    [`${INSTANCE}/r.yaml`]: object(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'guard',
      { rules: [{ resources: ['pods'], verbs: ['delete'], resourceNames: ['geth-0'], ...change.role }] },
      { namespace },
    ),
    [`${INSTANCE}/rb.yaml`]: object(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'guard',
      { roleRef: { name: 'guard' }, subjects: [{ kind: 'ServiceAccount', name: 'guard', ...change.subject }] },
      { namespace },
    ),
    [P]: policy({ paramKind: { kind: 'StatefulSet' } }, 'gitops-planes-guard-restart'),
    [B]: binding(
      {
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          resourceRules: [{ resourceNames: ['geth-0'] }],
          ...change.match,
        },
      },
      'gitops-planes-guard-restart',
    ),
  });
  const refused = (pod = 'geth-0'): readonly string[] => [
    `${INSTANCE}/r.yaml: a guard that restarts ${pod}, and nothing that refuses it while a revision waits`,
  ];

  test('is accepted with a binding for that pod', () => {
    expect(found(admissionWhole, tree())).toEqual([]);
  });

  test('is refused with one for another pod or another namespace', () => {
    expect(found(admissionWhole, tree({ match: { resourceRules: [{ resourceNames: ['reth-0'] }] } }))).toEqual(
      refused(),
    );
    expect(found(admissionWhole, tree({ match: { namespaceSelector: {} } }))).toEqual(refused());
    expect(found(admissionWhole, tree({ role: { resourceNames: ['geth-0', 'reth-0'] } }))).toEqual(refused('reth-0'));
  });

  test('is neither a person nor what reads pods', () => {
    const match = { resourceRules: [] };
    expect(found(admissionWhole, tree({ match, subject: { kind: 'Group' } }))).toEqual([]);
    expect(found(admissionWhole, tree({ match, role: { verbs: ['get'] } }))).toEqual([]);
    expect(found(admissionWhole, tree({ match, role: { resources: ['configmaps'] } }))).toEqual([]);
  });
});
