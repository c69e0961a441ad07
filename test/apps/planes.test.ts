import { platform } from '../../apps/main';
import { PLANES } from '../../lib';
import { identityOf } from '../../lib/render/inventory';
import { render } from '../../lib/render/render';

const { roots, inventory, problems } = render(platform());

test('the example has no problems', () => {
  expect(problems).toEqual([]);
});

// Paths and names are a public contract: whoever moves or renames one sees it here.
test.each([...PLANES, 'bootstrap'])('the files and identities of the plane %s', (plane) => {
  const objects = new Map(inventory.objects.map(({ file, object }) => [file, identityOf(object)]));
  const files = roots
    .filter(({ dir }) => dir.startsWith(`${plane}/`))
    .flatMap(({ dir, files: inRoot }) => [...inRoot.keys()].map((path) => `${dir}/${path}`))
    .sort();
  expect(files.map((file) => `${file}  ${objects.get(file) ?? '-'}`.trimEnd())).toMatchSnapshot();
});

test('every object carries the labels that alerts, network policies and admission rules select on', () => {
  const bare = inventory.objects
    .filter(({ object }) => {
      const labels = object.metadata.labels ?? {};
      return !['name', 'component', 'part-of', 'managed-by'].every((key) => `app.kubernetes.io/${key}` in labels);
    })
    .map(({ file }) => file);
  expect(bare).toEqual([]);
});

test('no object has the label that Argo CD may take for ownership', () => {
  const labelled = inventory.objects.filter(({ object }) =>
    JSON.stringify(object).includes('app.kubernetes.io/instance'),
  );
  expect(labelled.map(({ file }) => file)).toEqual([]);
});

test('every alert that names a workload names one that runs on its cluster, in the series of its kind', () => {
  const running = new Set(
    inventory.objects.map(
      ({ cluster, object }) =>
        `${cluster} ${object.kind.toLowerCase()} ${object.metadata.namespace}/${object.metadata.name}`,
    ),
  );
  const named = inventory.objects
    .filter(({ object }) => object.kind === 'PrometheusRule')
    .flatMap(({ cluster, object }) => {
      const rules = JSON.stringify(object).replaceAll('\\"', '"');
      const series = rules.matchAll(/kube_(\w+?)_\w+\{namespace="([^"]+)",(statefulset|deployment)="([^"]+)"\}/g);
      return Array.from(series, ([, of, namespace, kind, name]) => ({
        agrees: of === kind,
        workload: `${cluster} ${kind} ${namespace}/${name}`,
      }));
    });
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ agrees, workload }) => !agrees || !running.has(workload))).toEqual([]);
});
