import { oneUpgradeAtATime } from '../../../lib/policies/changes/upgrades';
import { CHAIN, changed, container, edited, FILE, found, podTemplate, type Draft } from './change';

const upgrade = (draft: Draft) => {
  const first = container(draft);
  first.image = first.image.replace(':v1@', ':v2@');
};

test.each([
  ['signer and database', [FILE.signer, FILE.database]],
  ['signer and node', [FILE.signer, FILE.geth]],
  ['database and validator client', [FILE.database, FILE.client]],
])('refuses an upgrade of %s in one release', (_, files) => {
  const after = edited(CHAIN, Object.fromEntries(files.map((file) => [file, upgrade])));
  const findings = found(oneUpgradeAtATime, after);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(
    /upgrades of hoodi-0 on testnet in one step: hoodi-0-\w+ from \S+:v1@\S+ to \S+:v2@\S+, hoodi-0-/,
  );
});

test('accepts one at a time, both clients of a node, and two workloads', () => {
  expect(found(oneUpgradeAtATime, edited(CHAIN, { [FILE.signer]: upgrade }))).toEqual([]);
  const node = { [FILE.geth]: upgrade, 'chain/testnet/hoodi-0-node/statefulset.lighthouse.yaml': upgrade };
  expect(found(oneUpgradeAtATime, edited(CHAIN, node))).toEqual([]);
  expect(found(oneUpgradeAtATime, edited(CHAIN, { [FILE.signer]: upgrade, [FILE.validator]: upgrade }))).toEqual([]);
});

test('what prepares a program is not the program, and another digest is another program', () => {
  const digest = (draft: Draft): void => {
    const first = container(draft);
    first.image = first.image.replace(/@.*/, `@sha256:${'ab'.repeat(32)}`);
  };
  const step = (draft: Draft): void => {
    const [first] = podTemplate(draft).spec.initContainers;
    if (first === undefined) throw new Error('no init container');
    first.image = first.image.replace(':v1@', ':v2@');
  };
  expect(found(oneUpgradeAtATime, edited(CHAIN, { [FILE.signer]: step, [FILE.database]: step }))).toEqual([]);
  expect(found(oneUpgradeAtATime, edited(CHAIN, { [FILE.signer]: digest, [FILE.database]: digest }))).toHaveLength(1);
});

test('upgrades may be proposed together, since each is released by itself', () => {
  const after = edited(CHAIN, { [FILE.signer]: upgrade, [FILE.database]: upgrade });
  expect(changed([oneUpgradeAtATime], after, CHAIN, 'rendered')).toEqual([]);
});
