import { guardActions, type GuardAction } from '../../../lib/constructs/guard/guard-actions';
import { GuardService } from '../../../lib/constructs/guard/guard-service';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { Releases } from '../../../lib/model/release';
import { judge } from '../../../lib/policies/engine';
import { RULEBOOK } from '../../../lib/policies';
import { render } from '../../../lib/render/render';
import { chainPlatform, hoodi, testnetWith } from '../../fixtures/chain';
import { platformOn } from '../../fixtures/instances';
import { folderText, released, renderFolder } from '../../fixtures/platform';

function setUp(releases = Releases.none()) {
  const { platform, root } = chainPlatform('local', releases);
  const workload = new ValidatorApp(root, 'hoodi-0', hoodi);
  return { platform, root, workload, action: guardActions.restart(workload, 'node', 'geth') };
}

test('renders a suspended CronJob that records before it acts, and no way out but to the API server', () => {
  const { platform, root, action } = setUp();
  new GuardService(root, 'restart-geth', { action });
  expect(folderText(platform, 'chain/testnet/guard-restart-geth')).toMatchSnapshot();
});

test("its rights stand in the instance's bootstrap, on named objects of the unit alone", () => {
  const { platform, root, action } = setUp();
  new GuardService(root, 'restart-geth', { action });
  const files = Object.entries(renderFolder(platform, 'bootstrap/testnet/instance'));
  const own = files.filter(([name]) => /guard-restart-geth|appproject\.guards/.test(name));
  expect(`\n${own.map(([name, text]) => `=== ${name}\n${text}`).join('')}`).toMatchSnapshot();
});

test('the project of the instance reaches the namespaces of guards from the first one on', () => {
  const { platform, root, action } = setUp();
  const project = (): string => renderFolder(platform, 'bootstrap/testnet/by-hand')['appproject.bootstrap.yaml'] ?? '';
  expect(project()).not.toContain('guard-');
  new GuardService(root, 'restart-geth', { action });
  expect(project().match(/namespace: guard-.*/g)).toEqual(['namespace: guard-*']);
});

test('its application is gated and sensitive once it is released, and all policies hold', () => {
  const { platform, root, action, workload } = setUp(Releases.of([released('chain.testnet', 'guard-restart-geth')]));
  const guard = new GuardService(root, 'restart-geth', { action });
  new GuardService(root, 'pause', { action: guardActions.pauseSigner(workload, 'signer', 'web3signer') });
  expect(guard.application.release).toBeDefined();
  const { inventory, problems } = render(platform);
  expect(problems).toEqual([]);
  const ours = judge(RULEBOOK, inventory).filter(({ file, object }) => `${file} ${object}`.includes('guard'));
  expect(ours).toEqual([]);
});

test('a secret that a guard may refresh is read when its ExternalSecret changes, and every other one once', () => {
  const { platform, root, workload } = setUp();
  const policies = (): (string | undefined)[] =>
    ['node/externalsecret.jwt', 'signer/externalsecret.database'].map((file) => {
      const [unit = '', name = ''] = file.split('/');
      return /refreshPolicy: (.*)/.exec(
        renderFolder(platform, `chain/testnet/hoodi-0-${unit}`)[`${name}.yaml`] ?? '',
      )?.[1];
    });
  expect(policies()).toEqual(['CreatedOnce', 'CreatedOnce']);
  new GuardService(root, 'refresh-jwt', { action: guardActions.refreshSecret(workload, 'node', 'jwt') });
  expect(policies()).toEqual(['OnChange', 'CreatedOnce']);
  expect(renderFolder(platform, 'chain/testnet/guard-refresh-jwt')['cronjob.guard.yaml']).toContain(
    'fieldPath: metadata.uid',
  );
});

