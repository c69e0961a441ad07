import { isArgo } from './applications-of';
import { isFields, textAt, textsAt, valueAt } from '../json-fields';
import { generatorKinds, listElements, substitute } from './list-generator';
import type { ObjectPolicy, Remark } from '../policy';

const SET_ERROR = { level: 'error', scope: 'object', kinds: ['ApplicationSet'] } as const;

/** Templates fail loudly and cannot choose a project. */
export const applicationSetTemplate: ObjectPolicy = {
  ...SET_ERROR,
  id: 'application-set-template',
  title: 'ApplicationSets use Go templates with missingkey=error, a fixed project and no templatePatch',
  doc:
    'a missing key renders as nothing by default (https://github.com/argoproj/argo-cd/issues/13731), templatePatch can ' +
    'wipe the spec (https://github.com/argoproj/argo-cd/issues/17040), and a templated project lets data choose its rights',
  check: (at) => {
    const { object } = at;
    if (!isArgo(object, 'ApplicationSet')) return [];
    const remarks: Remark[] = [];
    const refuse = (found: string, expected: string): void => void remarks.push({ at, found, expected });
    if (valueAt(object, 'spec', 'goTemplate') !== true) refuse('no goTemplate: true', 'goTemplate: true');
    if (!textsAt(object, 'spec', 'goTemplateOptions').includes('missingkey=error')) {
      refuse('no missingkey=error', 'goTemplateOptions: [missingkey=error]');
    }
    if (valueAt(object, 'spec', 'templatePatch') !== undefined) refuse('templatePatch', 'the field in every element');
    const project = textAt(object, 'spec', 'template', 'spec', 'project') ?? '';
    if (project.includes('{{')) refuse(`project ${project}`, 'a fixed project');
    return remarks;
  },
};

/** What is generated is known at synthesis. */
export const applicationSetGenerators: ObjectPolicy = {
  ...SET_ERROR,
  id: 'application-set-generators',
  title: 'ApplicationSets generate from lists whose elements have the same keys and distinct names',
  doc:
    'other generators depend on an API at run time and have returned nothing, which deleted everything ' +
    '(https://github.com/argoproj/argo-cd/issues/18480); uneven keys stop the whole set ' +
    '(https://github.com/argoproj/argo-cd/issues/20594)',
  check: (at) => {
    const { object } = at;
    if (!isArgo(object, 'ApplicationSet')) return [];
    const kinds = generatorKinds(object).filter((kind) => kind !== 'list');
    return [
      ...kinds.map((kind) => ({ at, found: `generator ${kind}`, expected: 'list generators only' })),
      ...unevenElements(object).map((found) => ({ at, found, expected: 'the same keys in every element' })),
      ...repeatedNames(object).map((found) => ({ at, found, expected: 'a name of its own for each element' })),
    ];
  },
};

/** An element that disappears takes nothing with it. */
export const applicationSetDeletion: ObjectPolicy = {
  ...SET_ERROR,
  id: 'application-set-deletion',
  title: 'ApplicationSets never delete Applications or their workloads',
  doc:
    'with the defaults an element that is gone deletes its Application and workload, and an empty list deletes ' +
    'everything (seen with 3.5.1; https://github.com/argoproj/argo-cd/issues/9227)',
  check: (at) => {
    const { object } = at;
    if (!isArgo(object, 'ApplicationSet')) return [];
    const remarks: Remark[] = [];
    const policy = textAt(object, 'spec', 'syncPolicy', 'applicationsSync');
    if (policy !== 'create-update') {
      remarks.push({ at, found: `applicationsSync ${policy ?? 'is not set'}`, expected: 'create-update' });
    }
    if (valueAt(object, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') !== true) {
      remarks.push({ at, found: 'no preserveResourcesOnDeletion', expected: 'preserveResourcesOnDeletion: true' });
    }
    return remarks;
  },
};

function unevenElements(object: unknown): readonly string[] {
  const [first, ...others] = listElements(object);
  if (first === undefined) return [];
  const keys = keysOf(first);
  return others
    .map((element, i) => ({ element, place: i + 2 }))
    .filter(({ element }) => keysOf(element) !== keys)
    .map(({ element, place }) => `element ${place} has the keys ${keysOf(element)}, the first ${keys}`);
}

function keysOf(element: object): string {
  return Object.entries(element)
    .map(([key, value]) => (isFields(value) ? `${key}{${keysOf(value)}}` : key))
    .sort()
    .join(', ');
}

function repeatedNames(object: unknown): readonly string[] {
  const template = textAt(object, 'spec', 'template', 'metadata', 'name') ?? '';
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const element of listElements(object)) {
    const name = String(substitute(template, element));
    if (seen.has(name)) again.add(name);
    seen.add(name);
  }
  return [...again].map((name) => `name ${name} twice`);
}
