import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProblemsError } from '../../model/errors';
import { parseCodeOwners } from '../code-owners';
import { tryGit } from '../git';
import { inventoryOfTexts, readTreeInventory, type TreeInventory } from '../read-tree';
import { findFilesAtRevision } from '../tree-at-revision';
import { readAccessOfTree } from './access-matrix';
import type { AccessReading } from './application-access';

const CODE_OWNERS = '.github/CODEOWNERS';

/**
 * Reads what is committed or what stands in a folder for questions about access, as something to compare with.
 *
 * Who the people are is read from its objects, and who proposes and approves from the CODEOWNERS beside it; without
 * that file nothing is known of proposals and approvals.
 *
 * @param base an output folder, else a git revision of which the output folder is read
 * @param out the output folder's path from `cwd`
 * @throws when there is neither, or a file cannot be read
 */
export function readAccessBase(cwd: string, base: string, out: string): Promise<AccessReading> {
  const folder = resolve(cwd, base);
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    const file = join(dirname(folder), CODE_OWNERS);
    return readingOf(readTreeInventory(folder), existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }
  const texts = findFilesAtRevision(cwd, base, out);
  const owners = tryGit(cwd, ['cat-file', 'blob', '--end-of-options', `${base}:./${CODE_OWNERS}`]);
  return readingOf(inventoryOfTexts(texts), owners?.ok === true ? owners.stdout.toString('utf8') : undefined);
}

function readingOf({ inventory, problems }: TreeInventory, owners: string | undefined): Promise<AccessReading> {
  if (problems.length > 0) throw new ProblemsError(problems);
  return readAccessOfTree(inventory, owners === undefined ? undefined : parseCodeOwners(owners));
}
