import { parse } from 'yaml';
import { DomainProject } from '../../../lib/constructs/domain-project';
import { MonitoringSet, type MonitoringSetProps } from '../../../lib/constructs/monitoring/monitoring-set';
import type { WorkloadRecord } from '../../../lib/constructs/workload-record';
import { KIND } from '../../../lib/model/kind';
import type { ReleaseEntry } from '../../../lib/model/release';
import { SEVERITIES, SEVERITY } from '../../../lib/model/severity';
import { fixturePlatform, folderText, released, renderFolder, REVISION, testnet } from '../../fixtures/platform';
import { hoodiSsvRecord } from '../../fixtures/ssv';
import { hoodi, hoodiDirk, hoodiDvt, osmosis, osmosisHorcrux } from '../../fixtures/workloads';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function setUp(...releases: readonly ReleaseEntry[]) {
  const platform = fixturePlatform(...releases);
  const root = platform.root('monitoring', testnet);
  const project = new DomainProject(root, 'observability', {
    description: 'Agents, rules, routes and dashboards',
    namespaces: ['observability'],
    kinds: [KIND.daemonSet, KIND.podMonitor, KIND.prometheusRule],
  });
  const add = (props: Partial<MonitoringSetProps> = {}): MonitoringSet =>
    new MonitoringSet(root, 'monitoring', {
      project,
      namespace: 'observability',
      runbooks: 'https://runbooks.example.com',
      secretPath: 'monitoring/alert-routing',
      chatChannel: '#testnet-alerts',
      ...props,
    });
  return { platform, root, project, add };
}

function rulesOf(workload: WorkloadRecord, props: Partial<MonitoringSetProps> = {}): readonly Rule[] {
  const { platform, add } = setUp();
  platform.registerWorkload(workload);
  add(props);
  const text = renderFolder(platform, 'monitoring/testnet/alert-rules')[
    `prometheusrule.workload-${workload.name}.yaml`
  ];
  return groupsIn(text).flatMap((group) => group.rules);
}

interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

const groupsIn = (text: string | undefined): readonly Group[] =>
  (parse(text ?? '') as { spec: { groups: readonly Group[] } }).spec.groups;

/** The rules of a cluster with one workload, by file. */
function ruleFiles(workload: WorkloadRecord): Readonly<Record<string, string>> {
  const { platform, add } = setUp();
  platform.registerWorkload(workload);
  add();
  return renderFolder(platform, 'monitoring/testnet/alert-rules');
}

const alertsOf = (rules: readonly Rule[], role: string): readonly string[] =>
  rules.filter((rule) => rule.labels['role'] === role).map((rule) => rule.alert);

describe('agents', () => {
  test('an agent renders as a pinned DaemonSet with a PodMonitor', () => {
    const { platform, add } = setUp();
    add();
    expect(folderText(platform, 'monitoring/testnet/node-exporter-tn-w1')).toMatchSnapshot();
  });

  test('one ApplicationSet makes the Applications of all released agents', () => {
    const { platform, add } = setUp(
      released('monitoring.testnet', 'node-exporter-tn-w1'),
      released('monitoring.testnet', 'node-exporter-tn-w2'),
    );
    add();
    const { 'README.md': _, ...files } = renderFolder(platform, 'monitoring/testnet/applications');
    expect(files).toMatchSnapshot();
  });

  test('the Applications that the set makes are what an ordinary application of the root is', () => {
    const { platform, add } = setUp(
      released('monitoring.testnet', 'node-exporter-tn-w1'),
      released('monitoring.testnet', 'dashboards'),
    );
    add();
    const files = renderFolder(platform, 'monitoring/testnet/applications');
    const set = parse(files['applicationset.node-agents.yaml'] ?? '') as { spec: { template: object } };
    const generated = JSON.stringify(set.spec.template)
      .replaceAll('{{.application}}', 'dashboards')
      .replaceAll('{{.revision}}', REVISION)
      .replaceAll('node-agents', 'observability');
    const { metadata, spec } = parse(files['application.dashboards.yaml'] ?? '') as {
      metadata: { namespace?: string };
      spec: object;
    };
    const { namespace: _, ...named } = metadata;
    expect(JSON.parse(generated)).toEqual({ metadata: named, spec });
  });

  test('a node without a release is not in the set', () => {
    const { platform, add } = setUp(released('monitoring.testnet', 'node-exporter-tn-w2'));
    add();
    const text = renderFolder(platform, 'monitoring/testnet/applications')['applicationset.node-agents.yaml'] ?? '';
    expect(text).toContain(`- application: node-exporter-tn-w2\n            revision: "${REVISION}"\n`);
    expect(text).not.toContain('tn-w1');
  });

  test('refuses a release of an agent that is no exact commit', () => {
    const { add } = setUp(
      released('monitoring.testnet', 'node-exporter-tn-w1'),
      released('monitoring.testnet', 'node-exporter-tn-w2', { revision: 'main' }),
    );
    expect(() => add()).toThrow('\'node-exporter-tn-w2.revision\' must be a commit of 40 hex digits, got "main"');
  });

  test('a set without nodes is not rendered', () => {
    const { platform, add } = setUp();
    add();
    expect(Object.keys(renderFolder(platform, 'monitoring/testnet/applications'))).toEqual(['README.md']);
  });

  test('agents are in the registry, since their names count for uniqueness', () => {
    const { platform, add } = setUp(released('monitoring.testnet', 'node-exporter-tn-w1'));
    add();
    expect(
      platform.applications
        .filter(({ root }) => root === 'monitoring.testnet')
        .map(({ name, path, release }) => [name, path, release?.revision]),
    ).toEqual([
      ['node-exporter-tn-w1', 'monitoring/testnet/node-exporter-tn-w1', REVISION],
      ['node-exporter-tn-w2', 'monitoring/testnet/node-exporter-tn-w2', undefined],
      ['alert-rules', 'monitoring/testnet/alert-rules', undefined],
      ['alert-routing', 'monitoring/testnet/alert-routing', undefined],
      ['dashboards', 'monitoring/testnet/dashboards', undefined],
    ]);
  });

  test('their namespace is privileged and theirs alone', () => {
    const { platform, add } = setUp();
    add();
    const instance = renderFolder(platform, 'bootstrap/testnet/instance');
    expect(instance['namespace.node-agents.yaml']).toContain('pod-security.kubernetes.io/enforce: privileged\n');
  });
});

