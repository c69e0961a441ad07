import { BOOTSTRAP, PLANES, rootName } from '../model/plane';
import type { Topology } from '../model/topology';

/** One line of a CODEOWNERS file. Of all lines that match a path the last one counts. */
export interface CodeOwnerRule {
  /** `*` for everything, a folder with a `/` at its end, or a file; `*` within a segment stays within it. */
  readonly pattern: string;

  /** Groups of which any one approves. */
  readonly owners: readonly string[];
}

/** Options of {@link codeOwners}. */
export interface CodeOwnersOptions {
  /**
   * Organization whose teams the groups are: they print as `@<organization>/<group>`. GitHub knows no other form.
   *
   * @default none: groups print as they are
   */
  readonly organization?: string;
}

/**
 * Who must approve a change of which file of the source repository.
 *
 * What no later line names is security's: library, policies, tests, workflows and package files decide what all the
 * others may say. A developer's line never covers a release, for a proposal is not its own approval.
 */
export function codeOwnerRules(topology: Topology): readonly CodeOwnerRule[] {
  const security = [topology.security];
  const developers = distinct(topology.roots.map(({ owners }) => owners.developers));
  const operators = distinct(topology.roots.map(({ owners }) => owners.operators));
  return [
    { pattern: '*', owners: security },
    { pattern: '/apps/', owners: developers },
    { pattern: '/dist/', owners: developers },
    ...planeRules(topology, developers),
    { pattern: '/apps/releases/', owners: operators },
    { pattern: '/dist/*/*/applications/', owners: operators },
    ...releaseRules(topology, operators),
    { pattern: '/apps/topology.ts', owners: security },
    { pattern: '/apps/keys/', owners: security },
    { pattern: '/apps/waivers*', owners: security },
    { pattern: `/apps/releases/${BOOTSTRAP}.*`, owners: security },
    { pattern: `/dist/${BOOTSTRAP}/`, owners: security },
  ].filter(({ owners }) => owners.length > 0);
}

/** The rule that decides about a path: the last that matches. */
export function tryFindCodeOwnerRule(rules: readonly CodeOwnerRule[], path: string): CodeOwnerRule | undefined {
  return rules.filter(({ pattern }) => covers(pattern, `/${path}`)).at(-1);
}

/**
 * The CODEOWNERS file of the source repository.
 *
 * @throws when a group cannot stand in it
 */
export function codeOwners(topology: Topology, { organization }: CodeOwnersOptions = {}): string {
  const rules = codeOwnerRules(topology);
  const width = Math.max(...rules.map(({ pattern }) => pattern.length));
  const name = (group: string): string => {
    if (/\s|#/.test(group)) {
      throw new Error(`a group in CODEOWNERS must be without space and #, got ${JSON.stringify(group)}`);
    }
    return organization === undefined ? group : `@${organization}/${group}`;
  };
  return [
    '# Generated from apps/topology.ts; never edited by hand. Later lines win.',
    '# What no later line names is owned by security.',
    ...rules.map(({ pattern, owners }) => `${pattern.padEnd(width)} ${owners.map(name).join(' ')}`),
    '',
  ].join('\n');
}

/** The rules of a CODEOWNERS file, with the groups as the topology names them: without `@<organization>/`. */
export function parseCodeOwners(text: string): readonly CodeOwnerRule[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [pattern = '', ...owners] = line.split(/\s+/);
      return { pattern, owners: owners.map((owner) => owner.replace(/^@([^/]+\/)?/, '')) };
    });
}

/** A line for each plane, where several groups share the proposals. */
function planeRules({ roots }: Topology, developers: readonly string[]): CodeOwnerRule[] {
  if (developers.length < 2) return [];
  return PLANES.flatMap((plane) => {
    const owners = distinct(roots.filter((root) => root.plane === plane).map((root) => root.owners.developers));
    return [`/apps/${plane}.ts`, `/apps/${plane}/`, `/dist/${plane}/`].map((pattern) => ({ pattern, owners }));
  });
}

/** A line for each root, where several groups share the approvals. */
function releaseRules({ roots }: Topology, operators: readonly string[]): CodeOwnerRule[] {
  if (operators.length < 2) return [];
  return roots.flatMap(({ plane, cluster, owners }) =>
    [`/apps/releases/${rootName(plane, cluster.name)}.json`, `/dist/${plane}/${cluster.name}/applications/`].map(
      (pattern) => ({ pattern, owners: [owners.operators] }),
    ),
  );
}

function covers(pattern: string, path: string): boolean {
  if (pattern === '*') return true;
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(pattern.endsWith('/') ? `^${expression}` : `^${expression}$`).test(path);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
