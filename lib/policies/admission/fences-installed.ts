import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { boundPolicies, instanceObjects, judges, ofKind, selects } from './bound-policies';
import type { FleetPolicy, Remark } from '../policy';

/** What somebody must judge wherever keys sign: by each of these a second signer starts, or slashing state is lost. */
const FENCED = [
  ['CREATE', 'statefulsets'],
  ['UPDATE', 'statefulsets'],
  ['UPDATE', 'statefulsets/scale'],
  ['DELETE', 'statefulsets'],
  ['CREATE', 'pods'],
  ['DELETE', 'pods'],
  ['CREATE', 'pods/eviction'],
  ['DELETE', 'persistentvolumeclaims'],
  ['CONNECT', 'pods/exec'],
  ['UPDATE', 'pods/ephemeralcontainers'],
  ['CONNECT', 'nodes/proxy'],
  ['DELETE', 'namespaces'],
  ['UPDATE', 'namespaces'],
] as const;

/** Guards that nobody bound guard nothing. That a rule says the right thing is beyond what this can see. */
export const fencesInstalled: FleetPolicy = {
  id: 'fences-installed',
  title: 'Sensitive namespaces are held by bound admission policies',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'a guard that may pause through /scale may also scale to 2, and the pod garbage collector frees an identity while its ' +
    'old process still runs: only admission refuses that, where policy, binding and the label of the namespace agree',
  check: (fleet) =>
    [...new Set(fleet.objects.map(({ cluster }) => cluster))].flatMap((cluster) => {
      const instance = instanceObjects(fleet, cluster);
      const policies = boundPolicies(instance);
      return ofKind(instance, 'Namespace')
        .filter(({ object }) => object.metadata.labels?.[LABEL.sensitive] === 'true')
        .flatMap((at) => unfenced(at, policies));
    }),
};

function unfenced(at: InventoryObject, policies: readonly InventoryObject[]): readonly Remark[] {
  const { labels = {} } = at.object.metadata;
  const holding = policies.filter((policy) => selects(policy, labels));
  const open = FENCED.filter(
    ([operation, resource]) => !holding.some((policy) => judges(policy, operation, resource)),
  ).map(([operation, resource]) => `${operation} of ${resource}`);
  if (open.length === 0) return [];
  return [
    {
      at,
      found: `a sensitive namespace in which no bound admission policy judges ${open.join(', ')}`,
      expected: 'the fences of the bootstrap: policies that fail closed, bound to Deny',
    },
  ];
}
