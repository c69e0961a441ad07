import type { Manifest } from '../../lib/render/inventory';

function object(apiVersion: string, kind: string, fields: Record<string, unknown> = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'x' }, ...fields };
}

const selector = { matchLabels: { app: 'x' } };
const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x' }] } };
const secretRef = { name: 'x', key: 'x' };

/** One small valid object of many kinds. */
export const SAMPLE_OBJECTS: readonly Manifest[] = [
  object('v1', 'Namespace'),
  object('v1', 'ConfigMap', { data: { a: 'b' }, binaryData: { c: 'AAE=' } }),
  object('v1', 'Secret', { stringData: { a: 'b' }, data: { a: 'Yg==' }, type: 'Opaque' }),
  object('v1', 'Service', { spec: { selector: { app: 'x' }, ports: [{ port: 80, targetPort: 'http' }] } }),
  object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
  object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } },
  }),
  object('apps/v1', 'StatefulSet', { spec: { serviceName: 'x', selector, template, replicas: 1 } }),
  object('apps/v1', 'Deployment', { spec: { selector, template } }),
  object('apps/v1', 'DaemonSet', { spec: { selector, template } }),
  object('batch/v1', 'CronJob', { spec: { schedule: '@daily', jobTemplate: { spec: { template } } } }),
  object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }, { port: 'http', protocol: 'TCP' }] }] },
  }),
  object('networking.k8s.io/v1', 'Ingress', { spec: { rules: [{ host: 'x' }] } }),
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector, maxUnavailable: '50%' } }),
  object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'x' },
  }),
  object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', {
    spec: { failurePolicy: 'Fail', validations: [{ expression: 'true' }] },
  }),
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: {
      group: 'x.io',
      names: { kind: 'X', plural: 'xs' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { default: { any: 1 }, additionalProperties: false, 'x-kubernetes-map-type': 'atomic' },
              },
            },
          },
        },
      ],
    },
  }),
  object('argoproj.io/v1alpha1', 'Application', {
    spec: {
      project: 'x',
      destination: { name: 'x', namespace: 'x' },
      source: { repoURL: 'https://x', chart: 'x', helm: { valuesObject: { any: { thing: [1] } } } },
      syncPolicy: { automated: { enabled: false, prune: false, selfHeal: false } },
    },
  }),
  object('argoproj.io/v1alpha1', 'AppProject', { spec: { destinations: [{ name: 'x', namespace: '*' }] } }),
  object('argoproj.io/v1alpha1', 'ApplicationSet', {
    spec: {
      generators: [{ matrix: { generators: [{ list: { elements: [{ any: 'thing' }] } }] } }],
      template: { metadata: { name: '{{.x}}' }, spec: { project: 'x', destination: {} } },
    },
  }),
  object('cert-manager.io/v1', 'Certificate', { spec: { secretName: 'x', issuerRef: { name: 'x' } } }),
  object('cert-manager.io/v1', 'ClusterIssuer', {
    spec: { acme: { server: 'https://x', privateKeySecretRef: { name: 'x' } } },
  }),
  object('external-secrets.io/v1', 'ExternalSecret', {
    spec: { secretStoreRef: { name: 'x' }, data: [{ secretKey: 'x', remoteRef: { key: 'a/b' } }] },
  }),
  object('external-secrets.io/v1', 'ClusterSecretStore', {
    spec: { provider: { vault: { server: 'https://x', auth: { tokenSecretRef: secretRef } } } },
  }),
  object('monitoring.coreos.com/v1', 'PrometheusRule', {
    spec: {
      groups: [
        {
          name: 'x',
          rules: [
            { alert: 'X', expr: 1 },
            { record: 'x', expr: 'up' },
          ],
        },
      ],
    },
  }),
  object('monitoring.coreos.com/v1', 'ServiceMonitor', { spec: { selector, endpoints: [{ port: 'http' }] } }),
  object('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig', {
    spec: { route: { receiver: 'x', routes: [{ any: 'thing' }] }, receivers: [{ name: 'x' }] },
  }),
];

/** The sample of that kind. */
export function sampleOf(kind: string): Manifest {
  const found = SAMPLE_OBJECTS.find((sample) => sample.kind === kind);
  if (found === undefined) throw new Error(`no sample of kind ${kind}`);
  return found;
}

/** A copy of the sample of that kind in which the value at a path such as `spec.ports.0` is replaced; undefined removes it. */
export function sampleWith(kind: string, path: string, value: unknown): Manifest {
  const copy = structuredClone(sampleOf(kind)) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at = copy;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy as unknown as Manifest;
}
