import { ANNOTATION, LABEL } from '../../model/labels';
import type { Manifest } from '../../render/inventory';
import { fieldsAt, listAt, textAt, textsAt, valueAt } from '../json-fields';
import {
  pinnedNode,
  containersOf,
  lastingContainersOf,
  podTemplateOf,
  WORKLOAD_KINDS,
  workloadLabel,
  type ContainerView,
} from '../workloads/pod-templates';
import type { ObjectPolicy } from '../policy';

type Problem = readonly [found: string, expected: string];

/** What signs stays where it is, alone with its resources, and is started by nobody but a person. */
export const signingPod: ObjectPolicy = {
  id: 'signing-pod',
  title: 'Pods that sign stay on their node, keep their resources, and are restarted by nothing but themselves',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: WORKLOAD_KINDS,
  doc:
    'a pod that is evicted from a node nobody can reach may sign beside its successor ' +
    '(https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/); a liveness probe or a reloader ' +
    'that restarts it costs duties, and a client that found its own keys active elsewhere must not be started again',
  check: (at) => {
    const { object } = at;
    if (workloadLabel(object, LABEL.signingIdentity) === undefined) return [];
    const containers = containersOf(object);
    return [
      ...stayProblems(object),
      ...isolationProblems(object),
      ...annotationProblems(object),
      ...containers.flatMap(resourceProblems),
      ...containers.flatMap(probeProblems),
      ...lastingContainersOf(object).flatMap(processProblems),
    ].map(([found, expected]) => ({ at, found, expected }));
  },
};

/** Whether a workload says that its chain makes it meet peers itself. */
export function meetsPeers(object: Manifest): boolean {
  return (object.metadata.annotations?.[ANNOTATION.meetsPeers] ?? '').trim() !== '';
}

const LOST_NODE = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;

function stayProblems(object: Manifest): readonly Problem[] {
  const spec = valueAt(podTemplateOf(object), 'spec');
  const problems: Problem[] = [];
  if (pinnedNode(object) === undefined) {
    problems.push(['no node of its own', 'nodeSelector kubernetes.io/hostname, so that only a person moves it']);
  }
  const tolerations = listAt(spec, 'tolerations');
  for (const key of LOST_NODE) {
    const stays = tolerations.some(
      (toleration) =>
        textAt(toleration, 'key') === key &&
        textAt(toleration, 'effect') === 'NoExecute' &&
        valueAt(toleration, 'tolerationSeconds') === undefined,
    );
    if (!stays) problems.push([`no lasting toleration of ${key}`, 'effect NoExecute without tolerationSeconds']);
  }
  const grace = valueAt(spec, 'terminationGracePeriodSeconds');
  if (typeof grace === 'number' && grace < 60) problems.push([`${grace} seconds to stop`, 'at least 60']);
  return problems;
}

function isolationProblems(object: Manifest): readonly Problem[] {
  const spec = valueAt(podTemplateOf(object), 'spec');
  const problems: Problem[] = [];
  if ((textAt(spec, 'priorityClassName') ?? '') === '') {
    problems.push(['no priorityClassName', 'one, or it is evicted for a web app']);
  }
  if (valueAt(spec, 'automountServiceAccountToken') !== false) {
    problems.push(['a ServiceAccount token in the pod', 'automountServiceAccountToken: false']);
  }
  for (const shared of ['hostPID', 'hostIPC', 'shareProcessNamespace'] as const) {
    if (valueAt(spec, shared) === true) problems.push([`${shared}: true`, `no ${shared}`]);
  }
  if (valueAt(spec, 'hostNetwork') === true && !(meetsPeers(object) && namesHostPorts(object))) {
    problems.push(['hostNetwork: true', `no hostNetwork, or ${ANNOTATION.meetsPeers} with the reason`]);
  }
  for (const volume of listAt(spec, 'volumes')) {
    if (valueAt(volume, 'hostPath') !== undefined) {
      problems.push([`volume ${textAt(volume, 'name') ?? ''} of the node`, 'no hostPath']);
    }
  }
  for (const { name, fields } of containersOf(object)) {
    if (valueAt(fields, 'securityContext', 'privileged') === true) {
      problems.push([`container ${name} is privileged`, 'no privileged container']);
    }
  }
  return problems;
}

/** What is meant to use its node's network says which ports it takes there. */
function namesHostPorts(object: Manifest): boolean {
  const ports = containersOf(object).flatMap(({ fields }) => listAt(fields, 'ports'));
  return ports.every((port) => valueAt(port, 'hostPort') === valueAt(port, 'containerPort'));
}

const STAYING = {
  'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
  'karpenter.sh/do-not-disrupt': 'true',
} as const;

function annotationProblems(object: Manifest): readonly Problem[] {
  const annotations = fieldsAt(podTemplateOf(object), 'metadata', 'annotations');
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(STAYING)) {
    if (annotations[name] !== value) problems.push([`pods without ${name}: '${value}'`, 'it on the pods']);
  }
  for (const name of Object.keys({ ...object.metadata.annotations, ...annotations })) {
    if (/^checksum\/|reloader\.stakater\.com\//.test(name)) {
      problems.push([`annotation ${name}`, 'no annotation that restarts the pod for a changed Secret or ConfigMap']);
    }
  }
  return problems;
}

function resourceProblems({ name, fields }: ContainerView): readonly Problem[] {
  // What a device plugin offers is a resource as well, and of one signer alone.
  const named = ['limits', 'requests'].flatMap((list) => Object.keys(fieldsAt(fields, 'resources', list)));
  const unequal = [...new Set(['cpu', 'memory', ...named])].filter((resource) => {
    const request = valueAt(fields, 'resources', 'requests', resource);
    return request === undefined || request !== valueAt(fields, 'resources', 'limits', resource);
  });
  return unequal.map((resource) => [`container ${name} shares its ${resource}`, `${resource}: limit equal to request`]);
}

function probeProblems({ name, fields }: ContainerView): readonly Problem[] {
  if (valueAt(fields, 'livenessProbe') === undefined) return [];
  return [[`container ${name} has a livenessProbe`, 'none: a restart costs more than waiting for a peer']];
}

/** Without exec a shell is process 1: SIGTERM never reaches the client, and it is killed when its time is over. */
function processProblems({ name, fields }: ContainerView): readonly Problem[] {
  const words = [...textsAt(fields, 'command'), ...textsAt(fields, 'args')];
  const script = words.find((_, i) => /^-[a-z]*c$/.test(words[i - 1] ?? ''));
  const isShell = /(^|\/)(ba|da|a)?sh$/.test(words[0] ?? '');
  const last = script?.trim().split('\n').at(-1)?.trim() ?? '';
  if (!isShell || script === undefined || /^exec\s/.test(last)) return [];
  return [[`container ${name} runs a shell as process 1`, 'exec form, or a script whose last command is exec']];
}
