import { partOf } from '../../fixtures/chain';
import { peerPlan, sol, SOLANA_ACCOUNTS } from '../../fixtures/peers';
import { StepFolder } from '../../fixtures/step-folder';

let folder: StepFolder;
beforeEach(() => (folder = new StepFolder()));
afterEach(() => folder.remove());

const part = partOf(peerPlan(sol), 'validator', 'agave');
const SECRET = Array.from({ length: 32 }, (_, i) => i);
const PUBLIC = [...Array<number>(31).fill(0), 1];

test.each([JSON.stringify([...SECRET, ...PUBLIC]), JSON.stringify([...SECRET, ...PUBLIC], undefined, 1)])(
  'the keypair of the declared identity is let in: %s',
  (keypair) => {
    folder.write('identity/identity.json', keypair);
    expect(folder.run(part, 'expect-identity')).toBe(0);
  },
);

test.each([
  ['of somebody else', JSON.stringify([...SECRET, ...PUBLIC.slice(1), 2])],
  ['without its public half', JSON.stringify(SECRET)],
  ['that is empty', ''],
])('a keypair %s is refused', (_, keypair) => {
  folder.write('identity/identity.json', keypair);
  expect(folder.run(part, 'expect-identity')).toBe(1);
});

test('a missing keypair is refused', () => {
  expect(folder.run(part, 'expect-identity')).not.toBe(0);
});

test('only the tower of the declared identity counts', () => {
  expect(folder.run(part, 'expect-tower')).toBe(1);
  folder.write(`tower/tower-1_9-${SOLANA_ACCOUNTS[1]}.bin`, 'x');
  expect(folder.run(part, 'expect-tower')).toBe(1);
  folder.write(`tower/tower-1_9-${SOLANA_ACCOUNTS[0]}.bin`, 'x');
  expect(folder.run(part, 'expect-tower')).toBe(0);
});
