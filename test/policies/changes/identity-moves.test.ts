import type { ChangePolicy } from '../../../lib/policies/policy';
import { judge } from '../../../lib/policies/engine';
import {
  identityMovesInSteps,
  identityRetiredFirst,
  retiredIdentity,
  givenUpIdentityStopped,
} from '../../../lib/policies/changes/identity-moves';
import type { Inventory } from '../../../lib/render/inventory';
import { KeySet } from '../../../lib/model/key-set';
import { SigningIdentity, type SigningIdentityOptions } from '../../../lib/model/signing-identity';
import { publicKey } from '../../fixtures/chain';
import { releasedChain } from '../../fixtures/released-chain';
import { changed, edited, found, without } from './change';

const DIGEST = `sha256:${'1f0c'.repeat(16)}`;

function identity(id: string, keys: readonly number[], options: SigningIdentityOptions = {}): SigningIdentity {
  return SigningIdentity.keys(id, KeySet.parse(id, keys.map(publicKey).join('\n')), options);
}

const rendered = new Map<string, Inventory>();

/** Two workloads with these identities, all of it released; rendered once, which takes most of the time. */
function pair(a: SigningIdentity, b: SigningIdentity): Inventory {
  const key = JSON.stringify([a, b]);
  const inventory = rendered.get(key) ?? releasedChain({ ethereum: { a, b } }).inventory;
  rendered.set(key, inventory);
  return inventory;
}

const A = identity('a', [1, 2]);
const A_PAUSED = identity('a', [1, 2], { state: 'paused' });
const A_GIVEN = identity('a', [1, 2], { state: 'handed-over' });
const A_RETIRED = identity('a', [1, 2], { state: 'retired' });
const A_EMPTY = identity('a', [9]);
const B = identity('b', [3]);
const B_TAKES = identity('b', [2, 3]);

/** What a policy finds, with the file cut to the workload that it is about. */
function said(policy: ChangePolicy, before: Inventory, after: Inventory): readonly string[] {
  return found(policy, after, before).map((text) => text.replace(/^chain\/testnet\/(\w)-.*?: /, '$1: '));
}

