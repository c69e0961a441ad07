import { editDistance, nearestName } from '../model/nearest-name';
import { knownKey, knownNames } from './known-flags';
import type { RoleLayer, RoleLayers } from './role-values';

/** A flag of an overlay that its client is not known to have. */
export interface UnknownFlag {
  readonly flag: string;

  /**
   * The flag that was meant, most likely.
   *
   * @default none is near
   */
  readonly nearest?: string;

  /**
   * Version of the client that does not have it.
   *
   * @default not all flags of the client are known
   */
  readonly version?: string;

  /** The layer that wrote it. */
  readonly layer: string;
}

/**
 * Flags of overlays that their client does not have or, where not all of its flags are known here, that look misspelt.
 * Clients stop at a flag they do not know, and a pinned signer that does not start is found at the worst time.
 */
export function unknownFlags(input: RoleLayers): readonly UnknownFlag[] {
  const written = input.layers
    .filter(isOverlay)
    .flatMap(({ name: layer, values }) => Object.keys(values.flags ?? {}).map((flag) => ({ flag, layer })));
  return written.length === 0 ? [] : notKnown(input, written);
}

function notKnown({ client, layers, fixed }: RoleLayers, written: readonly UnknownFlag[]): readonly UnknownFlag[] {
  const list = client.knownFlags;
  const ours = layers.filter((layer) => !isOverlay(layer)).flatMap(({ values }) => Object.keys(values.flags ?? {}));
  const known = [
    ...(list === undefined ? [] : knownNames(list)),
    ...Object.keys(client.defaults.flags ?? {}),
    ...Object.keys(client.dangerousFlags),
    ...Object.keys(fixed.flags ?? {}),
    ...ours,
  ];
  const keys = new Set(known.map((name) => knownKey(name, list)));
  const version = list?.completeIn;
  return written
    .filter(({ flag }) => !keys.has(knownKey(flag, list)))
    .flatMap(({ flag, layer }) => {
      const nearest = version === undefined ? known.find((each) => isMisspelt(flag, each)) : nearestName(flag, known);
      if (nearest === undefined && version === undefined) return [];
      return [{ flag, ...(nearest && { nearest }), ...(version && { version }), layer }];
    });
}

function isOverlay({ from }: RoleLayer): boolean {
  return from === 'overlay';
}

/** One letter too many, too few or other, or two that changed places. */
function isMisspelt(flag: string, known: string): boolean {
  const distance = editDistance(flag.toLowerCase(), known.toLowerCase());
  const sorted = (text: string): string => Array.from(text.toLowerCase()).sort().join('');
  return distance === 1 || (distance === 2 && sorted(flag) === sorted(known));
}
