import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import { matches } from '../../policies/projects/argo-glob';
import { projectsOf } from '../../policies/projects/project-match';
import type { Inventory } from '../../render/inventory';
import type { AccessRule } from './access-rule';
import { BUILT_IN_LINES, globalLines, projectLines, settingOf, tryFindSettings, type PolicyLine } from './policy-lines';

/** Whose rights are asked for. Argo CD tries each name by itself; the first that is allowed decides. */
export interface RbacSubject {
  /** Groups that the identity provider sends. One counts only where a `g` line or a project role names it. */
  readonly groups: readonly string[];

  /**
   * Local accounts and roles, which policy lines may name directly.
   *
   * @default none
   */
  readonly direct?: readonly string[];
}

/** What Argo CD's API server would decide about the Applications of one project. */
export interface ProjectRbac {
  /** All lines that were read for it, its own and those for every project. */
  readonly lines: readonly PolicyLine[];

  /** The rule that allows it, or undefined. */
  decide(subject: RbacSubject, resource: string, action: string, object: string): AccessRule | undefined;
}

/** A project's permissions, by cluster and project. */
export type ArgoRbac = (cluster: string, project: string) => ProjectRbac;

/**
 * Argo CD's Casbin model: allowed if some line allows and none denies, for one subject
 * (assets/model.conf of Argo CD 3.5).
 */
const MODEL = `
[request_definition]
r = sub, res, act, obj
[policy_definition]
p = sub, res, act, obj, eft
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = g(r.sub, p.sub) && argoMatch(r.res, p.res) && argoMatch(r.act, p.act) && argoMatch(r.obj, p.obj)
`;

/**
 * Reads the permissions of every project of an inventory.
 *
 * @throws when a policy line is not of Argo CD's form, or has a pattern that this reading would understate
 */
export async function readArgoRbac(inventory: Inventory, clusters: readonly string[]): Promise<ArgoRbac> {
  const known = new Map<string, ProjectRbac>();
  for (const cluster of clusters) {
    const shared = [...BUILT_IN_LINES, ...globalLines(inventory, cluster)];
    const names = projectsOf(inventory).flatMap(({ at, name }) => (at.cluster === cluster ? [name] : []));
    // The empty name stands for a project that is not rendered: only what holds everywhere holds in it.
    for (const name of new Set(['', ...names])) {
      const lines = [...shared, ...projectLines(inventory, cluster, name)];
      known.set(`${cluster} ${name}`, await projectRbac(inventory, cluster, lines));
    }
  }
  return (cluster, project) => {
    const found = known.get(`${cluster} ${project}`) ?? known.get(`${cluster} `);
    if (found === undefined) throw new Error(`no cluster '${cluster}' was read`);
    return found;
  };
}

async function projectRbac(inventory: Inventory, cluster: string, lines: readonly PolicyLine[]): Promise<ProjectRbac> {
  const mode = settingOf(inventory, cluster, 'argocd-rbac-cm', 'policy.matchMode') ?? 'glob';
  if (mode !== 'glob') {
    const file = tryFindSettings(inventory, cluster, 'argocd-rbac-cm')?.file ?? '';
    throw new Error(`[${file}] 'policy.matchMode' must be glob, in which projects write their lines, got '${mode}'`);
  }
  const enforcer = await enforcerOf(lines);
  const fallback = settingOf(inventory, cluster, 'argocd-rbac-cm', 'policy.default') ?? '';
  const members = new Set(lines.flatMap(({ type, fields }) => (type === 'g' ? [fields[0]] : [])));
  return {
    lines,
    decide({ groups, direct = [] }, ...request) {
      // The default role comes first: no deny of anybody's own restrains it.
      const subjects = [fallback, ...direct, ...groups.filter((group) => members.has(group))];
      for (const subject of subjects.filter((name) => name !== '')) {
        const [allowed, matched] = enforcer.enforceExSync(subject, ...request);
        if (allowed) return ruleOf(lines, matched);
      }
      return undefined;
    },
  };
}

async function enforcerOf(lines: readonly PolicyLine[]): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('argoMatch', (text: string, pattern: string) => matches(pattern, text));
  for (const { type, fields, file, text } of lines) {
    // Argo CD's globs know sets and alternatives as well; read as plain text they would hide a right.
    if (type === 'p' && /[[\]{}\\]/.test(fields.slice(1, 4).join(''))) {
      throw new Error(`[${file}] a policy line must have no wildcards but * and ?, got '${text}'`);
    }
    await (type === 'p' ? enforcer.addPolicy(...fields) : enforcer.addGroupingPolicy(...fields));
  }
  return enforcer;
}

function ruleOf(lines: readonly PolicyLine[], matched: readonly string[]): AccessRule {
  const line = lines.find(({ type, fields }) => type === 'p' && fields.join('\n') === matched.join('\n'));
  if (line === undefined) throw new Error(`no policy line reads ${matched.join(', ')}`);
  return { text: line.text, file: line.file };
}
