import type { NonEmpty } from '../model/kind';
import type { Layered } from '../model/layers';
import type { SigningIdentity } from '../model/signing-identity';
import type { RoleValues } from './role-values';
import type { UnknownFlag } from './unknown-flags';

/** A port of a container. */
export interface Port {
  readonly number: number;

  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';

  /**
   * Whether peers on the internet connect to it. Never on a role that signs.
   *
   * @default false
   */
  readonly peers?: boolean;

  /**
   * The same number on the node, 30000 to 32767, so that the announced port is the one that answers.
   *
   * @default false: reachable within the cluster only
   */
  readonly onNode?: boolean;

  /**
   * Pods of other applications that may call it: a gateway that takes requests in from outside.
   *
   * @default only parts that are linked to it
   */
  readonly callers?: readonly Caller[];
}

/** Pods of another application of the same cluster. */
export interface Caller {
  readonly namespace: string;

  /** Their `app.kubernetes.io/name`. */
  readonly name: string;
}

/** A check by the kubelet. There is no liveness probe: restarting a signer because a peer is slow loses duties. */
export type Probe =
  | { readonly kind: 'http'; readonly port: string; readonly path: string }
  | { readonly kind: 'tcp'; readonly port: string }
  | { readonly kind: 'grpc'; readonly port: string }
  | { readonly kind: 'command'; readonly command: NonEmpty<string> };

/** Something mounted into a part. */
export type Volume = ClaimVolume | SecretVolume | ConfigVolume | ScratchVolume | TokenVolume;

/** A PersistentVolumeClaim of its own, named `<part>-<volume>`. */
export interface ClaimVolume {
  readonly kind: 'claim';
  readonly mount: string;

  /** Size such as `2Ti`. */
  readonly storage: string;

  /** StorageClass, as the cluster's layer gave it. */
  readonly storageClass: string;

  /** Whether losing or copying it can get a key slashed. Such a claim is never cloned or restored from a snapshot. */
  readonly slashingState: boolean;
}

/** Secrets of the unit, all projected into one folder. */
export interface SecretVolume {
  readonly kind: 'secret';
  readonly mount: string;
  readonly secrets: NonEmpty<string>;
}

/** A ConfigMap of the unit. */
export interface ConfigVolume {
  readonly kind: 'config';
  readonly mount: string;
  readonly config: string;
}

/** An empty folder that does not outlive the pod. Nothing that keeps a key from signing twice may be in it. */
export interface ScratchVolume {
  readonly kind: 'scratch';
  readonly mount: string;

  /** Largest size, such as `1Gi`. */
  readonly size: string;

  /**
   * Whether it is kept in memory, as part of what the program may use: for keys, which no disk should see.
   *
   * @default false
   */
  readonly memory?: true;
}

/**
 * A token of the part's ServiceAccount in the file `token`, which Kubernetes renews, for a service outside the cluster
 * that trusts the cluster's issuer. The API server does not take it: it is of another audience.
 */
export interface TokenVolume {
  readonly kind: 'token';
  readonly mount: string;

  /** Who it is for, such as `sts.amazonaws.com`. */
  readonly audience: string;
}

/** Where a part serves metrics. */
export interface Metrics {
  /** Name of the port. */
  readonly port: string;
  readonly path: string;

  /**
   * Bearer token that the program asks for, of one of the unit's secrets.
   *
   * @default none
   */
  readonly token?: SecretKey;

  /**
   * Whether its names have dots, which Prometheus 3 takes as they are unless it asks for the oldest text format. Alerts
   * are written with `_` in their place, as Prometheus 2 reads them.
   *
   * @default false
   */
  readonly dottedNames?: true;
}

/** A property of one of the unit's secrets as an environment variable. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** A container that must succeed before the part starts. */
export interface InitStep {
  readonly name: string;

  /** Image key, as for a part. */
  readonly image: string;
  readonly command: NonEmpty<string>;

  /** Names of the part's volumes that it sees. A step from a foreign image has no business with keys. */
  readonly volumes: readonly string[];

  /** @default none */
  readonly env?: Readonly<Record<string, string>>;

  /** @default none */
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;
}

/**
 * Where a record of signed messages is kept: in a claim of its own, in a part of the named role, or nowhere, with the
 * reason why signing the same thing twice can cost this chain's operator nothing.
 */
export type SlashingState = 'claim' | { readonly keptBy: string } | { readonly none: string };

/** One share of a key that is split: `needs` of `of` shares make a signature. */
export interface Shard {
  /** Number of the share, 1 to `of`. */
  readonly number: number;

  /** How many shares there are: at least 3. */
  readonly of: number;

  /** How many of them sign: more than half, so that two groups never sign apart from each other. */
  readonly needs: number;
}

/** One program of a unit: a StatefulSet with one pod, or a Deployment where its role keeps nothing. */
export interface Part {
  /** Name of its workload object and of its Service within the unit's namespace. */
  readonly name: string;

  /** Role of the family; it decides the kind of workload, the update strategy and the grace period. */
  readonly role: string;
  readonly client: string;

  /** Image key. */
  readonly image: string;
  readonly command: NonEmpty<string>;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
  readonly ports: Readonly<Record<string, Port>>;
  readonly volumes: Readonly<Record<string, Volume>>;
  readonly init: readonly InitStep[];
  readonly user: number;

  /** CPU as Kubernetes writes it. */
  readonly cpu: string;

  /** Memory as Kubernetes writes it. */
  readonly memory: string;
  readonly readiness?: Probe;
  readonly metrics?: Metrics;

  /** Whether it calls the internet: peers, checkpoints, genesis. Never on a role that signs. */
  readonly internet: boolean;

  /** The identity it signs for, or whose signing history it keeps. */
  readonly identity?: SigningIdentity;

  /**
   * Where this program keeps its record, where other programs of its role keep theirs elsewhere.
   *
   * @default where its role says
   */
  readonly slashingState?: SlashingState;

  /** Its share of the identity's key, where a threshold of several parts signs together. */
  readonly shard?: Shard;

  /**
   * Path of a seccomp profile below the kubelet's profile folder, on its node, for a program that needs system calls
   * which the runtime's own profile forbids.
   *
   * @default the container runtime's own profile
   */
  readonly seccomp?: string;

  /**
   * Extended resource by which a device plugin passes one device of the node into the container, which gets nothing
   * else of the node for it: `squat.ai/yubihsm`.
   *
   * @default none
   */
  readonly device?: string;

  /**
   * Generation of state that migrates one way only, such as a database schema. Going back to a lower one is refused.
   */
  readonly stateGeneration?: string;

  /**
   * Flags of overlays that its client is not known to have.
   *
   * @default none
   */
  readonly unknownFlags?: readonly UnknownFlag[];

  /** Its merged values with the layer that set each of them. */
  readonly values: Layered<RoleValues>;
}
