import { signingKeyPathKept, signingNodeMoves } from '../../../lib/policies/changes/signing-source';
import { CHAIN, edited, FILE, found, type Draft } from './change';

const KEYS = 'chain/testnet/hoodi-0-signer/externalsecret.keystores-0.yaml';
const DATABASE = 'chain/testnet/hoodi-0-signer/externalsecret.database.yaml';

const path = (draft: Draft) =>
  Object.assign(draft.metadata.annotations ?? {}, { 'gitops-planes.io/secret-path': 'chain/hoodi/other/signer/keys' });

test('refuses a signing key that is read from another path', () => {
  expect(found(signingKeyPathKept, edited(CHAIN, { [KEYS]: path }))).toEqual([
    `${KEYS}: the key of hoodi-0 read from chain/hoodi/other/signer/keys, which was chain/hoodi/hoodi-0/signer/keystores-0`,
  ]);
});

test('accepts the same path, and other secrets from another one', () => {
  expect(found(signingKeyPathKept, CHAIN)).toEqual([]);
  expect(found(signingKeyPathKept, edited(CHAIN, { [DATABASE]: path }))).toEqual([]);
});

const moved = (draft: Draft) => {
  const template = draft.spec['template'] as { spec: object };
  return Object.assign(template.spec, { nodeSelector: { 'kubernetes.io/hostname': 'tn-w9' } });
};

test('tells that what signs moves to another node, and nothing of what does not sign', () => {
  expect(found(signingNodeMoves, edited(CHAIN, { [FILE.signer]: moved }))).toEqual([
    `${FILE.signer}: web3signer on node tn-w9, which was tn-w1`,
  ]);
  expect(found(signingNodeMoves, edited(CHAIN, { [FILE.geth]: moved }))).toEqual([]);
});
