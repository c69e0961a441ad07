import {
  oneApplicationPerFolder,
  oneApplicationPerName,
  oneOwnerPerCrd,
  oneOwnerPerNamespace,
  oneOwnerPerObject,
  oneProjectPerName,
} from '../../../lib/policies/content/ownership';
import { judge } from '../../../lib/policies/engine';
import { application, chartJson, configMap, found, inventoryOf, object, project } from '../tree';

const crd = (name: string): object => object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name);
const namespace = (name: string): object => object('v1', 'Namespace', name);

describe('one-owner-per-object', () => {
  test('names both files of an object that two applications render', () => {
    const tree = { 'service/testnet/a/x.yaml': configMap('x'), 'product/testnet/b/x.yaml': configMap('x') };
    expect(found(oneOwnerPerObject, tree)).toEqual([
      'service/testnet/a/x.yaml: ConfigMap web/x on testnet is also declared in product/testnet/b/x.yaml',
    ]);
  });

  test('names both construct paths', () => {
    const inventory = inventoryOf({ 'a/x.yaml': configMap('x'), 'b/x.yaml': configMap('x') });
    const objects = inventory.objects.map((at, i) => ({ ...at, constructPath: `app/${i}` }));
    expect(judge([oneOwnerPerObject], { ...inventory, objects })).toMatchObject([
      { constructPath: 'app/1', found: 'ConfigMap web/x is also declared in a/x.yaml [app/0]' },
    ]);
  });

  test('takes another version of the same kind for the same object', () => {
    const tree = {
      'a/x.yaml': object('autoscaling/v1', 'HorizontalPodAutoscaler', 'x', {}, { namespace: 'n' }),
      'b/x.yaml': object('autoscaling/v2', 'HorizontalPodAutoscaler', 'x', {}, { namespace: 'n' }),
    };
    expect(found(oneOwnerPerObject, tree)).toEqual([
      'b/x.yaml: HorizontalPodAutoscaler (autoscaling) n/x is also declared in a/x.yaml',
    ]);
  });

  test('gives an object without a namespace the one of its application', () => {
    const tree = {
      'service/testnet/applications/a.yaml': application('a'),
      'service/testnet/a/x.yaml': object('v1', 'ConfigMap', 'x'),
      'service/testnet/b/x.yaml': configMap('x'),
    };
    expect(found(oneOwnerPerObject, tree)).toHaveLength(1);
  });

  test('accepts the same name on another cluster, in another namespace or group, and in folders of unknown namespace', () => {
    const tree = {
      'service/testnet/a/x.yaml': configMap('x'),
      'service/mainnet/a/x.yaml': configMap('x'),
      'service/testnet/b/x.yaml': configMap('x', 'other'),
      'service/testnet/c/x.yaml': object('example.com/v1', 'ConfigMap', 'x', {}, { namespace: 'web' }),
      'one/y.yaml': object('v1', 'ConfigMap', 'y'),
      'two/y.yaml': object('v1', 'ConfigMap', 'y'),
    };
    expect(found(oneOwnerPerObject, tree)).toEqual([]);
  });
});

describe('one-owner-per-crd', () => {
  test('sees a chart and a folder that both own a CRD', () => {
    const tree = {
      'service/testnet/crds/a.yaml': crd('issuers.cert-manager.io'),
      'service/testnet/cert-manager/chart.json': chartJson('cert-manager', { crds: ['issuers.cert-manager.io'] }),
    };
    expect(found(oneOwnerPerCrd, tree)).toEqual([
      'service/testnet/cert-manager/chart.json: CustomResourceDefinition issuers.cert-manager.io on testnet is also declared in service/testnet/crds/a.yaml',
    ]);
  });

  test('accepts one owner on each cluster', () => {
    const tree = { 'service/a/crds/a.yaml': crd('x.y.io'), 'service/b/crds/a.yaml': crd('x.y.io') };
    expect(found(oneOwnerPerCrd, tree)).toEqual([]);
  });
});

test('one-owner-per-namespace refuses a namespace that two folders declare, and accepts two namespaces', () => {
  const tree = { 'a/n.yaml': namespace('web'), 'b/n.yaml': namespace('db') };
  expect(found(oneOwnerPerNamespace, tree)).toEqual([]);
  expect(found(oneOwnerPerNamespace, { ...tree, 'c/n.yaml': namespace('web') })).toEqual([
    'c/n.yaml: web is also declared in a/n.yaml',
  ]);
});

describe('one-application-per-name', () => {
  const set = object('argoproj.io/v1alpha1', 'ApplicationSet', 'agents', {
    spec: {
      generators: [{ list: { elements: [{ node: 'w1' }, { node: 'w2' }] } }],
      template: { metadata: { name: 'agent-{{ .node }}' }, spec: {} },
    },
  });

  test('sees Applications that an ApplicationSet generates', () => {
    const tree = {
      'monitoring/testnet/applications/set.yaml': set,
      'service/testnet/applications/agent-w2.yaml': application('agent-w2'),
    };
    expect(found(oneApplicationPerName, tree)).toEqual([
      'service/testnet/applications/agent-w2.yaml: Application agent-w2 on testnet is also declared in monitoring/testnet/applications/set.yaml',
    ]);
  });

  test('accepts the same name in another instance', () => {
    const tree = {
      'service/a/applications/x.yaml': application('x'),
      'service/b/applications/x.yaml': application('x'),
    };
    expect(found(oneApplicationPerName, tree)).toEqual([]);
  });
});

test('one-application-per-folder refuses a second reader of a folder, however its path is written', () => {
  const tree = {
    'service/testnet/applications/a.yaml': application('a'),
    'service/testnet/applications/b.yaml': application('b'),
  };
  expect(found(oneApplicationPerFolder, tree)).toEqual([]);
  const second = application('c', { source: { path: './testnet/a/' } });
  expect(found(oneApplicationPerFolder, { ...tree, 'product/testnet/applications/c.yaml': second })).toHaveLength(1);
});

test('one-project-per-name refuses a second declaration, wherever it says it lives', () => {
  const tree = { 'bootstrap/testnet/instance/a.yaml': project('a'), 'bootstrap/testnet/instance/b.yaml': project('b') };
  expect(found(oneProjectPerName, tree)).toEqual([]);
  expect(found(oneProjectPerName, { ...tree, 'service/testnet/x/a.yaml': project('a') })).toEqual([
    'service/testnet/x/a.yaml: AppProject a on testnet is also declared in bootstrap/testnet/instance/a.yaml',
  ]);
});
