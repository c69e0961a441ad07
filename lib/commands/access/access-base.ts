import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProblemsError } from '../../model/errors';
import { parseCodeOwners } from '../code-owners';
import { tryGit } from '../git';
import { readTrees } from '../git-objects';
import { inventoryOfTexts, readTreeInventory, type TreeInventory } from '../read-tree';
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
  const commit = ask(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]);
  if (commit === undefined) throw new Error(`--base must be a folder or a git revision, got '${base}'`);
  const tree = ask(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:./${out}`]);
  if (tree === undefined) throw new Error(`--base must hold the folder ${out}, which ${base} does not`);
  const [texts = new Map<string, string>()] = readTrees(cwd, [tree]);
  return readingOf(inventoryOfTexts(texts), ask(cwd, ['cat-file', 'blob', `${commit}:./${CODE_OWNERS}`]));
}

function readingOf({ inventory, problems }: TreeInventory, owners: string | undefined): Promise<AccessReading> {
  if (problems.length > 0) throw new ProblemsError(problems);
  return readAccessOfTree(inventory, owners === undefined ? undefined : parseCodeOwners(owners));
}

function ask(cwd: string, args: readonly string[]): string | undefined {
  const result = tryGit(cwd, args);
  return result?.ok === true ? result.stdout.toString('utf8').trim() : undefined;
}
