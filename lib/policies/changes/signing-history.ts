import { ANNOTATION } from '../../model/labels';
import { declarationsOf, type Declaration } from '../signing/signing-identities';
import type { ChangePolicy } from '../policy';

/** What makes an empty history right is said of a new key only. */
export const signingHistoryKept: ChangePolicy = {
  id: 'signing-history-kept',
  title: 'A key that may have signed is never declared as one that never did',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'an identity that never signed may start with an empty history; on an old key the same lets it sign everything again, ' +
    'which is how 75 validators were slashed (https://blog.staked.us/blog/eth2-post-mortem)',
  check: ({ before, after }) => {
    const known = new Set(
      declarationsOf(before)
        .filter((declaration) => !isNew(declaration))
        .flatMap(({ keys }) => keys),
    );
    return declarationsOf(after)
      .filter(isNew)
      .flatMap(({ at, id, keys }) => {
        const old = keys.filter((key) => known.has(key)).length;
        if (old === 0) return [];
        return [
          {
            at,
            found: `identity ${id}, which never signed, with ${old} keys that were declared with a history`,
            expected: `no ${ANNOTATION.signingHistory}: history 'kept', and new keys in an identity of their own`,
          },
        ];
      });
  },
};

function isNew({ at }: Declaration): boolean {
  return at.object.metadata.annotations?.[ANNOTATION.signingHistory] === 'none';
}
