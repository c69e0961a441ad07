import { ANNOTATION, LABEL, labelsOf } from '../../lib/model/labels';

const required = { name: 'hoodi-0-signer', component: 'content', partOf: 'fp' };

test('labels come from the one table, with who manages the object', () => {
  expect(
    labelsOf({
      ...required,
      plane: 'chain',
      application: 'hoodi-0-signer',
      workload: 'hoodi-0',
      role: 'remote-signer',
      network: 'hoodi',
      signingIdentity: 'hoodi-0',
      sensitive: true,
      gated: true,
      slashingState: true,
    }),
  ).toEqual({
    'app.kubernetes.io/component': 'content',
    'app.kubernetes.io/managed-by': 'gitops-planes',
    'app.kubernetes.io/name': 'hoodi-0-signer',
    'app.kubernetes.io/part-of': 'fp',
    'gitops-planes.io/application': 'hoodi-0-signer',
    'gitops-planes.io/gated': 'true',
    'gitops-planes.io/network': 'hoodi',
    'gitops-planes.io/plane': 'chain',
    'gitops-planes.io/role': 'remote-signer',
    'gitops-planes.io/sensitive': 'true',
    'gitops-planes.io/signing-identity': 'hoodi-0',
    'gitops-planes.io/slashing-state': 'true',
    'gitops-planes.io/workload': 'hoodi-0',
  });
});

test('what is absent or false gives no label, because selectors ask for presence', () => {
  expect(labelsOf({ ...required, gated: false, sensitive: undefined, role: undefined })).toEqual({
    'app.kubernetes.io/component': 'content',
    'app.kubernetes.io/managed-by': 'gitops-planes',
    'app.kubernetes.io/name': 'hoodi-0-signer',
    'app.kubernetes.io/part-of': 'fp',
  });
});

test('no key is used twice, and none is the one that label tracking reads as ownership', () => {
  const keys = [...Object.values(LABEL), ...Object.values(ANNOTATION)];
  expect(new Set<string>(keys).size).toBe(keys.length);
  expect(keys).not.toContain('app.kubernetes.io/instance');
});