describe('alert rules', () => {
  test('a cluster without workloads has rules for signing, nodes, Argo CD and monitoring itself', () => {
    const { platform, add } = setUp();
    add();
    expect(folderText(platform, 'monitoring/testnet/alert-rules')).toMatchSnapshot();
  });

  test('an Ethereum workload has rules for each of its roles', () => {
    expect(rulesOf(hoodi)).toMatchSnapshot();
  });

  test('a CometBFT workload has rules for each of its roles', () => {
    const rules = rulesOf(osmosis);
    expect(alertsOf(rules, 'validator')).toEqual([
      'NotReady',
      'Restarted',
      'TargetDown',
      'FileDescriptorsNearlyUsedUp',
      'RolloutPending',
      'ChainHeightStalled',
      'NodeCatchingUp',
      'ByzantineValidators',
      'ValidatorNotSigning',
      'ValidatorLostSentry',
      'ChainNearHalt',
    ]);
    expect(rules.find((rule) => rule.alert === 'ValidatorLostSentry')?.expr).toBe(
      'cometbft_p2p_peers{workload="osmo-test-0",role="validator"} < 1',
    );
  });

  test('cosigners have rules for each of them, and once for all', () => {
    const text = ruleFiles(osmosisHorcrux)['prometheusrule.workload-osmo-test-1.yaml'];
    expect(
      groupsIn(text).map(({ name, rules }) => `${name}: ${rules.map(({ alert }) => alert).join(' ')}`),
    ).toMatchSnapshot();
    const rules = groupsIn(text).flatMap((group) => group.rules);
    const told = rules.map(({ alert, labels }) => JSON.stringify([alert, labels]));
    expect(new Set(told).size).toBe(told.length);
    const exprOf = (name: string): readonly string[] =>
      rules.filter(({ alert }) => alert === name).map(({ expr }) => expr);
    expect(exprOf('CosignerQuorumLost')).toEqual([
      '(count(up{workload="osmo-test-1",role="cosigner"} == 1) or vector(0)) < 2',
    ]);
    expect(exprOf('TargetDown')).toContain(
      'absent(up{workload="osmo-test-1",role="cosigner",namespace="osmo-test-1-cosigner-3"} == 1)',
    );
    // The pods of all sentries are called sentry-0: matched by name alone, Prometheus would refuse the pairs.
    expect(exprOf('ValidatorNotSigning')).toEqual([
      'cometbft_consensus_latest_block_height{workload="osmo-test-1",role="sentry"} - on(namespace, pod) cometbft_consensus_validator_last_signed_height{workload="osmo-test-1",role="sentry"} > 50',
    ]);
  });

  test('Charon has rules of its own, and MEV-boost, without which blocks are built at home, only those of every program', () => {
    const rules = rulesOf(hoodiDvt);
    expect(
      rules.filter(({ labels }) => labels['role'] === 'dvt').map(({ alert, expr }) => `${alert}: ${expr}`),
    ).toEqual(
      expect.arrayContaining([
        'CharonNotOperational: app_monitoring_readyz{workload="hoodi-dvt-0",role="dvt"} != 1',
        'CharonHealthCheckFails: app_health_checks{severity="critical",workload="hoodi-dvt-0",role="dvt"} == 1',
        'DistributedDutyFailed: increase(core_tracker_failed_duties_total{workload="hoodi-dvt-0",role="dvt"}[10m]) > 0',
        'OperatorClockOff: abs(app_peerinfo_clock_offset_seconds{workload="hoodi-dvt-0",role="dvt"}) > 1',
        'OperatorMissesDuties: increase(core_tracker_participation_missed_total{workload="hoodi-dvt-0",role="dvt"}[30m]) > 5',
      ]),
    );
    expect(alertsOf(rules, 'relay')).toEqual(['NotReady', 'Restarted', 'TargetDown', 'FileDescriptorsNearlyUsedUp']);
  });

  test('a signer without metrics is judged by the node that it signs for', () => {
    const roles = osmosis.roles.map((role) =>
      role.role === 'validator' ? { ...role, role: 'signer', client: 'tmkms', metricsPort: undefined } : role,
    );
    const rules = rulesOf({
      ...osmosis,
      roles: roles.map(({ metricsPort, ...role }) => (metricsPort === undefined ? role : { ...role, metricsPort })),
    });
    expect(alertsOf(rules, 'signer')).toEqual([
      'NotReady',
      'Restarted',
      'RolloutPending',
      'ByzantineValidators',
      'ValidatorNotSigning',
    ]);
  });

  test.each(['story', 'berachain'])('nodes of %s have the rules of CometBFT', (family) => {
    expect(alertsOf(rulesOf({ ...osmosis, family }), 'validator')).toContain('ValidatorNotSigning');
  });

  test('cosigners of one identity are no second signer, two with one share are', () => {
    const text = ruleFiles(osmosisHorcrux)['prometheusrule.cluster.yaml'];
    const exprs = groupsIn(text).flatMap(({ rules }) => rules.map(({ alert, expr }) => `${alert}: ${expr}`));
    expect(exprs.filter((expr) => /^(TwoSigners|IdentityScrapedTwice)/.test(expr))).toEqual([
      expect.stringContaining('label_gitops_planes_io_role, label_gitops_planes_io_shard) ('),
      expect.stringContaining('(chain, network, role, signing_identity, shard) ('),
    ]);
  });

  test('rules that only some clients have metrics for are left out for others', () => {
    const roles = hoodi.roles.map((role) =>
      role.role === 'beacon' ? { ...role, client: 'teku', name: 'teku' } : role,
    );
    const rules = rulesOf({ ...hoodi, roles });
    expect(rules.filter((rule) => rule.alert === 'BeaconNodeNotSynced').map((rule) => rule.expr)).toEqual([
      'beacon_slot{workload="hoodi-0",role="beacon"} - beacon_head_slot{workload="hoodi-0",role="beacon"} > 50',
    ]);
  });

  test('a paused identity has no rules for its signers, and those of its nodes and storage stay', () => {
    const rules = rulesOf({ ...hoodi, identities: [{ id: 'hoodi-0', keys: 12, paused: true }] });
    expect(alertsOf(rules, 'signer')).toEqual([]);
    expect(alertsOf(rules, 'validator')).toEqual([]);
    expect(alertsOf(rules, 'beacon')).toContain('TargetDown');
    expect(rules.map((rule) => rule.alert)).toContain('VolumeNearlyFull');
  });

  test('a program without metrics is watched through Kubernetes only', () => {
    expect(alertsOf(rulesOf(hoodi), 'database')).toEqual(['NotReady', 'Restarted']);
  });

  test('a family that is not of this package brings rules of its own', () => {
    const workload = { ...osmosis, family: 'other' };
    const rule = { alert: 'Own', severity: 'P2', for: '1m', summary: 'Own.', expr: () => 'own == 1' } as const;
    expect(alertsOf(rulesOf(workload), 'sentry')).not.toContain('Own');
    expect(alertsOf(rulesOf(workload, { familyAlerts: { other: { sentry: [rule] } } }), 'sentry')).toContain('Own');
  });

  test.each([hoodi, hoodiDvt, hoodiDirk, hoodiSsvRecord, osmosis, osmosisHorcrux])(
    'every alert of $name has a severity, a service, and a runbook where it pages',
    (w) => {
      for (const { alert, labels, annotations } of rulesOf(w)) {
        expect(SEVERITIES).toContain(labels['severity']);
        expect(labels).toMatchObject({ service: w.name, cluster: 'testnet', network: w.network, family: w.family });
        const pages = ['P0', 'P1'].includes(labels['severity'] ?? '');
        expect(annotations['runbook_url']).toBe(pages ? `https://runbooks.example.com/${alert}` : undefined);
      }
    },
  );

  test('a workload that is declared after the set is an error', () => {
    const { platform, add } = setUp();
    add();
    platform.registerWorkload(hoodi);
    expect(() => renderFolder(platform, 'monitoring')).toThrow(
      "[monitoring/testnet/monitoring] workload 'hoodi-0' has no alerts: declare the monitoring set after every chain workload",
    );
  });
});

