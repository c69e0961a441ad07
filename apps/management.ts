import { ArgoApplication, automated, type DomainProject, type Folder, type Platform } from '../lib';
import * as shared from './charts';
import * as charts from './management/charts';
import { backups, secretStore, ssoSecrets } from './management/content';
import { managementProjects } from './management/projects';
import { clusters } from './topology';

const fleet = shared.kubePrometheusStackWithCrds;
const sync = automated({ prune: true, selfHeal: true });

/** The management plane: four domains, each with the services that serve all clusters. */
export function management(platform: Platform): void {
  const root = platform.root('management', clusters.management);
  const projects = managementProjects(root);
  for (const namespace of ['backups', 'dex', 'external-secrets']) root.bootstrap.addNamespace(root, namespace);
  root.bootstrap.addNamespace(root, 'observability', { podSecurity: 'baseline' });

  const content = (id: string, project: DomainProject, namespace: string): Folder =>
    new ArgoApplication(root, id, { project, namespace, source: { kind: 'content' }, sync }).content;

  // Security: secrets.
  new ArgoApplication(root, 'external-secrets', {
    project: projects.security,
    namespace: 'external-secrets',
    sync,
    source: shared.externalSecrets.source({
      installCRDs: true,
      replicaCount: 2,
      leaderElect: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      processPushSecret: false,
      serviceMonitor: { enabled: true, renderMode: 'alwaysRender' },
      serviceAccount: {
        annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/fp-external-secrets' },
      },
    }),
  });
  secretStore(content('secret-stores', projects.security, 'external-secrets'));

  // Access: single sign-on.
  ssoSecrets(content('dex-secrets', projects.access, 'dex'));
  new ArgoApplication(root, 'dex', {
    project: projects.access,
    namespace: 'dex',
    sync,
    source: charts.dex.source({
      image: { tag: 'v2.45.1' },
      replicaCount: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      configSecret: { create: false, name: 'dex-settings' },
      serviceMonitor: { enabled: true },
    }),
  });

  // Observability: fleet metrics.
  new ArgoApplication(root, 'fleet-metrics', {
    project: projects.observability,
    namespace: 'observability',
    sync,
    source: fleet.source(shared.prometheusValues('management', fleet)),
  });

  // Platform: backups.
  const image = platform.versionsOf(root.cluster).image('management.backup');
  backups(content('backups', projects.platform, 'backups'), image);
}
