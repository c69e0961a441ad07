import type { Inventory } from '../../lib/render/inventory';
import { EXAMPLE, targets, type Draft } from './example';
import { adding, changing, client, IDENTITY, labelsOf, pod, type Operator } from './operators';

const CHAIN = 'chain.testnet';
const NODES = targets(
  ['StatefulSet'],
  (object, at) =>
    at.root === CHAIN &&
    labelsOf(object)[IDENTITY] === undefined &&
    labelsOf(object)['gitops-planes.io/role'] !== undefined,
);
const NODE_CLAIMS = targets(
  ['PersistentVolumeClaim'],
  (object, at) => at.root === CHAIN && labelsOf(object)['gitops-planes.io/slashing-state'] === undefined,
);
const EVERYTHING = targets(
  ['StatefulSet', 'ConfigMap', 'Service', 'NetworkPolicy', 'PrometheusRule', 'AppProject', 'Application'],
  () => true,
);
const PROJECTS = targets(['AppProject'], () => true);
const RULES = targets(['PrometheusRule'], () => true);

/** What people change every week and nobody should be told about. */
export const HARMLESS: readonly Operator[] = [
  changing(
    'annotation of a foreign prefix',
    EVERYTHING,
    (d) => (d['metadata'].annotations = { ...d['metadata'].annotations, 'example.com/team': 'chain' }),
    (d) => (d['metadata'].annotations = { ...d['metadata'].annotations, 'example.com/ticket': 'OPS-1' }),
  ),
  changing('label of a foreign prefix', EVERYTHING, (d) => (labelsOf(d)['example.com/cost-centre'] = 'a')),
  changing('description', PROJECTS, (d) => (d['spec'].description = 'What the chain team runs.')),
  changing('one more alert', RULES, (d) =>
    d['spec'].groups[0].rules.push({
      alert: 'Extra',
      expr: 'vector(0) > 1',
      labels: { severity: 'P3', service: 'x' },
      annotations: { summary: 'Never.' },
    }),
  ),
  changing('larger volume', NODE_CLAIMS, (d) => (d['spec'].resources.requests.storage = '64Ti')),
  changing(
    'more memory',
    NODES,
    (d) => {
      client(d)['resources'].requests.memory = '96Gi';
      client(d)['resources'].limits.memory = '96Gi';
    },
    (d) => (client(d)['resources'].requests.cpu = '12'),
  ),
  changing(
    'log level',
    NODES,
    (d) => (client(d)['args'] = [...(client(d)['args'] ?? []), '--log-level=debug']),
    (d) => (client(d)['env'] = [...(client(d)['env'] ?? []), { name: 'LOG_FORMAT', value: 'json' }]),
  ),
  changing('longer grace', NODES, (d) => (pod(d)['terminationGracePeriodSeconds'] += 60)),
  adding('one more ConfigMap', NODES, (d) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...(d['metadata'] as Draft), name: 'notes' },
    data: { note: 'seen' },
  })),
];

/** The same tree with its files in another order. */
export function reordered(turn: number): Inventory {
  const cut = turn % EXAMPLE.objects.length;
  return { ...EXAMPLE, objects: [...EXAMPLE.objects.slice(cut), ...EXAMPLE.objects.slice(0, cut)].reverse() };
}
