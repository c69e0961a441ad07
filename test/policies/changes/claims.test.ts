import { claimKept, slashingStateClaim } from '../../../lib/policies/changes/claims';
import { quantityOf } from '../../../lib/policies/changes/quantity';
import { releasedChain } from '../../fixtures/released-chain';
import { CHAIN, edited, FILE, found, removed, without, type Draft } from './change';

const sized = (storage: string) => (draft: Draft) =>
  Object.assign(draft.spec, { resources: { requests: { storage } } });

describe.each([
  ['slashing-state-claim', slashingStateClaim, FILE.databaseClaim, '20Gi'],
  ['claim-kept', claimKept, FILE.gethClaim, '2Ti'],
] as const)('%s', (_, policy, file, size) => {
  test('refuses a claim that shrinks', () => {
    expect(found(policy, edited(CHAIN, { [file]: sized('1Gi') }))).toEqual([`${file}: 1Gi, which was ${size}`]);
    expect(found(policy, edited(CHAIN, { [file]: sized('much') }))).toHaveLength(1);
  });

  test('accepts one that grows, in whatever unit', () => {
    expect(found(policy, edited(CHAIN, { [file]: sized('3Ti') }))).toEqual([]);
    expect(found(policy, edited(CHAIN, { [file]: sized('4e12') }))).toEqual([]);
  });

  test('refuses one that leaves, and names the one that takes its place', () => {
    const name = file.replace(/^.*persistentvolumeclaim\.|\.yaml$/g, '');
    expect(found(policy, edited(CHAIN, { [file]: removed }))).toEqual([`${file}: claim ${name} is declared no more`]);
    const renamed = edited(CHAIN, { [file]: ({ metadata }) => Object.assign(metadata, { name: 'other' }) });
    expect(found(policy, renamed)).toEqual([`${file}: claim ${name} is declared no more, and other is new beside it`]);
  });
});

test('a claim with slashing state keeps its label', () => {
  const after = edited(CHAIN, {
    [FILE.clientClaim]: ({ metadata }) => delete metadata.labels?.['gitops-planes.io/slashing-state'],
  });
  expect(found(slashingStateClaim, after)).toEqual([`${FILE.clientClaim}: no label gitops-planes.io/slashing-state`]);
});

test('a claim with slashing state does not leave with its application either', () => {
  const after = without(
    edited(CHAIN, { 'chain/testnet/applications/application.hoodi-0-storage.yaml': removed }),
    'chain/testnet/hoodi-0-storage',
  );
  expect(found(slashingStateClaim, after)).toHaveLength(1);
});

test('what nobody has released changes freely', () => {
  const before = releasedChain({ unreleased: ['hoodi-0-node'] }).inventory;
  expect(found(claimKept, edited(before, { [FILE.gethClaim]: removed }), before)).toEqual([]);
});

test.each([
  ['20Gi', 20 * 2 ** 30],
  ['1.5Ti', 1.5 * 2 ** 40],
  ['4e12', 4e12],
  ['500m', 0.5],
  ['12M', 12e6],
  [7, 7],
  ['many', undefined],
  ['1Xi', undefined],
  [undefined, undefined],
])('%p is %p', (text, value) => {
  expect(quantityOf(text)).toBe(value);
});
