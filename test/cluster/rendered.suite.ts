import { apply, applyCrds, enforce, isAdmission, isParameter, typeWarnings } from './apply';
import { startControlPlane, type ControlPlane } from './control-plane';
import { clusters, fullCrds, objectsOf, type RenderedObject } from './rendered-objects';
import { ACCESS, SUBJECT } from './subjects';

/*
 * Every object of every root and bootstrap, asked of a real kube-apiserver: server-side dry run with unknown fields
 * refused, as Argo CD's controller, under the cluster's own admission policies.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const DRY_RUN = ['apply', '--dry-run=server', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-'];

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  apply(plane.kubectl, ACCESS);
});

afterAll(() => plane?.stop());

test('there is something to ask', () => {
  expect(clusters).toEqual(['mainnet', 'management', 'testnet']);
  for (const cluster of clusters) expect(objectsOf(cluster).length).toBeGreaterThan(20);
});

test('the CRDs of the first wave are accepted by an API server that knows none of them', () => {
  const crds = clusters.flatMap(objectsOf).filter(isCrd);
  expect(crds.length).toBeGreaterThan(0);
  expect(refused(crds)).toEqual([]);
});

describe('with the CRDs and namespaces in place', () => {
  beforeAll(async () => {
    await applyCrds(plane.kubectl, fullCrds());
    apply(plane.kubectl, [namespace('argocd')]);
  });

  test.each(clusters)('every object of %s is accepted', async (cluster) => {
    const rendered = objectsOf(cluster).filter((each) => !isCrd(each));
    const objects = rendered.map(({ object }) => object);
    apply(
      plane.kubectl,
      objects.filter((object) => object.kind === 'Namespace' || isParameter(object)),
    );
    await enforce(plane.kubectl, objects.filter(isAdmission));
    expect(await typeWarnings(plane.kubectl)).toEqual([]);
    expect(refused(rendered)).toEqual([]);
  });

  test('an object with an unknown field or a wrong value is reported with its file', () => {
    const object = (name: string, data: object): RenderedObject => ({
      file: `testnet/${name}.yaml`,
      object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'argocd' }, ...data },
    });
    const found = refused([
      object('good', { data: { key: 'value' } }),
      object('typo', { dta: { key: 'value' } }),
      object('wrong', { data: { key: { nested: 'value' } } }),
    ]);
    expect(found).toEqual([expect.stringMatching(/typo\.yaml: .*dta/), expect.stringMatching(/wrong\.yaml: .*key/)]);
  });
});

function isCrd({ object }: RenderedObject): boolean {
  return object.kind === 'CustomResourceDefinition';
}

function namespace(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** One request for all; only if one of them was refused each is asked alone, to say which. */
function refused(rendered: readonly RenderedObject[]): string[] {
  const ask = (each: readonly RenderedObject[]): string => {
    const { done, stderr } = plane.kubectl.ask(DRY_RUN, {
      objects: each.map(({ object }) => object),
      as: SUBJECT.controller,
    });
    return done ? '' : stderr.trim();
  };
  if (ask(rendered) === '') return [];
  return rendered.map((each) => `${each.file}: ${ask([each])}`).filter((line) => !line.endsWith(': '));
}
