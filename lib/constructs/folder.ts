import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Cluster } from '../model/cluster';
import { propError } from '../model/errors';
import { rootFolder, type RootName } from '../model/plane';
import { fileNameOf } from './file-name';

/** Props of a {@link Folder}. */
export interface FolderProps {
  /** The root it belongs to. */
  readonly root: RootName;
  readonly cluster: Cluster;

  /** Name of the folder below the root's directory: the application's name, or a fixed one such as `applications`. */
  readonly folder: string;

  /** Namespace of objects that name none. Objects of another namespace carry it in their file name. */
  readonly namespace: string;

  /** Labels of every object in it. */
  readonly labels: Readonly<Record<string, string>>;

  /**
   * Whether every object is protected from pruning and from deletion with its application.
   *
   * @default false
   */
  readonly protect?: boolean;
}

// `instanceof` cannot tell these apart: cdk8s's Chart answers it for every chart.
const FOLDER = Symbol.for('gitops-planes.Folder');

/** What a file holds: text, or a value that is printed as YAML or JSON, as the file name's ending says. */
export type FileContent = string | object;

/**
 * One folder of a root. Every API object below it becomes one file in it; folders do not nest.
 */
export class Folder extends Chart {
  /** Whether a construct is a folder itself (a `FolderPart` is not). */
  public static isFolder(construct: IConstruct): construct is Folder {
    return FOLDER in construct && construct[FOLDER] === construct;
  }

  /** The folder that a construct's objects land in. @throws when it is in none. */
  public static holding(construct: IConstruct): Folder {
    const folder = Folder.tryHolding(construct);
    if (folder !== undefined) return folder;
    throw new Error(`[${construct.node.path}] is in no folder: create it below an application's 'content'`);
  }

  /** The folder that a construct's objects land in, or undefined. */
  public static tryHolding(construct: IConstruct): Folder | undefined {
    for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
      if (FOLDER in at) return at[FOLDER] as Folder;
    }
    return undefined;
  }

  public readonly root: RootName;
  public readonly cluster: Cluster;
  public readonly folder: string;

  /** Directory of the root below the output folder: `chain/testnet`. */
  public readonly dir: string;
  public readonly protect: boolean;
  private readonly _files = new Map<string, () => FileContent>();

  public constructor(scope: Construct, id: string, props: FolderProps) {
    super(scope, id, { namespace: props.namespace, labels: { ...props.labels }, disableResourceNameHashes: true });
    Object.defineProperty(this, FOLDER, { value: this });
    this.root = props.root;
    this.cluster = props.cluster;
    this.folder = props.folder;
    this.dir = rootFolder(props.root);
    this.protect = props.protect ?? false;
  }

  /** Adds a file that is not an API object, such as `values.yaml` or `README.md`. */
  public addFile(name: string, content: FileContent): void {
    this.addFileLater(name, () => content);
  }

  /** As {@link addFile}, for content that depends on what else ends up in the folder: asked for at rendering. */
  public addFileLater(name: string, produce: () => FileContent): void {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) || this._files.has(name)) {
      throw propError(this, 'name', 'a file name of its own, without folders', name);
    }
    this._files.set(name, produce);
  }

  /** Files that are not API objects, by name. */
  public get files(): ReadonlyMap<string, FileContent> {
    return new Map([...this._files].map(([name, produce]) => [name, produce()]));
  }

  /** File names of the API objects below it so far, sorted. Those of a `FolderPart` are not among them. */
  public get objectFiles(): readonly string[] {
    return this.node
      .findAll()
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
      .map(({ kind, metadata }) =>
        fileNameOf({ kind, metadata: { name: metadata.name, namespace: metadata.namespace } }, this.namespace),
      )
      .sort();
  }
}

/**
 * Objects of a folder that are declared elsewhere in the tree: an Application beside its content, a project beside
 * its root. What goes wrong with them is then reported at the construct that asked for them.
 */
export class FolderPart extends Chart {
  public constructor(
    scope: Construct,
    id: string,
    public readonly folder: Folder,
  ) {
    super(scope, id, { namespace: folder.namespace, labels: folder.labels, disableResourceNameHashes: true });
    Object.defineProperty(this, FOLDER, { value: folder });
  }
}
