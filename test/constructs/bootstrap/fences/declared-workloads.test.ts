import { ValidatorApp } from '../../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi, osmo } from '../../../fixtures/chain';
import { by, objectOf, policyOf, refusals, type AdmissionRequest } from '../admission';

const { platform, root } = chainPlatform();
new ValidatorApp(root, 'hoodi-0', hoodi);
new ValidatorApp(root, 'osmo-0', osmo);
const params = objectOf(platform, 'ConfigMap', 'gitops-planes-declared-workloads');

const admin = by('root', 'system:masters');
const breakglass = by('kim', 'breakglass');
const writer = by('system:serviceaccount:argocd:argocd-application-controller', 'system:serviceaccounts');
const controller = (name: string) => by(`system:serviceaccount:kube-system:${name}`, 'system:serviceaccounts');

const written = (
  kind: string,
  namespace: string,
  name: string,
  user: object,
  extra: object = {},
): AdmissionRequest => ({
  object: { metadata: { name, namespace, ...extra } },
  request: { ...user, namespace, kind: { kind } },
  params,
});

test('the parameters name every workload of the chain plane by namespace, kind and name', () => {
  expect(params['data']).toMatchSnapshot();
});

describe('a declared workload', () => {
  const rule = policyOf(platform, 'gitops-planes-declared-workloads');

  test('passes, whoever writes it', () => {
    for (const user of [admin, writer]) {
      expect(refusals(rule, written('StatefulSet', 'hoodi-0-signer', 'web3signer', user))).toEqual([]);
    }
  });

  test.each<[string, string, string, string]>([
    ['of another name', 'StatefulSet', 'hoodi-0-signer', 'copy'],
    ['of another kind, which would overlap with its successor', 'Deployment', 'hoodi-0-signer', 'web3signer'],
    ['of another namespace', 'StatefulSet', 'hoodi-0-storage', 'web3signer'],
  ])('%s is refused', (_name, kind, namespace, name) => {
    expect(refusals(rule, written(kind, namespace, name, writer))).toEqual([
      expect.stringContaining('declare this one in apps/'),
    ]);
    expect(refusals(rule, written(kind, namespace, name, breakglass))).toEqual([]);
    const deletionTimestamp = '2026-01-01T00:00:00Z';
    expect(refusals(rule, written(kind, namespace, name, admin, { deletionTimestamp }))).toEqual([]);
  });

  test('an empty list allows none', () => {
    const request = written('StatefulSet', 'hoodi-0-signer', 'web3signer', writer);
    expect(refusals(rule, { ...request, params: { metadata: {} } })).toHaveLength(1);
  });
});

describe('a pod', () => {
  const rule = policyOf(platform, 'gitops-planes-declared-pods');

  test.each([
    ['Pod', controller('statefulset-controller')],
    ['Pod', controller('replicaset-controller')],
    ['ReplicaSet', controller('deployment-controller')],
    ['Pod', by('system:kube-controller-manager')],
    ['Job', breakglass],
    ['Pod', breakglass],
  ])('comes from the controllers of declared workloads: %s', (kind, user) => {
    expect(refusals(rule, written(kind, 'hoodi-0-signer', 'x', user))).toEqual([]);
  });

  test.each([
    ['Pod', admin],
    ['Pod', writer],
    ['Pod', controller('job-controller')],
    ['Pod', controller('daemon-set-controller')],
    ['ReplicaSet', admin],
    ['DaemonSet', writer],
    ['Job', writer],
    ['Job', controller('cronjob-controller')],
    ['CronJob', admin],
    ['ReplicationController', admin],
    ['Job', by('system:kube-controller-manager')],
  ])('and from nothing else: %s', (kind, user) => {
    expect(refusals(rule, written(kind, 'hoodi-0-signer', 'x', user))).toEqual([
      expect.stringContaining('declared StatefulSets and Deployments only'),
    ]);
  });
});
