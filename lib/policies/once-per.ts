/**
 * Computes something once for each object and remembers it as long as the object lives: several policies ask the same
 * of an inventory of 40,000 objects, and the released inventory shares its objects with the rendered one.
 */
export function oncePer<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.result;
    const result = compute(key);
    known.set(key, { result });
    return result;
  };
}

/** As {@link oncePer} for texts, which are remembered for good: for names that come again and again, such as fields'. */
export function oncePerName<Result>(compute: (name: string) => Result): (name: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found.result;
    const result = compute(name);
    known.set(name, { result });
    return result;
  };
}
