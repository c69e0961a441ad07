import { SigningIdentity } from '../../../lib';
import { tmkmsUnits } from '../../fixtures/chain';
import { isFound, type Column } from './attempt';
import { DANGERS, FILE } from './dangers';
import { PROPS } from './fleet';
import { judgedApproval, judgedChange } from './judged';
import { eachDanger, oncePerDanger } from './tampered';

/* A change over the clean fleet, as `planes check --base` judges it: what is proposed, and what was released before. */

/** What is found in the change to a danger. */
export const changedTo = oncePerDanger(({ tampering }) => judgedChange({ tampering }));

const { identity } = PROPS['osmo-0'];

export const bases: Column = {
  ...eachDanger((danger) => isFound(danger.says, () => changedTo(danger))),
  'I-15': [
    isFound(DANGERS['I-15'].says, () => changedTo(DANGERS['I-15'])),
    isFound('a claim that is left out', () =>
      judgedChange({ tampering: { edits: { [FILE.clientClaim]: () => undefined } } }),
    ),
  ],
  'I-29': [
    isFound(DANGERS['I-29'].says, () => changedTo(DANGERS['I-29'])),
    isFound('two keys that change their places', () =>
      judgedChange({ 'osmo-0': { identity: PROPS['osmo-1'].identity }, 'osmo-1': { identity } }),
    ),
  ],
  'I-36': [
    isFound(DANGERS['I-36'].says, () => changedTo(DANGERS['I-36'])),
    isFound('a key that has signed as one that never did', () =>
      judgedChange({
        'osmo-0': {
          identity: SigningIdentity.publicIds('osmo-0', 'consensus', identity.publicKeys, { history: 'none' }),
        },
      }),
    ),
  ],
  'I-37': [
    isFound(DANGERS['I-37'].says, () => changedTo(DANGERS['I-37'])),
    isFound('a remote signer after a local key', () => judgedChange({ 'osmo-0': { units: tmkmsUnits } })),
  ],
  // What is proposed together need not be upgraded together: the change approves it too.
  'I-40': [isFound(DANGERS['I-40'].says, () => judgedApproval(DANGERS['I-40']))],
};
