import { platformOn, projectOf } from '../../../fixtures/instances';
import { by, objectOf, policyOf, refusals, type AdmissionRequest } from '../admission';

const { platform } = platformOn({ planes: ['chain', 'service'] });
projectOf(platform, 'chain', 'hoodi-0-signer');
projectOf(platform, 'service', 'vault');
const policy = (name: string) => policyOf(platform, `gitops-planes-${name}`);

const admin = by('root', 'system:masters');
const breakglass = by('kim', 'breakglass');
const writer = by('system:serviceaccount:argocd:argocd-application-controller', 'system:serviceaccounts');

const TRACKING = 'argocd.argoproj.io/tracking-id';
const ADOPT = 'gitops-planes.io/adopt';

describe('no adoption', () => {
  const rule = policy('no-adoption');
  const update = (
    before: Readonly<Record<string, string>> | undefined,
    after: Readonly<Record<string, string>> | undefined,
    request: object = writer,
  ): AdmissionRequest => ({
    oldObject: { metadata: before === undefined ? {} : { annotations: before } },
    object: { metadata: after === undefined ? {} : { annotations: after } },
    request,
  });
  const mine = { [TRACKING]: 'argocd-service_vault:/ConfigMap:vault/x' };
  const other = { [TRACKING]: 'argocd-chain_x:/ConfigMap:vault/x' };

  test.each<[string, AdmissionRequest]>([
    ['an update of its own object', update(mine, mine)],
    ['a status without any annotation', update(undefined, undefined)],
    ['an object whose owner consented', update({ [ADOPT]: 'vault' }, { [ADOPT]: 'vault', ...mine })],
    ['a consent in words of the namespace', update({ [ADOPT]: 'argocd-service_vault' }, mine)],
    ['an Application of the own namespace of Argo CD', update({ [ADOPT]: 'x' }, { [TRACKING]: 'x:/ConfigMap:a/b' })],
    ['another application, where the owner consented', update({ ...other, [ADOPT]: 'vault' }, mine)],
    ['a person', update(undefined, mine, admin)],
  ])('%s passes', (_name, request) => {
    expect(refusals(rule, request)).toEqual([]);
  });

  test.each<[string, AdmissionRequest]>([
    ['an object that nobody tracks', update(undefined, mine)],
    ['an object with other annotations', update({ note: 'mine' }, { note: 'mine', ...mine })],
    ['an object of another application', update(other, mine)],
    ['a consent that the sync itself would write', update(undefined, { ...mine, [ADOPT]: 'vault' })],
    ['a consent to another application', update({ [ADOPT]: 'va' }, mine)],
    ['an empty consent', update({ [ADOPT]: '' }, { [TRACKING]: ':/ConfigMap:a/b' })],
  ])('%s is refused', (_name, request) => {
    expect(refusals(rule, request)).toEqual([expect.stringContaining('gitops-planes.io/adopt=<application>')]);
  });

  test('it holds everything outside the namespaces of Argo CD', () => {
    expect(rule.matchConstraints).toEqual({
      namespaceSelector: {
        matchExpressions: [
          {
            key: 'kubernetes.io/metadata.name',
            operator: 'NotIn',
            values: ['argocd', 'argocd-chain', 'argocd-service'],
          },
        ],
      },
      resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['UPDATE'], resources: ['*/*'], scope: '*' }],
    });
  });
});

