import { ANNOTATION, LABEL } from '../../model/labels';
import { groupOf, type InventoryObject } from '../../render/inventory';
import { folderPathOf } from '../content/folders-of';
import { listAt, textAt } from '../json-fields';
import { keyReferencesOf } from './key-references';
import type { FleetPolicy, Remark } from '../policy';

/** A path that an object reads secrets from, or a key that a service or a device signs with for it. */
interface Reading {
  readonly at: InventoryObject;
  readonly path: string;
  readonly application: string;

  /** Whether it reads everything below the path as well. */
  readonly below: boolean;

  /** Whether it feeds what signs, so that nobody else may read it. */
  readonly guarded: boolean;
}

/** A path, key or device that feeds two applications is how one key gets two signers. */
export const oneApplicationPerSecretPath: FleetPolicy = {
  id: 'one-application-per-secret-path',
  title: 'No secret path, key of a key service or device of a chain workload feeds two applications, over all clusters',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'whatever the public keys say, two applications that read one path hold one private key: a second client on one ' +
    'signer slashed 20 validators (https://research.lido.fi/t/slashing-incident-involving-launchnodes-validators-oct-11-2023/5631)',
  check: (fleet) => {
    const readings = fleet.objects.flatMap(readingsOf);
    const guarded = new Map<string, Reading>();
    for (const reading of readings) {
      if (reading.guarded && !reading.below && !guarded.has(reading.path)) guarded.set(reading.path, reading);
    }
    return distinct(readings.flatMap((reading) => others(reading, guarded).map((owner) => shared(reading, owner))));
  },
};

function readingsOf(at: InventoryObject): readonly Reading[] {
  const { object } = at;
  if (object.kind !== 'ExternalSecret' || groupOf(object) !== 'external-secrets.io') {
    return keyReferencesOf(object).map(({ key, guarded }) => {
      return { at, path: key, application: applicationOf(at), below: false, guarded };
    });
  }
  const application = applicationOf(at);
  const declared = object.metadata.annotations?.[ANNOTATION.secretPath];
  const guarded = declared !== undefined || object.metadata.labels?.[LABEL.signingIdentity] !== undefined;
  const reading = (path: string | undefined, below: boolean): readonly Reading[] =>
    path === undefined ? [] : [{ at, path: path.replace(/^\/+|\/+$/g, ''), application, below, guarded }];
  return [
    ...reading(declared, false),
    ...listAt(object, 'spec', 'data').flatMap((entry) => reading(textAt(entry, 'remoteRef', 'key'), false)),
    ...listAt(object, 'spec', 'dataFrom').flatMap((entry) => [
      ...reading(textAt(entry, 'extract', 'key'), false),
      ...reading(textAt(entry, 'find', 'path'), true),
    ]),
  ];
}

/** Guarded paths of other applications that a reading touches. */
function others(reading: Reading, guarded: ReadonlyMap<string, Reading>): readonly Reading[] {
  const touched = reading.below
    ? [...guarded.values()].filter(({ path }) => path === reading.path || path.startsWith(`${reading.path}/`))
    : [guarded.get(reading.path)];
  return touched.filter((owner) => owner !== undefined && owner.application !== reading.application) as Reading[];
}

function shared(reading: Reading, owner: Reading): Remark {
  return {
    at: reading.at,
    found: `${reading.application} ${owner.path.includes(':') ? 'signs with' : 'reads'} ${owner.path}, which feeds ${owner.application} (${owner.at.file})`,
    expected: 'a path, key and device of its own for each application',
  };
}

function applicationOf(at: InventoryObject): string {
  const name = at.object.metadata.labels?.[LABEL.application] ?? folderPathOf(at);
  return at.cluster === '' ? name : `${name} on ${at.cluster}`;
}

function distinct(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [`${remark.at.file} ${remark.found}`, remark])).values()];
}
