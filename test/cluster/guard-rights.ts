import type { Row } from './access-reviews';

/** What no guard may do. */
export const FORBIDDEN: readonly Row[] = [
  // More than one object, or another one.
  'list pods in hoodi-0-signer',
  'watch pods in hoodi-0-signer',
  'deletecollection pods in hoodi-0-signer',
  'delete pods in hoodi-0-signer',
  'delete pods other-0 in hoodi-0-signer',
  'delete pods postgres-0 in hoodi-0-storage',
  'delete pods coredns-0 in kube-system',
  'get statefulsets.apps in hoodi-0-signer',
  'list statefulsets.apps in hoodi-0-signer',
  // Into a signing pod.
  'create pods/exec web3signer-0 in hoodi-0-signer',
  'create pods/attach web3signer-0 in hoodi-0-signer',
  'create pods/portforward web3signer-0 in hoodi-0-signer',
  'get pods/log web3signer-0 in hoodi-0-signer',
  'patch pods/ephemeralcontainers web3signer-0 in hoodi-0-signer',
  'create pods/eviction web3signer-0 in hoodi-0-signer',
  'patch pods web3signer-0 in hoodi-0-signer',
  'patch pods/status web3signer-0 in hoodi-0-signer',
  'get services/proxy web3signer in hoodi-0-signer',
  // Anything that mounts what it likes.
  'create pods in hoodi-0-signer',
  'create jobs.batch in hoodi-0-signer',
  'create cronjobs.batch in hoodi-0-signer',
  'create statefulsets.apps in hoodi-0-signer',
  'patch statefulsets.apps web3signer in hoodi-0-signer',
  'update statefulsets.apps web3signer in hoodi-0-signer',
  'delete statefulsets.apps web3signer in hoodi-0-signer',
  'update statefulsets.apps/scale web3signer in hoodi-0-signer',
  'patch deployments.apps web3signer in hoodi-0-signer',
  // Keys, and the record of what they signed.
  'get secrets keys in hoodi-0-signer',
  'list secrets in hoodi-0-signer',
  'watch secrets in hoodi-0-signer',
  'create secrets in hoodi-0-signer',
  'patch configmaps signing-identity.hoodi-0 in hoodi-0-signer',
  'delete persistentvolumeclaims postgres-data in hoodi-0-storage',
  'create externalsecrets.external-secrets.io in hoodi-0-signer',
  'delete networkpolicies.networking.k8s.io default-deny in hoodi-0-signer',
  'create networkpolicies.networking.k8s.io in hoodi-0-signer',
  // Rights of its own or of others.
  'create rolebindings.rbac.authorization.k8s.io in hoodi-0-signer',
  'patch roles.rbac.authorization.k8s.io guard-hoodi-0-pause in hoodi-0-signer',
  'bind clusterroles.rbac.authorization.k8s.io cluster-admin',
  'escalate roles.rbac.authorization.k8s.io guard-hoodi-0-pause in hoodi-0-signer',
  'impersonate serviceaccounts argocd-application-controller in argocd',
  'impersonate users',
  'impersonate groups',
  'create serviceaccounts/token web3signer in hoodi-0-signer',
  // What holds it.
  'delete validatingadmissionpolicies.admissionregistration.k8s.io gitops-planes-guard-actions',
  'patch validatingadmissionpolicybindings.admissionregistration.k8s.io gitops-planes-guard-actions',
  'patch namespaces hoodi-0-signer',
  'delete namespaces hoodi-0-signer',
  'patch configmaps gitops-planes-declared-workloads in argocd',
  // Argo CD.
  'patch applications.argoproj.io hoodi-0-signer in argocd-chain',
  'create applications.argoproj.io in argocd-chain',
  'patch appprojects.argoproj.io ethereum-hoodi in argocd',
  'patch configmaps argocd-rbac-cm in argocd',
  'get secrets argocd-secret in argocd',
  // Nodes.
  'get nodes',
  'patch nodes tn-w1',
  'get nodes/proxy tn-w1',
];

/** What no guard may do in its own namespace: start itself, change its program, or take a record back. */
export const FORBIDDEN_AT_HOME: readonly Row[] = [
  'create jobs.batch',
  'patch cronjobs.batch',
  'patch configmaps',
  'get secrets',
  'delete events',
  'patch events',
  'create pods',
];
