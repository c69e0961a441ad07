import { Construct } from 'constructs';
import { dnsSubdomain } from '../../model/dns-name';
import { ProblemsError, propError, propProblem } from '../../model/errors';
import { automated } from '../../model/sync-policy';
import { addRules, type FamilyAlerts } from './alert-rule';
import { addRouting } from './alert-routing';
import { APTOS_ALERTS } from './aptos-alerts';
import { ArgoApplication } from '../argo-application';
import { AVALANCHE_ALERTS } from './avalanche-alerts';
import { CANTON_ALERTS } from './canton-alerts';
import { clusterGroups } from './cluster-alerts';
import { COMETBFT_ALERTS } from './cometbft-alerts';
import { addDashboards } from './dashboards';
import type { DomainProject } from '../domain-project';
import { ETHEREUM_ALERTS } from './ethereum-alerts';
import type { Folder } from '../folder';
import type { GitOpsRoot } from '../gitops-root';
import { LAYERZERO_ALERTS } from './layerzero-alerts';
import { NodeAgents } from './node-agents';
import { workloadGroups } from './workload-alerts';
import { SOLANA_ALERTS } from './solana-alerts';
import { SUBSTRATE_ALERTS } from './substrate-alerts';
import { SUI_ALERTS } from './sui-alerts';
import type { WorkloadRecord } from '../workload-record';

/** Props of a {@link MonitoringSet}. */
export interface MonitoringSetProps {
  /** The project that holds all of its applications; the agents' namespace is added there. */
  readonly project: DomainProject;

  /** Namespace of rules, routes and dashboards: that of Prometheus and Alertmanager. */
  readonly namespace: string;

  /** Address below which every alert that pages has a page of its name, such as `https://runbooks.example.com`. */
  readonly runbooks: string;

  /** Path in the secret store that holds `pagerduty-routing-key`, `slack-url` and `heartbeat-url`. */
  readonly secretPath: string;

  /**
   * Name of the ClusterSecretStore.
   *
   * @default vault
   */
  readonly secretStore?: string;

  /** Slack channel of alerts that are answered within the day, such as `#testnet-alerts`. */
  readonly chatChannel: string;

  /**
   * Slack channel of alerts that are read in the morning.
   *
   * @default chatChannel
   */
  readonly digestChannel?: string;

  /**
   * Namespace of the agents, which belongs to them alone: they see the nodes' processes and files.
   *
   * @default node-agents
   */
  readonly agentNamespace?: string;

  /**
   * Alerts of chain families that are not of this package, by family and role.
   *
   * @default none: workloads of such a family get what holds for every workload
   */
  readonly familyAlerts?: Readonly<Record<string, FamilyAlerts>>;
}

/** Alerts of the families of this package. */
const FAMILY_ALERTS: Readonly<Record<string, FamilyAlerts>> = {
  aptos: APTOS_ALERTS,
  avalanche: AVALANCHE_ALERTS,
  canton: CANTON_ALERTS,
  cometbft: COMETBFT_ALERTS,
  ethereum: ETHEREUM_ALERTS,
  layerzero: LAYERZERO_ALERTS,
  solana: SOLANA_ALERTS,
  substrate: SUBSTRATE_ALERTS,
  sui: SUI_ALERTS,
  berachain: COMETBFT_ALERTS,
  story: COMETBFT_ALERTS,
};

const SYNC = automated({ prune: true, selfHeal: true });

/**
 * The monitoring of one cluster: an agent on each node, alert rules for every chain workload, dashboards, and the
 * routes of alerts.
 *
 * Rules come from the platform's registry, so nobody has to remember a workload's alerts. A workload that is declared
 * after the set would be missed, and is an error.
 */
export class MonitoringSet extends Construct {
  /** @throws ProblemsError with everything that is wrong in the props, or when the root is of another plane */
  public constructor(root: GitOpsRoot, id: string, props: MonitoringSetProps) {
    super(root, id);
    if (root.plane !== 'monitoring') throw propError(this, 'root', 'a root of the monitoring plane', root.name);
    refuseWrongProps(this, props);
    const { project } = props;
    const agentNamespace = props.agentNamespace ?? 'node-agents';
    const watched = workloadsOn(root);
    new NodeAgents(root, 'node-agents', {
      project,
      namespace: agentNamespace,
      image: root.platform.versionsOf(root.cluster).image('monitoring.node-exporter'),
    });
    const add = (name: string): Folder =>
      new ArgoApplication(root, name, { project, namespace: props.namespace, source: { kind: 'content' }, sync: SYNC })
        .content;
    const rules = add('alert-rules');
    addRules(rules, 'cluster', clusterGroups(root.cluster, agentNamespace, watched), props.runbooks);
    const families = { ...FAMILY_ALERTS, ...props.familyAlerts };
    for (const workload of watched) {
      const groups = workloadGroups(workload, families[workload.family] ?? {});
      addRules(rules, `workload-${workload.name}`, groups, props.runbooks);
    }
    addRouting(add('alert-routing'), {
      secretPath: props.secretPath,
      secretStore: dnsSubdomain(this, 'secretStore', props.secretStore ?? 'vault'),
      chatChannel: props.chatChannel,
      digestChannel: props.digestChannel ?? props.chatChannel,
    });
    addDashboards(add('dashboards'));
    this.node.addValidation({ validate: () => missed(watched, workloadsOn(root)) });
  }
}

function workloadsOn(root: GitOpsRoot): readonly WorkloadRecord[] {
  return root.platform.workloads.filter((workload) => workload.cluster === root.cluster);
}

function missed(watched: readonly WorkloadRecord[], now: readonly WorkloadRecord[]): string[] {
  return now
    .filter((workload) => !watched.includes(workload))
    .map(({ name }) => `workload '${name}' has no alerts: declare the monitoring set after every chain workload`);
}

function refuseWrongProps(set: MonitoringSet, props: MonitoringSetProps): void {
  const problems: string[] = [];
  if (!/^https:\/\/[^\s/]+(\/[^\s/]+)*$/.test(props.runbooks)) {
    problems.push(propProblem(set, 'runbooks', 'an https:// URL without a / at its end', props.runbooks));
  }
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/.test(props.secretPath)) {
    problems.push(propProblem(set, 'secretPath', 'a path of at least two segments', props.secretPath));
  }
  for (const prop of ['chatChannel', 'digestChannel'] as const) {
    const channel = props[prop];
    if (channel !== undefined && !/^#[a-z0-9_-]+$/.test(channel)) {
      problems.push(propProblem(set, prop, 'a Slack channel such as #alerts', channel));
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
}
