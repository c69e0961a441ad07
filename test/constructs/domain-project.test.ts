import { DomainProject, type DomainProjectProps } from '../../lib/constructs/domain-project';
import { KIND } from '../../lib/model/kind';
import type { Plane } from '../../lib/model/plane';
import { render } from '../../lib/render/render';
import { platformOn, projectOf, type InstanceVariant } from '../fixtures/instances';
import { renderFolder } from '../fixtures/platform';

function text(plane: Plane, extra: Partial<DomainProjectProps> = {}, variant: InstanceVariant = {}): string {
  const { platform } = platformOn({ planes: [plane], ...variant });
  projectOf(platform, plane, 'one', extra);
  return `\n${renderFolder(platform, 'bootstrap/testnet/instance')['appproject.one.yaml']}`;
}

/** What a project with these props says, or the message of what it throws. */
function refusal(extra: Partial<DomainProjectProps>, plane: Plane = 'management', id = 'one'): string {
  const { platform } = platformOn({ planes: [plane] });
  try {
    projectOf(platform, plane, id, extra);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'nothing';
}

test('a project is allow-lists only, with a role per persona', () => {
  expect(
    text('service', {
      namespaces: ['traefik', 'kube-system'],
      kinds: [KIND.service, KIND.deployment, KIND.service],
      clusterKinds: [KIND.namespace, KIND.ingressClass],
      chartRepositories: ['https://traefik.github.io/charts'],
    }),
  ).toMatchSnapshot();
});

test('a project of the chain plane refuses every automated sync', () => {
  expect(text('chain')).toMatchSnapshot();
});

test('on the EKS capability its applications come from the one namespace and go to the ARN', () => {
  const printed = text('management', {}, { flavor: 'eks-capability' });
  expect(printed).toContain('  sourceNamespaces:\n    - argocd\n');
  expect(printed).toContain('      server: arn:aws:eks:eu-central-1:111122223333:cluster/testnet\n');
});

test('the order in which kinds and namespaces are named never shows', () => {
  const kinds = [KIND.service, KIND.deployment] as const;
  expect(text('service', { namespaces: ['b', 'a'], kinds })).toBe(
    text('service', { namespaces: ['a', 'b'], kinds: [KIND.deployment, KIND.service] }),
  );
});

test('a namespace that is added later is a destination too', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  const project = projectOf(platform, 'chain', 'one', { namespaces: [] });
  project.addNamespace('hoodi-0-node');
  expect(project.allowsNamespace('hoodi-0-node')).toBe(true);
  expect(project.allowsNamespace('hoodi-0-signer')).toBe(false);
  expect(renderFolder(platform, 'bootstrap/testnet/instance')['appproject.one.yaml']).toContain(
    '  destinations:\n    - namespace: hoodi-0-node\n      server: https://kubernetes.default.svc\n',
  );
});

test('a project without a namespace is a problem of the platform', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  projectOf(platform, 'chain', 'one', { namespaces: [] });
  expect(render(platform).problems).toEqual([
    "[chain/testnet/project-one] no namespace: name at least one in 'namespaces'",
  ]);
});

test('two roots cannot both declare a project of one name', () => {
  const { platform } = platformOn({ planes: ['management', 'service'] });
  projectOf(platform, 'management', 'one');
  projectOf(platform, 'service', 'one');
  expect(render(platform).problems).toEqual([
    '[service/testnet/project-one/bootstrap/project] renders bootstrap/testnet/instance/appproject.one.yaml, which [management/testnet/project-one/bootstrap/project] renders already',
  ]);
});

test('a project cannot take the place of a plane root, which would let the root write more than Applications', () => {
  const { platform } = platformOn({ planes: ['service'] });
  projectOf(platform, 'service', 'service-root');
  expect(render(platform).problems).toEqual([
    expect.stringMatching(/appproject\.service-root\.yaml, which \[.*\] renders already$/),
  ]);
});

test.each(['default', 'bootstrap', 'bootstrap-root'])('the name %s is refused', (id) => {
  expect(refusal({}, 'management', id)).toBe(
    `[management/testnet/project-${id}] 'id' must be another name than default, bootstrap, bootstrap-root, which belong to the instance, got "${id}"`,
  );
});

test.each(['argocd', 'argocd-chain', 'argocd-product'])(
  'the namespace %s is refused: whoever writes there gives himself everything',
  (namespace) => {
    const message = `[management/testnet/project-one] 'namespaces' must be a namespace outside Argo CD's own and those of Applications, got "${namespace}"`;
    expect(refusal({ namespaces: [namespace] })).toBe(message);
    const { platform } = platformOn({ planes: ['management'] });
    expect(() => projectOf(platform, 'management', 'one').addNamespace(namespace)).toThrow(new Error(message));
  },
);

test.each(['*', '!kube-system', 'a*', ''])('the namespace %p is refused: only exact names', (namespace) => {
  expect(refusal({ namespaces: [namespace] })).toContain("'namespaces' must be a DNS-1123 label");
});

test.each([
  { group: '*', kind: '*' },
  { group: '', kind: '*' },
  { group: '*.example.com', kind: 'Certificate' },
])('the kind %p is refused: only exact ones', (ref) => {
  const expected = `[management/testnet/project-one] 'kinds' must be exact groups and kinds without wildcards, got "${ref.group}/${ref.kind}"`;
  expect(refusal({ kinds: [ref] })).toBe(expected);
  expect(refusal({ clusterKinds: [ref] })).toBe(expected);
});

test('a kind without a namespace among those that have one allows nothing, so it is refused', () => {
  expect(refusal({ kinds: [KIND.configMap, KIND.namespace] })).toBe(
    "[management/testnet/project-one] 'kinds' must be kinds with a namespace; the others go into 'clusterKinds', got \"Namespace\"",
  );
});

test.each(['!https://charts.example.com', '*', 'https://charts.example.com/*'])(
  'the repository %p is refused',
  (url) => {
    expect(refusal({ chartRepositories: [url] })).toBe(
      `[management/testnet/project-one] 'chartRepositories' must be exact URLs without !, *, ?, [ and {, got "${url}"`,
    );
  },
);

test('a gate is no choice: in the chain plane everything is gated, and elsewhere nothing', () => {
  // @ts-expect-error no such prop
  expect(text('service', { gated: true })).not.toContain('syncWindows');
});

test('an empty list of kinds, which would come to allow all, does not compile', () => {
  const { platform } = platformOn({ planes: ['management'] });
  const root = platform.describedRoots[0];
  if (root === undefined) throw new Error('no root');
  // @ts-expect-error at least one kind
  new DomainProject(root, 'one', { description: 'x', namespaces: ['a'], kinds: [] });
  // @ts-expect-error roles are personas, and no free text
  new DomainProject(root, 'two', { description: 'x', namespaces: ['a'], kinds: [KIND.service], roles: [] });
});
