import { targets, type Draft } from './example';
import { adding, changing, GATED, IDENTITY, labelsOf, removing, SIGNERS, type Operator } from './operators';

const CHAIN = 'chain.testnet';
const inSigning = new Set(SIGNERS.map(({ object }) => object.metadata.namespace));
const SERVICES = targets(['Service'], (object) => labelsOf(object)[IDENTITY] !== undefined);
const POLICIES = targets(['NetworkPolicy'], (object) => inSigning.has(object['metadata'].namespace));
const DENIALS = POLICIES.filter(({ object }) => object.metadata.name === 'default-deny');
const OPENINGS = POLICIES.filter(({ object }) => ((object['spec'] as Draft)['ingress'] ?? []).length > 0);
const KEYS = targets(['ExternalSecret'], (object, at) => at.root === CHAIN && labelsOf(object)[IDENTITY] !== undefined);
const CHAIN_APPLICATIONS = GATED.filter((at) => at.root === CHAIN);
const CHAIN_PROJECTS = targets(['AppProject'], (object) => ((object['spec'] as Draft)['syncWindows'] ?? []).length > 0);
const FENCES = targets(['ValidatingAdmissionPolicy'], () => true);
const BINDINGS = targets(['ValidatingAdmissionPolicyBinding'], () => true);
const HELD = targets(['Namespace'], (object) => labelsOf(object)['gitops-planes.io/sensitive'] === 'true');
const ROOTS = targets(['Application'], (object) => object['metadata'].name.endsWith('-root'));

const rule = (d: Draft): Draft => d['spec'].ingress[0] as Draft;

