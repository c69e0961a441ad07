import { ANNOTATION } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import type { ChangePolicy } from '../policy';
import { matchedObjects } from './matched-objects';

/** State that migrated one way is not given to what cannot read it. */
export const stateGenerationRises: ChangePolicy = {
  id: 'state-generation-rises',
  title: 'The generation of one-way state never goes down',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'schema changes of a slashing database go one way, and the older program fails on the newer schema or misreads it ' +
    '(https://github.com/Consensys/web3signer/blob/master/CHANGELOG.md): rolling back across one is refused',
  check: (change) =>
    matchedObjects(change).kept.flatMap(({ before, after }) => {
      const [was, is] = [generationOf(before), generationOf(after)];
      if (was === undefined || is === was || Number(is) > Number(was)) return [];
      return [
        {
          at: after,
          found: `${ANNOTATION.stateGeneration} ${is ?? 'is not set'}, which was ${was}`,
          expected: `at least ${was}: go forward to a version that reads this generation`,
        },
      ];
    }),
};

function generationOf({ object }: InventoryObject): string | undefined {
  return object.metadata.annotations?.[ANNOTATION.stateGeneration];
}
