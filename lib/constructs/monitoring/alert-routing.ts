import {
  AlertmanagerConfig,
  AlertmanagerConfigSpecInhibitRulesSourceMatchMatchType as SourceMatch,
  AlertmanagerConfigSpecInhibitRulesTargetMatchMatchType as TargetMatch,
  type AlertmanagerConfigSpecReceivers,
} from '../../../imports/monitoring.coreos.com';
import {
  ExternalSecret,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
} from '../../../imports/external-secrets.io';
import { LABEL } from '../../model/labels';
import { SEVERITIES, SEVERITY } from '../../model/severity';
import { DEAD_MAN } from './cluster-alerts';
import type { Folder } from '../folder';

/** Where alerts go. What gives access to a receiver is a reference to a secret store. */
export interface RoutingProps {
  /** Path in the secret store that holds `pagerduty-routing-key`, `slack-url` and `heartbeat-url`. */
  readonly secretPath: string;

  /** Name of the ClusterSecretStore. */
  readonly secretStore: string;

  /** Slack channel of what is answered within the day, P1 included. */
  readonly chatChannel: string;

  /** Slack channel of what is read in the morning. */
  readonly digestChannel: string;
}

const NAME = 'alert-routing';

type Receiver = (typeof SEVERITY)[keyof typeof SEVERITY]['receiver'];

/**
 * Renders Alertmanager's routes and receivers, and the ExternalSecret that the receivers read.
 *
 * The Alertmanager must have `alertmanagerConfigMatcherStrategy: None`: by default the operator adds a matcher for the
 * object's own namespace, and alerts of every other namespace would be routed nowhere.
 */
export function addRouting(folder: Folder, props: RoutingProps): void {
  new ExternalSecret(folder, 'receivers', {
    metadata: { name: NAME, labels: { [LABEL.component]: 'secret' } },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: props.secretStore, kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE },
      target: { name: NAME, creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER },
      data: Object.values(KEY).map((key) => ({ secretKey: key, remoteRef: { key: props.secretPath, property: key } })),
    },
  });
  new AlertmanagerConfig(folder, 'routing', {
    metadata: { name: NAME, labels: { [LABEL.component]: NAME } },
    spec: {
      route: {
        // For alerts of others, which carry none of our severities.
        receiver: SEVERITY.P2.receiver,
        groupBy: ['alertname', 'chain', 'network', 'cluster'],
        groupWait: '10s',
        groupInterval: '5m',
        repeatInterval: SEVERITY.P3.repeat,
        routes: [deadManRoute(), testnetRoute(), ...SEVERITIES.map(severityRoute)],
      },
      inhibitRules: [
        {
          sourceMatch: [{ name: 'severity', matchType: SourceMatch.VALUE_EQUALS, value: 'P0' }],
          targetMatch: [{ name: 'severity', matchType: TargetMatch.VALUE_EQUAL_TILDE, value: 'P1|P2|P3' }],
          equal: ['cluster', 'service'],
        },
      ],
      receivers: receivers(props),
    },
  });
}

/** Keys of the Secret, and properties at the path it is read from. */
const KEY = { pager: 'pagerduty-routing-key', chat: 'slack-url', heartbeat: 'heartbeat-url' } as const;

const HEARTBEAT = 'heartbeat';

/** The receiver raises the alarm when this stops coming, so it is sent every minute. */
function deadManRoute(): object {
  return {
    receiver: HEARTBEAT,
    matchers: [{ name: 'alertname', matchType: '=', value: DEAD_MAN }],
    groupWait: '0s',
    groupInterval: '1m',
    repeatInterval: '1m',
  };
}

/** Nobody is woken for a testnet. A route says so rather than the rules, so that the rules are tried as they are. */
function testnetRoute(): object {
  return {
    receiver: SEVERITY.P2.receiver,
    matchers: [
      { name: 'environment', matchType: '=', value: 'testnet' },
      { name: 'severity', matchType: '=~', value: 'P0|P1' },
    ],
    repeatInterval: SEVERITY.P2.repeat,
  };
}

function severityRoute(severity: keyof typeof SEVERITY): object {
  return {
    receiver: SEVERITY[severity].receiver,
    matchers: [{ name: 'severity', matchType: '=', value: severity }],
    repeatInterval: SEVERITY[severity].repeat,
  };
}

function receivers({ chatChannel, digestChannel }: RoutingProps): AlertmanagerConfigSpecReceivers[] {
  const secret = (key: string): { name: string; key: string } => ({ name: NAME, key });
  const pagerdutyConfigs = [{ routingKey: secret(KEY.pager), sendResolved: true }];
  const slack = (channel: string) => [{ apiUrl: secret(KEY.chat), channel, sendResolved: true }];
  const bySeverity: Readonly<Record<Receiver, Omit<AlertmanagerConfigSpecReceivers, 'name'>>> = {
    pager: { pagerdutyConfigs },
    'pager-and-chat': { pagerdutyConfigs, slackConfigs: slack(chatChannel) },
    chat: { slackConfigs: slack(chatChannel) },
    digest: { slackConfigs: slack(digestChannel) },
  };
  return [
    ...Object.entries(bySeverity).map(([name, configs]) => ({ name, ...configs })),
    { name: HEARTBEAT, webhookConfigs: [{ urlSecret: secret(KEY.heartbeat), sendResolved: false }] },
  ];
}
