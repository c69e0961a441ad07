import { accessQuestion } from '../../../lib/commands/access/access-question';
import { readAccess } from '../../../lib/commands/access/access-matrix';
import { answerText } from '../../../lib/commands/access/access-text';
import { render } from '../../../lib/render/render';
import { topology } from '../../fixtures/platform';
import { application, inventoryOf, project } from '../../policies/tree';
import { platform } from '../../../apps/main';

const tree = {
  'bootstrap/testnet/instance/project.yaml': project('platform', {
    roles: [
      {
        name: 'operator',
        policies: ['p, proj:platform:operator, applications, sync, platform/argocd-service/web, allow'],
        groups: ['fp-operators'],
      },
    ],
  }),
  'service/testnet/applications/web.yaml': application('web'),
  'service/testnet/applications/other.yaml': application('other'),
};

async function ask(subject: string, verb: string, what: string) {
  return accessQuestion(await readAccess(inventoryOf(tree), topology), subject, verb, what);
}

test('yes comes with the rule', async () => {
  expect(answerText(await ask('operator', 'sync', 'service.testnet/web'))).toBe(
    [
      'yes: operator sync service.testnet/web: granted by',
      '  p, proj:platform:operator, applications, sync, platform/argocd-service/web, allow  (bootstrap/testnet/instance/project.yaml)',
    ].join('\n'),
  );
});

test('a group may be asked about by its name', async () => {
  expect((await ask('fp-operators', 'sync', 'service.testnet/web')).allowed).toBe(true);
  expect((await ask('fp-service-developers', 'sync', 'service.testnet/web')).allowed).toBe(false);
});

test('of a root, no means not of every Application of it', async () => {
  const answer = await ask('operator', 'sync', 'service.testnet');
  expect(answer).toMatchObject({ allowed: false, why: 'only of web, granted by' });
});

test('no names the groups that were asked for, and what there is nothing of', async () => {
  expect(answerText(await ask('operator', 'delete', 'service.testnet/web'))).toBe(
    'no: operator delete service.testnet/web: no rule grants it to fp-operators',
  );
  expect((await ask('nobody', 'read', 'service.testnet')).why).toBe('no rule grants it to nobody');
  expect((await ask('operator', 'roll', 'service.testnet')).why).toBe('there is nothing to roll');
});

test("the example's gate refuses a rollback that the right to sync would give", async () => {
  const reading = await readAccess(render(platform()).inventory, platform().topology);
  expect(answerText(accessQuestion(reading, 'operator', 'rollback', 'chain.testnet/hoodi-0-signer'))).toBe(
    [
      "no: operator rollback chain.testnet/hoodi-0-signer: refused in spite of 'p, proj:ethereum-hoodi:operator, applications, sync, ethereum-hoodi/*, allow' by",
      '  gitops-planes-gate: a gated application syncs exactly its released revision: release another one to change it  (bootstrap/testnet/instance/validatingadmissionpolicy.gitops-planes-gate.yaml)',
    ].join('\n'),
  );
});

test.each([
  [
    'operato',
    'sync',
    'service.testnet',
    "the subject must be one of 'operator', or another one that exists, got 'operato'",
  ],
  ['operator', 'synk', 'service.testnet', "the verb must be one of 'sync', or another one that exists, got 'synk'"],
  ['operator', 'sync', 'services.testnet', "the root must be one of 'service.testnet', or another one"],
  [
    'operator',
    'sync',
    'service.testnet/wev',
    "the application of service.testnet must be one of 'web', or another one",
  ],
])('%s %s %s is refused with what is meant', async (subject, verb, what, message) => {
  await expect(ask(subject, verb, what)).rejects.toThrow(message);
});

test('a word that is near to none is refused with all that exist', async () => {
  await expect(ask('operator', 'obliterate-it', 'service.testnet')).rejects.toThrow(
    'the verb must be one of read, propose, approve, sync, roll,',
  );
});
