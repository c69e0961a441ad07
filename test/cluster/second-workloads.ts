import type { Manifest } from './rendered-objects';

/** Every way to start the pods of a StatefulSet a second time, with its claims and its ServiceAccount. */
export interface SecondWorkloads {
  readonly statefulSet: Manifest;
  readonly deployment: Manifest;
  readonly replicaSet: Manifest;
  readonly daemonSet: Manifest;
  readonly replicationController: Manifest;
  readonly job: Manifest;
  readonly cronJob: Manifest;
  readonly pod: Manifest;
}

/**
 * Objects named `second` that each start pods like those of a StatefulSet, under labels of their own.
 *
 * @param namespace the StatefulSet's own unless given
 */
export function secondWorkloads(of: Manifest, namespace = of.metadata.namespace): SecondWorkloads {
  const { template, ...spec } = of.spec as { readonly template: { readonly spec: object } };
  const app = { app: 'second' };
  const pods = { metadata: { labels: app }, spec: template.spec };
  const selected = { selector: { matchLabels: app }, template: pods };
  const jobSpec = { template: { spec: { ...template.spec, restartPolicy: 'Never' } } };
  const second = (apiVersion: string, kind: string, its: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: 'second', ...(namespace === undefined ? {} : { namespace }) },
    spec: its as Readonly<Record<string, unknown>>,
  });
  return {
    statefulSet: second('apps/v1', 'StatefulSet', { ...spec, ...selected }),
    deployment: second('apps/v1', 'Deployment', selected),
    replicaSet: second('apps/v1', 'ReplicaSet', selected),
    daemonSet: second('apps/v1', 'DaemonSet', selected),
    replicationController: second('v1', 'ReplicationController', { selector: app, template: pods }),
    job: second('batch/v1', 'Job', jobSpec),
    cronJob: second('batch/v1', 'CronJob', { schedule: '@daily', jobTemplate: { spec: jobSpec } }),
    pod: second('v1', 'Pod', template.spec),
  };
}
