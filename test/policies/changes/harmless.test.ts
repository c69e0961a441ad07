import { RULEBOOK } from '../../../lib/policies';
import type { Inventory } from '../../../lib/render/inventory';
import { blsIdentity } from '../../fixtures/chain';
import { releasedChain } from '../../fixtures/released-chain';
import { CHAIN, changed, container, edited, FILE, without, type Draft } from './change';

const resources = (draft: Draft): unknown =>
  Object.assign(container(draft), { resources: { requests: { memory: '64Gi' }, limits: { memory: '64Gi' } } });
const grown = (draft: Draft): unknown => Object.assign(draft.spec, { resources: { requests: { storage: '9Ti' } } });
const upgraded = (draft: Draft): unknown =>
  Object.assign(container(draft), { image: container(draft).image.replace(':v1@', ':v2@') });

/** An object of a workload under another name, which is a new one. */
function added(inventory: Inventory, file: string, name: string): Inventory {
  const at = inventory.objects.find((object) => object.file === file);
  if (at === undefined) throw new Error(`no ${file}`);
  const object = { ...at.object, metadata: { ...at.object.metadata, name } };
  return {
    ...inventory,
    objects: [...inventory.objects, { ...at, file: file.replace(/[^/]+$/, `x.${name}.yaml`), object }],
  };
}

test.each<[string, Inventory]>([
  ['nothing', edited(CHAIN, {})],
  ['more memory of a signer', edited(CHAIN, { [FILE.signer]: resources })],
  ['larger claims', edited(CHAIN, { [FILE.gethClaim]: grown, [FILE.databaseClaim]: grown })],
  ['another log level', edited(CHAIN, { [FILE.client]: (draft) => container(draft).args.push('--debug-level=debug') })],
  [
    'an extra annotation',
    edited(CHAIN, {
      [FILE.signer]: ({ metadata }) => Object.assign(metadata.annotations ?? {}, { 'example.com/a': 'b' }),
    }),
  ],
  ['an upgrade of a signer', edited(CHAIN, { [FILE.signer]: upgraded })],
  ['upgrades of two workloads', edited(CHAIN, { [FILE.geth]: upgraded, [FILE.validator]: upgraded })],
  [
    'a higher state generation',
    edited(CHAIN, {
      [FILE.signer]: ({ metadata }) =>
        Object.assign(metadata.annotations ?? {}, { 'gitops-planes.io/state-generation': '13' }),
    }),
  ],
  ['one more network policy', added(CHAIN, FILE.signerPolicy, 'one-more')],
  ['files in another order', { ...CHAIN, objects: [...CHAIN.objects].reverse(), files: [...CHAIN.files].reverse() }],
  [
    'another revision of an Application',
    edited(CHAIN, {
      [FILE.signerApplication]: ({ spec }) =>
        Object.assign(spec['source'] ?? {}, { targetRevision: 'e'.repeat(39) + '1' }),
    }),
  ],
  ['a pause', releasedChain({ ethereum: { 'hoodi-0': blsIdentity({ state: 'paused' }) } }).inventory],
  ['one more key', releasedChain({ ethereum: { 'hoodi-0': blsIdentity({}, 3) } }).inventory],
  ['one key less', releasedChain({ ethereum: { 'hoodi-0': blsIdentity({}, 1) } }).inventory],
])('%s is no finding', (_, after) => {
  for (const view of ['rendered', 'released'] as const) expect(changed(RULEBOOK, after, CHAIN, view)).toEqual([]);
});

test('the first workload of a root is no finding', () => {
  const unreleased = CHAIN.objects.filter(({ file }) => file.startsWith('chain/testnet/applications/'));
  const before = releasedChain({ unreleased: unreleased.map(({ object }) => object.metadata.name) }).inventory;
  expect(changed(RULEBOOK, CHAIN, before)).toEqual([]);
});

test('units of a new workload are released one by one, in any order', () => {
  const units = ['hoodi-0-storage', 'hoodi-0-signer', 'hoodi-0-validator'];
  for (const order of [units, [...units].reverse()]) {
    const steps = [0, 1, 2, 3].map((released) => releasedChain({ unreleased: order.slice(released) }).inventory);
    // What is not released is not in the released inventory.
    const running = steps.map((step, released) =>
      order.slice(released).reduce((rest, unit) => without(rest, `chain/testnet/${unit}`), step),
    );
    for (const [i, after] of running.entries()) expect(changed(RULEBOOK, after, running[i - 1] ?? after)).toEqual([]);
  }
});
