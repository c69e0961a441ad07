import { guardPolicy, PERSONA_GRANTS, personaPolicies, rollPolicy, type Persona } from '../../lib/model/project-role';

test('an operator reads, syncs and reads logs, in his project only', () => {
  expect(personaPolicies('ethereum-hoodi', 'operator')).toEqual([
    'p, proj:ethereum-hoodi:operator, applications, get, ethereum-hoodi/*, allow',
    'p, proj:ethereum-hoodi:operator, applications, sync, ethereum-hoodi/*, allow',
    'p, proj:ethereum-hoodi:operator, logs, get, ethereum-hoodi/*, allow',
  ]);
});

test.each(['developer', 'observer'] as const)('a %s reads and does nothing else', (persona) => {
  expect(personaPolicies('p', persona)).toEqual([`p, proj:p:${persona}, applications, get, p/*, allow`]);
});

test('nobody but breakglass may change, delete or override an Application', () => {
  const powerful = ['update', 'delete', 'override'];
  const holders = (Object.keys(PERSONA_GRANTS) as Persona[]).filter((persona) =>
    PERSONA_GRANTS[persona].some(({ action }) => powerful.includes(action)),
  );
  expect(holders).toEqual(['breakglass']);
});

test('there is no grant of an action on resources: toggle-auto-sync would open a gate', () => {
  // @ts-expect-error 'action/*' is no action of a project
  const grant: (typeof PERSONA_GRANTS)['operator'] = [{ resource: 'applications', action: 'action/*' }];
  expect(grant).toHaveLength(1);
});

test('rolling is a right on one pod of one Application', () => {
  const signer = { applicationNamespace: 'argocd-chain', application: 'hoodi-0-signer', namespace: 'hoodi-0-signer' };
  expect(rollPolicy('ethereum-hoodi', { ...signer, statefulSet: 'web3signer' })).toBe(
    'p, proj:ethereum-hoodi:operator, applications, delete/*/Pod/hoodi-0-signer/web3signer-0, ' +
      'ethereum-hoodi/argocd-chain/hoodi-0-signer, allow',
  );
});

test('a guard has one action on one Application', () => {
  const guard = { name: 'guard-a', applicationNamespace: 'argocd-chain', application: 'hoodi-0-signer' };
  expect(guardPolicy('p', { ...guard, action: 'stop' })).toBe(
    'p, proj:p:guard-a, applications, action/apps/StatefulSet/stop, p/argocd-chain/hoodi-0-signer, allow',
  );
  const pod = { namespace: 'hoodi-0-signer', statefulSet: 'web3signer' };
  expect(guardPolicy('p', { ...guard, action: 'restart', ...pod })).toBe(
    'p, proj:p:guard-a, applications, delete/*/Pod/hoodi-0-signer/web3signer-0, p/argocd-chain/hoodi-0-signer, allow',
  );
});
