import { hostPortsUnique } from '../../../lib/policies/signing/host-ports';
import { found, object } from '../tree';

function pod(spec: object, port: object): object {
  return object('apps/v1', 'StatefulSet', 'node', {
    spec: { template: { spec: { ...spec, containers: [{ name: 'a', ports: [port] }] } } },
  });
}

const onHost = (node: string | undefined, port: number, protocol?: string): object =>
  pod(
    { hostNetwork: true, ...(node === undefined ? {} : { nodeSelector: { 'kubernetes.io/hostname': node } }) },
    { containerPort: port, ...(protocol === undefined ? {} : { protocol }) },
  );

const nodePort = (port: number): object =>
  object('v1', 'Service', 'peers', { spec: { ports: [{ port: 1, nodePort: port }] } });

const a = 'chain/c/a/x.yaml';
const b = 'chain/c/b/x.yaml';

test('accepts different ports, nodes, protocols and clusters, and ports that stay inside', () => {
  expect(found(hostPortsUnique, { [a]: onHost('n1', 8000), [b]: onHost('n1', 8001) })).toEqual([]);
  expect(found(hostPortsUnique, { [a]: onHost('n1', 8000), [b]: onHost('n2', 8000) })).toEqual([]);
  expect(found(hostPortsUnique, { [a]: onHost('n1', 8000), [b]: onHost('n1', 8000, 'UDP') })).toEqual([]);
  expect(found(hostPortsUnique, { [a]: onHost('n1', 8000), 'chain/d/b/x.yaml': onHost('n1', 8000) })).toEqual([]);
  expect(found(hostPortsUnique, { [a]: pod({}, { containerPort: 1 }), [b]: pod({}, { containerPort: 1 }) })).toEqual(
    [],
  );
});

test.each<[string, object, object]>([
  ['two pods on the network of one node', onHost('n1', 8000), onHost('n1', 8000)],
  [
    'a host port beside one',
    onHost('n1', 8000),
    pod({ nodeSelector: { 'kubernetes.io/hostname': 'n1' } }, { hostPort: 8000 }),
  ],
  ['a pod that may run on every node', onHost('n1', 8000), onHost(undefined, 8000)],
  ['two node ports', nodePort(30303), nodePort(30303)],
  ['a node port beside a pod on a node', nodePort(30303), onHost('n1', 30303)],
])('refuses %s', (_, first, second) => {
  expect(found(hostPortsUnique, { [a]: first, [b]: second })).toHaveLength(1);
});
