import { LABEL } from '../../model/labels';
import { applicationsIn, APPLICATION_KINDS, isArgo, writtenIn } from './applications-of';
import { listAt } from '../json-fields';
import type { ObjectPolicy } from '../policy';

const OBJECT_ERROR = { level: 'error', absolute: true, scope: 'object', kinds: APPLICATION_KINDS } as const;

/** What is ignored is neither shown nor reverted, so a person approves less than what runs. */
export const gatedIgnoresNothing: ObjectPolicy = {
  ...OBJECT_ERROR,
  id: 'gated-ignores-nothing',
  title: 'Gated Applications ignore no difference',
  doc:
    'with /spec/replicas ignored a second signer is Synced and nobody is told ' +
    '(https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/)',
  check: (at) => {
    // A template counts as it is written too: what other generators than lists make of it is not known here.
    const ignores = [...applicationsIn(at), ...writtenIn(at)]
      .filter(({ labels }) => at.root.startsWith('chain.') || labels[LABEL.gated] === 'true')
      .some(({ spec }) => listAt(spec, 'ignoreDifferences').length > 0);
    return ignores ? [{ at, found: 'ignoreDifferences', expected: 'none: say what should run, and sync it' }] : [];
  },
};

/** Applications that sign are written out, one by one. */
export const noSetInChainPlane: ObjectPolicy = {
  ...OBJECT_ERROR,
  id: 'no-set-in-chain-plane',
  title: 'No ApplicationSet in the chain plane',
  doc:
    'a generator that fails, or an element that is renamed, has deleted every Application of its set ' +
    '(https://github.com/argoproj/argo-cd/issues/18780, https://github.com/argoproj/argo-cd/issues/9227)',
  check: (at) =>
    at.root.startsWith('chain.') && isArgo(at.object, 'ApplicationSet')
      ? [{ at, found: 'an ApplicationSet', expected: 'Applications, one for each unit' }]
      : [],
};
