import type { Inventory, InventoryObject } from '../../render/inventory';
import { isFields, listAt, textAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { containersOf, pinnedNode, podTemplateOf, WORKLOAD_KINDS } from '../workloads/pod-templates';
import type { FleetPolicy } from '../policy';

/** Where something listens outside the cluster's own network. */
interface Listener {
  readonly at: InventoryObject;

  /** `30303/TCP`. */
  readonly port: string;

  /** Cluster and node; every node of the cluster where it names none. */
  readonly cluster: string;
  readonly node: string | undefined;
}

const EXPOSING_KINDS: readonly string[] = ['Service', ...WORKLOAD_KINDS];

/** Two programs cannot listen on one port of one machine. */
export const hostPortsUnique: FleetPolicy = {
  id: 'host-ports-unique',
  title: 'No two workloads listen on one port of one node',
  level: 'error',
  scope: 'fleet',
  doc:
    'the second pod stays Pending, or the second Service is refused in the middle of a sync; chains that are moved onto ' +
    'one host bring the same default ports (https://github.com/polkachu/cosmos-validators)',
  check: (fleet) => {
    const taken = new Map<string, Listener[]>();
    return listenersOf(fleet).flatMap((listener) => {
      const key = `${listener.cluster} ${listener.port}`;
      const others = taken.get(key) ?? [];
      taken.set(key, [...others, listener]);
      const other = others.find(
        ({ node }) => node === undefined || listener.node === undefined || node === listener.node,
      );
      if (other === undefined) return [];
      const place = listener.node ?? other.node ?? 'every node';
      return [
        {
          at: listener.at,
          found: `port ${listener.port} on ${place}, as ${other.at.object.kind} ${other.at.object.metadata.name} (${other.at.file})`,
          expected: 'a port of its own',
        },
      ];
    });
  },
};

function listenersOf(fleet: Inventory): readonly Listener[] {
  return objectsOf(fleet, EXPOSING_KINDS).flatMap((at) =>
    (at.object.kind === 'Service' ? nodePortsOf(at) : hostPortsOf(at)).map((listener) => ({
      at,
      cluster: at.cluster,
      ...listener,
    })),
  );
}

/** A node port is taken on every node, whichever answers. */
function nodePortsOf({ object }: InventoryObject): readonly Pick<Listener, 'port' | 'node'>[] {
  return listAt(object, 'spec', 'ports').flatMap((port) => {
    const number = valueAt(port, 'nodePort');
    return typeof number === 'number'
      ? [{ port: `${number}/${textAt(port, 'protocol') ?? 'TCP'}`, node: undefined }]
      : [];
  });
}

function hostPortsOf({ object }: InventoryObject): readonly Pick<Listener, 'port' | 'node'>[] {
  const template = podTemplateOf(object);
  const onHost = valueAt(template, 'spec', 'hostNetwork') === true;
  const node = pinnedNode(object);
  const ports = containersOf(object).flatMap(({ fields }) => listAt(fields, 'ports').filter(isFields));
  return ports.flatMap((port) => {
    const number = valueAt(port, 'hostPort') ?? (onHost ? valueAt(port, 'containerPort') : undefined);
    return typeof number === 'number' ? [{ port: `${number}/${textAt(port, 'protocol') ?? 'TCP'}`, node }] : [];
  });
}