/** What makes a key sign twice, or lets somebody make it, in what surrounds a workload. */
export const DANGEROUS_SURROUNDINGS: readonly Operator[] = [
  removing('network policy that denies', DENIALS),
  changing(
    'network policy that denies',
    DENIALS,
    (d) => (d['spec'].policyTypes = ['Ingress']),
    (d) => (d['spec'].ingress = [{}]),
    (d) => (d['spec'].podSelector = { matchLabels: { a: 'b' } }),
  ),
  changing(
    'network policies',
    OPENINGS,
    (d) => delete rule(d)['from'],
    (d) => (rule(d)['from'] = []),
    (d) => delete rule(d)['ports'],
    (d) => (rule(d)['from'] = [{ ipBlock: { cidr: '0.0.0.0/0' } }]),
    (d) => (rule(d)['from'] = [{ namespaceSelector: {} }]),
    (d) => (rule(d)['from'] = [{ podSelector: {} }]),
    (d) => (d['spec'].podSelector = {}),
    (d) => (d['spec'].egress = [{}]),
  ),
  changing(
    'service that opens',
    SERVICES,
    (d) => Object.assign(d['spec'], { type: 'LoadBalancer', clusterIP: undefined }),
    (d) => Object.assign(d['spec'], { type: 'NodePort', clusterIP: undefined }),
    (d) => (d['spec'].externalIPs = ['203.0.113.7']),
  ),
  adding('ingress', SIGNERS, (d) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'x', namespace: d['metadata'].namespace },
    spec: { defaultBackend: { service: { name: d['metadata'].name, port: { number: 9000 } } } },
  })),
  changing(
    'secret that is read again',
    KEYS,
    (d) => (d['spec'].refreshPolicy = 'Periodic'),
    (d) => delete d['spec'].refreshPolicy,
    (d) => (d['spec'].target.deletionPolicy = 'Delete'),
    (d) => (d['spec'].target.creationPolicy = 'Owner'),
  ),
  changing(
    'secret path',
    KEYS,
    (d) => (d['metadata'].annotations['gitops-planes.io/secret-path'] = 'chain/hoodi/other/signer/keys'),
    (d) => replaceSegment(d, unitOf(d)),
    (d) => replaceSegment(d, labelsOf(d)['gitops-planes.io/network'] as string),
    (d) => (d['spec'].dataFrom = [{ find: { name: { regexp: '.*' } } }]),
  ),
  adding('secret', SIGNERS, (d) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'x', namespace: d['metadata'].namespace },
    stringData: { password: 'x' },
  })),
  changing(
    'sync policy',
    CHAIN_APPLICATIONS,
    (d) => (d['spec'].syncPolicy.automated = {}),
    (d) => (d['spec'].syncPolicy.automated = { enabled: true, prune: true, selfHeal: true }),
    (d) => (d['spec'].syncPolicy.automated.enabled = true),
    (d) => (d['spec'].syncPolicy.automated.prune = true),
    (d) => (d['spec'].syncPolicy.syncOptions = []),
    (d) => d['spec'].syncPolicy.syncOptions.push('Replace=true'),
    (d) => d['spec'].syncPolicy.syncOptions.push('Force=true'),
    (d) => (d['operation'] = { sync: {} }),
    (d) => (d['spec'].ignoreDifferences = [{ group: 'apps', kind: 'StatefulSet', jsonPointers: ['/spec/replicas'] }]),
  ),
  changing(
    'finalizers',
    CHAIN_APPLICATIONS,
    (d) => (d['metadata'].finalizers = ['resources-finalizer.argocd.argoproj.io']),
    (d) => (d['metadata'].finalizers = ['resources-finalizer.argocd.argoproj.io/background']),
  ),
  changing(
    'revision',
    CHAIN_APPLICATIONS,
    (d) => (d['spec'].source.targetRevision = 'main'),
    (d) => (d['spec'].source.targetRevision = 'v1.2.3'),
    (d) => delete d['spec'].source.targetRevision,
  ),
  changing(
    'folder of another application',
    CHAIN_APPLICATIONS.filter((at) => at.object.metadata.name !== 'hoodi-0-node'),
    (d) => (d['spec'].source.path = d['spec'].source.path.replace(/[^/]+$/, 'hoodi-0-node')),
  ),
  changing(
    'project',
    CHAIN_APPLICATIONS,
    (d) => (d['spec'].project = 'default'),
    (d) => (d['spec'].project = 'platform'),
    (d) => delete d['spec'].project,
  ),
  changing(
    'namespace of the Application',
    CHAIN_APPLICATIONS,
    (d) => (d['metadata'].namespace = 'argocd'),
    (d) => (d['metadata'].namespace = 'argocd-service'),
  ),
  changing(
    'window',
    CHAIN_PROJECTS,
    (d) => delete d['spec'].syncWindows,
    (d) => (d['spec'].syncWindows[0].kind = 'allow'),
    (d) => (d['spec'].syncWindows[0].schedule = '0 0 * * *'),
    (d) => (d['spec'].syncWindows[0].duration = '1h'),
    (d) => (d['spec'].syncWindows[0].applications = ['x']),
  ),
  changing(
    'lists of a project',
    CHAIN_PROJECTS,
    (d) => (d['spec'].destinations = [{ server: '*', namespace: '*' }]),
    (d) => (d['spec'].sourceRepos = ['*']),
    (d) => (d['spec'].namespaceResourceWhitelist = []),
    (d) =>
      d['spec'].roles[0].policies.push(
        `p, proj:${d['metadata'].name}:${d['spec'].roles[0].name}, applications, override, ${d['metadata'].name}/*, allow`,
      ),
    (d) =>
      d['spec'].roles[0].policies.push(
        `p, proj:${d['metadata'].name}:${d['spec'].roles[0].name}, applications, delete, ${d['metadata'].name}/*, allow`,
      ),
    (d) =>
      d['spec'].roles[0].policies.push(
        `p, proj:${d['metadata'].name}:${d['spec'].roles[0].name}, applications, action/*, ${d['metadata'].name}/*, allow`,
      ),
    (d) => (d['spec'].sourceNamespaces = ['*']),
  ),
  removing('fence', FENCES),
  removing('fence that is bound', BINDINGS),
  changing(
    'fence that lets pass',
    BINDINGS,
    (d) => (d['spec'].validationActions = ['Audit']),
    (d) => (d['spec'].matchResources = { namespaceSelector: { matchLabels: { a: 'b' } } }),
  ),
  changing(
    'fence that fails open',
    FENCES,
    (d) => (d['spec'].failurePolicy = 'Ignore'),
    (d) => (d['spec'].validations = [{ expression: 'true', message: 'x' }]),
    (d) => (d['spec'].matchConditions = [...(d['spec'].matchConditions ?? []), { name: 'x', expression: 'false' }]),
  ),
  changing('namespace that is not held', HELD, (d) => delete labelsOf(d)['gitops-planes.io/sensitive']),
  changing(
    'root that prunes',
    ROOTS,
    (d) => (d['spec'].syncPolicy.automated.prune = true),
    (d) => (d['metadata'].finalizers = ['resources-finalizer.argocd.argoproj.io']),
  ),
  adding('set in the chain plane', CHAIN_APPLICATIONS, (d) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'x', namespace: d['metadata'].namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ list: { elements: [] } }],
      syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
      template: { metadata: { name: 'x' }, spec: d['spec'] },
    },
  })),
  removing(
    'alerts',
    targets(['PrometheusRule'], () => true),
  ),
];

function unitOf(d: Draft): string {
  return d['metadata'].namespace.slice((labelsOf(d)['gitops-planes.io/workload'] as string).length + 1);
}

/** Reads from a path of another unit or network, everywhere the object names the path. */
function replaceSegment(draft: Draft, segment: string): void {
  const path: string = draft['metadata'].annotations['gitops-planes.io/secret-path'];
  const other = path
    .split('/')
    .map((each) => (each === segment ? 'elsewhere' : each))
    .join('/');
  Object.assign(draft, JSON.parse(JSON.stringify(draft).replaceAll(path, other)));
}
