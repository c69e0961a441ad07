import { BREAKGLASS_RIGHTS, OPERATOR_RIGHTS, policyRule, rollRight } from '../../lib/model/kubernetes-right';

test('a right is printed as the rule of a Role', () => {
  expect(
    policyRule({ group: 'apps', resources: ['statefulsets/scale'], verbs: ['get', 'patch'], names: ['signer'] }),
  ).toEqual({
    apiGroups: ['apps'],
    resources: ['statefulsets/scale'],
    verbs: ['get', 'patch'],
    resourceNames: ['signer'],
  });
  expect(policyRule({ group: '', resources: ['pods'], verbs: ['list'] })).not.toHaveProperty('resourceNames');
});

test('a roll names the one pod of each StatefulSet', () => {
  expect(rollRight(['postgres', 'web3signer'])).toMatchObject({
    resources: ['pods'],
    verbs: ['get', 'delete'],
    names: ['postgres-0', 'web3signer-0'],
  });
});

test('an operator reads, and nobody reads Secrets', () => {
  const verbs = new Set<string>(OPERATOR_RIGHTS.flatMap((right) => [...right.verbs]));
  expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
  const resources: string[] = [...OPERATOR_RIGHTS, ...BREAKGLASS_RIGHTS].flatMap((right) => [...right.resources]);
  expect(resources).not.toContain('secrets');
});

test('breakglass starts no pod', () => {
  const creates = BREAKGLASS_RIGHTS.filter(({ verbs }) => verbs.some((verb) => verb === 'create'));
  expect(creates.flatMap(({ resources }) => [...resources])).toEqual(['pods/attach', 'pods/exec', 'pods/portforward']);
});
