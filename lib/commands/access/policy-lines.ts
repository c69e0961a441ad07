import { projectsOf } from '../../policies/projects/project-match';
import { listAt, textAt, textsAt } from '../../policies/json-fields';
import type { Inventory, InventoryObject } from '../../render/inventory';
import type { AccessRule } from './access-rule';

/** One line of Argo CD's RBAC, with where it stands. */
export interface PolicyLine extends AccessRule {
  readonly type: 'p' | 'g';

  /** What follows the type: subject, resource, action, object, effect; or member, role. */
  readonly fields: readonly string[];
}

/** A ConfigMap of Argo CD on a cluster, or undefined where none is rendered. */
export function tryFindSettings(inventory: Inventory, cluster: string, name: string): InventoryObject | undefined {
  return inventory.objects.find(
    (at) => at.cluster === cluster && at.object.kind === 'ConfigMap' && at.object.metadata.name === name,
  );
}

/** One setting of Argo CD on a cluster; undefined where it is not rendered, and so has Argo CD's default. */
export function settingOf(inventory: Inventory, cluster: string, map: string, key: string): string | undefined {
  return textAt(tryFindSettings(inventory, cluster, map)?.object, 'data', key);
}

/** Stands for a file where Argo CD itself decides. */
export const BUILT_IN = 'built into Argo CD';

/** Argo CD's own roles, as far as they are about Applications (assets/builtin-policy.csv of Argo CD 3.5). */
export const BUILT_IN_LINES: readonly PolicyLine[] = linesOf(
  [
    'p, role:readonly, applications, get, */*, allow',
    'p, role:readonly, logs, get, */*, allow',
    ...['create', 'update', 'update/*', 'delete', 'delete/*', 'sync', 'override', 'action/*'].map(
      (action) => `p, role:admin, applications, ${action}, */*, allow`,
    ),
    'p, role:admin, exec, create, */*, allow',
    'g, role:admin, role:readonly',
    'g, admin, role:admin',
  ],
  BUILT_IN,
);

/**
 * The lines that hold for every project of a cluster.
 *
 * @throws when a line is not of Argo CD's form: Argo CD would load none of the policy
 */
export function globalLines(inventory: Inventory, cluster: string): readonly PolicyLine[] {
  const map = tryFindSettings(inventory, cluster, 'argocd-rbac-cm');
  if (map === undefined) return [];
  return linesOf((textAt(map.object, 'data', 'policy.csv') ?? '').split('\n'), map.file);
}

/**
 * The lines of a project's roles, with the group lines that Argo CD makes of their groups.
 *
 * @throws as {@link globalLines}
 */
export function projectLines(inventory: Inventory, cluster: string, name: string): readonly PolicyLine[] {
  const projects = projectsOf(inventory).filter((project) => project.at.cluster === cluster && project.name === name);
  return projects.flatMap(({ at, spec }) =>
    listAt(spec, 'roles').flatMap((role) => {
      const groups = textsAt(role, 'groups').map((group): PolicyLine => {
        const member = group.replace(/^"(.*)"$/, '$1');
        const subject = `proj:${name}:${textAt(role, 'name') ?? ''}`;
        return { type: 'g', fields: [member, subject], text: `g, ${group}, ${subject}`, file: at.file };
      });
      return [...linesOf(textsAt(role, 'policies'), at.file), ...groups];
    }),
  );
}

function linesOf(texts: readonly string[], file: string): PolicyLine[] {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('#'))
    .map((text) => {
      const [type, ...fields] = text.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
      if (type === 'p' && fields.length === 5) return { type, fields, text, file };
      if (type === 'g' && fields.length === 2) return { type, fields, text, file };
      throw new Error(
        `[${file}] a policy line must be p, subject, resource, action, object, effect or g, member, role, got '${text}'`,
      );
    });
}
