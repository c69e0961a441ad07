import { deviceReference } from '../../model/custody';
import { ANNOTATION, LABEL } from '../../model/labels';
import type { Manifest } from '../../render/inventory';
import { fieldsAt, listAt, textAt, textsAt } from '../json-fields';
import { containersOf, workloadLabel } from '../workloads/pod-templates';

/** A key that an object has signed with, and reads from nowhere. */
export interface KeyReference {
  /** ARN of a key of AWS KMS, or a whole YubiHSM 2. */
  readonly key: string;

  /** Whether it is the key of something that signs, so that nobody else may use it. */
  readonly guarded: boolean;
}

const KMS_KEY = /arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+/g;
const SERIAL_NUMBER = /^\s*serial_number\s*=\s*["']([0-9]{10})["']/gm;

/**
 * The keys of services and devices that an object names: in its annotation, in the words that its program is started
 * with, and in the configuration of TMKMS. What is declared and what is used are both looked at, for either may be wrong.
 *
 * A YubiHSM 2 counts as one key, whichever of its keys is meant: over USB it has one user at a time.
 */
export function keyReferencesOf(object: Manifest): readonly KeyReference[] {
  const declared = object.metadata.annotations?.[ANNOTATION.secretPath];
  const guarded = declared !== undefined || workloadLabel(object, LABEL.signingIdentity) !== undefined;
  const named = wordsOf(object).flatMap((word) => word.match(KMS_KEY) ?? []);
  const keys = declared === undefined ? named : [declared.replace(/^(yubihsm:[0-9]+)\/.*$/, '$1'), ...named];
  return [...[...new Set(keys)].map((key) => ({ key, guarded })), ...devicesIn(object)];
}

function devicesIn(object: Manifest): readonly KeyReference[] {
  if (object.kind !== 'ConfigMap') return [];
  return Object.values(fieldsAt(object, 'data'))
    .filter((text): text is string => typeof text === 'string' && text.includes('[[providers.yubihsm]]'))
    .flatMap((text) => [...text.matchAll(SERIAL_NUMBER)])
    .map(([, serial = '']) => ({ key: deviceReference(serial), guarded: true }));
}

function wordsOf(object: Manifest): readonly string[] {
  return containersOf(object).flatMap(({ fields }) => [
    ...textsAt(fields, 'command'),
    ...textsAt(fields, 'args'),
    ...listAt(fields, 'env').map((variable) => textAt(variable, 'value') ?? ''),
  ]);
}
