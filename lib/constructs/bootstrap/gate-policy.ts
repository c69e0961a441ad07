import type { Construct } from 'constructs';
import type { Cluster } from '../../model/cluster';
import { LABEL } from '../../model/labels';
import type { Topology } from '../../model/topology';
import { addAdmissionPolicy } from './validating-admission-policy';

const SYNC_OPTIONS = 'object.operation.sync.syncOptions';

/** True when this request starts an operation rather than carries one along. */
const STARTS = `has(object.operation) && !(oldObject != null && has(oldObject.operation) && oldObject.operation == object.operation)`;

/** Writing an Application. */
export const WRITTEN_APPLICATIONS = {
  apiGroup: 'argoproj.io',
  apiVersion: 'v1alpha1',
  resources: ['applications'],
  operations: ['CREATE', 'UPDATE'],
} as const;

/** The controllers must always be able to take a deleted object's finalizers away. */
export const NOT_DELETING = { 'not-deleting': '!has(object.metadata.deletionTimestamp)' };

/** Where a gate holds: the namespaces, and within them the Applications that the condition names. */
interface GateScope {
  readonly name: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly conditions?: Readonly<Record<string, string>>;
}

/**
 * The gate: a gated Application syncs exactly its released revision.
 *
 * In the chain plane it holds by the label of the Applications' namespace, never by a label of the Application: an
 * unlabelled second one would walk past. Where all Applications share one namespace (the EKS capability) only their
 * label is left, which is the weaker guarantee. The Application `instance` is held by its name.
 *
 * Rendering `automated.enabled: false` alone is no gate: a live flip syncs within half a second.
 */
export function addGatePolicies(scope: Construct, cluster: Cluster, topology: Topology): void {
  const { flavor, namespace } = cluster.instance;
  const own = { 'kubernetes.io/metadata.name': namespace };
  addGate(scope, {
    name: 'gitops-planes-gate-instance',
    namespaceLabels: own,
    conditions: { 'is-instance': "object.metadata.name == 'instance'" },
  });
  if (topology.tryFindRoot('chain', cluster.name) === undefined) return;
  if (flavor === 'eks-capability') {
    const labelled = (which: string): string =>
      `(has(${which}.metadata.labels) && '${LABEL.gated}' in ${which}.metadata.labels)`;
    // The old object counts too, or the request that takes the label away would walk past.
    const isGated = `${labelled('object')} || (oldObject != null && ${labelled('oldObject')})`;
    addGate(scope, { name: 'gitops-planes-gate', namespaceLabels: own, conditions: { 'is-gated': isGated } });
    return;
  }
  const namespaceLabels = { [LABEL.gated]: 'true' };
  addGate(scope, { name: 'gitops-planes-gate', namespaceLabels });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-gate-sets',
    matches: [
      {
        apiGroup: 'argoproj.io',
        apiVersion: 'v1alpha1',
        resources: ['applicationsets'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    namespaces: { labelled: namespaceLabels },
    rules: [{ expression: 'false', message: 'no ApplicationSet beside gated applications: render each Application' }],
  });
}

function addGate(scope: Construct, gate: GateScope): void {
  addAdmissionPolicy(scope, {
    name: gate.name,
    matches: [WRITTEN_APPLICATIONS],
    namespaces: { labelled: gate.namespaceLabels },
    conditions: { ...NOT_DELETING, ...gate.conditions },
    variables: { starts: STARTS },
    rules: [
      // First: the API server reports the first refusal, and the rules on the sync's fields fail without a sync.
      {
        expression: '!variables.starts || has(object.operation.sync)',
        message: 'the only operation on a gated application is a sync',
      },
      {
        expression: 'oldObject == null || oldObject.spec.project == object.spec.project',
        message: 'a gated application never changes its project: retire it and release a new one',
      },
      {
        expression:
          '!has(object.spec.syncPolicy) || !has(object.spec.syncPolicy.automated) || (has(object.spec.syncPolicy.automated.enabled) && object.spec.syncPolicy.automated.enabled == false)',
        message: 'a gated application is never synced automatically: an operator runs argocd app sync',
      },
      ...exactRevision(),
      ...wholeAndGentle(),
    ],
  });
}

function exactRevision(): { expression: string; message: string }[] {
  const message = 'a gated application syncs exactly its released revision: release another one to change it';
  const same = (field: 'source' | 'sources'): string =>
    `!variables.starts || !has(object.operation.sync.${field}) || (has(object.spec.${field}) && dyn(object.operation.sync.${field}) == dyn(object.spec.${field}))`;
  return [
    '!variables.starts || !has(object.operation.sync.revision) || (has(object.spec.source) && object.operation.sync.revision == object.spec.source.targetRevision)',
    '!variables.starts || !has(object.operation.sync.revisions) || (has(object.spec.sources) && object.operation.sync.revisions == object.spec.sources.map(s, s.targetRevision))',
    same('source'),
    same('sources'),
  ].map((expression) => ({ expression, message }));
}

function wholeAndGentle(): { expression: string; message: string }[] {
  const absent = (path: string): string => `!variables.starts || !has(object.operation.sync.${path})`;
  const strategy = 'object.operation.sync.syncStrategy';
  const noForce = (kind: 'hook' | 'apply'): string =>
    `(!has(${strategy}.${kind}) || !has(${strategy}.${kind}.force) || ${strategy}.${kind}.force == false)`;
  return [
    {
      expression: '!variables.starts || !has(object.operation.sync.prune) || object.operation.sync.prune == false',
      message: 'a gated application is never pruned: sync without prune',
    },
    { expression: absent('manifests'), message: 'a gated application never syncs local manifests' },
    { expression: absent('resources'), message: 'a gated application is synced as a whole: a subset skips hooks' },
    {
      expression: `!variables.starts || !has(${strategy}) || (${noForce('hook')} && ${noForce('apply')})`,
      message: 'a gated application is never forced: force deletes and creates anew',
    },
    {
      expression: `!variables.starts || (has(${SYNC_OPTIONS}) && 'FailOnSharedResource=true' in ${SYNC_OPTIONS} && !('Replace=true' in ${SYNC_OPTIONS}) && !('Force=true' in ${SYNC_OPTIONS}))`,
      message: "keep the application's own sync options: run a plain argocd app sync",
    },
  ];
}
