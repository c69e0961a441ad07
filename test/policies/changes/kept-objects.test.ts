import { controlKept, protectionLabelsKept, sensitiveObjectKept } from '../../../lib/policies/changes/kept-objects';
import { matchedObjects } from '../../../lib/policies/changes/matched-objects';
import { releasedChain } from '../../fixtures/released-chain';
import { inventoryOf, object } from '../tree';
import { CHAIN, edited, FILE, found, podTemplate, removed, without } from './change';

describe('sensitive-object-kept', () => {
  test('refuses an object that leaves a sensitive application, or gets another name', () => {
    expect(found(sensitiveObjectKept, edited(CHAIN, { [FILE.signerPolicy]: removed }))).toEqual([
      `${FILE.signerPolicy}: NetworkPolicy web3signer is declared no more`,
    ]);
    const renamed = edited(CHAIN, { [FILE.signer]: ({ metadata }) => Object.assign(metadata, { name: 'signer' }) });
    expect(found(sensitiveObjectKept, renamed)).toEqual([`${FILE.signer}: StatefulSet web3signer is declared no more`]);
  });

  test('accepts one that moves to another file, and new ones', () => {
    const moved = {
      ...CHAIN,
      objects: [...CHAIN.objects].reverse().map((at) => ({ ...at, file: at.file.replace('networkpolicy', 'policy') })),
    };
    expect(found(sensitiveObjectKept, moved)).toEqual([]);
    expect(found(sensitiveObjectKept, CHAIN, edited(CHAIN, { [FILE.signerPolicy]: removed }))).toEqual([]);
  });

  test('leaves an application that leaves as a whole to the policy for that', () => {
    const gone = without(edited(CHAIN, { [FILE.signerApplication]: removed }), 'chain/testnet/hoodi-0-signer');
    expect(found(sensitiveObjectKept, gone)).toEqual([]);
  });

  test('says nothing of content that was never released, and of a release that nothing proves', () => {
    const before = releasedChain({ unreleased: ['hoodi-0-signer'] }).inventory;
    expect(found(sensitiveObjectKept, without(before, 'chain/testnet/hoodi-0-signer'), before)).toEqual([]);
    expect(found(sensitiveObjectKept, without(CHAIN, 'chain/testnet/hoodi-0-signer'))).toEqual([]);
  });
});

describe('protection-labels-kept', () => {
  test.each(['sensitive', 'gated', 'signing-identity'])('refuses an object that loses %s', (name) => {
    const label = `gitops-planes.io/${name}`;
    const unlabelled = edited(CHAIN, {
      [FILE.signer]: (draft) => {
        delete draft.metadata.labels?.[label];
        delete podTemplate(draft).metadata.labels[label];
      },
    });
    const was = name === 'signing-identity' ? 'hoodi-0' : 'true';
    expect(found(protectionLabelsKept, unlabelled)).toEqual([
      `${FILE.signer}: label ${label} is gone, which was ${was}`,
    ]);
  });

  test('refuses another identity, a namespace that opens, and an Application that is gated no more', () => {
    const other = edited(CHAIN, {
      [FILE.signer]: ({ metadata }) =>
        Object.assign(metadata.labels ?? {}, { 'gitops-planes.io/signing-identity': 'x' }),
    });
    expect(found(protectionLabelsKept, other)).toHaveLength(1);
    const open = edited(CHAIN, {
      'bootstrap/testnet/instance/namespace.hoodi-0-signer.yaml': ({ metadata }) =>
        delete metadata.labels?.['gitops-planes.io/sensitive'],
      [FILE.signerApplication]: ({ metadata }) => delete metadata.labels?.['gitops-planes.io/gated'],
    });
    expect(found(protectionLabelsKept, open)).toHaveLength(2);
  });

  test('accepts new labels', () => {
    const more = edited(CHAIN, { [FILE.geth]: ({ metadata }) => Object.assign(metadata.labels ?? {}, { team: 'a' }) });
    expect(found(protectionLabelsKept, more)).toEqual([]);
  });
});

describe('control-kept', () => {
  test.each([
    'application.chain-root',
    'appproject.ethereum-hoodi',
    'namespace.hoodi-0-signer',
    'validatingadmissionpolicy.gitops-planes-gate',
    'validatingadmissionpolicybinding.gitops-planes-gate',
  ])('refuses to leave out %s', (name) => {
    const file = `bootstrap/testnet/instance/${name}.yaml`;
    expect(found(controlKept, edited(CHAIN, { [file]: removed }))).toEqual([
      expect.stringMatching(new RegExp(`^${file}: \\w+ ${name.replace(/^\w+\./, '')} is declared no more$`)),
    ]);
  });

  test('accepts what is not one of them', () => {
    const file = 'bootstrap/testnet/instance/configmap.argocd-rbac-cm.yaml';
    expect(found(controlKept, edited(CHAIN, { [file]: removed }))).toEqual([]);
  });
});

test('an object without a namespace is the one of its folder, and one without any is the same everywhere', () => {
  const bare = object('v1', 'ConfigMap', 'x');
  const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'x');
  const before = inventoryOf({ 'a/x.yaml': bare, 'a/r.yaml': role });
  const after = inventoryOf({ 'b/x.yaml': bare, 'b/r.yaml': role });
  const { kept, gone, added } = matchedObjects({ before, after });
  expect(kept.map(({ after: at }) => at.file)).toEqual(['b/r.yaml']);
  expect([gone, added].map((list) => list.map(({ file }) => file))).toEqual([['a/x.yaml'], ['b/x.yaml']]);
});
