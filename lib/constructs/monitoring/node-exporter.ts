import { k8s } from 'cdk8s-plus-28';
import { PodMonitor } from '../../../imports/monitoring.coreos.com';
import type { Image } from '../../model/image';
import { LABEL } from '../../model/labels';
import type { Folder } from '../folder';

/** What a node's exporter is rendered from. */
export interface NodeExporterProps {
  /** Name of its objects. */
  readonly name: string;

  /** Kubernetes node that it is pinned to. */
  readonly node: string;
  readonly image: Image;
}

const PORT = 9100;
const COMPONENT = { [LABEL.component]: 'node-exporter' };

/**
 * node-exporter on one node: a DaemonSet, which survives the node's drain, pinned to it, and what scrapes it.
 *
 * It sees the host's network, processes and files, read-only and as nobody, so its namespace is `privileged` and holds
 * nothing else. It listens on the node's own address only.
 */
export function addNodeExporter(folder: Folder, props: NodeExporterProps): void {
  const { name, node } = props;
  const selector = { [LABEL.application]: name, ...COMPONENT };
  new k8s.KubeDaemonSet(folder, 'daemon-set', {
    metadata: { name, labels: COMPONENT },
    spec: {
      selector: { matchLabels: selector },
      revisionHistoryLimit: 3,
      template: {
        metadata: { labels: { ...folder.labels, ...COMPONENT } },
        spec: {
          nodeSelector: { 'kubernetes.io/hostname': node },
          tolerations: [{ operator: 'Exists' }],
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          hostNetwork: true,
          hostPid: true,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_534,
            runAsGroup: 65_534,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container(props.image)],
          volumes: Object.entries(HOST_PATHS).map(([volume, path]) => ({ name: volume, hostPath: { path } })),
        },
      },
    },
  });
  new PodMonitor(folder, 'pod-monitor', {
    metadata: { name, labels: { [LABEL.component]: 'monitor' } },
    spec: {
      selector: { matchLabels: selector },
      podMetricsEndpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'node', replacement: node }] }],
    },
  });
}

/** What it reads of the host, by volume name; each is mounted below `/host`. */
const HOST_PATHS: Readonly<Record<string, string>> = { proc: '/proc', sys: '/sys', root: '/' };

function container(image: Image): k8s.Container {
  return {
    name: 'node-exporter',
    image: image.ref,
    args: [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host/root',
      '--path.udev.data=/host/root/run/udev/data',
      `--web.listen-address=$(HOST_IP):${PORT}`,
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/containerd/.+|var/lib/kubelet/.+)($|/)',
    ],
    env: [{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }],
    ports: [{ name: 'metrics', containerPort: PORT, hostPort: PORT }],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('50m'), memory: k8s.Quantity.fromString('32Mi') },
      limits: { memory: k8s.Quantity.fromString('128Mi') },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: Object.keys(HOST_PATHS).map((volume) => ({
      name: volume,
      mountPath: `/host/${volume}`,
      mountPropagation: 'HostToContainer',
      readOnly: true,
    })),
  };
}
