import { partOf } from '../../fixtures/chain';
import { paseo, peerPlan } from '../../fixtures/peers';
import { StepFolder } from '../../fixtures/step-folder';

let folder: StepFolder;
beforeEach(() => (folder = new StepFolder()));
afterEach(() => folder.remove());

const plan = peerPlan(paseo);
const part = partOf(plan, 'validator', 'polkadot');
const files = Object.keys(plan.units[0].secrets['session-keys']?.take ?? {});

test('with every session key of the declared identity the node starts', () => {
  for (const file of files) folder.write(`keystore/${file}`, '"phrase"');
  expect(folder.run(part, 'expect-session-keys')).toBe(0);
});

test.each(files)('without the key %s nothing starts', (missing) => {
  for (const file of files) folder.write(`keystore/${file}`, file === missing ? '' : '"phrase"');
  expect(folder.run(part, 'expect-session-keys')).toBe(1);
});

test.each(['db/full/CURRENT', 'paritydb/full/metadata'])('a database of %s is a history', (file) => {
  expect(folder.run(part, 'expect-history')).toBe(1);
  folder.write(`data/chains/paseo/${file}`, 'x');
  expect(folder.run(part, 'expect-history')).toBe(0);
});

test('the database of another chain is none', () => {
  folder.write('data/chains/ksmcc3/db/full/CURRENT', 'x');
  expect(folder.run(part, 'expect-history')).toBe(1);
});