describe('routing', () => {
  interface Route {
    readonly receiver: string;
    readonly repeatInterval: string;
    readonly matchers: readonly { readonly name: string; readonly matchType: string; readonly value: string }[];
  }

  /** The receiver of an alert: the first route all of whose matchers hold, as Alertmanager decides. */
  function receiverOf(alert: Readonly<Record<string, string>>): string {
    const { platform, add } = setUp();
    add();
    const text = renderFolder(platform, 'monitoring/testnet/alert-routing')['alertmanagerconfig.alert-routing.yaml'];
    const { route } = (parse(text ?? '') as { spec: { route: { receiver: string; routes: Route[] } } }).spec;
    const holds = ({ name, matchType, value }: Route['matchers'][number]): boolean =>
      matchType === '=' ? alert[name] === value : new RegExp(`^(?:${value})$`).test(alert[name] ?? '');
    return (route.routes.find(({ matchers }) => matchers.every(holds)) ?? route).receiver;
  }

  test('renders routes, receivers and the reference to their secrets', () => {
    const { platform, add } = setUp();
    add({ digestChannel: '#digest' });
    expect(folderText(platform, 'monitoring/testnet/alert-routing')).toMatchSnapshot();
  });

  test.each(SEVERITIES)('an alert of severity %s on mainnet reaches its receiver', (severity) => {
    expect(receiverOf({ severity, environment: 'mainnet' })).toBe(SEVERITY[severity].receiver);
  });

  test.each(['P0', 'P1', 'P2'])('an alert of severity %s on a testnet wakes nobody', (severity) => {
    expect(receiverOf({ severity, environment: 'testnet' })).toBe('chat');
  });

  test('the alert that always fires goes to the heartbeat, on a testnet too', () => {
    expect(receiverOf({ alertname: 'Watchdog', severity: 'P3', environment: 'testnet' })).toBe('heartbeat');
  });

  test('an alert with a severity that is not ours is not lost', () => {
    expect(receiverOf({ severity: 'critical' })).toBe('chat');
  });
});

