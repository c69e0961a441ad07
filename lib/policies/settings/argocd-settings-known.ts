import { ANNOTATION } from '../../model/labels';
import { nearestName } from '../../model/nearest-name';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { CAPABILITY_SETTINGS, KNOWN_SETTINGS, type KnownSettings } from './argocd-setting-names';
import { fieldsAt, listAt, textAt } from '../json-fields';
import type { FleetPolicy, Remark } from '../policy';

/** A setting that Argo CD does not read is a guarantee that somebody believes in and nobody has. */
export const argocdSettingsKnown: FleetPolicy = {
  id: 'argocd-settings-known',
  title: "Argo CD's flavor and version read every setting that is rendered",
  level: 'error',
  scope: 'fleet',
  doc:
    'a setting that it does not know is ignored without a word; the EKS capability reads few of them: ' +
    'https://docs.aws.amazon.com/eks/latest/userguide/argocd-configure-settings.html',
  check: (fleet) => {
    const capabilities = capabilityClusters(fleet);
    return fleet.objects.flatMap((at) => {
      const known = KNOWN_SETTINGS.get(at.object.metadata.name);
      if (at.object.kind !== 'ConfigMap' || groupOf(at.object) !== '' || known === undefined) return [];
      return capabilities.has(at.cluster) ? unreadByCapability(at) : unknown(at, known);
    });
  },
};

/** Clusters that are named by ARN: no other Argo CD knows them by it. */
function capabilityClusters(fleet: Inventory): ReadonlySet<string> {
  const isByArn = ({ object }: InventoryObject): boolean =>
    object.kind === 'AppProject' &&
    listAt(object, 'spec', 'destinations').some((item) => textAt(item, 'server')?.startsWith('arn:') === true);
  return new Set(fleet.objects.filter(isByArn).map(({ cluster }) => cluster));
}

function unreadByCapability(at: InventoryObject): readonly Remark[] {
  const { name } = at.object.metadata;
  if (name !== 'argocd-cm') {
    const expected =
      'no such ConfigMap: map groups with the role mapping of the capability, and rights with project roles';
    return [{ at, found: `${name}, which the EKS capability does not read`, expected }];
  }
  return Object.keys(fieldsAt(at.object, 'data'))
    .filter((key) => !isKnown(CAPABILITY_SETTINGS, key))
    .map((key) => ({
      at,
      found: `${key}, which the EKS capability does not read`,
      expected: 'settings that AWS lists; what it fixes itself is for admission policies and project roles to hold',
    }));
}

function unknown(at: InventoryObject, known: KnownSettings): readonly Remark[] {
  const version = at.object.metadata.annotations?.[ANNOTATION.argocdVersion];
  return Object.keys(fieldsAt(at.object, 'data')).flatMap((key): readonly Remark[] => {
    if (!isKnown(known, key)) {
      const nearest = nearestName(key, known.names);
      const expected = nearest === undefined ? 'no setting of that name' : `${nearest}, or no setting of that name`;
      return [{ at, found: `${key}, which Argo CD does not read from ${at.object.metadata.name}`, expected }];
    }
    const since = known.since.get(key);
    if (since === undefined || version === undefined || !isOlder(version, since)) return [];
    return [
      {
        at,
        found: `${key}, which Argo CD ${version} does not know`,
        expected: `Argo CD ${since} or newer, or no such setting`,
      },
    ];
  });
}

function isKnown({ names }: KnownSettings, key: string): boolean {
  return names.some((name) => {
    const [start = '', end] = name.split('*');
    if (end === undefined) return name === key;
    return key.length > start.length + end.length && key.startsWith(start) && key.endsWith(end);
  });
}

/** Whether a version (`major.minor`) is before another. */
function isOlder(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
