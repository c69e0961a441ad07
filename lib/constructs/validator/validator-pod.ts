import { k8s } from 'cdk8s-plus-28';
import type { InitStep, Part, Port, Probe, SecretKey, SecretVolume, Volume } from '../../chains/part';
import { claimName } from './validator-protection';
import type { PartScope } from './validator-unit';

/** Present in every cluster; a signer must not be evicted for a web app. */
const SIGNING_PRIORITY = 'system-cluster-critical';

/**
 * Taints of a node that Kubernetes lost sight of. Without a time limit the pod stays where it is: evicted, its
 * successor could sign while the old process, cut off and alive, still does.
 */
const STAY_WHEN_UNREACHABLE: k8s.Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
];

/** Lets workloads of a chain onto nodes that are kept for them. */
const DEDICATED: k8s.Toleration = {
  key: 'gitops-planes.io/dedicated',
  operator: 'Equal',
  value: 'chain',
  effect: 'NoSchedule',
};

/** The pod of a part, as Pod Security's `restricted` wants it, pinned to its node. */
export function podSpec(scope: PartScope): k8s.PodSpec {
  const { part, role, sensitive, unit } = scope;
  const volumes = Object.entries(part.volumes).map(([name, volume]) => podVolume(scope, name, volume));
  return {
    serviceAccountName: part.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Without the policy a pod on its node's network would not find names of the cluster.
    ...(scope.hostNetwork ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
    nodeSelector: { 'kubernetes.io/hostname': unit.props.node },
    tolerations: [DEDICATED, ...(sensitive ? STAY_WHEN_UNREACHABLE : [])],
    ...(sensitive ? { priorityClassName: SIGNING_PRIORITY } : {}),
    terminationGracePeriodSeconds: role.graceSeconds,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: part.user,
      runAsGroup: part.user,
      fsGroup: part.user,
      // Walking through terabytes of chain data at each start would take hours.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile:
        part.seccomp === undefined ? { type: 'RuntimeDefault' } : { type: 'Localhost', localhostProfile: part.seccomp },
    },
    ...(part.init.length === 0 ? {} : { initContainers: part.init.map((step) => initContainer(scope, step)) }),
    containers: [
      {
        ...container(scope, part, Object.keys(part.volumes)),
        // Only the program itself gets the device. The API server refuses a request that is not the limit.
        ...(part.device === undefined ? {} : { resources: withDevice(resources(scope), part.device) }),
        args: [...part.args],
        ports: Object.entries(part.ports).map(([name, port]) => containerPort(scope, name, port)),
        ...(part.readiness === undefined ? {} : { readinessProbe: probe(part, part.readiness) }),
      },
    ],
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

function initContainer(scope: PartScope, step: InitStep): k8s.Container {
  return container(scope, { ...step, env: step.env ?? {}, secretEnv: step.secretEnv ?? {} }, step.volumes);
}

interface Program {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
}

/** What the client and the steps before it share. Their resources are equal too, or the pod would not be Guaranteed. */
function container(scope: PartScope, program: Program, volumes: readonly string[]): k8s.Container {
  const volumeMounts = volumes.flatMap((name) => mount(name, scope.part.volumes[name]));
  return {
    name: program.name,
    image: scope.unit.props.imageOf(program.image),
    command: [...program.command],
    env: environment(program),
    resources: resources(scope),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
  };
}

function mount(name: string, volume: Volume | undefined): k8s.VolumeMount[] {
  if (volume === undefined) return [];
  const readOnly = volume.kind !== 'claim' && volume.kind !== 'scratch' ? { readOnly: true } : {};
  return [{ name, mountPath: volume.mount, ...readOnly }];
}

function resources({ part, sensitive }: PartScope): k8s.ResourceRequirements {
  const cpu = k8s.Quantity.fromString(part.cpu);
  const memory = k8s.Quantity.fromString(part.memory);
  return { requests: { cpu, memory }, limits: sensitive ? { cpu, memory } : { memory } };
}

function withDevice({ requests, limits }: k8s.ResourceRequirements, device: string): k8s.ResourceRequirements {
  const one = { [device]: k8s.Quantity.fromString('1') };
  return { requests: { ...requests, ...one }, limits: { ...limits, ...one } };
}

/** POD_IP comes first: Kubernetes expands `$(POD_IP)` only in what follows it. */
function environment({ env, secretEnv }: Program): k8s.EnvVar[] {
  return [
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ...Object.entries(secretEnv).map(([name, { secret, key }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
  ];
}

function containerPort({ hostNetwork }: PartScope, name: string, port: Port): k8s.ContainerPort {
  // The API server writes the host port itself; unsaid, it would show as a difference for ever.
  const host = hostNetwork ? { hostPort: port.number } : {};
  return { name, containerPort: port.number, ...host, protocol: port.protocol ?? 'TCP' };
}

function probe(part: Part, readiness: Probe): k8s.Probe {
  const timing = { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 };
  if (readiness.kind === 'command') return { exec: { command: [...readiness.command] }, ...timing };
  // The one kind of probe that does not take the port's name.
  if (readiness.kind === 'grpc')
    return { grpc: { port: part.ports[readiness.port]?.number ?? 0, service: '' }, ...timing };
  const port = k8s.IntOrString.fromString(readiness.port);
  if (readiness.kind === 'http') return { httpGet: { path: readiness.path, port }, ...timing };
  return { tcpSocket: { port }, ...timing };
}

/** Readable by the pod's own group alone. */
const SECRET_MODE = 0o440;

function secretSources({ secrets }: SecretVolume): k8s.VolumeProjection[] {
  return secrets.map((name) => ({ secret: { name } }));
}

function podVolume(scope: PartScope, name: string, volume: Volume): k8s.Volume {
  if (volume.kind === 'claim') return { name, persistentVolumeClaim: { claimName: claimName(scope.part, name) } };
  if (volume.kind === 'config') return { name, configMap: { name: volume.config } };
  if (volume.kind === 'scratch') {
    const medium = volume.memory === true ? { medium: 'Memory' } : {};
    return { name, emptyDir: { ...medium, sizeLimit: k8s.Quantity.fromString(volume.size) } };
  }
  if (volume.kind === 'token') {
    const serviceAccountToken = { audience: volume.audience, expirationSeconds: 3600, path: 'token' };
    return { name, projected: { defaultMode: SECRET_MODE, sources: [{ serviceAccountToken }] } };
  }
  return { name, projected: { defaultMode: SECRET_MODE, sources: secretSources(volume) } };
}