describe('gated destinations', () => {
  const params = objectOf(platform, 'ConfigMap', 'gitops-planes-gated-destinations');
  const asked = (namespace: string | undefined, project: string, extra: object = {}): AdmissionRequest => ({
    object: {
      metadata: { name: 'x', ...extra },
      spec: { project, destination: namespace === undefined ? {} : { namespace } },
    },
    params,
    request: breakglass,
  });
  const rule = policy('gated-destinations');

  test('the parameters are the gated projects with their namespaces, and no others', () => {
    expect(params['data']).toEqual({ 'namespace.hoodi-0-signer': 'hoodi-0-signer', 'project.hoodi-0-signer': 'gated' });
    expect(params.metadata.namespace).toBe('argocd');
  });

  test('an Application beside the gated ones may go elsewhere', () => {
    expect(refusals(rule, asked('vault', 'vault'))).toEqual([]);
    expect(refusals(rule, asked(undefined, 'vault'))).toEqual([]);
  });

  test('it may neither name a gated namespace nor a gated project', () => {
    expect(refusals(rule, asked('hoodi-0-signer', 'vault'))).toEqual([expect.stringContaining('this namespace')]);
    expect(refusals(rule, asked(undefined, 'hoodi-0-signer'))).toEqual([expect.stringContaining('this project')]);
  });

  test('its finalizers can be taken when it is deleted', () => {
    expect(refusals(rule, asked('hoodi-0-signer', 'vault', { deletionTimestamp: '2026-01-01T00:00:00Z' }))).toEqual([]);
  });

  test('before the first workload nothing is refused', () => {
    expect(refusals(rule, { ...asked('hoodi-0-signer', 'vault'), params: { metadata: {} } })).toEqual([]);
  });

  test('the namespace of the gated Applications is outside it', () => {
    expect(JSON.stringify(rule.matchConstraints)).toContain(
      '{"key":"gitops-planes.io/gated","operator":"NotIn","values":["true"]}',
    );
  });

  test('on the EKS capability the gated Applications are those with the label', () => {
    const eks = policyOf(
      platformOn({ planes: ['chain'], flavor: 'eks-capability' }).platform,
      'gitops-planes-gated-destinations',
    );
    const labelled = asked('hoodi-0-signer', 'hoodi-0-signer', { labels: { 'gitops-planes.io/gated': 'true' } });
    expect(refusals(eks, labelled)).toEqual([]);
    expect(refusals(eks, asked('hoodi-0-signer', 'hoodi-0-signer'))).toHaveLength(2);
  });
});

describe('kept labels', () => {
  const rule = policy('kept-labels');
  const update = (before: object, after: object | undefined, request: object, id?: string): AdmissionRequest => ({
    oldObject: { metadata: { labels: before } },
    object: {
      metadata: {
        ...(after === undefined ? {} : { labels: after }),
        ...(id === undefined ? {} : { annotations: { [TRACKING]: id } }),
      },
    },
    request,
  });

  test.each(['gitops-planes.io/sensitive', 'gitops-planes.io/gated'])('%s stays', (label) => {
    const on = { [label]: 'true' };
    for (const after of [undefined, {}, { [label]: 'false' }]) {
      expect(refusals(rule, update(on, after, admin))).toEqual([expect.stringContaining(label)]);
    }
    expect(refusals(rule, update(on, { ...on, team: 'x' }, admin))).toEqual([]);
    expect(refusals(rule, update({}, {}, admin))).toEqual([]);
    expect(refusals(rule, update({}, on, admin))).toEqual([]);
    expect(refusals(rule, update(on, {}, breakglass))).toEqual([]);
  });

  test('of the Applications that share one writer only instance may take it off', () => {
    const on = { 'gitops-planes.io/gated': 'true' };
    const id = (application: string): string => `${application}:/Namespace:argocd/argocd-chain`;
    expect(refusals(rule, update(on, {}, writer, id('instance')))).toEqual([]);
    expect(refusals(rule, update(on, {}, writer, id('argocd_instance')))).toEqual([]);
    expect(refusals(rule, update(on, {}, writer, id('argocd-service_instance')))).toHaveLength(1);
    expect(refusals(rule, update(on, {}, writer, id('argocd-service_namespaces')))).toHaveLength(1);
    expect(refusals(rule, update(on, {}, writer))).toHaveLength(1);
    expect(refusals(rule, update(on, {}, admin, id('instance')))).toHaveLength(1);
  });

  test('the subresources that carry labels along are held', () => {
    expect(JSON.stringify(rule.matchConstraints)).toContain('["namespaces","namespaces/status","namespaces/finalize"]');
  });
});

describe('instance only', () => {
  const rule = policy('instance-only');
  const applied = (name: string, project: string, id: string | undefined, request: object = writer) => ({
    object: {
      metadata: { name, ...(id === undefined ? {} : { annotations: { [TRACKING]: id } }) },
      spec: { project },
    },
    request,
  });
  const id = 'bootstrap-root:argoproj.io/Application:argocd/x';

  test('bootstrap-root applies instance, in its own project', () => {
    expect(refusals(rule, applied('instance', 'bootstrap', id))).toEqual([]);
    expect(refusals(rule, applied('instance', 'default', id))).toHaveLength(1);
    expect(refusals(rule, applied('x', 'bootstrap', id))).toHaveLength(1);
    expect(refusals(rule, applied('x', 'bootstrap', `argocd_${id}`))).toHaveLength(1);
  });

  test('what others apply, or was there before, is not frozen', () => {
    expect(refusals(rule, applied('chain-root', 'chain-root', 'instance:argoproj.io/Application:argocd/x'))).toEqual(
      [],
    );
    expect(refusals(rule, applied('x', 'legacy', undefined))).toEqual([]);
    expect(refusals(rule, applied('x', 'legacy', id, admin))).toEqual([]);
  });
});
