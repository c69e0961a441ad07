import { signingStepsKept } from '../../../lib/policies/changes/signing-steps';
import { CHAIN, edited, FILE, found, type Draft } from './change';

const pod = (draft: Draft): Record<string, unknown> =>
  (draft.spec['template'] as { spec: Record<string, unknown> }).spec;

test('refuses a step that is gone, and less time to stop', () => {
  const without = (draft: Draft) => Object.assign(pod(draft), { initContainers: [] });
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.validator]: without }))).toEqual([
    `${FILE.validator}: no step expect-identity before it starts`,
    `${FILE.validator}: no step prepare before it starts`,
  ]);
  const hurried = (draft: Draft) => Object.assign(pod(draft), { terminationGracePeriodSeconds: 60 });
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.signer]: hurried }))).toEqual([
    `${FILE.signer}: 60 seconds to stop, which were 300`,
  ]);
});

test('refuses a step of the same name that looks at the key no more', () => {
  const idle = (draft: Draft) => {
    const [step] = pod(draft)['initContainers'] as Record<string, unknown>[];
    Object.assign(step ?? {}, { command: ['true'] });
  };
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.validator]: idle }))).toEqual([
    `${FILE.validator}: no step expect-identity that reads /keys before it starts`,
    `${FILE.validator}: no step expect-identity that reads /state before it starts`,
  ]);
  const reworded = (draft: Draft) => {
    const [step] = pod(draft)['initContainers'] as Record<string, unknown>[];
    Object.assign(step ?? {}, { command: ['check', '/keys/priv_validator_key.json', '/state/record.json'] });
  };
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.validator]: reworded }))).toEqual([]);
});

test('accepts more time, and anything of what does not sign', () => {
  const patient = (draft: Draft) => Object.assign(pod(draft), { terminationGracePeriodSeconds: 600 });
  const hurried = (draft: Draft) => Object.assign(pod(draft), { terminationGracePeriodSeconds: 1 });
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.signer]: patient, [FILE.geth]: hurried }))).toEqual([]);
});
