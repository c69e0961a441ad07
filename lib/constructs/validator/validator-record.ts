import type { ChainFamily } from '../../chains/family';
import { unitNamespace, type WorkloadPlan } from '../../chains/workload-plan';
import type { Cluster } from '../../model/cluster';
import type { Network } from '../../model/network';
import type { SigningIdentity } from '../../model/signing-identity';
import type { WorkloadRecord } from '../workload-record';

/** What of a workload's props its record tells. */
interface RecordedProps {
  readonly family: Pick<ChainFamily, 'name' | 'chain' | 'roles'>;
  readonly network: Pick<Network, 'name' | 'environment'>;
  readonly identity: SigningIdentity;
}

/** A workload as monitoring and the fences know it. */
export function workloadRecord(
  name: string,
  cluster: Cluster,
  { family, network, identity }: RecordedProps,
  plan: WorkloadPlan,
): WorkloadRecord {
  return {
    name,
    cluster,
    family: family.name,
    chain: family.chain,
    network: network.name,
    environment: network.environment,
    identities: [{ id: identity.id, keys: identity.publicKeys.length, paused: identity.paused }],
    roles: plan.units.flatMap((unit) =>
      unit.parts.map((part) => {
        const workload = family.roles[part.role]?.workload;
        return {
          role: part.role,
          client: part.client,
          unit: unit.name,
          namespace: unitNamespace(name, unit.name),
          kind: workload === 'stateless' ? ('Deployment' as const) : ('StatefulSet' as const),
          name: part.name,
          signs: workload === 'signing',
          ...(part.shard === undefined ? {} : { shard: part.shard }),
          ...(part.metrics === undefined ? {} : { metricsPort: part.metrics.port }),
        };
      }),
    ),
  };
}
