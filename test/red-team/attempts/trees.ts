import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkTree, readTreeInventory, RULEBOOK, type Finding, type TreeInventory } from '../../../lib';
import type { Draft } from '../example';
import { cannot, isFound, type Column } from './attempt';
import { DANGERS, FILE, type Danger } from './dangers';
import { CLEAN, cleanObject } from './fleet';
import { eachDanger } from './tampered';

/*
 * A tree that somebody edited by hand, as `planes check --tree` judges it. Some dangers are right by themselves and wrong
 * after what was there: those need `--base`.
 */

const AFTER_ANOTHER = new Set<Danger>([DANGERS['I-36'], DANGERS['I-37'], DANGERS['I-44']]);

/** The clean fleet in a folder, and as `--base` reads it. */
interface Written {
  readonly folder: string;
  readonly inventory: TreeInventory;
}

let written: Written | undefined;

function cleanTree(): Written {
  if (written !== undefined) return written;
  const folder = mkdtempSync(join(tmpdir(), 'planes-red-team-'));
  for (const { dir, files } of CLEAN.rendering.roots) {
    for (const [name, { text }] of files) write(folder, `${dir}/${name}`, text);
  }
  written = { folder, inventory: readTreeInventory(folder) };
  return written;
}

/** Takes the folder away. */
export function removeTree(): void {
  if (written !== undefined) rmSync(written.folder, { recursive: true, force: true });
  written = undefined;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function edited(danger: Danger): readonly Finding[] {
  const { edits = {}, adds = {} } = danger.tampering;
  const { folder, inventory } = cleanTree();
  const added = Object.entries(adds).map(([beside, make]) => {
    const object = make(draftOf(beside));
    return [`${dirname(beside)}/added.${String(object['kind']).toLowerCase()}.yaml`, object] as const;
  });
  const changed = Object.entries(edits).map(([file, edit]) => [file, edit(draftOf(file))] as const);
  try {
    for (const [file, object] of [...changed, ...added]) write(folder, file, JSON.stringify(object));
    return checkTree(folder, RULEBOOK, AFTER_ANOTHER.has(danger) ? inventory : undefined).findings;
  } finally {
    for (const [file] of changed) write(folder, file, JSON.stringify(cleanObject(file)));
    for (const [file] of added) rmSync(join(folder, file));
  }
}

function draftOf(file: string): Draft {
  return structuredClone(cleanObject(file)) as Draft;
}

export const trees: Column = {
  ...eachDanger((danger) => isFound(danger.says, () => edited(danger))),
  'I-07': [
    isFound(DANGERS['I-07'].says, () => edited(DANGERS['I-07'])),
    isFound('a claim without its protection', () =>
      edited({
        says: '',
        tampering: {
          edits: {
            [FILE.clientClaim]: (d) => {
              delete d['metadata'].annotations;
              return d;
            },
          },
        },
      }),
    ),
  ],
  'I-40': cannot('a tree is what is proposed; a release says what is upgraded together, and is tried as one'),
};
