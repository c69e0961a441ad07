import { slashingStateHandedOver, slashingStateMount } from '../../../lib/policies/changes/slashing-state';
import { slashingStateClaim } from '../../../lib/policies/changes/claims';
import type { Inventory } from '../../../lib/render/inventory';
import { releasedChain } from '../../fixtures/released-chain';
import { CHAIN, changed, container, edited, FILE, found, podTemplate, removed, without, type Draft } from './change';

const imported = (draft: Draft): void => {
  draft.metadata.annotations = {
    ...draft.metadata.annotations,
    'gitops-planes.io/imported-state': `sha256:${'2e1d'.repeat(16)}`,
    'gitops-planes.io/imported-from': 'hoodi-0 on testnet',
  };
};

/** Findings without their file, and without the steps. */
function said(after: Inventory, before: Inventory = CHAIN): readonly string[] {
  return found(slashingStateHandedOver, after, before).map((text) => text.replace(/^\S+: /, ''));
}

/** The remote signer is gone; the validator client has the keys itself. */
function local(more: Readonly<Record<string, (draft: Draft) => unknown>> = {}): Inventory {
  const keys = CHAIN.objects.find(({ file }) => file.endsWith('hoodi-0-signer/externalsecret.keystores-0.yaml'));
  if (keys === undefined) throw new Error('no keystores');
  const moved = {
    ...keys,
    file: 'chain/testnet/hoodi-0-validator/externalsecret.keystores-0.yaml',
    folder: 'hoodi-0-validator',
    object: { ...keys.object, metadata: { ...keys.object.metadata, namespace: 'hoodi-0-validator' } },
  };
  const rest = without(without(CHAIN, 'chain/testnet/hoodi-0-signer'), 'chain/testnet/hoodi-0-storage');
  const volume = { name: 'keystores', secret: { secretName: 'keystores-0' } };
  return edited(
    { ...rest, objects: [...rest.objects, moved] },
    {
      [FILE.client]: (draft) => podTemplate(draft).spec.volumes.push(volume),
      ...more,
    },
  );
}

