import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArgoRbac } from '../../../lib/commands/access/argo-rbac';
import type { Inventory, InventoryObject, Manifest } from '../../../lib/render/inventory';

/*
 * What Argo CD's own API server decides for generated policies: argocd-verdicts/main.go, built in the sources of v3.5.1,
 * gave the verdicts. `p` is a project with roles, `q` one that is not rendered.
 */

interface Verdict {
  readonly csv?: string;
  readonly default?: string;
  readonly roles?: readonly object[];
  readonly subject?: string;
  readonly groups?: readonly string[];
  readonly resource: string;
  readonly action: string;
  readonly object: string;
  readonly allowed: boolean;
}

const verdicts = readFileSync(join(__dirname, 'argocd-verdicts/rbac.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);

function inventoryOf(asked: Verdict): Inventory {
  const at = (object: Manifest): InventoryObject => ({
    object,
    file: `bootstrap/t/instance/${object.kind}.yaml`,
    folder: 'bootstrap/t/instance',
    root: 'bootstrap.t',
    cluster: 't',
  });
  const project = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'p' } };
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-rbac-cm' } };
  return {
    view: 'rendered',
    files: [],
    objects: [
      at({ ...project, spec: { roles: asked.roles ?? [] } }),
      at({ ...settings, data: { 'policy.csv': asked.csv ?? '', 'policy.default': asked.default ?? '' } }),
    ],
  };
}

async function isAllowed(asked: Verdict): Promise<boolean> {
  const rbac = await readArgoRbac(inventoryOf(asked), ['t']);
  const [project = ''] = asked.object.split('/');
  const direct = asked.subject === undefined ? [] : [asked.subject];
  const { resource, action, object } = asked;
  return rbac('t', project).decide({ groups: asked.groups ?? [], direct }, resource, action, object) !== undefined;
}

test('we say what Argo CD says', async () => {
  expect(verdicts.filter(({ allowed }) => allowed).length).toBeGreaterThan(200);
  expect(verdicts.filter(({ allowed }) => !allowed).length).toBeGreaterThan(200);
  const ours = await Promise.all(verdicts.map(isAllowed));
  expect(verdicts.filter(({ allowed }, i) => allowed !== ours[i])).toEqual([]);
});
