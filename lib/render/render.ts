import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { fileNameOf } from '../constructs/file-name';
import { Folder } from '../constructs/folder';
import type { Platform } from '../constructs/platform';
import { messageOf } from '../model/errors';
import { orderObjects } from './dependencies';
import { finishedObject } from './finish';
import { gitTreeId } from './git-tree';
import { identityOf, type Inventory, type InventoryFile, type InventoryObject } from './inventory';
import { parseObjects } from './released';
import type { RenderedFile, RootTree } from './tree-writer';
import { toYaml } from './yaml';

/** What a platform renders to. */
export interface Rendering {
  /** Files per root, ready to be written. Incomplete where there are problems. */
  readonly roots: readonly RootTree[];
  readonly inventory: Inventory;

  /** What keeps this from being written, each as one line. */
  readonly problems: readonly string[];

  /** The git tree id of an application's folder, by its path below the output folder. */
  readonly treeOf: (path: string) => string | undefined;
}

/** One folder's files while they are collected. */
interface FolderFiles {
  readonly folder: Folder;
  readonly files: Map<string, RenderedFile>;
}

/**
 * Renders a platform: validates once, turns each API object into JSON once, and gives it one file.
 *
 * Linear in the number of objects; stock `App.synth()` resolves the whole app again for each chart.
 */
export function render(platform: Platform): Rendering {
  const constructs = platform.node.findAll();
  const objects = constructs.filter((c): c is ApiObject => ApiObject.isApiObject(c));
  const problems = [...platform.problems];
  for (const construct of constructs) {
    problems.push(...construct.node.validate().map((message) => placed(construct, message)));
  }
  const order = orderObjects(constructs);
  problems.push(...order.problems);
  const collected = new Collected();
  for (const construct of constructs) if (Folder.isFolder(construct)) collected.addFolder(construct);
  for (const object of objects) {
    try {
      const folder = Folder.holding(object);
      collected.addObject(folder, object.node.path, finishedObject(object, folder, order.waves.get(object)));
    } catch (thrown) {
      problems.push(messageOf(thrown));
    }
  }
  return collected.rendering([...problems, ...collected.problems]);
}

/** Messages that say where they belong keep it. */
function placed(construct: IConstruct, message: string): string {
  return message.startsWith('[') ? message : `[${construct.node.path || 'platform'}] ${message}`;
}

class Collected {
  public readonly problems: string[] = [];
  private readonly folders = new Map<string, FolderFiles>();
  private readonly owners = new Map<string, string>();
  private readonly objects: InventoryObject[] = [];
  private readonly files: InventoryFile[] = [];

  public addFolder(folder: Folder): void {
    const path = `${folder.dir}/${folder.folder}`;
    this.claim(path, folder.node.path);
    this.folders.set(path, { folder, files: new Map() });
    for (const [name, content] of folder.files) {
      const text = fileText(name, content);
      if (parseObjects(name, text).length > 0) {
        const file = `${path}/${name}`;
        this.problems.push(`[${folder.node.path}] adds ${file} as a file: create its API object, or no policy sees it`);
      }
      if (this.put(folder, name, folder.node.path, { text, application: folder.folder })) {
        this.files.push({ ...placeOf(folder, name), text });
      }
    }
  }

  public addObject(folder: Folder, constructPath: string, object: InventoryObject['object']): void {
    const name = fileNameOf(object, folder.namespace);
    this.objects.push({ ...placeOf(folder, name), object, constructPath });
    this.put(folder, name, constructPath, {
      text: toYaml(object),
      application: folder.folder,
      object: identityOf(object),
    });
  }

  public rendering(problems: readonly string[]): Rendering {
    const roots = new Map<string, Map<string, RenderedFile>>();
    for (const { folder, files } of this.folders.values()) {
      const root = roots.get(folder.dir) ?? new Map<string, RenderedFile>();
      roots.set(folder.dir, root);
      for (const [name, file] of files) root.set(`${folder.folder}/${name}`, file);
    }
    return {
      roots: [...roots].map(([dir, files]) => ({ dir, files })),
      inventory: { view: 'rendered', objects: this.objects, files: this.files },
      problems,
      treeOf: (path) => this.treeOf(path),
    };
  }

  private treeOf(path: string): string | undefined {
    const found = this.folders.get(path);
    return found && gitTreeId(new Map([...found.files].map(([name, file]) => [name, file.text])));
  }

  private put(folder: Folder, name: string, constructPath: string, file: RenderedFile): boolean {
    const path = `${folder.dir}/${folder.folder}`;
    if (!this.claim(`${path}/${name}`, constructPath)) return false;
    this.folders.get(path)?.files.set(name, file);
    return true;
  }

  /** Paths that differ only in case are one file on some file systems. */
  private claim(path: string, constructPath: string): boolean {
    const key = path.toLowerCase();
    const first = this.owners.get(key);
    if (first === undefined) {
      this.owners.set(key, constructPath);
      return true;
    }
    this.problems.push(`[${constructPath}] renders ${path}, which [${first}] renders already`);
    return false;
  }
}

function placeOf(folder: Folder, name: string): Omit<InventoryFile, 'text'> {
  return {
    file: `${folder.dir}/${folder.folder}/${name}`,
    root: folder.root,
    cluster: folder.cluster.name,
    folder: folder.folder,
  };
}

function fileText(name: string, content: string | object): string {
  if (typeof content === 'string') return content;
  return name.endsWith('.json') ? `${JSON.stringify(content, undefined, 2)}\n` : toYaml(content);
}
