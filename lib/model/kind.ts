/** An API group and kind, as AppProjects list them. */
export interface KindRef {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** A list that cannot be empty, where an empty one would mean "everything". */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The kinds that content of this project renders, by the names used here. */
export const KIND = {
  application: { group: 'argoproj.io', kind: 'Application' },
  applicationSet: { group: 'argoproj.io', kind: 'ApplicationSet' },
  appProject: { group: 'argoproj.io', kind: 'AppProject' },
  configMap: { group: '', kind: 'ConfigMap' },
  namespace: { group: '', kind: 'Namespace' },
  persistentVolumeClaim: { group: '', kind: 'PersistentVolumeClaim' },
  pod: { group: '', kind: 'Pod' },
  service: { group: '', kind: 'Service' },
  serviceAccount: { group: '', kind: 'ServiceAccount' },
  statefulSet: { group: 'apps', kind: 'StatefulSet' },
  deployment: { group: 'apps', kind: 'Deployment' },
  daemonSet: { group: 'apps', kind: 'DaemonSet' },
  cronJob: { group: 'batch', kind: 'CronJob' },
  job: { group: 'batch', kind: 'Job' },
  ingress: { group: 'networking.k8s.io', kind: 'Ingress' },
  ingressClass: { group: 'networking.k8s.io', kind: 'IngressClass' },
  networkPolicy: { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  podDisruptionBudget: { group: 'policy', kind: 'PodDisruptionBudget' },
  role: { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  roleBinding: { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
  clusterRole: { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  clusterRoleBinding: { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  customResourceDefinition: { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  mutatingWebhook: { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  validatingWebhook: { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  validatingAdmissionPolicy: { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
  validatingAdmissionPolicyBinding: { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicyBinding' },
  externalSecret: { group: 'external-secrets.io', kind: 'ExternalSecret' },
  secretStore: { group: 'external-secrets.io', kind: 'SecretStore' },
  clusterSecretStore: { group: 'external-secrets.io', kind: 'ClusterSecretStore' },
  issuer: { group: 'cert-manager.io', kind: 'Issuer' },
  clusterIssuer: { group: 'cert-manager.io', kind: 'ClusterIssuer' },
  certificate: { group: 'cert-manager.io', kind: 'Certificate' },
  podMonitor: { group: 'monitoring.coreos.com', kind: 'PodMonitor' },
  serviceMonitor: { group: 'monitoring.coreos.com', kind: 'ServiceMonitor' },
  prometheusRule: { group: 'monitoring.coreos.com', kind: 'PrometheusRule' },
  alertmanagerConfig: { group: 'monitoring.coreos.com', kind: 'AlertmanagerConfig' },
} as const satisfies Readonly<Record<string, KindRef>>;

/** Kinds without a namespace that rendered content or a chart may hold. Everything else is namespaced. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'cert-manager.io/ClusterIssuer',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterPushSecret',
  'external-secrets.io/ClusterSecretStore',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'generators.external-secrets.io/ClusterGenerator',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** Whether objects of this kind have no namespace. */
export function isClusterScoped(ref: KindRef): boolean {
  return CLUSTER_SCOPED.has(`${ref.group}/${ref.kind}`);
}
