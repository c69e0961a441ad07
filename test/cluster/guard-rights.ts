import type { Kubectl, Subject } from './kubectl';

/** Something that somebody might be allowed to do. */
interface Access {
  readonly verb: string;

  /** API group; empty for the core group. */
  readonly group: string;

  /** Plural, with its subresource as `pods/exec`. */
  readonly resource: string;

  /** Empty for all namespaces and for kinds without one. */
  readonly namespace: string;

  /** Empty for all objects. */
  readonly name: string;
}

/** `delete apps/statefulsets hoodi-0-node/geth`, as a short way to write an {@link Access}. */
function access(text: string): Access {
  const [verb = '', what = '', where = ''] = text.split(' ');
  const slash = what.indexOf('/');
  const [namespace = '', name = ''] = where.split('/');
  return { verb, group: what.slice(0, slash), resource: what.slice(slash + 1), namespace, name };
}

/** Which of these the API server's own authorizer allows to somebody, in one request. */
export function allowed(kubectl: Kubectl, subject: Subject, asked: readonly string[]): readonly string[] {
  const objects = asked.map((text) => {
    const { verb, group, resource: what, namespace, name } = access(text);
    const [resource, subresource] = what.split('/');
    return {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: subject.user,
        groups: subject.groups,
        resourceAttributes: { verb, group, resource, subresource, namespace, name },
      },
    };
  });
  const template = '-o=jsonpath={.status.allowed}{"\\n"}';
  const answers = kubectl.run(['create', '-f', '-', template], { objects }).split('\n').slice(0, -1);
  if (answers.length !== asked.length) throw new Error('not every question was answered');
  return asked.filter((_, at) => answers[at] === 'true');
}

/** What no guard may do. */
export const FORBIDDEN: readonly string[] = [
  // More than one object, or another one.
  'list /pods hoodi-0-signer',
  'watch /pods hoodi-0-signer',
  'deletecollection /pods hoodi-0-signer',
  'delete /pods hoodi-0-signer',
  'delete /pods hoodi-0-signer/other-0',
  'delete /pods hoodi-0-storage/postgres-0',
  'delete /pods kube-system/coredns-0',
  'get apps/statefulsets hoodi-0-signer',
  'list apps/statefulsets hoodi-0-signer',
  // Into a signing pod.
  'create /pods/exec hoodi-0-signer/web3signer-0',
  'create /pods/attach hoodi-0-signer/web3signer-0',
  'create /pods/portforward hoodi-0-signer/web3signer-0',
  'get /pods/log hoodi-0-signer/web3signer-0',
  'patch /pods/ephemeralcontainers hoodi-0-signer/web3signer-0',
  'create /pods/eviction hoodi-0-signer/web3signer-0',
  'patch /pods hoodi-0-signer/web3signer-0',
  'patch /pods/status hoodi-0-signer/web3signer-0',
  'get /services/proxy hoodi-0-signer/web3signer',
  // Anything that mounts what it likes.
  'create /pods hoodi-0-signer',
  'create batch/jobs hoodi-0-signer',
  'create batch/cronjobs hoodi-0-signer',
  'create apps/statefulsets hoodi-0-signer',
  'patch apps/statefulsets hoodi-0-signer/web3signer',
  'update apps/statefulsets hoodi-0-signer/web3signer',
  'delete apps/statefulsets hoodi-0-signer/web3signer',
  'update apps/statefulsets/scale hoodi-0-signer/web3signer',
  'patch apps/deployments hoodi-0-signer/web3signer',
  // Keys, and the record of what they signed.
  'get /secrets hoodi-0-signer/keys',
  'list /secrets hoodi-0-signer',
  'watch /secrets hoodi-0-signer',
  'create /secrets hoodi-0-signer',
  'patch /configmaps hoodi-0-signer/signing-identity.hoodi-0',
  'delete /persistentvolumeclaims hoodi-0-storage/postgres-data',
  'create external-secrets.io/externalsecrets hoodi-0-signer',
  'delete networking.k8s.io/networkpolicies hoodi-0-signer/default-deny',
  'create networking.k8s.io/networkpolicies hoodi-0-signer',
  // Rights of its own or of others.
  'create rbac.authorization.k8s.io/rolebindings hoodi-0-signer',
  'patch rbac.authorization.k8s.io/roles hoodi-0-signer/guard-hoodi-0-pause',
  'bind rbac.authorization.k8s.io/clusterroles /cluster-admin',
  'escalate rbac.authorization.k8s.io/roles hoodi-0-signer/guard-hoodi-0-pause',
  'impersonate /serviceaccounts argocd/argocd-application-controller',
  'impersonate /users',
  'impersonate /groups',
  'create /serviceaccounts/token hoodi-0-signer/web3signer',
  'approve certificates.k8s.io/signers',
  // What holds it.
  'delete admissionregistration.k8s.io/validatingadmissionpolicies /gitops-planes-guard-actions',
  'patch admissionregistration.k8s.io/validatingadmissionpolicybindings /gitops-planes-guard-actions',
  'patch /namespaces /hoodi-0-signer',
  'delete /namespaces /hoodi-0-signer',
  'patch /configmaps argocd/gitops-planes-declared-workloads',
  // Argo CD.
  'patch argoproj.io/applications argocd-chain/hoodi-0-signer',
  'create argoproj.io/applications argocd-chain',
  'patch argoproj.io/appprojects argocd/ethereum-hoodi',
  'patch /configmaps argocd/argocd-rbac-cm',
  'get /secrets argocd/argocd-secret',
  // Nodes.
  'get /nodes',
  'patch /nodes /tn-w1',
  'get /nodes/proxy /tn-w1',
];

/** What no guard may do in its own namespace: start itself, change its program, or take a record back. */
export const FORBIDDEN_AT_HOME: readonly string[] = [
  'create batch/jobs',
  'patch batch/cronjobs',
  'patch /configmaps',
  'get /secrets',
  'delete /events',
  'patch /events',
  'create /pods',
];
