import { editDistance } from '../model/nearest-name';
import type { Client } from './client';
import { flagKey } from './flags';
import type { RoleLayers } from './role-values';

/** A flag of an overlay that its client is not known to have, and that is nearly one that it has. */
export interface UnknownFlag {
  readonly flag: string;

  /** The flag that was meant, most likely. */
  readonly nearest: string;

  /** The layer that wrote it. */
  readonly layer: string;
}

/**
 * Flags of overlays that look misspelt. Clients stop at a flag they do not know, and a pinned signer that does not start
 * is found at the worst time. No client's flags are all known here, so one that resembles none is passed over.
 */
export function unknownFlags({ client, layers, fixed }: RoleLayers): readonly UnknownFlag[] {
  const known = knownFlags(client, layers, fixed);
  const keys = new Set(known.map(flagKey));
  return layers
    .filter(({ from }) => from === 'overlay')
    .flatMap(({ name: layer, values }) =>
      Object.keys(values.flags ?? {})
        .filter((flag) => !keys.has(flagKey(flag)))
        .flatMap((flag) => {
          const nearest = known.find((each) => isMisspelt(flag, each));
          return nearest === undefined ? [] : [{ flag, nearest, layer }];
        }),
    );
}

function knownFlags(client: Client, layers: RoleLayers['layers'], fixed: RoleLayers['fixed']): readonly string[] {
  const ours = layers.filter(({ from }) => from !== 'overlay').flatMap(({ values }) => Object.keys(values.flags ?? {}));
  return [
    ...(client.knownFlags ?? []),
    ...Object.keys(client.defaults.flags ?? {}),
    ...Object.keys(client.dangerousFlags),
    ...Object.keys(fixed.flags ?? {}),
    ...ours,
  ];
}

/** One letter too many, too few or other, or two that changed places. */
function isMisspelt(flag: string, known: string): boolean {
  const distance = editDistance(flag.toLowerCase(), known.toLowerCase());
  const sorted = (text: string): string => Array.from(text.toLowerCase()).sort().join('');
  return distance === 1 || (distance === 2 && sorted(flag) === sorted(known));
}
