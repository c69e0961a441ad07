import type { Cluster } from '../../model/cluster';
import { rootName } from '../../model/plane';
import type { Topology } from '../../model/topology';
import { CHART_VALUES } from './chart-values';
import { beforeText } from './by-hand-before';
import { lostGuarantees } from './lost-guarantees';
import { branchProtection } from './readme-text';
import { rightsText } from './rights-text';
import { sh } from './shell-block';

/**
 * The README of an instance's `by-hand` folder: what an operator does once, command by command.
 *
 * Every `sh` block from "Before" to "How to see that it worked" runs as it stands, in this order, on an instance that
 * was just installed, and once more on one that runs.
 */
export function byHandReadme(cluster: Cluster, topology: Topology): string {
  const { namespace, bootstrap, flavor, version } = cluster.instance;
  return [
    `# Bootstrap of Argo CD on ${cluster.name}, by hand, once`,
    '',
    `Rendered; never edited by hand. Instance: ${flavor} ${version}, namespace ${namespace}.`,
    '',
    'Run it on a new instance, and again whenever a file beside this page changes. On an instance that runs every step',
    'says `unchanged` or `serverside-applied` and changes nothing.',
    '',
    ...neverText(cluster),
    ...beforeText(cluster, topology),
    ...stepsText(cluster),
    ...workedText(cluster, topology),
    ...troubleText(cluster, topology.security),
    ...breakglassText(cluster, topology.breakglass),
    ...rightsText(cluster, topology),
    ...(flavor === 'eks-capability' ? lostGuarantees() : []),
    ...branchProtection(bootstrap, rootName('bootstrap', cluster.name), topology.security),
  ].join('\n');
}

function neverText({ instance }: Cluster): string[] {
  const { namespace, flavor } = instance;
  const accounts =
    flavor === 'self-managed'
      ? [`- it takes the account admin away, and with it every way into Argo CD but single sign-on`]
      : [];
  return [
    '## What it does, and what it never does',
    '',
    '- it applies two projects and the Application `bootstrap-root`; security then syncs the gated Application `instance`,',
    '  which writes projects, root Applications, settings, namespaces and admission policies',
    ...accounts,
    '- it never deletes or prunes, never installs Argo CD, never writes a credential, never starts a gated Application',
    `- it never touches entries of Argo CD's ConfigMaps that it does not render: single sign-on, the URL and so on stay`,
    `- nobody writes an \`operation\` into an Application by kubectl: it ignores the sync options of the Application`,
    `- nobody but \`instance\` writes into the namespace ${namespace}, save in an incident`,
    '',
  ];
}

function stepsText({ instance, name }: Cluster): string[] {
  const { namespace, bootstrap } = instance;
  const files = ['appproject.bootstrap.yaml', 'appproject.bootstrap-root.yaml', 'application.bootstrap-root.yaml'];
  const folder = bootstrap.path === '.' ? 'bootstrap' : `bootstrap/${bootstrap.path}`;
  const wait = `kubectl -n ${namespace} wait --timeout=5m --for=jsonpath='{.status.sync.status}'=Synced`;
  return [
    '## Steps',
    '',
    '1. Check out what is published, and see whose commit it is.',
    '',
    ...sh(`git clone --branch ${bootstrap.branch} ${bootstrap.url} bootstrap`, `cd ${folder}`, 'git log -1 .'),
    '2. Apply the two projects and `bootstrap-root`. Three lines end in `serverside-applied`.',
    '',
    ...sh(`kubectl apply --server-side ${files.map((file) => `-f by-hand/${file}`).join(' ')}`),
    '3. `bootstrap-root` creates `instance`, which stays OutOfSync until security syncs it. Both lines end in `condition met`.',
    '',
    ...sh(
      `${wait} application/bootstrap-root`,
      `kubectl -n ${namespace} wait --timeout=1m --for=jsonpath='{.spec.project}'=bootstrap application/instance`,
    ),
    ...(instance.installedBy === 'chart' ? valuesText(namespace) : []),
    `4. Security reads what will be written, then syncs. The diff exits with 1 where there are differences; the sync ends`,
    `   with \`Phase: Succeeded\`. It first writes namespaces, projects and settings, then binds the admission policies, then`,
    '   creates the root Applications.',
    '',
    ...sh(`argocd app diff ${namespace}/instance || true`, `argocd app sync ${namespace}/instance`),
    ...(instance.installedBy === 'manifests' ? restartText(namespace) : []),
    `From then on a change to ${name}'s projects or settings is a release of \`instance\` and a sync by security.`,
    '',
  ];
}

function valuesText(namespace: string): string[] {
  return [
    '   Give the chart its settings (VERSION is the version of the chart that is installed: `helm list`). It restarts what',
    '   reads them. Put the file into the values that you install Argo CD with, or the next upgrade takes them away again;',
    '   whenever it changes, repeat this.',
    '',
    ...sh(
      `helm list -n ${namespace}`,
      `helm upgrade argocd argo-cd --repo https://argoproj.github.io/argo-helm --version "$VERSION" -n ${namespace} --reuse-values -f by-hand/${CHART_VALUES}`,
    ),
  ];
}

/** What reads `argocd-cmd-params-cm`, and only when it starts. */
const READ_AT_START = [
  'deployment/argocd-server',
  'deployment/argocd-applicationset-controller',
  'deployment/argocd-notifications-controller',
  'statefulset/argocd-application-controller',
];

