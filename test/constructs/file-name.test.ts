import { fileNameOf } from '../../lib/constructs/file-name';

const object = (kind: string, name: string, namespace?: string) => ({ kind, metadata: { name, namespace } });

test('a file is named after kind and name', () => {
  expect(fileNameOf(object('StatefulSet', 'geth', 'hoodi-0-node'), 'hoodi-0-node')).toBe('statefulset.geth.yaml');
  expect(fileNameOf(object('Namespace', 'hoodi-0-node'), 'argocd')).toBe('namespace.hoodi-0-node.yaml');
});

test('an object outside its application namespace says where it lives', () => {
  expect(fileNameOf(object('Role', 'reader', 'kube-system'), 'traefik')).toBe('role.kube-system.reader.yaml');
});

test('a name that file systems do not take is written with underscores', () => {
  expect(fileNameOf(object('ClusterRole', 'system:auth/reader'))).toBe('clusterrole.system_auth_reader.yaml');
});
