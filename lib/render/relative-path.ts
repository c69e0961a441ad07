/**
 * Whether a path stays below the folder it is relative to, on every system: parts joined by `/`, none of them empty,
 * `.`, `..` or `.git`, no backslash, no NUL.
 */
export function isRelativePath(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split('/').every((part) => !/^(?:|\.|\.\.|\.git)$/i.test(part));
}