describe('identity-moves-in-steps', () => {
  test('refuses a key that one workload gives to another in one change, with every step', () => {
    const findings = changed([identityMovesInSteps], pair(identity('a', [1]), B_TAKES), pair(A, B));
    expect(findings.map((finding) => finding.found)).toEqual([
      'identity b moves from a on testnet (a-signer, a-storage, a-validator) to b on testnet (b-signer, b-storage, b-validator) while it signs there',
    ]);
    expect(findings[0]?.expected).toMatch(
      /\(1\) pause .*\(2\) .*synced.*\(3\) .*no pod.*\(4\) export .*sign the digest.*\(5\) .*cooldown.*\(6\) .*handed-over at a on testnet.*\(7\) declare it at b on testnet/,
    );
  });

  test('refuses one that was paused, without a history', () => {
    expect(said(identityMovesInSteps, pair(A_PAUSED, B), pair(A_EMPTY, B_TAKES))).toEqual([
      expect.stringMatching(/^b: identity b moves from a .* without its slashing history$/),
    ]);
  });

  test('accepts it from a paused holder with the history that was exported there', () => {
    const takes = identity('b', [2, 3], { importedState: { from: 'a on testnet', digest: DIGEST } });
    expect(said(identityMovesInSteps, pair(A_PAUSED, B), pair(A_EMPTY, takes))).toEqual([]);
  });

  test.each<[string, SigningIdentity, SigningIdentity, SigningIdentity, string]>([
    [
      'another workload',
      A_PAUSED,
      B,
      identity('b', [2, 3], { importedState: { from: 'c on testnet', digest: DIGEST } }),
      'with the history of c on testnet',
    ],
    [
      'an earlier change',
      A_PAUSED,
      identity('b', [3], { importedState: { from: 'a on testnet', digest: DIGEST } }),
      identity('b', [2, 3], { importedState: { from: 'a on testnet', digest: DIGEST } }),
      'without its slashing history',
    ],
    [
      'a holder that still signs',
      A,
      B,
      identity('b', [2, 3], { importedState: { from: 'a on testnet', digest: DIGEST } }),
      'while it signs there',
    ],
  ])('refuses a history of %s', (_, a, before, after, expected) => {
    expect(said(identityMovesInSteps, pair(a, before), pair(A_EMPTY, after))).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  const FROM_A = { importedState: { from: 'a on testnet', digest: DIGEST } };
  const B_HAS = identity('b', [1, 2, 3], FROM_A);

  test('accepts it from a holder that handed it over, which takes it back only with a history', () => {
    expect(said(identityMovesInSteps, pair(A_GIVEN, B), pair(A_GIVEN, B_HAS))).toEqual([]);
    expect(said(identityMovesInSteps, pair(A_GIVEN, B_HAS), pair(A_GIVEN, B_HAS))).toEqual([]);
    const back = pair(A, identity('b', [3]));
    expect(said(identityMovesInSteps, pair(A_GIVEN, B_HAS), back)).toEqual([
      expect.stringMatching(/^a: identity a moves from b .* while it signs there$/),
    ]);
    const given = identity('b', [1, 2, 3], { ...FROM_A, state: 'handed-over' });
    expect(said(identityMovesInSteps, pair(A_GIVEN, given), back)).toEqual([
      expect.stringMatching(/^a: identity a moves from b .* without its slashing history$/),
    ]);
    const digest = `sha256:${'2f0c'.repeat(16)}`;
    const imported = identity('a', [1, 2], { importedState: { from: 'b on testnet', digest } });
    expect(said(identityMovesInSteps, pair(A_GIVEN, given), pair(imported, B))).toEqual([]);
  });

  test('a hand-over that nobody took can be called off', () => {
    expect(said(identityMovesInSteps, pair(A_GIVEN, B), pair(A, B))).toEqual([]);
  });

  test('a third workload needs the history of the last holder, not that of the one before', () => {
    const before = releasedChain({
      ethereum: { a: A_GIVEN, b: identity('b', [1, 2, 3], { ...FROM_A, state: 'handed-over' }) },
    }).inventory;
    const third = (from: string): Inventory => {
      const importedState = { from, digest: `sha256:${'3f0c'.repeat(16)}` };
      return releasedChain({ ethereum: { a: A_EMPTY, b: B, c: identity('c', [1], { importedState }) } }).inventory;
    };
    expect(said(identityMovesInSteps, before, third('b on testnet'))).toEqual([]);
    expect(said(identityMovesInSteps, before, third('a on testnet'))).toEqual([
      expect.stringMatching(/^c: identity c moves from b .* with the history of a on testnet$/),
    ]);
  });

  test('refuses a paused holder of which a pod runs on', () => {
    const running = edited(pair(A_PAUSED, B), {
      'chain/testnet/a-signer/statefulset.web3signer.yaml': ({ spec }) => Object.assign(spec, { replicas: 1 }),
    });
    const takes = identity('b', [2, 3], { importedState: { from: 'a on testnet', digest: DIGEST } });
    expect(said(identityMovesInSteps, running, pair(A_EMPTY, takes))).toEqual([
      expect.stringContaining('while it signs there'),
    ]);
  });

  test('refuses another namespace and another cluster, which have other volumes', () => {
    const before = pair(A, B);
    const elsewhere = (change: (at: Inventory['objects'][number]) => Inventory['objects'][number]): Inventory => ({
      ...before,
      objects: before.objects.map((at) => (at.file.startsWith('chain/testnet/a-') ? change(at) : at)),
    });
    const renamed = elsewhere((at) => ({
      ...at,
      object: { ...at.object, metadata: { ...at.object.metadata, namespace: `other-${at.object.metadata.namespace}` } },
    }));
    expect(said(identityMovesInSteps, before, renamed)).toEqual([
      expect.stringContaining('to a on testnet (other-a-signer'),
    ]);
    const cluster = elsewhere((at) => ({ ...at, cluster: 'mainnet' }));
    expect(said(identityMovesInSteps, before, cluster)).toEqual([expect.stringContaining('to a on mainnet')]);
  });

  test('accepts a pause, its end, and keys that nobody had', () => {
    expect(said(identityMovesInSteps, pair(A, B), pair(A_PAUSED, B))).toEqual([]);
    expect(said(identityMovesInSteps, pair(A_PAUSED, B), pair(A, B))).toEqual([]);
    expect(said(identityMovesInSteps, pair(A, B), pair(A, identity('b', [3, 4])))).toEqual([]);
  });
});

describe('retired-identity', () => {
  test('refuses its keys at the same place, paused as well, and at another one', () => {
    const before = pair(A_RETIRED, B);
    expect(said(retiredIdentity, before, pair(A, B))).toEqual([
      'a: identity a of a on testnet, which a on testnet had retired as a',
    ]);
    expect(said(retiredIdentity, before, pair(A_PAUSED, B))).toHaveLength(1);
    expect(said(retiredIdentity, before, pair(A_EMPTY, B_TAKES))).toEqual([
      expect.stringContaining('identity a of a on testnet'),
      'b: identity b of b on testnet, which a on testnet had retired as a',
    ]);
  });

  test('an imported state does not help', () => {
    const takes = identity('b', [2, 3], { importedState: { from: 'a on testnet', digest: DIGEST } });
    expect(said(retiredIdentity, pair(A_RETIRED, B), pair(identity('c', [9]), takes))).toHaveLength(1);
  });

  test('accepts one that stays retired, and the retirement itself', () => {
    expect(said(retiredIdentity, pair(A_RETIRED, B), pair(A_RETIRED, B))).toEqual([]);
    expect(said(retiredIdentity, pair(A_PAUSED, B), pair(A_RETIRED, B))).toEqual([]);
  });
});

describe('identity-retired-first', () => {
  const gone = (inventory: Inventory): Inventory =>
    ['signer', 'storage', 'validator'].reduce((rest, unit) => without(rest, `chain/testnet/a-${unit}`), inventory);

  test.each([
    ['active', A],
    ['paused', A_PAUSED],
  ])('refuses an identity that is %s and leaves', (state, a) => {
    const before = pair(a, B);
    expect(said(identityRetiredFirst, before, gone(before))).toEqual([
      `a: identity a of a on testnet is declared nowhere any more, and was ${state}`,
    ]);
  });

  test('accepts one that was retired, and one that never was released', () => {
    const retired = pair(A_RETIRED, B);
    expect(said(identityRetiredFirst, retired, gone(retired))).toEqual([]);
    const unreleased = ['a-node', 'a-signer', 'a-storage', 'a-validator'];
    const proposed = releasedChain({ ethereum: { a: A, b: B }, unreleased }).inventory;
    expect(said(identityRetiredFirst, proposed, gone(proposed))).toEqual([]);
  });

  test('accepts single keys that leave, since that is less signing', () => {
    expect(said(identityRetiredFirst, pair(A, B), pair(identity('a', [1]), B))).toEqual([]);
  });
});

describe('given-up-identity-stopped', () => {
  const file = 'chain/testnet/a-signer/statefulset.web3signer.yaml';
  const running = (inventory: Inventory): Inventory =>
    edited(inventory, { [file]: ({ spec }) => Object.assign(spec, { replicas: 1 }) });

  test.each([
    ['retired', A_RETIRED],
    ['handed-over', A_GIVEN],
  ])('refuses an identity that is %s, with a signer that runs', (state, a) => {
    const inventory = pair(a, B);
    expect(judge([givenUpIdentityStopped], inventory)).toEqual([]);
    expect(judge([givenUpIdentityStopped], running(inventory))[0]?.found).toBe(
      `identity a, ${state}, with a signer that runs`,
    );
    expect(judge([givenUpIdentityStopped], running(pair(A, B)))).toEqual([]);
  });
});
