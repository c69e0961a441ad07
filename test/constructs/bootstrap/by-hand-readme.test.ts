import { parse } from 'yaml';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import { platformOn, type InstanceVariant } from '../../fixtures/instances';
import { renderFolder } from '../../fixtures/platform';

function byHand(variant: InstanceVariant = {}): Readonly<Record<string, string>> {
  return renderFolder(platformOn(variant).platform, 'bootstrap/testnet/by-hand');
}

function page(variant: InstanceVariant = {}): string {
  return byHand(variant)['README.md'] ?? '';
}

describe('the page of an instance', () => {
  test('applies each file beside it that is an API object by its name', () => {
    for (const variant of [{}, { flavor: 'eks-capability' }, { installedBy: 'chart' }] as const) {
      const objects = Object.keys(byHand(variant)).filter((name) => /^(application|appproject)\./.test(name));
      expect(objects).toHaveLength(3);
      for (const name of objects) expect(page(variant)).toContain(` -f by-hand/${name}`);
    }
  });

  test('names what it takes and gives: restarts, single sign-on, breakglass, branch protection', () => {
    const text = page();
    expect(text).toContain('rollout restart deployment/argocd-server deployment/argocd-applicationset-controller');
    expect(text).toContain('oidc.config');
    expect(text).toContain('The group breakglass is empty in normal times');
    expect(text).toContain('## Branch protection that this relies on');
  });

  test('asks for the rights of argocd-server in every namespace of Applications', () => {
    const text = page({ planes: ['chain', 'product'] });
    for (const namespace of ['argocd-chain', 'argocd-product']) {
      expect(text).toContain(`can-i update applications.argoproj.io -n ${namespace} --as`);
    }
    expect(page({ flavor: 'eks-capability', planes: ['management'] })).not.toContain('can-i update applications');
  });
});

describe('on the EKS capability', () => {
  test('the page says one by one what is not promised there, and restarts nothing', () => {
    const text = page({ flavor: 'eks-capability', planes: ['management'] });
    const lost = text.split('## What the EKS capability cannot promise')[1]?.match(/^- \*\*/gm) ?? [];
    expect(lost).toHaveLength(10);
    expect(text).not.toContain('rollout restart');
    expect(text).not.toContain('--sso');
    expect(page()).not.toContain('cannot promise');
  });

  test("an instance with all planes passes every policy, with the capability's settings alone", () => {
    const { inventory, problems } = render(platformOn({ flavor: 'eks-capability' }).platform);
    expect(problems).toEqual([]);
    expect(judge(RULEBOOK, inventory)).toEqual([]);
    const names = inventory.objects.map(({ object }) => `${object.kind} ${object.metadata.name}`);
    expect(names.filter((name) => name.startsWith('ConfigMap argocd-'))).toEqual(['ConfigMap argocd-cm']);
    expect(names.filter((name) => /^(Namespace|Role|RoleBinding) /.test(name))).toEqual([]);
  });
});

describe('where the chart installs Argo CD', () => {
  test('its values hold every setting, and no ConfigMap and no right of argocd-server is rendered', () => {
    const values = parse(byHand({ installedBy: 'chart' })['argocd-values.yaml'] ?? '') as {
      configs: Record<string, Record<string, string>>;
    };
    const instance = Object.entries(renderFolder(platformOn({}).platform, 'bootstrap/testnet/instance'));
    const settings = (name: string): unknown =>
      (parse(instance.find(([file]) => file === `configmap.${name}.yaml`)?.[1] ?? '') as { data: unknown }).data;
    expect(values.configs).toEqual({
      cm: settings('argocd-cm'),
      params: settings('argocd-cmd-params-cm'),
      rbac: settings('argocd-rbac-cm'),
    });
    const files = Object.keys(
      renderFolder(platformOn({ installedBy: 'chart' }).platform, 'bootstrap/testnet/instance'),
    );
    expect(files.filter((name) => /^configmap\.argocd-|^role/.test(name))).toEqual([]);
  });

  test('the page gives the chart its values before the sync, and restarts nothing itself', () => {
    const text = page({ installedBy: 'chart' });
    expect(text.indexOf('-f by-hand/argocd-values.yaml')).toBeGreaterThan(0);
    expect(text.indexOf('-f by-hand/argocd-values.yaml')).toBeLessThan(text.indexOf('argocd app sync'));
    expect(text).not.toContain('rollout restart');
  });

  test('it passes every policy', () => {
    const { inventory, problems } = render(platformOn({ installedBy: 'chart' }).platform);
    expect(problems).toEqual([]);
    expect(judge(RULEBOOK, inventory)).toEqual([]);
  });
});
