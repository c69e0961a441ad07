import { isPlainObject } from './layers';

/** What tells the items of a list apart, as Kubernetes' own merge does it. Other lists are replaced as a whole. */
const ITEM_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  ports: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};

/**
 * Merges a change into a Kubernetes object, both as plain JSON: objects member by member, lists of the kinds that
 * Kubernetes keys item by item, everything else replaced. Nothing can be taken away.
 */
export function mergeObject(object: unknown, change: unknown, member = ''): unknown {
  if (change === undefined) return object;
  if (isPlainObject(object) && isPlainObject(change)) return mergeMembers(object, change);
  const key = ITEM_KEYS[member];
  if (key === undefined || !isKeyed(object, key) || !isKeyed(change, key)) return change;
  const changes = new Map(change.map((item) => [item[key], item]));
  const known = new Set(object.map((item) => item[key]));
  return [
    ...object.map((item) => mergeObject(item, changes.get(item[key]))),
    ...change.filter((item) => !known.has(item[key])),
  ];
}

function mergeMembers(object: object, change: object): object {
  const merged = new Map<string, unknown>(Object.entries(object));
  for (const [member, value] of Object.entries(change))
    merged.set(member, mergeObject(merged.get(member), value, member));
  return Object.fromEntries(merged);
}

type Item = Readonly<Record<string, unknown>>;

function isKeyed(value: unknown, key: string): value is readonly Item[] {
  return Array.isArray(value) && value.every((item) => isPlainObject(item) && key in item);
}
