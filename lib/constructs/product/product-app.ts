import { Construct } from 'constructs';
import { dnsLabel, dnsSubdomain } from '../../model/dns-name';
import { ProblemsError, propError } from '../../model/errors';
import type { Image } from '../../model/image';
import { LABEL } from '../../model/labels';
import { automated } from '../../model/sync-policy';
import { ArgoApplication } from '../argo-application';
import type { DomainProject } from '../domain-project';
import type { GitOpsRoot } from '../gitops-root';
import { productProblems } from './product-checks';
import { addWayIn, addWaysOut } from './product-network';
import { addDisruptionBudget, addSecrets, addWorkload } from './product-workload';

/** Secrets of a product, as references: what they hold never passes through here. */
export interface ProductSecret {
  /** Path in the secret store, such as `product/fp-claim-dashboard`. */
  readonly path: string;

  /** Property at that path by the environment variable that receives it. */
  readonly env: Readonly<Record<string, string>>;

  /**
   * Name of the ClusterSecretStore.
   *
   * @default vault
   */
  readonly store?: string;
}

/** Something that a product may call, besides DNS. Everything else is closed. */
export type Egress = { readonly ports: readonly number[] } & (
  { readonly cidr: string } | { readonly namespace: string }
);

/** Props of a {@link ProductApp}. */
export interface ProductAppProps {
  /** The project that holds it; its namespace is added there. */
  readonly project: DomainProject;

  /** Key of its image in `apps/versions/<cluster>.json`, such as `product.fp-claim-dashboard`. */
  readonly image: string;

  /** Who reaches it: everybody on the internet, or the operator's own people. Each has an ingress class of its own. */
  readonly exposure: 'public' | 'internal';

  /** DNS name that it answers to. */
  readonly host: string;

  /**
   * Namespace, which belongs to it alone.
   *
   * @default its id
   */
  readonly namespace?: string;

  /**
   * Pods. With one there is no PodDisruptionBudget, since it would block every drain of the pod's node.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Port on which the container serves HTTP. Above 1023: it does not run as root.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Path that answers 200 while it works.
   *
   * @default /healthz
   */
  readonly healthPath?: string;

  /**
   * Requested CPU. There is no limit, which would only slow it down while the node idles.
   *
   * @default 100m
   */
  readonly cpu?: string;

  /**
   * Requested and largest memory.
   *
   * @default 128Mi
   */
  readonly memory?: string;

  /**
   * Environment variables that are not secret.
   *
   * @default none
   */
  readonly env?: Readonly<Record<string, string>>;

  /**
   * Secrets by name.
   *
   * @default none
   */
  readonly secrets?: Readonly<Record<string, ProductSecret>>;

  /**
   * What it may call besides DNS.
   *
   * @default nothing
   */
  readonly egress?: readonly Egress[];

  /**
   * IngressClass.
   *
   * @default the name of its exposure: `public` or `internal`
   */
  readonly ingressClass?: string;

  /**
   * Namespace of the ingress controller, the only one that reaches its pods.
   *
   * @default traefik
   */
  readonly ingressNamespace?: string;

  /**
   * ClusterIssuer of cert-manager that signs its certificate.
   *
   * @default `letsencrypt` for public ones, `internal` for internal ones
   */
  readonly issuer?: string;
}

/** Props with every default filled in, and what follows from the id. */
export interface Product extends Required<Omit<ProductAppProps, 'project' | 'image'>> {
  readonly name: string;
  /** Key that stands for the image in the content. */
  readonly imageKey: string;

  /** Labels of its pods. */
  readonly podLabels: Readonly<Record<string, string>>;

  /** Labels that select its pods; a Deployment's selector never changes. */
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * A web app of the product plane.
 *
 * Its content names its image by key; `kustomization.yaml` holds the proposed digest for that key, and the Application
 * overrides it with the released one, so that publishing a new proposal deploys nothing.
 */
export class ProductApp extends Construct {
  public readonly application: ArgoApplication;

  /** @throws ProblemsError with everything that is wrong in the props, or when the root is of another plane */
  public constructor(root: GitOpsRoot, id: string, props: ProductAppProps) {
    super(root, `product-${id}`);
    if (root.plane !== 'product') throw propError(this, 'root', 'a root of the product plane', root.name);
    const namespace = dnsLabel(this, 'namespace', props.namespace ?? id);
    const problems = productProblems(this, props);
    if (problems.length > 0) throw new ProblemsError(problems);
    const image = root.platform.versionsOf(root.cluster).image(props.image);
    root.bootstrap.addNamespace(this, namespace);
    props.project.addNamespace(namespace);
    this.application = new ArgoApplication(root, id, {
      project: props.project,
      namespace,
      source: { kind: 'product', images: { [props.image]: image } },
      sync: automated({ prune: true, selfHeal: true }),
    });
    const { content } = this.application;
    const product = complete(this.application, namespace, props);
    addWorkload(content, product);
    addDisruptionBudget(content, product);
    addSecrets(content, product);
    addWayIn(content, product);
    addWaysOut(content, product);
    content.addFileLater('kustomization.yaml', () => kustomization(content.objectFiles, props.image, image));
  }
}

function complete({ name, content }: ArgoApplication, namespace: string, props: ProductAppProps): Product {
  const component = { [LABEL.component]: 'web' };
  const { exposure } = props;
  return {
    name,
    namespace,
    imageKey: props.image,
    podLabels: { ...content.labels, ...component },
    selector: { [LABEL.application]: name, ...component },
    exposure,
    host: dnsSubdomain(content, 'host', props.host),
    replicas: props.replicas ?? 2,
    port: props.port ?? 8080,
    healthPath: props.healthPath ?? '/healthz',
    cpu: props.cpu ?? '100m',
    memory: props.memory ?? '128Mi',
    env: props.env ?? {},
    secrets: props.secrets ?? {},
    egress: props.egress ?? [],
    ingressClass: props.ingressClass ?? exposure,
    ingressNamespace: props.ingressNamespace ?? 'traefik',
    issuer: props.issuer ?? (exposure === 'public' ? 'letsencrypt' : 'internal'),
  };
}

/** What `kustomization.yaml` holds: Kustomize loads nothing that it does not list. */
function kustomization(resources: readonly string[], key: string, { repository, digest }: Image): object {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources],
    images: [{ name: key, newName: repository, digest }],
  };
}
