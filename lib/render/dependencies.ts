import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Folder } from '../constructs/folder';

/** What `addDependency` came to: sync waves within an application, or problems. */
export interface Ordering {
  readonly waves: ReadonlyMap<ApiObject, number>;
  readonly problems: readonly string[];
}

/**
 * Turns dependencies between constructs of one application into sync waves: an object's wave is the length of the
 * longest chain of dependencies behind it. Stock cdk8s would number the files instead, so that adding a chart renames
 * others. A dependency of a construct is one of every object below it.
 *
 * Across applications there is no order that Argo CD keeps, and a cycle has none at all: both are problems.
 */
export function orderObjects(constructs: readonly IConstruct[]): Ordering {
  const problems: string[] = [];
  const before = new Map<ApiObject, Set<ApiObject>>();
  for (const construct of constructs) {
    for (const dependency of construct.node.dependencies) {
      const pairs = pairsOf(construct, dependency);
      const across = pairs.find(([object, other]) => Folder.tryHolding(other) !== Folder.tryHolding(object));
      if (across !== undefined) problems.push(acrossApplications(across[0], across[1]));
      else for (const [object, other] of pairs) before.set(object, (before.get(object) ?? new Set()).add(other));
    }
  }
  const waves = new Map<ApiObject, number>();
  for (const object of before.keys()) depth(object, before, waves, [], problems);
  return { waves: new Map([...waves].filter(([, wave]) => wave > 0)), problems };
}

function pairsOf(construct: IConstruct, dependency: IConstruct): (readonly [ApiObject, ApiObject])[] {
  const others = objectsBelow(dependency);
  return objectsBelow(construct).flatMap((object) => others.map((other) => [object, other] as const));
}

function objectsBelow(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((below): below is ApiObject => ApiObject.isApiObject(below));
}

function acrossApplications(object: ApiObject, other: ApiObject): string {
  return `[${object.node.path}] depends on [${other.node.path}] of another application: order applications by waves, or put both in one`;
}

function depth(
  object: ApiObject,
  before: ReadonlyMap<ApiObject, ReadonlySet<ApiObject>>,
  waves: Map<ApiObject, number>,
  chain: readonly ApiObject[],
  problems: string[],
): number {
  const known = waves.get(object);
  if (known !== undefined) return known;
  if (chain.includes(object)) {
    problems.push(`[${object.node.path}] depends on itself, through ${chain.map((o) => o.node.path).join(' and ')}`);
    return 0;
  }
  const deeper = [...(before.get(object) ?? [])].map(
    (other) => depth(other, before, waves, [...chain, object], problems) + 1,
  );
  const wave = Math.max(0, ...deeper);
  waves.set(object, wave);
  return wave;
}
