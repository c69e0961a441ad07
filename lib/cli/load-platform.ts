import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type * as tsNodeModule from 'ts-node';
import { readSources, type Sources } from '../commands/sources';
import type { Platform } from '../constructs/platform';
import { messageOf } from '../model/errors';

/** An operator's own description of the platform, loaded and ready to be built. */
export interface LoadedApp {
  readonly file: string;

  /** Versions and releases as they are on disk, beside the file. */
  readonly sources: Sources;

  /** Builds the platform from these sources, or from others. */
  readonly platform: (sources: Sources) => Platform;
}

/** The part of ts-node that is used; it is the project's own, and loaded from there. */
type TsNode = Pick<typeof tsNodeModule, 'register'>;

/** What `planes` loads when no `--app` is given. */
export const DEFAULT_APP = 'apps/main.ts';

/**
 * Loads the file that exports `platform()`, through the project's own ts-node where it is TypeScript.
 *
 * @throws when the file is missing, fails to load, or exports no function `platform`
 */
export function loadApp(cwd: string, app: string = DEFAULT_APP): LoadedApp {
  const file = resolve(cwd, app);
  if (!existsSync(file))
    throw new Error(`--app must be a file that exports platform(), got '${app}', which does not exist`);
  const required: unknown = requireApp(file);
  const factory = (required as { platform?: unknown }).platform;
  if (typeof factory !== 'function') throw new Error(`--app must export a function named platform, got '${app}'`);
  return {
    file,
    sources: readSources(dirname(file)),
    platform: (sources) => factory(sources) as Platform,
  };
}

function requireApp(file: string): unknown {
  const require = createRequire(file);
  if (file.endsWith('.ts') && require.extensions['.ts'] === undefined) registerTsNode(require, dirname(file));
  return require(file);
}

function registerTsNode(require: NodeJS.Require, projectSearchDir: string): void {
  try {
    const tsNode = require('ts-node') as TsNode;
    // Types are checked once, by tsc; here they would only cost time.
    tsNode.register({ transpileOnly: true, projectSearchDir });
  } catch (thrown) {
    throw new Error(`ts-node is needed to load TypeScript: npm install --save-dev ts-node (${messageOf(thrown)})`, {
      cause: thrown,
    });
  }
}
