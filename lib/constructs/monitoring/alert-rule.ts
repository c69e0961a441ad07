import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr,
  type PrometheusRuleSpecGroupsRules,
} from '../../../imports/monitoring.coreos.com';
import { LABEL } from '../../model/labels';
import type { Severity } from '../../model/severity';
import type { Folder } from '../folder';
import type { RoleRecord, WorkloadRecord } from '../workload-record';

/** What a rule of a family looks at: one role of one workload, with all programs that have it. */
export interface AlertTarget {
  readonly workload: WorkloadRecord;

  /** The role's program, or the first of several. */
  readonly role: RoleRecord;

  /** Label matchers of the role's own series: `workload="hoodi-0",role="beacon"`. */
  readonly own: string;

  /** Label matchers of its pods' series from Kubernetes: `namespace="hoodi-0-node",pod=~"lighthouse-.+"`. */
  readonly pods: string;

  /** Keys that must be signing: those of the identities that are not paused. */
  readonly keys: number;
}

/** An alert, for every role it is listed under. */
export interface AlertRule {
  /** Name of the alert, and of its page in the runbook. */
  readonly alert: string;
  readonly severity: Severity;

  /** How long it must hold, as Prometheus writes it; 0s at once. */
  readonly for: string;

  /** One sentence for whoever is woken. */
  readonly summary: string;

  /** PromQL that gives a series while something is wrong. */
  readonly expr: (target: AlertTarget) => string;

  /**
   * Clients that export these metrics.
   *
   * @default all clients of the role
   */
  readonly clients?: readonly string[];
}

/** Alerts of a chain family by role. */
export type FamilyAlerts = Readonly<Record<string, readonly AlertRule[]>>;

/** An alert with its expression written out. */
export interface WrittenAlert extends Omit<AlertRule, 'expr' | 'clients'> {
  readonly expr: string;

  /** Labels besides those of its group. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Alerts that are evaluated together and speak of one thing. */
export interface AlertGroup {
  readonly name: string;

  /** Labels of every alert in it. `service` among them decides what silences what. */
  readonly labels: Readonly<Record<string, string>> & { readonly service: string };
  readonly alerts: readonly WrittenAlert[];
}

/**
 * Renders a PrometheusRule.
 *
 * @param runbooks address below which each alert that pages has a page of its name
 */
export function addRules(folder: Folder, name: string, groups: readonly AlertGroup[], runbooks: string): void {
  new PrometheusRule(folder, name, {
    metadata: { name, labels: { [LABEL.component]: 'alert-rules' } },
    spec: {
      groups: groups
        .filter((group) => group.alerts.length > 0)
        .map(({ name: group, labels, alerts }) => ({
          name: group,
          rules: alerts.map((alert) => printed(alert, labels, runbooks)),
        })),
    },
  });
}

function printed(
  rule: WrittenAlert,
  labels: Readonly<Record<string, string>>,
  runbooks: string,
): PrometheusRuleSpecGroupsRules {
  const pages = rule.severity === 'P0' || rule.severity === 'P1';
  return {
    alert: rule.alert,
    expr: PrometheusRuleSpecGroupsRulesExpr.fromString(rule.expr),
    ...(rule.for === '0s' ? {} : { for: rule.for }),
    labels: { ...labels, ...rule.labels, severity: rule.severity },
    annotations: { summary: rule.summary, ...(pages ? { runbook_url: `${runbooks}/${rule.alert}` } : {}) },
  };
}
