import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ApiServer } from '../../model/cluster';
import { GUARD_ACCOUNT } from '../../model/guard-right';
import type { Image } from '../../model/image';
import { LABEL } from '../../model/labels';
import { RUN, type GuardAction } from './guard-actions';

/** What a guard's program is made of. */
export interface GuardProgram {
  /** The guard's own namespace, by which people know it. */
  readonly namespace: string;
  readonly action: GuardAction;
  readonly image: Image;
  readonly apiServer: Required<ApiServer>;
}

/** Name of every object of a guard: its namespace tells it from others, and admission finds the CronJob by it. */
const NAME = GUARD_ACCOUNT;

const RECORD = 'record.json';

/** A day that never comes. The CronJob is suspended besides; each is enough. */
const NEVER = '0 0 31 2 *';

/** Seconds after which a run that hangs is ended. */
const DEADLINE = 120;

/** ServiceAccount, record, CronJob and network policy of a guard. */
export function addProgram(scope: Construct, program: GuardProgram): void {
  new k8s.KubeServiceAccount(scope, 'service-account', {
    metadata: { name: NAME, labels: { [LABEL.component]: 'service-account' } },
    automountServiceAccountToken: false,
  });
  new k8s.KubeConfigMap(scope, 'record', {
    metadata: { name: NAME, labels: { [LABEL.component]: 'record' } },
    data: { [RECORD]: JSON.stringify(recordOf(program), undefined, 2) },
  });
  new k8s.KubeCronJob(scope, 'cron-job', {
    metadata: { name: NAME, labels: { [LABEL.component]: 'guard' } },
    spec: {
      schedule: NEVER,
      suspend: true,
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        metadata: { labels: { [LABEL.component]: 'guard' } },
        spec: {
          // What was refused once is refused for a reason, and a record of a second try would say that it was done twice.
          backoffLimit: 0,
          activeDeadlineSeconds: DEADLINE,
          // A week in which people can read what a run said.
          ttlSecondsAfterFinished: 604_800,
          template: { metadata: { labels: { [LABEL.component]: 'guard' } }, spec: podSpec(program) },
        },
      },
    },
  });
  addPolicy(scope, program.apiServer);
}

/** The Event that is there before anything is done. The API server dates it, so it carries no time of its own. */
function recordOf({ namespace, action }: GuardProgram): object {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { generateName: `${namespace}.`, namespace },
    type: 'Normal',
    reason: action.kind,
    message: `${namespace} is about to ${action.does}`,
    involvedObject: { apiVersion: 'batch/v1', kind: 'CronJob', namespace, name: NAME },
    source: { component: namespace },
  };
}

/** The record first: an init container that fails keeps the action from being started. */
function podSpec(program: GuardProgram): k8s.PodSpec {
  const { action } = program;
  return {
    serviceAccountName: NAME,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65_532,
      runAsGroup: 65_532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    initContainers: [
      {
        ...container(program, 'record', ['create', `--filename=/record/${RECORD}`]),
        volumeMounts: [{ name: 'record', mountPath: '/record', readOnly: true }, TMP],
      },
    ],
    containers: [
      {
        ...container(program, action.kind, action.args),
        ...(action.kind === 'refresh-secret' ? { env: [RUN_ID] } : {}),
        volumeMounts: [TMP],
      },
    ],
    volumes: [
      { name: 'record', configMap: { name: NAME } },
      { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('16Mi') } },
    ],
  };
}

const RUN_ID: k8s.EnvVar = { name: RUN, valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } };

/** For kubectl's list of what the API server serves. */
const TMP: k8s.VolumeMount = { name: 'tmp', mountPath: '/tmp' };

function container({ image }: GuardProgram, name: string, args: readonly string[]): k8s.Container {
  const cpu = k8s.Quantity.fromString('100m');
  const memory = k8s.Quantity.fromString('128Mi');
  return {
    name,
    image: image.ref,
    command: ['kubectl', '--cache-dir=/tmp', ...args],
    resources: { requests: { cpu, memory }, limits: { cpu, memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
  };
}

/** Nothing comes in, and nothing goes out but to the API server. No names are resolved: a pod knows its address. */
function addPolicy(scope: Construct, { cidrs, port }: Required<ApiServer>): void {
  new k8s.KubeNetworkPolicy(scope, 'network-policy', {
    metadata: { name: NAME, labels: { [LABEL.component]: 'network-policy' } },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        {
          to: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
          ports: [{ port: k8s.IntOrString.fromNumber(port), protocol: 'TCP' }],
        },
      ],
    },
  });
}
