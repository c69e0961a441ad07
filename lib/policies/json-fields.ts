/** An object of unknown shape. Policies judge YAML that nobody typed, so every field may be missing or wrong. */
export type Fields = Readonly<Record<string, unknown>>;

/** What stands at a path, or undefined. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return follow(value, path);
}

/** The object at a path; empty where there is none. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = follow(value, path);
  return isFields(found) ? found : {};
}

/** The text at a path; undefined where there is none, or something else. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = follow(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = follow(value, path);
  return Array.isArray(found) ? found : [];
}

/** The texts of the list at a path. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = follow(value, path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : [];
}

// Takes the path as a list: handing rest arguments on copies them each time.
function follow(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (!isFields(at)) return undefined;
    at = at[key];
  }
  return at;
}

/** Whether a value is an object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
