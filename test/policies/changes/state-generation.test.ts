import { stateGenerationRises } from '../../../lib/policies/changes/state-generation';
import { CHAIN, edited, FILE, found, type Draft } from './change';

const KEY = 'gitops-planes.io/state-generation';
const generation = (value: string) => (draft: Draft) =>
  Object.assign(draft.metadata.annotations ?? {}, { [KEY]: value });

test('refuses a generation that goes down, leaves, or is no number any more', () => {
  expect(found(stateGenerationRises, edited(CHAIN, { [FILE.signer]: generation('11') }))).toEqual([
    `${FILE.signer}: ${KEY} 11, which was 12`,
  ]);
  const gone = edited(CHAIN, { [FILE.signer]: (draft) => delete draft.metadata.annotations?.[KEY] });
  expect(found(stateGenerationRises, gone)).toEqual([`${FILE.signer}: ${KEY} is not set, which was 12`]);
  expect(found(stateGenerationRises, edited(CHAIN, { [FILE.signer]: generation('twelve') }))).toHaveLength(1);
});

test('accepts one that rises, as a number and not as a text', () => {
  expect(found(stateGenerationRises, edited(CHAIN, { [FILE.signer]: generation('13') }))).toEqual([]);
  expect(found(stateGenerationRises, edited(CHAIN, { [FILE.signer]: generation('100') }))).toEqual([]);
});
