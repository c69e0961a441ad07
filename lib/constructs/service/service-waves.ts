import { Construct } from 'constructs';
import { propError } from '../../model/errors';
import { WAVES, type Wave } from '../../model/wave';
import type { GitOpsRoot } from '../gitops-root';
import { ServiceWave } from './service-wave';
import { waveProblems } from './wave-checks';

/**
 * The service plane of one cluster: six waves, each synced only once the one before it is healthy.
 *
 * The waves are members and cannot be made otherwise, so a wrong order cannot be written; the order in which
 * applications are added does not matter.
 */
export class ServiceWaves extends Construct {
  /** Namespaces and the CRDs of operators, which everything after them needs. */
  public readonly namespaces: ServiceWave;

  /** Certificate management. */
  public readonly certificates: ServiceWave;

  /** Ingress controllers. */
  public readonly ingress: ServiceWave;

  /** Vault, External Secrets: what secrets come from. */
  public readonly security: ServiceWave;

  /** Prometheus, logs, and the first applications whose secrets come from Vault. */
  public readonly observability: ServiceWave;

  /** Platform and application services. */
  public readonly platform: ServiceWave;

  /** @throws when the root is not of the service plane */
  public constructor(root: GitOpsRoot) {
    if (root.plane !== 'service') throw propError(root, 'root', 'a root of the service plane', root.name);
    super(root, 'waves');
    this.namespaces = new ServiceWave(root, 'namespaces');
    this.certificates = new ServiceWave(root, 'certificates');
    this.ingress = new ServiceWave(root, 'ingress');
    this.security = new ServiceWave(root, 'security');
    this.observability = new ServiceWave(root, 'observability');
    this.platform = new ServiceWave(root, 'platform');
    this.node.addValidation({ validate: () => waveProblems(this.inOrder) });
  }

  /** The six waves in the order they sync. */
  public get inOrder(): readonly ServiceWave[] {
    return WAVES.map((wave: Wave) => this[wave]);
  }
}
