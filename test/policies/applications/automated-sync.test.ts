import { ApiObject, JsonPatch } from 'cdk8s';
import { ArgoApplication } from '../../../lib/constructs/argo-application';
import type { Plane } from '../../../lib/model/plane';
import { automated, gated } from '../../../lib/model/sync-policy';
import { gatedIsOff, rootNeverPrunes, sensitiveNotAutomatic } from '../../../lib/policies/applications/automated-sync';
import { judge } from '../../../lib/policies/engine';
import type { Policy } from '../../../lib/policies/policy';
import { render } from '../../../lib/render/render';
import { platformOn, projectOf } from '../../fixtures/instances';
import { released } from '../../fixtures/platform';

/** What a policy finds where the Application of that name has this `automated`, or the one that is printed. */
function findings(policy: Policy, plane: Plane, name: string, patched?: object, sensitive?: boolean): string[] {
  const { platform } = platformOn({ planes: [plane], releases: [released(`${plane}.testnet`, 'x')] });
  const project = projectOf(platform, plane, 'one');
  const sync = plane === 'chain' ? gated() : automated();
  new ArgoApplication(project.root, 'x', { project, namespace: 'one', source: { kind: 'content' }, sync, sensitive });
  const application = platform.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .find((object) => object.kind === 'Application' && object.name === name);
  if (application === undefined) throw new Error(`no Application ${name}`);
  if (patched !== undefined) application.addJsonPatch(JsonPatch.replace('/spec/syncPolicy/automated', patched));
  return judge([policy], render(platform).inventory).map(({ object, found }) => `${object}: ${found}`);
}

describe('gated-is-off', () => {
  test('passes what is printed', () => expect(findings(gatedIsOff, 'chain', 'x')).toEqual([]));

  test.each([
    {},
    { prune: false },
    { enabled: true },
    { enabled: false, prune: true },
    { enabled: false, selfHeal: true },
  ])('refuses automated: %p in the chain plane', (patched) => {
    expect(findings(gatedIsOff, 'chain', 'x', patched)).toEqual([
      `Application argocd-chain/x: automated: ${JSON.stringify(patched)}`,
    ]);
  });

  test('leaves other planes alone', () => expect(findings(gatedIsOff, 'service', 'x', {})).toEqual([]));
});

describe('sensitive-not-automatic', () => {
  test('passes what is printed', () => {
    expect(findings(sensitiveNotAutomatic, 'service', 'x', undefined, true)).toEqual([]);
    expect(findings(sensitiveNotAutomatic, 'chain', 'x')).toEqual([]);
  });

  test.each([{ prune: true }, { selfHeal: true }, { enabled: true, prune: true }])(
    'refuses automated: %p',
    (patched) => {
      expect(findings(sensitiveNotAutomatic, 'service', 'x', patched, true)).toEqual([
        `Application argocd-service/x: automated: ${JSON.stringify(patched)}`,
      ]);
    },
  );

  test('leaves what can be made again alone', () => {
    expect(findings(sensitiveNotAutomatic, 'service', 'x', { prune: true, selfHeal: true })).toEqual([]);
  });
});

describe('root-never-prunes', () => {
  test('passes what is printed', () => expect(findings(rootNeverPrunes, 'chain', 'chain-root')).toEqual([]));

  test('refuses a root that prunes, of a plane or of the bootstrap', () => {
    const prunes = { prune: true, selfHeal: true };
    const found = (name: string): string[] => [`Application argocd/${name}: automated: ${JSON.stringify(prunes)}`];
    expect(findings(rootNeverPrunes, 'chain', 'chain-root', prunes)).toEqual(found('chain-root'));
    expect(findings(rootNeverPrunes, 'chain', 'bootstrap-root', prunes)).toEqual(found('bootstrap-root'));
  });

  test('leaves children alone', () => {
    expect(findings(rootNeverPrunes, 'service', 'x', { prune: true })).toEqual([]);
  });
});
