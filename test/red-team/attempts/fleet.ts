import { ApiObject } from 'cdk8s';
import { DomainProject, KIND, MonitoringSet, ValidatorApp, vault, type Platform } from '../../../lib';
import type { CometFacts, CometRole, CometUnits, CometValues, HorcruxUnits } from '../../../lib/chains/cometbft';
import type { EthereumFacts, EthereumRole, EthereumUnits, EthereumValues } from '../../../lib/chains/ethereum';
import type { GitOpsRoot, InventoryObject, Manifest, ValidatorAppProps } from '../../../lib';
import { Releases } from '../../../lib/model/release';
import { SigningIdentity } from '../../../lib/model/signing-identity';
import { render } from '../../../lib/render/render';
import { chainPlatform, hoodi, horcruxPlacement, horcruxUnits, osmo } from '../../fixtures/chain';
import { REVISION } from '../../fixtures/platform';
import { historyOf } from '../../fixtures/world';
import type { Draft } from '../example';

export type Hoodi = ValidatorAppProps<EthereumFacts, EthereumValues, EthereumUnits, EthereumRole>;
export type Osmo = ValidatorAppProps<CometFacts, CometValues, CometUnits, CometRole>;

/** Three workloads: a remote signer with its database, a CometBFT validator with its key, and three cosigners of one. */
export const PROPS: { readonly 'hoodi-0': Hoodi; readonly 'osmo-0': Osmo; readonly 'osmo-1': Osmo } = {
  'hoodi-0': hoodi,
  'osmo-0': osmo,
  'osmo-1': {
    ...osmo,
    identity: SigningIdentity.consensusAddress('osmo-1', Buffer.alloc(32, 8).toString('base64')),
    custody: vault('chain/osmo-test-5/osmo-1'),
    units: {
      ...horcruxUnits,
      sentries: [{ nodeId: 'd'.repeat(40) }, { nodeId: 'e'.repeat(40) }],
    } satisfies HorcruxUnits,
    placement: horcruxPlacement,
  },
};

export type WorkloadName = keyof typeof PROPS;

/** What an attempt changes of the fleet. */
export interface FleetChange {
  readonly 'hoodi-0'?: Partial<Hoodi>;
  readonly 'osmo-0'?: Partial<Osmo>;
  readonly 'osmo-1'?: Partial<Osmo>;

  /** The workloads there are. @default all */
  readonly only?: readonly WorkloadName[];

  /** More than the three, on the chain's root. */
  readonly more?: (root: GitOpsRoot) => unknown;

  /** More, once the alerts are declared. */
  readonly late?: (root: GitOpsRoot) => unknown;
  readonly releases?: Releases;

  /** What is done to its objects at last, past every type: cdk8s lets anybody. */
  readonly tampering?: Tampering;
}

/** Objects by file: what becomes of each, where `undefined` takes it away; and what is added beside them. */
export interface Tampering {
  readonly edits?: Readonly<Record<string, (draft: Draft) => Draft | undefined>>;

  /** By the file of a neighbour, whose folder and namespace the new object gets. */
  readonly adds?: Readonly<Record<string, (neighbour: Draft) => Draft>>;
}

/** A platform with these workloads, and alerts for them. */
export function fleet(change: FleetChange = {}): Platform {
  const { platform, root } = chainPlatform('local', change.releases);
  const has = (name: WorkloadName): boolean => change.only?.includes(name) !== false;
  if (has('hoodi-0')) new ValidatorApp(root, 'hoodi-0', { ...PROPS['hoodi-0'], ...change['hoodi-0'] });
  if (has('osmo-0')) new ValidatorApp(root, 'osmo-0', { ...PROPS['osmo-0'], ...change['osmo-0'] });
  if (has('osmo-1')) new ValidatorApp(root, 'osmo-1', { ...PROPS['osmo-1'], ...change['osmo-1'] });
  change.more?.(root);
  watch(platform.root('monitoring', root.cluster));
  change.late?.(root);
  if (change.tampering !== undefined) tamper(platform, change.tampering);
  return platform;
}

function watch(root: GitOpsRoot): void {
  const project = new DomainProject(root, 'observability', {
    description: 'Agents, rules, routes and dashboards',
    namespaces: ['observability'],
    kinds: [
      KIND.daemonSet,
      KIND.podMonitor,
      KIND.prometheusRule,
      KIND.configMap,
      KIND.externalSecret,
      KIND.alertmanagerConfig,
    ],
  });
  new MonitoringSet(root, 'monitoring', {
    project,
    namespace: 'observability',
    runbooks: 'https://runbooks.example.com',
    secretPath: 'monitoring/alert-routing',
    chatChannel: '#testnet-alerts',
  });
}

function tamper(platform: Platform, { edits = {}, adds = {} }: Tampering): void {
  for (const [file, edit] of Object.entries(edits)) {
    const object = madeAt(platform, file);
    const rendered = object.toJson.bind(object);
    if (edit(structuredClone(rendered()) as Draft) === undefined)
      object.node.scope?.node.tryRemoveChild(object.node.id);
    else object.toJson = (): unknown => edit(structuredClone(rendered()) as Draft);
  }
  for (const [file, add] of Object.entries(adds)) {
    const neighbour = madeAt(platform, file);
    const added = add(structuredClone(neighbour.toJson()) as Draft);
    const { apiVersion, kind, metadata } = added;
    const scope = neighbour.node.scope ?? platform;
    new ApiObject(scope, 'added', { apiVersion, kind, metadata }).toJson = (): unknown => added;
  }
}

/** @throws when nothing makes that file */
function madeAt(platform: Platform, file: string): ApiObject {
  const path = CLEAN.objects.get(file)?.constructPath ?? '';
  const made = platform.node.findAll().find((construct) => construct.node.path === path);
  if (made === undefined || !ApiObject.isApiObject(made)) throw new Error(`nothing makes ${file}`);
  return made;
}

/** The fleet as it is meant to be, every application of it released. */
export const CLEAN = released();

function released() {
  const proposed = fleet();
  const { treeOf, roots } = render(proposed);
  const folders = proposed.applications.map(({ name, path }) => {
    const files = roots.find(({ dir }) => path.startsWith(`${dir}/`))?.files ?? new Map<string, { text: string }>();
    const own = [...files].filter(([file]) => file.startsWith(`${name}/`));
    const texts = Object.fromEntries(own.map(([file, { text }]) => [file.slice(name.length + 1), text]));
    return [`${path} ${treeOf(path) ?? ''}`, texts] as const;
  });
  const releases = releasesOf(proposed);
  const rendering = render(fleet({ releases }));
  const objects = new Map<string, InventoryObject>(rendering.inventory.objects.map((at) => [at.file, at]));
  return { rendering, releases, objects, history: historyOf(Object.fromEntries(folders)) };
}

/** A release of every application of a platform, as it is rendered. */
export function releasesOf(platform: Platform): Releases {
  const { treeOf } = render(platform);
  return Releases.of(
    platform.applications.map(({ root, name, path }) => ({
      root,
      application: name,
      release: { revision: REVISION, tree: treeOf(path) ?? '' },
      where: `releases/${root}.json`,
    })),
  );
}

/** An object of the clean fleet. @throws when there is none */
export function cleanObject(file: string): Manifest {
  const found = CLEAN.objects.get(file);
  if (found === undefined) throw new Error(`no ${file}`);
  return found.object;
}
