import { Construct } from 'constructs';
import {
  ApplicationSet,
  ApplicationSetSpecSyncPolicyApplicationsSync,
  type ApplicationSpec,
} from '../../../imports/argoproj.io';
import type { ClusterNode } from '../../model/cluster';
import { APPLICATION_NAME_LENGTH, dnsLabel } from '../../model/dns-name';
import type { Image } from '../../model/image';
import { labelsOf } from '../../model/labels';
import { rootFolder } from '../../model/plane';
import { automated } from '../../model/sync-policy';
import type { ApplicationRecord } from '../application-record';
import { applicationAnnotations, applicationSpec } from '../application-spec';
import type { DomainProject } from '../domain-project';
import { Folder, FolderPart } from '../folder';
import type { GitOpsRoot } from '../gitops-root';
import { addNodeExporter } from './node-exporter';

/** Props of {@link NodeAgents}. */
export interface NodeAgentsProps {
  readonly project: DomainProject;
  readonly namespace: string;
  readonly image: Image;
}

/** What the set's list gives for each node: every element has the same keys, for an absent one fails the whole set. */
interface Element {
  readonly application: string;

  /** The commit that the application is released at. */
  readonly revision: string;
}

const SYNC = automated({ prune: true, selfHeal: true });

/**
 * One node-exporter per node of the topology, each an application of its own, made by one ApplicationSet.
 *
 * Nodes without a release are not in the set, and a set without nodes is not rendered: an empty list is the state in
 * which ApplicationSets have deleted everything they made (https://github.com/argoproj/argo-cd/issues/9227). An element
 * that disappears leaves its Application, and so does the set itself. Nodes are never renamed here, since a renamed
 * element makes a second Application for the same objects.
 */
export class NodeAgents extends Construct {
  public constructor(
    private readonly root: GitOpsRoot,
    id: string,
    private readonly props: NodeAgentsProps,
  ) {
    super(root, id);
    root.bootstrap.addNamespace(this, props.namespace, { podSecurity: 'privileged' });
    props.project.addNamespace(props.namespace);
    const elements = root.cluster.nodes.flatMap((node) => this.addAgent(node));
    const spec = this.templateSpec(elements);
    if (spec !== undefined) this.addSet(id, elements, spec);
  }

  private addAgent(node: ClusterNode): readonly Element[] {
    const name = dnsLabel(this, 'nodes', `node-exporter-${node.name}`, APPLICATION_NAME_LENGTH);
    const { root, props } = this;
    const { platform, cluster } = root;
    const content = new Folder(this, name, {
      root: root.name,
      cluster,
      folder: name,
      namespace: props.namespace,
      labels: this.labels(name, 'content'),
    });
    addNodeExporter(content, { name, node: node.name, image: props.image });
    const release = platform.releases.tryFind(root.name, name);
    platform.registerApplication({ ...this.record(name), constructPath: content.node.path, release });
    return release === undefined ? [] : [{ application: name, revision: release.revision }];
  }

  private addSet(id: string, elements: readonly Element[], spec: ApplicationSpec): void {
    const part = new FolderPart(this, 'released', this.root.applications);
    const { platform } = this.root;
    new ApplicationSet(part, 'application-set', {
      metadata: {
        name: id,
        labels: labelsOf({ name: id, component: 'application-set', partOf: platform.topology.name }),
        annotations: applicationAnnotations(),
        // With it a deleted set leaves its Applications alone; without it they go too.
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        generators: [{ list: { elements: [...elements] } }],
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        syncPolicy: {
          applicationsSync: ApplicationSetSpecSyncPolicyApplicationsSync.CREATE_HYPHEN_UPDATE,
          preserveResourcesOnDeletion: true,
        },
        template: {
          metadata: {
            name: APPLICATION,
            labels: this.labels(APPLICATION, 'application'),
            annotations: applicationAnnotations(),
          },
          spec,
        },
      },
    });
  }

  /**
   * The spec that an ordinary application of this root gets, with the element's values in place of one application's.
   *
   * @throws when a release names no exact commit
   */
  private templateSpec(elements: readonly Element[]): ApplicationSpec | undefined {
    const { cluster, repository } = this.root;
    const [spec] = elements.map(({ application, revision }) =>
      applicationSpec({
        record: this.record(application),
        release: { revision, tree: '' },
        instance: cluster.instance,
        repository,
        project: this.props.project.name,
        namespace: this.props.namespace,
      }),
    );
    if (spec?.source === undefined) return undefined;
    return { ...spec, source: { ...spec.source, path: repository.pathOf(APPLICATION), targetRevision: REVISION } };
  }

  private record(name: string): ApplicationRecord {
    const { root } = this;
    return {
      root: root.name,
      cluster: root.cluster,
      name,
      path: `${rootFolder(root.name)}/${name}`,
      constructPath: this.node.path,
      source: { kind: 'content' },
      sync: SYNC,
      sensitive: false,
      images: {},
    };
  }

  private labels(name: string, component: string): Readonly<Record<string, string>> {
    const { platform, plane } = this.root;
    return labelsOf({ name, component, partOf: platform.topology.name, plane, application: name });
  }
}

/** The places in the template that an element fills. */
const APPLICATION = '{{.application}}';
const REVISION = '{{.revision}}';
