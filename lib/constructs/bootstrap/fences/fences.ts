import type { Construct } from 'constructs';
import type { Cluster } from '../../../model/cluster';
import type { Topology } from '../../../model/topology';
import { addForceDeletion } from './force-deletion';
import { addKeptStorage } from './kept-storage';
import { addNoShell } from './no-shell';
import { addOneReplica } from './one-replica';

/**
 * What neither types nor Argo CD can stop on a cluster that runs chain workloads, refused by its API server whoever asks.
 *
 * The one thing that they cannot hold is themselves: admission never judges admission policies, so that right belongs to
 * the Application `instance` and nobody else.
 */
export function addFences(scope: Construct, cluster: Cluster, topology: Topology): void {
  if (topology.tryFindRoot('chain', cluster.name) === undefined) return;
  const { breakglass } = topology;
  addOneReplica(scope);
  addForceDeletion(scope, breakglass);
  addKeptStorage(scope, breakglass);
  addNoShell(scope, breakglass);
}
