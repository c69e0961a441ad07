import { dnsLabel, dnsSubdomain } from './dns-name';
import { propError } from './errors';
import type { Instance } from './instance';
import type { NonEmpty } from './kind';

/** What a cluster is for. Mainnet workloads run on mainnet clusters only. */
export type Environment = 'management' | 'testnet' | 'mainnet';

/** A Kubernetes node that workloads are pinned to and agents run on. */
export interface ClusterNode {
  /** Kubernetes node name (`kubernetes.io/hostname`). */
  readonly name: string;

  /** Failure domain (`topology.kubernetes.io/zone`); threshold signers spread over zones. */
  readonly zone: string;
}

/** A StorageClass and the facts about it that safety depends on. */
export interface StorageClassRef {
  /** Name of the StorageClass. */
  readonly name: string;

  /**
   * What keeps a volume from being written by two nodes.
   *
   * - `local`: a local volume; a replacement pod stays Pending until a person moves it.
   * - `single-pod`: a CSI driver with ReadWriteOncePod.
   */
  readonly fence: 'local' | 'single-pod';

  /**
   * What becomes of the volume when its claim is deleted. Signing state accepts `Retain` only: a fresh, empty
   * slashing-protection database is how 75 validators were slashed (https://blog.staked.us/blog/eth2-post-mortem).
   */
  readonly reclaim: 'Retain' | 'Delete';
}

/** Where pods of a cluster reach its API server. */
export interface ApiServer {
  /** Addresses of the API servers themselves, not of the Service in front of them: network policies see those. */
  readonly cidrs: NonEmpty<string>;

  /**
   * Port of the API servers.
   *
   * @default 6443
   */
  readonly port?: number;
}

/** Props of a {@link Cluster}. */
export interface ClusterProps {
  /** Short name; part of root names and paths. */
  readonly name: string;

  /** What the cluster is for. */
  readonly environment: Environment;

  /** The Argo CD that runs on it and manages it. */
  readonly instance: Instance;

  /**
   * Destination server of Applications.
   *
   * @default https://kubernetes.default.svc on a self-managed instance; the EKS capability needs the cluster's ARN
   */
  readonly server?: string;

  /**
   * Nodes that workloads may be pinned to.
   *
   * @default none
   */
  readonly nodes?: readonly ClusterNode[];

  /**
   * The API server, as `kubectl get endpointslices kubernetes` shows it. Guards may call it and nothing else.
   *
   * @default none: a cluster without guards needs none
   */
  readonly apiServer?: ApiServer;

  /**
   * Storage for chain data, which can be synced again.
   *
   * @default none: a cluster without chain workloads needs none
   */
  readonly chainStorage?: StorageClassRef;

  /**
   * Storage for signing state, which cannot.
   *
   * @default none: a cluster without chain workloads needs none
   */
  readonly signingStorage?: StorageClassRef;
}

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** A Kubernetes cluster with its own Argo CD. */
export class Cluster {
  public readonly name: string;
  public readonly environment: Environment;
  public readonly instance: Instance;
  public readonly server: string;
  public readonly nodes: readonly ClusterNode[];
  public readonly apiServer?: Required<ApiServer>;
  public readonly chainStorage?: StorageClassRef;
  public readonly signingStorage?: StorageClassRef;

  public constructor(props: ClusterProps) {
    const where = `cluster ${props.name}`;
    this.name = dnsLabel(where, 'name', props.name, 30);
    this.environment = props.environment;
    this.instance = props.instance;
    this.server = serverOf(where, props);
    this.nodes = nodesOf(where, props.nodes ?? []);
    this.apiServer = apiServerOf(where, props.apiServer);
    this.chainStorage = props.chainStorage;
    if (props.signingStorage !== undefined && props.signingStorage.reclaim !== 'Retain') {
      throw propError(where, 'signingStorage.reclaim', "'Retain'", props.signingStorage.reclaim);
    }
    this.signingStorage = props.signingStorage;
  }

  /** The node of that name, or undefined. */
  public tryFindNode(name: string): ClusterNode | undefined {
    return this.nodes.find((node) => node.name === name);
  }
}

function serverOf(where: string, props: ClusterProps): string {
  if (props.instance.flavor === 'self-managed') {
    const server = props.server ?? IN_CLUSTER;
    if (!/^https:\/\/[^\s/*?![{]+$/.test(server))
      throw propError(where, 'server', 'an https:// URL without a path and wildcards', server);
    return server;
  }
  // The capability knows clusters by ARN or registered name and never https://kubernetes.default.svc.
  if (
    props.server === undefined ||
    !/^arn:aws[a-z-]*:eks:[a-z0-9-]+:[0-9]{12}:cluster\/[A-Za-z0-9_-]+$/.test(props.server)
  ) {
    throw propError(where, 'server', "the cluster's ARN (the EKS capability knows no other address)", props.server);
  }
  return props.server;
}

function apiServerOf(where: string, apiServer: ApiServer | undefined): Required<ApiServer> | undefined {
  if (apiServer === undefined) return undefined;
  const { cidrs, port = 6443 } = apiServer;
  for (const cidr of cidrs) {
    // A wide one would be a way out to everywhere.
    if (!/^[0-9a-f.:]+\/(?:2[4-9]|[3-9][0-9]|1[0-2][0-9])$/.test(cidr)) {
      throw propError(where, 'apiServer.cidrs', 'addresses of API servers with a prefix length of 24 or more', cidr);
    }
  }
  return { cidrs, port };
}

function nodesOf(where: string, nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  const names = new Set<string>();
  for (const node of nodes) {
    dnsSubdomain(where, 'nodes', node.name);
    if (names.has(node.name)) throw propError(where, 'nodes', 'distinct node names', node.name);
    names.add(node.name);
  }
  return [...nodes];
}
