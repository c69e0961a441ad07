import { isFields, listAt, valueAt, type Fields } from '../json-fields';

/** Elements of an ApplicationSet's list generators, which are all that can be known before it runs. */
export function listElements(set: unknown): readonly Fields[] {
  return listAt(set, 'spec', 'generators').flatMap((generator) =>
    listAt(generator, 'list', 'elements').filter(isFields),
  );
}

/** Kinds of an ApplicationSet's generators: `list`, `git`, `clusters` … */
export function generatorKinds(set: unknown): readonly string[] {
  return listAt(set, 'spec', 'generators').flatMap((generator) =>
    isFields(generator) ? Object.keys(generator).filter((key) => key !== 'selector') : [],
  );
}

// `{{ .node }}` of Go templates, `{{node}}` of the older ones, and `.labels.zone` of nested elements.
const VARIABLE = /\{\{-?\s*\.?([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)\s*-?\}\}/g;

/** A template with an element's values put in. What is no plain variable stays as it is. */
export function substitute(template: unknown, element: Fields): unknown {
  if (typeof template === 'string') {
    return template.replace(VARIABLE, (whole, path: string) => {
      const value = valueAt(element, ...path.split('.'));
      return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
    });
  }
  if (Array.isArray(template)) return template.map((item) => substitute(item, element));
  if (!isFields(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, substitute(value, element)]));
}
