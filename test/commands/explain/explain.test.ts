import { explain } from '../../../lib/commands/explain/explain';
import { objectPatch } from '../../../lib/constructs/validator/object-patch';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { render } from '../../../lib/render/render';
import { chainPlatform, hoodi, osmo } from '../../fixtures/chain';

const { platform, root } = chainPlatform();
new ValidatorApp(root, 'hoodi-0', {
  ...hoodi,
  roles: { execution: { flags: { cache: 4096 }, memory: '24Gi' } },
  patches: [
    objectPatch('node', 'StatefulSet', 'geth', 'a slow disk', {
      spec: { template: { spec: { terminationGracePeriodSeconds: 600 } } },
    }),
  ],
});
new ValidatorApp(root, 'osmo-0', osmo);
const { inventory } = render(platform);

const GETH = 'chain/testnet/hoodi-0-node/statefulset.geth.yaml';
const container = 'spec.template.spec.containers[0]';

const of = (file: string, field: string) => explain(platform, inventory, file, field);

/** Index of an argument of geth. */
function argument(text: string): number {
  return (of(GETH, `${container}.args`).value as string[]).findIndex((word) => word.startsWith(text));
}

test('a value shows every layer that set it, the winner last, with the prop that holds it', () => {
  expect(of(GETH, `${container}.resources.limits.memory`)).toMatchObject({
    value: '32Gi',
    constructPath: expect.stringContaining('hoodi-0-node'),
    values: [
      {
        leaf: '/memory',
        layers: [
          { layer: 'family geth', value: '16Gi' },
          { layer: 'role execution', value: '24Gi', prop: ['roles', 'execution', 'memory'] },
          {
            layer: 'instance hoodi-0',
            value: '32Gi',
            prop: ['units', 'node', 'overlay', 'execution', 'memory'],
          },
        ],
      },
    ],
  });
});

test('an argument leads to its flag, wherever it stands', () => {
  const [flag] = of(GETH, `${container}.args[${argument('--cache')}]`).values;
  expect(flag).toMatchObject({ leaf: '/flags/cache' });
  expect(flag?.layers.at(-1)).toMatchObject({ layer: 'role execution', value: 4096 });
  const [fixed] = of(GETH, `${container}.args[${argument('--authrpc.port')}]`).values;
  expect(fixed?.layers.at(-1)).toEqual({ layer: 'fixed by the family', value: 8551 });
});

test('a file of settings shows each setting', () => {
  const { values } = of('chain/testnet/osmo-0-node/configmap.config.yaml', 'data["app.toml"]');
  expect(values.find(({ leaf }) => leaf === '/settings/app.toml/pruning')?.layers).toMatchObject([{ layer: 'common' }]);
});

test('a claim for signing history is not explained by the size of chain data', () => {
  const file = 'chain/testnet/osmo-0-validator/persistentvolumeclaim.validator-state.yaml';
  const [value] = of(file, 'spec.resources.requests.storage').values;
  expect(value?.layers).toEqual([{ layer: expect.stringContaining('role validator'), value: '10Gi' }]);
});

test('an image leads to the file of versions, and a node to the placement', () => {
  expect(of(GETH, `${container}.image`).values[0]?.layers).toMatchObject([
    { layer: 'images["ethereum.geth"]', file: 'versions/testnet.json' },
  ]);
  expect(of(GETH, 'spec.template.spec.nodeSelector').values[0]?.layers).toMatchObject([{ prop: ['placement'] }]);
});

test('a patch is the last layer', () => {
  const { value, values } = of(GETH, 'spec.template.spec.terminationGracePeriodSeconds');
  expect(value).toBe(600);
  expect(values[0]?.layers.at(-1)).toEqual({ layer: 'patch: a slow disk', value: 600, prop: ['patches', 0] });
});

test('what is no part of a workload says which construct made it', () => {
  const { constructPath, values } = of('bootstrap/testnet/instance/appproject.default.yaml', 'spec');
  expect(values[0]?.layers[0]?.layer).toBe(constructPath);
});

test('a file or field that is not there is an error that names the nearest', () => {
  expect(() => of('chain/testnet/hoodi-0-node/statefulset.get.yaml', 'spec')).toThrow(`such as ${GETH}`);
  expect(() => of(GETH, 'spec.replica')).toThrow("'replicas'?");
});
