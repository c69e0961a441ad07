import type { Construct } from 'constructs';
import type { Cluster } from '../../../model/cluster';
import type { Platform } from '../../platform';
import { addDeclaredWorkloads } from './declared-workloads';
import { addForceDeletion } from './force-deletion';
import { addGatedDestinations } from './gated-destinations';
import { addGuardActions } from './guard-actions';
import { addGuardChanges } from './guard-changes';
import { addGuardPrograms } from './guard-programs';
import { addGuardRestarts } from './guard-restarts';
import { addInstanceOnly } from './instance-only';
import { addKeptLabels } from './kept-labels';
import { addKeptStorage } from './kept-storage';
import { addNoAdoption } from './no-adoption';
import { addNoShell } from './no-shell';
import { addOneReplica } from './one-replica';

/**
 * What neither types nor Argo CD can stop on a cluster that runs chain workloads, refused by its API server whoever asks.
 *
 * The one thing that they cannot hold is themselves: admission never judges admission policies, so that right belongs to
 * the Application `instance` and nobody else.
 */
export function addFences(scope: Construct, cluster: Cluster, platform: Platform): void {
  const { topology } = platform;
  if (topology.tryFindRoot('chain', cluster.name) === undefined) return;
  const { breakglass } = topology;
  addOneReplica(scope);
  addForceDeletion(scope, breakglass);
  addKeptStorage(scope, breakglass);
  addNoShell(scope, breakglass);
  addNoAdoption(
    scope,
    cluster,
    topology.rootsOn(cluster).map(({ plane }) => cluster.instance.applicationNamespace(plane)),
  );
  addGatedDestinations(scope, cluster, () =>
    platform.describedRoots
      .filter((root) => root.cluster === cluster)
      .flatMap((root) => root.domainProjects.filter((project) => project.gated)),
  );
  addDeclaredWorkloads(scope, breakglass, () => platform.workloads.filter((workload) => workload.cluster === cluster));
  addKeptLabels(scope, cluster, breakglass);
  addInstanceOnly(scope, cluster);
  addGuardActions(scope);
  addGuardChanges(scope);
  addGuardRestarts(scope);
  addGuardPrograms(scope);
}
