import { syncOrder } from '../../../lib/policies/changes/sync-order';
import { KeySet } from '../../../lib/model/key-set';
import { SigningIdentity } from '../../../lib/model/signing-identity';
import type { Inventory } from '../../../lib/render/inventory';
import { publicKey } from '../../fixtures/chain';
import { releasedChain } from '../../fixtures/released-chain';
import { application, configMap, inventoryOf } from '../tree';
import { CHAIN, changed, container, edited, FILE } from './change';

const identity = (id: string, ...keys: readonly number[]): SigningIdentity =>
  SigningIdentity.keys(id, KeySet.parse(id, keys.map(publicKey).join('\n')));
const pair = (a: SigningIdentity, b: SigningIdentity): Inventory => releasedChain({ ethereum: { a, b } }).inventory;

const BEFORE = pair(identity('a', 1, 2), identity('b', 3));

test('refuses a release in which one workload gives a key to another, whichever unit is synced late', () => {
  const findings = changed([syncOrder], pair(identity('a', 1), identity('b', 2, 3)), BEFORE);
  const units = findings.map(({ found }) => /^until (\S+) is synced/.exec(found)?.[1]);
  expect(new Set(units)).toEqual(new Set(['a-signer', 'a-storage', 'a-validator']));
  const signer = findings.find(({ found }) => found.startsWith('until a-signer'));
  expect(signer?.found).toContain('is also held by');
  expect(signer?.expected).toMatch(/^two releases: first a-signer alone, synced, .*; then .*b-\w+.* in a later change/);
});

test('refuses a swap of keys, with no order at all', () => {
  const findings = changed([syncOrder], pair(identity('a', 3), identity('b', 1, 2)), BEFORE);
  const units = new Set(findings.map(({ found }) => /^until (\w)-/.exec(found)?.[1]));
  expect(units).toEqual(new Set(['a', 'b']));
  expect(findings[0]?.expected).toContain('pause both before either');
});

test('finds the two that clash wherever they stand among many', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const labels = { 'gitops-planes.io/gated': 'true' };
  const fleet = (keyOf: (name: string) => number): Inventory =>
    inventoryOf(
      Object.fromEntries(
        names.flatMap((name) => [
          [`chain/testnet/applications/${name}.yaml`, application(name, { labels })],
          [
            `chain/testnet/${name}/identity.yaml`,
            configMap(
              `signing-identity.${name}`,
              name,
              { 'public-keys': publicKey(keyOf(name)) },
              {
                'gitops-planes.io/signing-identity': name,
              },
            ),
          ],
        ]),
      ),
    );
  const own = (name: string): number => names.indexOf(name);
  for (const from of names) {
    for (const to of names.filter((name) => name !== from)) {
      // Everybody gets a new key, and one of them an old one.
      const after = fleet((name) => (name === to ? own(from) : 100 + own(name)));
      const findings = changed([syncOrder], after, fleet(own));
      expect(findings.map(({ found }) => /^until (\w) is synced/.exec(found)?.[1])).toEqual([from]);
      expect(findings[0]?.expected).toContain(`first ${from} alone`);
      expect(findings[0]?.expected).toContain(`then ${to} in a later change`);
    }
  }
  expect(
    changed(
      [syncOrder],
      fleet((name) => 100 + own(name)),
      fleet(own),
    ),
  ).toEqual([]);
});

test('refuses a secret path that one application leaves to another', () => {
  const path = (file: string, to: string) => ({
    [file]: (draft: { metadata: { annotations?: Record<string, string> }; spec: object }) => {
      Object.assign(draft.metadata.annotations ?? {}, { 'gitops-planes.io/secret-path': to });
      Object.assign(draft.spec, { dataFrom: [{ extract: { key: to } }], data: [] });
    },
  });
  const a = 'chain/testnet/hoodi-0-signer/externalsecret.keystores-0.yaml';
  const b = 'chain/testnet/osmo-0-validator/externalsecret.consensus-key.yaml';
  const after = edited(CHAIN, { ...path(a, 'chain/hoodi/new'), ...path(b, 'chain/hoodi/hoodi-0/signer/keystores-0') });
  expect(changed([syncOrder], after)).toEqual([
    expect.objectContaining({ found: expect.stringMatching(/^until hoodi-0-signer is synced, .* reads /) as string }),
  ]);
});

test('accepts changes of several applications that meet nowhere', () => {
  const memory = (draft: Parameters<typeof container>[0]): unknown => container(draft).args.push('--log-level=debug');
  const after = edited(CHAIN, {
    [FILE.signer]: memory,
    [FILE.client]: memory,
    [FILE.geth]: memory,
    [FILE.validator]: memory,
  });
  expect(changed([syncOrder], after)).toEqual([]);
});

test('does not repeat what is wrong before or after', () => {
  const clash = pair(identity('a', 1, 2), identity('b', 2));
  const quiet = edited(clash, {
    'chain/testnet/a-signer/statefulset.web3signer.yaml': (draft) => container(draft).args.push('--x=y'),
    'chain/testnet/b-signer/statefulset.web3signer.yaml': (draft) => container(draft).args.push('--x=y'),
  });
  expect(changed([syncOrder], quiet, clash)).toEqual([]);
});

test('what is proposed together is not released together', () => {
  expect(changed([syncOrder], pair(identity('a', 1), identity('b', 2, 3)), BEFORE, 'rendered')).toEqual([]);
});
