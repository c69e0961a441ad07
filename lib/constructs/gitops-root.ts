import { Construct } from 'constructs';
import type { Cluster } from '../model/cluster';
import { labelsOf } from '../model/labels';
import { rootName, type Plane, type RootName } from '../model/plane';
import type { RootRepository } from '../model/root-repository';
import type { Owners, RootDeclaration } from '../model/topology';
import type { Bootstrap } from './bootstrap/bootstrap';
import type { DomainProject } from './domain-project';
import { Folder } from './folder';
import type { Platform } from './platform';
import { rootReadme } from './bootstrap/readme-text';

/**
 * One plane on one cluster: a directory of its own, published to a repository of its own.
 *
 * Made by `platform.root(plane, cluster)`. Its `applications` folder is what the root Application reads; the root
 * Application itself and its project stand in the instance's bootstrap, so that a root cannot widen itself.
 */
export class GitOpsRoot extends Construct {
  public readonly plane: Plane;
  public readonly cluster: Cluster;
  public readonly name: RootName;
  public readonly repository: RootRepository;
  public readonly owners: Owners;

  /** Namespace in which this root's Applications live. */
  public readonly applicationNamespace: string;

  /** Holds Applications (and, in the monitoring plane, ApplicationSets), and nothing else. */
  public readonly applications: Folder;
  private readonly projects = new Map<string, DomainProject>();

  public constructor(
    scope: Construct,
    declaration: RootDeclaration,
    public readonly platform: Platform,
    public readonly bootstrap: Bootstrap,
  ) {
    super(scope, declaration.cluster.name);
    this.plane = declaration.plane;
    this.cluster = declaration.cluster;
    this.name = rootName(this.plane, this.cluster.name);
    this.repository = declaration.repository;
    this.owners = declaration.owners;
    this.applicationNamespace = this.cluster.instance.applicationNamespace(this.plane);
    this.applications = new Folder(this, 'applications', {
      root: this.name,
      cluster: this.cluster,
      folder: 'applications',
      namespace: this.applicationNamespace,
      labels: labelsOf({
        name: this.name,
        component: 'application',
        partOf: this.platform.topology.name,
        plane: this.plane,
      }),
    });
    this.applications.addFile('README.md', rootReadme(this));
    bootstrap.addRoot(this);
  }

  /** Enters a project, so that {@link tryFindProject} finds it. */
  public registerProject(project: DomainProject): void {
    this.projects.set(project.name, project);
  }

  /** Its projects so far, in the order they were created. */
  public get domainProjects(): readonly DomainProject[] {
    return [...this.projects.values()];
  }

  /** This root's project of that name, or undefined. */
  public tryFindProject(name: string): DomainProject | undefined {
    return this.projects.get(name);
  }
}