function restartText(namespace: string): string[] {
  return [
    '5. Restart what reads `argocd-cmd-params-cm` only when it starts. Until then Applications outside of',
    `   ${namespace} have no status, and the API answers \`permission denied\` for them. Repeat this whenever a sync of`,
    '   `instance` changed that ConfigMap. Workloads are not touched; running syncs continue afterwards.',
    '',
    ...sh(
      `kubectl -n ${namespace} rollout restart ${READ_AT_START.join(' ')}`,
      ...READ_AT_START.map((each) => `kubectl -n ${namespace} rollout status --timeout=5m ${each}`),
    ),
  ];
}

function workedText(cluster: Cluster, topology: Topology): string[] {
  const { namespace, flavor, installedBy } = cluster.instance;
  const spaces = topology.rootsOn(cluster).map(({ plane }) => cluster.instance.applicationNamespace(plane));
  const server = `system:serviceaccount:${namespace}:argocd-server`;
  const rights = installedBy === 'manifests' ? spaces : [];
  return [
    '## How to see that it worked',
    '',
    `- \`instance\`, \`bootstrap-root\` and ${topology.rootsOn(cluster).length} root Applications are Synced:`,
    '',
    ...sh(`kubectl -n ${namespace} get applications`),
    '- the project `default` allows nothing, which prints `[][]`:',
    '',
    ...sh(`kubectl -n ${namespace} get appproject default -o jsonpath='{.spec.sourceRepos}{.spec.destinations}'`),
    '- admission holds: this is refused with `never synced automatically` (it is a dry run; the `!` turns the refusal',
    '  into success):',
    '',
    ...sh(
      'kubectl get validatingadmissionpolicybindings',
      `! kubectl -n ${namespace} patch application instance --dry-run=server --type merge -p '{"spec":{"syncPolicy":{"automated":{"enabled":true}}}}'`,
    ),
    ...(rights.length === 0
      ? []
      : [
          '- Argo CD may sync Applications of every plane: each answer is `yes`',
          '',
          ...sh(
            ...rights.map((each) => `kubectl auth can-i update applications.argoproj.io -n ${each} --as ${server}`),
          ),
        ]),
    `- every plane's Applications appear${flavor === 'self-managed' ? ' in its namespace' : ''}; gated ones stay OutOfSync until operators sync them:`,
    '',
    ...sh('kubectl get applications.argoproj.io --all-namespaces'),
  ];
}

function troubleText({ instance, name }: Cluster, security: string): string[] {
  const { namespace, installedBy } = instance;
  return [
    '## When it did not work',
    '',
    '- `Apply failed with 1 conflict` in step 2: somebody changed that field live, perhaps in an incident. Read it with',
    `  \`kubectl -n ${namespace} get appproject bootstrap -o yaml --show-managed-fields\`; once it may go, repeat step 2 with`,
    '  `--force-conflicts`.',
    `- \`bootstrap-root\` is not Synced: \`kubectl -n ${namespace} get application bootstrap-root -o jsonpath='{.status.conditions}'\`.`,
    '  `authentication required` or `not found`: the credentials of the repository. `is not permitted in project`: step 2',
    '  was not applied from this folder.',
    `- there is no \`instance\`: it was never released. In the source repository: \`planes release bootstrap.${name} --to COMMIT\`.`,
    `- \`argocd app sync\` says \`permission denied\`: you are not in the group ${security}, or single sign-on does not send groups`,
    '  (`argocd account get-user-info` shows them).',
    '- the sync says `Shared resource found`: another Application owns one of these objects, most likely one that manages Argo',
    "  CD's own installation. Take the objects that it names out of that one first.",
    '- a sync was refused by `ValidatingAdmissionPolicy`: the message says what to do; nothing of that request was written.',
    `- a sync fails half-way: what was written stays and is harmless. Mend the cause and sync again; every step can be repeated.`,
    ...(installedBy === 'manifests'
      ? ['- Applications of a plane have no status, or a root waits for ever: step 5 was left out.']
      : []),
    '- an Application says `no matches for kind` or that a namespace is not found: it came before the one that brings them, and',
    '  has used up its attempts. Sync it once more when that one is Synced.',
    '- nobody can log in afterwards: see breakglass.',
    '',
  ];
}

function breakglassText({ instance }: Cluster, group: string): string[] {
  const { namespace, flavor } = instance;
  const login =
    flavor === 'self-managed'
      ? [
          '- single sign-on is down: a cluster administrator gives the account admin back, which Argo CD reads at once:',
          '',
          ...sh(
            `kubectl -n ${namespace} patch configmap argocd-cm --type merge -p '{"data":{"admin.enabled":"true"}}'`,
          ),
        ]
      : ['- single sign-on is down: there is no account admin. Work with kubectl; Argo CD keeps on syncing by itself.'];
  return [
    '## How breakglass gets in',
    '',
    `The group ${group} is empty in normal times. The identity provider adds a person for the incident; a second person`,
    'stands by. It has two sides, and neither gives the other:',
    '',
    '- Kubernetes: admission lets the group past what holds everybody else, and the roles below give it what it needs for',
    '  that and nothing more. `kubectl auth whoami` shows the group.',
    `- Argo CD: each project has a role \`breakglass\` without a group. \`kubectl -n ${namespace} edit appproject <project>\` adds it.`,
    ...login,
    'Afterwards the group is emptied and security syncs `instance`, which puts projects and settings back as released.',
    '',
  ];
}