test('dashboards are ConfigMaps with stable uids that Grafana finds', () => {
  const { platform, add } = setUp();
  add();
  const files = renderFolder(platform, 'monitoring/testnet/dashboards');
  expect(Object.keys(files)).toEqual([
    'configmap.planes-nodes.yaml',
    'configmap.planes-signing.yaml',
    'configmap.planes-workloads.yaml',
  ]);
  for (const text of Object.values(files)) {
    const map = parse(text) as { metadata: { name: string; labels: object }; data: Record<string, string> };
    expect(map.metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    const dashboard = JSON.parse(map.data[`${map.metadata.name}.json`] ?? '') as { uid: string; panels: object[] };
    expect(dashboard.uid).toBe(map.metadata.name);
    expect(dashboard.panels).toHaveLength(4);
    expect(JSON.stringify(dashboard)).not.toContain('$own');
  }
  expect(files['configmap.planes-nodes.yaml']).toMatchSnapshot();
});

test('refuses a root of another plane', () => {
  const { platform, project } = setUp();
  const props = {
    project,
    namespace: 'observability',
    runbooks: 'https://r.example.com',
    secretPath: 'a/b',
    chatChannel: '#a',
  };
  expect(() => new MonitoringSet(platform.root('chain', testnet), 'monitoring', props)).toThrow(
    '[chain/testnet/monitoring] \'root\' must be a root of the monitoring plane, got "chain.testnet"',
  );
});

test.each<[string, Partial<MonitoringSetProps>, string]>([
  ['runbooks without https', { runbooks: 'http://r' }, "'runbooks' must be an https:// URL without a / at its end"],
  [
    'runbooks with a / at the end',
    { runbooks: 'https://r/' },
    "'runbooks' must be an https:// URL without a / at its end",
  ],
  ['a secret instead of a path', { secretPath: 'abc' }, "'secretPath' must be a path of at least two segments"],
  ['a secret store that is no name', { secretStore: 'A' }, "'secretStore' must be a DNS-1123 subdomain"],
  ['a channel without #', { chatChannel: 'alerts' }, "'chatChannel' must be a Slack channel such as #alerts"],
  ['a digest channel without #', { digestChannel: 'x' }, "'digestChannel' must be a Slack channel such as #alerts"],
  ['an agent namespace that is no name', { agentNamespace: 'A' }, "'namespace' must be a DNS-1123 label"],
])('refuses %s', (_, props, message) => {
  expect(() => setUp().add(props)).toThrow(message);
});
