import { disruptionBudgets } from '../../../lib/policies/signing/disruption-budgets';
import { signer, SIGNING_NAMESPACE } from '../signing-objects';
import { found, object, type Tree } from '../tree';

const NONE = ['chain/t/a/s.yaml: no budget that refuses its eviction'];

function budget(spec: object, namespace: string = SIGNING_NAMESPACE): object {
  const selector = { matchLabels: { 'gitops-planes.io/workload': 'hoodi-0' } };
  return object('policy/v1', 'PodDisruptionBudget', 'b', { spec: { selector, ...spec } }, { namespace });
}

describe('of what signs', () => {
  const tree = (spec: object, namespace?: string, file = 'chain/t/a/b.yaml'): Tree => ({
    'chain/t/a/s.yaml': signer(),
    [file]: budget(spec, namespace),
  });

  test.each<[string, object]>([
    ['no pod may be away', { maxUnavailable: 0 }],
    ['no share of the pods may be away', { maxUnavailable: '0%' }],
    ['its pod must be there', { minAvailable: 1 }],
    ['all pods must be there', { minAvailable: '100%' }],
    ['every pod of the namespace is covered', { maxUnavailable: 0, selector: {} }],
  ])('accepts a budget by which %s', (_, spec) => {
    expect(found(disruptionBudgets, tree(spec))).toEqual([]);
  });

  test.each<[string, object]>([
    ['lets its pod go', { maxUnavailable: 1 }],
    ['asks for nothing', { minAvailable: 0 }],
    ['covers other pods', { maxUnavailable: 0, selector: { matchLabels: { a: 'b' } } }],
    [
      'selects by expressions',
      { maxUnavailable: 0, selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
    ],
    ['covers nothing', { maxUnavailable: 0, selector: undefined }],
  ])('refuses a budget that %s', (_, spec) => {
    expect(found(disruptionBudgets, tree(spec))).toEqual(NONE);
  });

  test('refuses no budget, and one of another namespace or cluster', () => {
    expect(found(disruptionBudgets, { 'chain/t/a/s.yaml': signer() })).toEqual(NONE);
    expect(found(disruptionBudgets, tree({ maxUnavailable: 0 }, 'other'))).toEqual(NONE);
    expect(found(disruptionBudgets, tree({ maxUnavailable: 0 }, SIGNING_NAMESPACE, 'chain/u/a/b.yaml'))).toEqual(NONE);
  });
});

describe('of anything else', () => {
  const labels = { 'gitops-planes.io/workload': 'hoodi-0' };
  const tree = (replicas: number | undefined, spec: object): Tree => ({
    's.yaml': signer({ name: 'web', labels, spec: { replicas } }),
    'b.yaml': budget(spec),
  });
  const blocked = (replicas: number): readonly string[] => [
    `b.yaml: a budget that allows no eviction of web (${replicas} replicas)`,
  ];

  test('accepts no budget, and budgets that let a drain pass', () => {
    expect(found(disruptionBudgets, { 's.yaml': signer({ labels }) })).toEqual([]);
    expect(found(disruptionBudgets, tree(2, { minAvailable: 1 }))).toEqual([]);
    expect(found(disruptionBudgets, tree(3, { minAvailable: '50%' }))).toEqual([]);
    expect(found(disruptionBudgets, tree(1, { maxUnavailable: '10%' }))).toEqual([]);
    expect(found(disruptionBudgets, tree(0, { minAvailable: 1 }))).toEqual([]);
  });

  test('refuses budgets that stop every drain', () => {
    expect(found(disruptionBudgets, tree(2, { maxUnavailable: 0 }))).toEqual(blocked(2));
    expect(found(disruptionBudgets, tree(2, { maxUnavailable: '0%' }))).toEqual(blocked(2));
    expect(found(disruptionBudgets, tree(2, { minAvailable: '100%' }))).toEqual(blocked(2));
    expect(found(disruptionBudgets, tree(2, { minAvailable: '51%' }))).toEqual(blocked(2));
    expect(found(disruptionBudgets, tree(2, { minAvailable: 2 }))).toEqual(blocked(2));
    expect(found(disruptionBudgets, tree(undefined, { minAvailable: 1 }))).toEqual(blocked(1));
  });

  test('counts the fewest pods that an autoscaler leaves', () => {
    const scaled = (apiVersion: string, kind: string, spec: object): readonly string[] =>
      found(disruptionBudgets, {
        ...tree(undefined, { minAvailable: 1 }),
        'a.yaml': object(
          apiVersion,
          kind,
          'a',
          { spec: { scaleTargetRef: { kind: 'StatefulSet', name: 'web' }, ...spec } },
          { namespace: SIGNING_NAMESPACE },
        ),
      });
    expect(scaled('autoscaling/v2', 'HorizontalPodAutoscaler', { minReplicas: 2 })).toEqual([]);
    expect(scaled('autoscaling/v2', 'HorizontalPodAutoscaler', {})).toEqual(blocked(1));
    expect(scaled('keda.sh/v1alpha1', 'ScaledObject', { minReplicaCount: 3 })).toEqual([]);
  });
});
