import { pointerMembers } from '../../model/layers';
import { nearestName } from '../../model/nearest-name';

/** Members and indexes from an object's top to a field. */
export type FieldPath = readonly (string | number)[];

/**
 * Reads a field path as people write it: `spec.template.spec.containers[0].args[3]`, a JSON pointer
 * (`/spec/template/…`), or with names that hold dots in quotes: `metadata.labels["app.kubernetes.io/name"]`.
 *
 * @throws when it is neither
 */
export function parseFieldPath(text: string): FieldPath {
  if (text.startsWith('/')) {
    return pointerMembers(text).map((step) => (/^(0|[1-9][0-9]*)$/.test(step) ? Number(step) : step));
  }
  const steps: (string | number)[] = [];
  const pattern = /\.?([^.[\]"']+)|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\]/gy;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) {
      throw new Error(
        `field path must be like spec.template.spec.containers[0].args[1] or metadata.labels["a.b/c"], got '${text}' (stuck at '${text.slice(at)}')`,
      );
    }
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? match[4] ?? '') : Number(match[2]));
  }
  return steps;
}

/** A field path as it is printed. */
export function fieldPathText(path: FieldPath): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z_-][A-Za-z0-9_-]*$/.test(step)) return i === 0 ? step : `.${step}`;
      return `["${step}"]`;
    })
    .join('');
}

/** The value of a field. @throws naming the nearest member where there is none */
export function valueAtPath(object: unknown, path: FieldPath): unknown {
  let at = object;
  path.forEach((step, i) => {
    const members = typeof at === 'object' && at !== null ? Object.keys(at) : [];
    if (!members.includes(String(step))) {
      const near = nearestName(String(step), members);
      const place = i === 0 ? 'the object' : fieldPathText(path.slice(0, i));
      const hint = near === undefined ? `one of ${members.join(', ') || 'none, it is a value'}` : `'${near}'?`;
      throw new Error(`field path must name a field of ${place}: ${hint}, got '${step}'`);
    }
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  });
  return at;
}