describe('with an account of Argo CD', () => {
  const rendered = (flavor: 'restart' | 'pause' | 'none'): Readonly<Record<string, string>> => {
    const { platform, root, workload, action } = setUp();
    const pause = guardActions.pauseSigner(workload, 'signer', 'web3signer');
    if (flavor !== 'none')
      new GuardService(root, 'a', { action: flavor === 'pause' ? pause : action, argocdAccount: true });
    return renderFolder(platform, 'bootstrap/testnet/instance');
  };

  test.each([
    ['restart', 'applications, delete/*/Pod/hoodi-0-node/geth-0, ethereum-hoodi/argocd-chain/hoodi-0-node, allow'],
    ['pause', 'applications, action/apps/StatefulSet/stop, ethereum-hoodi/argocd-chain/hoodi-0-signer, allow'],
  ] as const)('%s is one action on one application', (action, line) => {
    const files = rendered(action);
    expect(files['configmap.argocd-cm.yaml']).toContain('accounts.guard-a: apiKey\n');
    const project = files['appproject.ethereum-hoodi.yaml'] ?? '';
    expect(project.match(/guard-a/g)).toHaveLength(3);
    expect(project).toContain(`p, proj:ethereum-hoodi:guard-a, ${line}\n`);
  });

  test('and without it there is neither account nor role', () => {
    const files = rendered('none');
    expect(files['configmap.argocd-cm.yaml']).not.toContain('accounts.');
    expect(files['appproject.ethereum-hoodi.yaml']).not.toContain('guard-');
  });

  test('it is refused for an action that Argo CD does not have so narrow', () => {
    const { root, workload } = setUp();
    const action = guardActions.watchdog(workload, 'node');
    expect(() => new GuardService(root, 'a', { action, argocdAccount: true })).toThrow(
      "'argocdAccount' must be false: Argo CD has no action as narrow as 'watchdog'",
    );
  });

  test('it is refused on the EKS capability, which has neither', () => {
    const { platform, cluster } = platformOn({ flavor: 'eks-capability' });
    const { action } = setUp();
    const record = { ...action.workload.record, cluster };
    const moved = { ...action, workload: Object.assign(Object.create(action.workload), { record }) } as GuardAction;
    const root = platform.root('chain', cluster);
    expect(() => new GuardService(root, 'a', { action: moved, argocdAccount: true })).toThrow(
      'the EKS capability has neither local accounts nor actions',
    );
    expect(() => new GuardService(root, 'b', { action: moved })).toThrow(
      "'cluster' must be a cluster with 'apiServer'",
    );
  });
});

describe('refuses', () => {
  const wrong = (change: (made: GuardAction) => GuardAction): (() => unknown) => {
    const { root, action } = setUp();
    return () => new GuardService(root, 'restart-geth', { action: change(action) });
  };
  const asking = (verb: string): (() => unknown) =>
    wrong((action) => ({ ...action, rules: [{ ...action.rules[0], verbs: [verb] }] }));

  test.each([
    ['create', 'render the object in Git and let a person sync it'],
    ['deletecollection', 'delete the one object by its name'],
    ['patch', 'ask for one of restart, pause-signer'],
  ])('a rule with %s, and says what to do instead', (verb, instead) => {
    expect(asking(verb)).toThrow(instead);
  });

  test('a rule for every object', () => {
    const all = wrong((action) => ({ ...action, rules: [{ ...action.rules[0], resourceNames: [] }] }));
    expect(all).toThrow("name the objects in 'resourceNames'");
  });

  test('a workload of another cluster', () => {
    const elsewhere = testnetWith({ name: 'other' });
    const moved = wrong((action) => {
      const record = { ...action.workload.record, cluster: elsewhere };
      const workload = Object.assign(Object.create(action.workload) as object, { record });
      return { ...action, workload: workload as GuardAction['workload'] };
    });
    expect(moved).toThrow('\'action\' must be an action on a workload of cluster testnet, got "hoodi-0 on other"');
  });

  test('a root of another plane', () => {
    const { platform, root, action } = setUp();
    const service = platform.root('service', root.cluster);
    expect(() => new GuardService(service, 'x', { action })).toThrow("'root' must be a root of the chain plane");
  });

  test('an id that is no DNS label, or too long', () => {
    const { root, action } = setUp();
    expect(() => new GuardService(root, 'Restart', { action })).toThrow("'id' must be a DNS-1123 label");
    expect(() => new GuardService(root, 'x'.repeat(41), { action })).toThrow('at most 40 characters');
  });
});
