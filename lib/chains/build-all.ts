import { ProblemsError } from '../model/errors';

/** What each builder of a record returns. */
export type Built<T extends Readonly<Record<string, () => unknown>>> = { readonly [K in keyof T]: ReturnType<T[K]> };

/**
 * Runs every builder and reports the problems of all of them together, so that nobody mends them one at a time.
 *
 * @param problems found before, to be reported with the others
 * @throws ProblemsError when there is any problem
 */
export function buildAll<T extends Readonly<Record<string, () => unknown>>>(
  builders: T,
  problems: readonly string[] = [],
): Built<T> {
  const all = [...problems];
  const built: [string, unknown][] = [];
  for (const [name, build] of Object.entries(builders)) {
    try {
      built.push([name, build()]);
    } catch (thrown) {
      if (!(thrown instanceof ProblemsError)) throw thrown;
      all.push(...thrown.problems);
    }
  }
  if (all.length > 0) throw new ProblemsError(all);
  return Object.fromEntries(built) as Built<T>;
}
