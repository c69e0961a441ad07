import {
  applicationSetDeletion,
  applicationSetGenerators,
  applicationSetTemplate,
} from '../../../lib/policies/applications/application-sets';
import { application, foundIn, object } from '../tree';

function set(spec: object = {}): object {
  return object('argoproj.io/v1alpha1', 'ApplicationSet', 'agents', {
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ list: { elements: [{ node: 'w1' }, { node: 'w2' }] } }],
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      template: application('agent-{{ .node }}'),
      ...spec,
    },
  });
}

const elements = (...list: object[]): object => set({ generators: [{ list: { elements: list } }] });

test.each([applicationSetTemplate, applicationSetGenerators, applicationSetDeletion])(
  '$id accepts a set as it should be, and other kinds',
  (policy) => {
    expect(foundIn(policy, set())).toEqual([]);
    expect(foundIn(policy, application('a'))).toEqual([]);
  },
);

test('application-set-template refuses silent templates, patches and templated projects', () => {
  const spec = {
    goTemplate: undefined,
    goTemplateOptions: undefined,
    templatePatch: 'spec: {}',
    template: application('x', { spec: { project: '{{ .project }}' } }),
  };
  expect(foundIn(applicationSetTemplate, set(spec))).toEqual([
    'no goTemplate: true',
    'no missingkey=error',
    'templatePatch',
    'project {{ .project }}',
  ]);
});

test('application-set-generators refuses other generators, uneven elements and repeated names', () => {
  expect(foundIn(applicationSetGenerators, set({ generators: [{ clusters: {} }, { plugin: {} }] }))).toEqual([
    'generator clusters',
    'generator plugin',
  ]);
  expect(foundIn(applicationSetGenerators, elements({ node: 'w1' }, { node: 'w2', zone: 'a' }))).toEqual([
    'element 2 has the keys node, zone, the first node',
  ]);
  expect(foundIn(applicationSetGenerators, elements({ node: 'w1' }, { node: 'w1' }))).toEqual(['name agent-w1 twice']);
});

test('application-set-deletion refuses the defaults', () => {
  expect(foundIn(applicationSetDeletion, set({ syncPolicy: undefined }))).toEqual([
    'applicationsSync is not set',
    'no preserveResourcesOnDeletion',
  ]);
  const syncPolicy = { applicationsSync: 'sync', preserveResourcesOnDeletion: true };
  expect(foundIn(applicationSetDeletion, set({ syncPolicy }))).toEqual(['applicationsSync sync']);
});
