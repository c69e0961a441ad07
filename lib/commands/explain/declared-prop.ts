import { pointerMembers } from '../../model/layers';

/**
 * Where a layer's value stands in the declaration of a workload: members of its props, or the number of an argument.
 *
 * @param layer its name, as `roleLayers` gives it
 * @param leaf JSON pointer of the value within the role's values
 * @returns undefined for layers of the library itself
 */
export function declaredProp(
  layer: string,
  unit: string,
  role: string,
  leaf: string,
): readonly (string | number)[] | undefined {
  const members = pointerMembers(leaf);
  const [word = ''] = layer.split(' ');
  switch (word) {
    case 'network':
      return ['network'];
    case 'cluster':
      return [0];
    case 'common':
      return ['common'];
    case 'role':
      return ['roles', role, ...members];
    case 'unit':
      return ['units', unit];
    case 'instance':
      return ['units', unit, 'overlay', role, ...members];
    default:
      return undefined;
  }
}
