import type { Cluster } from '../../model/cluster';
import type { Topology } from '../../model/topology';
import { sh } from './shell-block';

/** What must be true before the first step, each with the command that shows it. */
export function beforeText(cluster: Cluster, topology: Topology): string[] {
  const { namespace, flavor } = cluster.instance;
  return [
    '## Before',
    '',
    'You need kubectl as a cluster administrator, git, and for the sync the argocd CLI as a member of',
    `${topology.security}. Stop at the first answer that differs from what is written here.`,
    '',
    `- this is ${cluster.name}, and you may do everything on it: \`yes\``,
    '',
    ...sh('kubectl config current-context', "kubectl auth can-i '*' '*' --all-namespaces"),
    '- Kubernetes is 1.30 or newer, which has admission policies: the list holds `validatingadmissionpolicies`',
    '',
    ...sh('kubectl api-resources --api-group=admissionregistration.k8s.io --no-headers'),
    ...(flavor === 'self-managed' ? selfManagedText(cluster) : capabilityText(cluster)),
    `- the credentials of ${cluster.instance.bootstrap.url} are in place: one Secret for it, or for the`,
    '  start of its URL',
    '',
    ...sh(`kubectl -n ${namespace} get secrets -l 'argocd.argoproj.io/secret-type in (repository,repo-creds)' -o name`),
    `- you get into Argo CD (ARGOCD_SERVER is its host), and the groups that it shows hold ${topology.security}`,
    '',
    ...loginText(flavor === 'self-managed'),
  ];
}

function loginText(own: boolean): string[] {
  if (own) return sh('argocd login "$ARGOCD_SERVER" --sso', 'argocd account get-user-info');
  return [
    'The capability knows no `argocd login`: set ARGOCD_SERVER and ARGOCD_AUTH_TOKEN (an account token of yours, at most 12',
    'hours old), then',
    '',
    ...sh('argocd account get-user-info'),
  ];
}

function selfManagedText({ instance }: Cluster): string[] {
  const { namespace, version, installedBy } = instance;
  const names = ['application-controller', 'applicationset-controller', 'server'].map((name) => `argocd-${name}`);
  return [
    `- Argo CD ${version} runs, installed by its ${installedBy === 'chart' ? 'chart argo-cd' : 'manifests'}: the image ends in \`:v${version}.…\``,
    '',
    ...sh(
      `kubectl -n ${namespace} get deployment argocd-server -o jsonpath='{.spec.template.spec.containers[0].image}'`,
    ),
    "- it is the cluster-wide installation: three names. `NotFound` means Argo CD's namespace-wide installation",
    '  (`namespace-install.yaml`, or `createClusterRoles: false`), which may write neither Namespaces nor admission policies',
    '  nor Applications outside of its namespace: install the cluster-wide one over it',
    '',
    ...sh(`kubectl get clusterrolebindings ${names.join(' ')} -o name`),
    `- its controller writes as the user that admission knows: each answer is \`yes\``,
    '',
    ...writersText(instance.writers),
    ...(installedBy === 'manifests' ? recordText(namespace) : []),
    '- single sign-on works, since the sync takes the account admin away: one line, `oidc.config` or `dex.config`. Log in by it',
    '  once before you go on',
    '',
    ...sh(`kubectl -n ${namespace} get configmap argocd-cm -o yaml | grep -oE '^  (oidc|dex)\\.config'`),
  ];
}

/** What a client-side apply recorded, the next one deletes when it no longer names it. */
function recordText(namespace: string): string[] {
  return [
    "- the installation was applied with `--server-side`, as Argo CD's documentation has it. If not, the sync deletes the",
    '  settings that came with it and are not rendered. Then, on a new instance only, take its record away first:',
    `  \`kubectl -n ${namespace} annotate configmap argocd-cm argocd-cmd-params-cm argocd-rbac-cm kubectl.kubernetes.io/last-applied-configuration-\``,
    '',
  ];
}

function capabilityText({ instance, server }: Cluster): string[] {
  const { namespace } = instance;
  return [
    '- the capability is there: three names',
    '',
    ...sh('kubectl api-resources --api-group=argoproj.io --no-headers'),
    '- this cluster is registered under its ARN, which is the answer; without a Secret for it the capability reaches no',
    '  cluster, not even its own',
    '',
    ...sh(
      `kubectl -n ${namespace} get secrets -l argocd.argoproj.io/secret-type=cluster -o go-template='{{range .items}}{{.data.server | base64decode}}{{"\\n"}}{{end}}' | grep -Fx '${server}'`,
    ),
    '- its access entry may write what the bootstrap holds: each answer is `yes`. The policies that AWS gives it by itself do',
    '  not reach that far: associate AmazonEKSClusterAdminPolicy with its role',
    '',
    ...writersText(instance.writers),
    '- Identity Center groups are mapped: ADMIN to security, EDITOR to nobody',
    '',
  ];
}

/** Every writer is asked: one that may not write stops a sync half-way. */
function writersText(writers: readonly string[]): string[] {
  const kinds = ['namespaces', 'validatingadmissionpolicies.admissionregistration.k8s.io'];
  return sh(
    ...writers.flatMap((writer) =>
      kinds.map((kind) => `kubectl auth can-i create ${kind} --as '${writer.replaceAll("'", `'\\''`)}' 2>/dev/null`),
    ),
  );
}
