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

test('accepts more time, and anything of what does not sign', () => {
  const patient = (draft: Draft) => Object.assign(pod(draft), { terminationGracePeriodSeconds: 600 });
  const hurried = (draft: Draft) => Object.assign(pod(draft), { terminationGracePeriodSeconds: 1 });
  expect(found(signingStepsKept, edited(CHAIN, { [FILE.signer]: patient, [FILE.geth]: hurried }))).toEqual([]);
});