describe('slashing-state-handed-over', () => {
  test('refuses keys that come back from a remote signer, with the steps', () => {
    expect(said(local())).toEqual([
      'claims with slashing state of identity hoodi-0 at hoodi-0 on testnet: hoodi-0-validator/lighthouse-data, which were hoodi-0-storage/postgres-data, hoodi-0-validator/lighthouse-data',
      'roles that sign or remember of identity hoodi-0 at hoodi-0 on testnet: validator, which were database, signer, validator',
      'roles with a key of identity hoodi-0 at hoodi-0 on testnet: validator, which were signer',
      expect.stringContaining('slashing databases of identity hoodi-0 at hoodi-0 on testnet: none, which were jdbc:'),
      expect.stringContaining('programs that write the history'),
    ]);
    const [finding] = changed([slashingStateHandedOver], local());
    expect(finding?.expected).toMatch(/\(1\) pause .*\(4\) export the slashing history .*\(6\) .*importedState/);
  });

  test('refuses a second place with the key beside the first', () => {
    const file = 'chain/testnet/hoodi-0-validator/externalsecret.keystores-0.yaml';
    const extra = local().objects.filter((at) => at.file === file);
    const volume = { name: 'keystores', secret: { secretName: 'keystores-0' } };
    const both = edited(CHAIN, { [FILE.client]: (draft) => podTemplate(draft).spec.volumes.push(volume) });
    expect(said({ ...both, objects: [...both.objects, ...extra] })).toEqual([
      'roles with a key of identity hoodi-0 at hoodi-0 on testnet: signer, validator, which were signer',
    ]);
  });

  test('and keys that go to one', () => {
    expect(said(CHAIN, local()).length).toBeGreaterThan(0);
  });

  test('accepts it with a state that was imported for it, and refuses the same digest for the way back', () => {
    const declared = local({ 'chain/testnet/hoodi-0-validator/configmap.signing-identity.hoodi-0.yaml': imported });
    expect(said(declared)).toEqual([]);
    expect(found(slashingStateClaim, declared)).toEqual([]);
    expect(said(edited(CHAIN, { [FILE.signerIdentity]: imported }), declared).length).toBeGreaterThan(0);
  });

  test.each([
    ['no digest', { 'gitops-planes.io/imported-state': 'yes' }],
    ['none', {}],
  ])('%s is no imported state', (_, annotations) => {
    const file = 'chain/testnet/hoodi-0-validator/configmap.signing-identity.hoodi-0.yaml';
    const after = local({ [file]: ({ metadata }) => Object.assign(metadata.annotations ?? {}, annotations) });
    expect(said(after).length).toBeGreaterThan(0);
  });

  test('refuses another slashing database', () => {
    const after = edited(CHAIN, {
      [FILE.signer]: (draft) => {
        const first = container(draft);
        first.args = first.args.map((arg) => arg.replace('postgres.hoodi-0-storage.svc', 'db.example.com'));
      },
    });
    expect(said(after)).toEqual([expect.stringMatching(/^slashing databases .*db\.example\.com/)]);
  });

  test('refuses another program on the same history, and accepts another version or registry', () => {
    const image = (text: string): Inventory =>
      edited(CHAIN, { [FILE.client]: (draft) => Object.assign(container(draft), { image: text }) });
    expect(said(image(`registry.example.com/ethereum/teku:v1@sha256:${'a1'.repeat(32)}`))).toEqual([
      expect.stringMatching(/^programs that write the history .*validator teku, which were .*validator lighthouse$/),
    ]);
    expect(said(image(`mirror.example.com:5000/x/lighthouse:v9@sha256:${'a1'.repeat(32)}`))).toEqual([]);
  });

  test('refuses another kind of signer: TMKMS that becomes Horcrux', () => {
    const role = (name: string): Inventory =>
      edited(CHAIN, {
        [FILE.validator]: ({ metadata }) => Object.assign(metadata.labels ?? {}, { 'gitops-planes.io/role': name }),
      });
    expect(said(role('cosigner'), role('kms'))).toContain(
      'roles that sign or remember of identity osmo-0 at osmo-0 on testnet: cosigner, which were kms',
    );
  });

  test('what nobody has released changes freely', () => {
    const unreleased = ['hoodi-0-signer', 'hoodi-0-storage', 'hoodi-0-validator'];
    expect(said(local(), releasedChain({ unreleased }).inventory)).toEqual([]);
  });
});

describe('slashing-state-mount', () => {
  test.each<[string, (draft: Draft) => unknown]>([
    ['another path', (draft) => Object.assign(container(draft).volumeMounts[0] ?? {}, { mountPath: '/elsewhere' })],
    ['a folder of it', (draft) => Object.assign(container(draft).volumeMounts[0] ?? {}, { subPath: 'new' })],
    ['no mount', (draft) => container(draft).volumeMounts.shift()],
    [
      'a volume that is not kept',
      (draft) => {
        podTemplate(draft).spec.volumes.splice(0, 1, { name: 'data', emptyDir: {} });
      },
    ],
  ])('refuses %s', (_, edit) => {
    expect(found(slashingStateMount, edited(CHAIN, { [FILE.client]: edit }))).toEqual([
      `${FILE.client}: slashing state that is no longer mounted, lighthouse-data: /data in lighthouse`,
    ]);
  });

  test('accepts another mount beside it, and chain data that moves', () => {
    const beside = (draft: Draft): unknown => container(draft).volumeMounts.push({ name: 'x', mountPath: '/x' });
    expect(found(slashingStateMount, edited(CHAIN, { [FILE.client]: beside }))).toEqual([]);
    const moved = (draft: Draft): unknown => Object.assign(container(draft).volumeMounts[0] ?? {}, { mountPath: '/y' });
    expect(found(slashingStateMount, edited(CHAIN, { [FILE.geth]: moved }))).toEqual([]);
  });

  test('a claim that leaves with its workload is the finding of the claim', () => {
    expect(found(slashingStateMount, edited(CHAIN, { [FILE.client]: removed }))).toEqual([]);
  });
});
