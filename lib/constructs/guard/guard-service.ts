import { Construct } from 'constructs';
import { unitNamespace } from '../../chains/workload-plan';
import { dnsLabel } from '../../model/dns-name';
import { ProblemsError, propError, propProblem } from '../../model/errors';
import { GUARD_ACCOUNT, GUARD_PREFIX, guardRuleProblems } from '../../model/guard-right';
import { KIND } from '../../model/kind';
import { LABEL } from '../../model/labels';
import { gated } from '../../model/sync-policy';
import { ArgoApplication } from '../argo-application';
import { bindRestart } from '../bootstrap/fences/guard-restarts';
import { DomainProject } from '../domain-project';
import { FolderPart } from '../folder';
import type { GitOpsRoot } from '../gitops-root';
import { chainProject } from '../validator/validator-project';
import type { GuardAction } from './guard-actions';
import { addProgram } from './guard-program';

/** Key of the image that every guard runs: kubectl alone, which needs no shell. */
const IMAGE = 'guard.kubectl';

/** Props of a {@link GuardService}. */
export interface GuardServiceProps {
  /** The one thing that it does, made by `guardActions`. */
  readonly action: GuardAction;

  /**
   * Whether a local account of Argo CD of the guard's name may do the same through Argo CD's API: restart deletes the
   * pod, pause-signer runs the action `stop`. Argo CD has no other action that is narrow. Its key is made by a person.
   *
   * @default false
   */
  readonly argocdAccount?: boolean;
}

/**
 * One narrow, named action on one unit of a workload, for a program that may have to act before a person is awake.
 *
 * It has a namespace of its own, `guard-<id>`, whose ServiceAccount holds rights to named objects of the unit and to
 * nothing else. The Roles stand in the instance's bootstrap, which security owns; the program is a gated application of
 * its own: a CronJob that never runs by the clock, from which each run is made as a Job. The Job writes an Event into
 * the guard's namespace before it acts. Admission holds what RBAC cannot say: a guard may stop signing, and only a
 * person may start it.
 *
 * There is no prop for an image, a command or a rule, since a guard that can do something else is a person without
 * approval.
 */
export class GuardService extends Construct {
  /** Its program. */
  public readonly application: ArgoApplication;

  /** @throws ProblemsError with everything that is wrong in the props */
  public constructor(root: GitOpsRoot, id: string, { action, argocdAccount = false }: GuardServiceProps) {
    super(root, `guard-service-${id}`);
    dnsLabel(this, 'id', id, 40);
    refuseWrongAction(this, root, action);
    if (argocdAccount) refuseAccount(this, root, action);
    const { cluster, bootstrap } = root;
    const { apiServer } = cluster;
    if (apiServer === undefined) throw propError(this, 'cluster', "a cluster with 'apiServer'", cluster.name);
    const image = root.platform.versionsOf(cluster).image(IMAGE, action.workload.record.name);
    const namespace = `${GUARD_PREFIX}${id}`;
    const project = guardProject(root);
    project.addNamespace(namespace);
    bootstrap.addNamespace(this, namespace, {
      labels: {
        [LABEL.plane]: root.plane,
        [LABEL.workload]: action.workload.record.name,
        [LABEL.guard]: 'true',
      },
    });
    this.addRights(root, namespace, action);
    this.application = new ArgoApplication(root, namespace, {
      project,
      namespace,
      source: { kind: 'content' },
      sync: gated(),
      images: { [IMAGE]: image },
    });
    if (action.kind === 'refresh-secret') action.workload.addRefresh(action.unit, action.secret);
    if (argocdAccount) addAccount(root, namespace, action);
    addProgram(this.application.content, { namespace, action, image, apiServer });
  }

  private addRights(root: GitOpsRoot, namespace: string, action: GuardAction): void {
    const account = { name: GUARD_ACCOUNT, namespace };
    const target = unitNamespace(action.workload.record.name, action.unit);
    root.bootstrap.addAccountRole(this, { namespace: target, name: namespace, rules: action.rules, account });
    root.bootstrap.addAccountRole(this, {
      namespace,
      name: namespace,
      // No name can limit 'create'; the namespace is the guard's own, and holds nothing but its records.
      rules: [{ apiGroups: [''], resources: ['events'], verbs: ['create'] }],
      account,
    });
    root.bootstrap.addGuardRights(namespace, root.owners.operators);
    if (action.kind !== 'restart') return;
    const part = new FolderPart(this, 'admission', root.bootstrap.content);
    bindRestart(part, { guard: namespace, namespace: target, statefulSet: action.statefulSet });
  }
}

function refuseWrongAction(guard: GuardService, root: GitOpsRoot, action: GuardAction): void {
  const { record } = action.workload;
  const problems = action.rules.flatMap((rule) =>
    guardRuleProblems(rule).map((problem) =>
      propProblem(guard, 'action', `one on named objects that admission knows (${problem})`, rule),
    ),
  );
  if (root.plane !== 'chain') problems.push(propProblem(guard, 'root', 'a root of the chain plane', root.name));
  if (record.cluster !== root.cluster) {
    const mustBe = `an action on a workload of cluster ${root.cluster.name}`;
    problems.push(propProblem(guard, 'action', mustBe, `${record.name} on ${record.cluster.name}`));
  }
  if (problems.length > 0) throw new ProblemsError(problems);
}

function refuseAccount(guard: GuardService, root: GitOpsRoot, { kind }: GuardAction): void {
  if (root.cluster.instance.flavor === 'eks-capability') {
    const mustBe = 'false: the EKS capability has neither local accounts nor actions, so a guard acts by its CronJob';
    throw propError(guard, 'argocdAccount', mustBe, true);
  }
  if (kind === 'restart' || kind === 'pause-signer') return;
  const mustBe = `false: Argo CD has no action as narrow as '${kind}', so the guard acts by its CronJob`;
  throw propError(guard, 'argocdAccount', mustBe, true);
}

/** The account of a guard, with its role in the project of the unit it acts on. */
function addAccount(root: GitOpsRoot, name: string, action: GuardAction): void {
  const { record } = action.workload;
  const application = unitNamespace(record.name, action.unit);
  const grant = { name, applicationNamespace: root.applicationNamespace, application };
  root.bootstrap.addAccount(name);
  const project = chainProject(root, record.chain, record.network);
  if (action.kind === 'pause-signer') project.addGuard({ ...grant, action: 'stop' });
  if (action.kind !== 'restart') return;
  project.addGuard({ ...grant, action: 'restart', namespace: application, statefulSet: action.statefulSet });
}

/** The gated project of a root's guards, apart from those of workloads, which may run no Jobs. */
function guardProject(root: GitOpsRoot): DomainProject {
  return (
    root.tryFindProject('guards') ??
    new DomainProject(root, 'guards', {
      description: 'Guards of chain workloads: programs with one narrow action each',
      namespaces: [],
      kinds: [KIND.configMap, KIND.cronJob, KIND.networkPolicy, KIND.serviceAccount],
    })
  );
}
