import { secretPath } from '../../model/custody';
import { propProblem } from '../../model/errors';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { InitStep, Part, Shard } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type PartRef, type UnitPlan } from '../workload-plan';
import { ACCOUNTS, expectAccounts, expectHistory, HISTORY, PROTECTION, takeWallet, WALLETS } from './dirk-scripts';
import type { EthereumInput } from './input';
import { ROLES } from './roles';
import { keystoreSecrets } from './signing-units';
import type { DirkUnits } from './units';
import { MOUNT } from './wiring';
import { shellStep } from '../shell-step';

const PORT = 13141;
const SETTINGS = '/config';
const TLS = '/tls';
const PASSPHRASE = '/passphrase';

/** Vouch, which alone may ask for signatures: its host name is the common name of its client certificate. */
export const VOUCH_REF: PartRef = { unit: 'validator', part: 'vouch' };

/**
 * Dirk by Attestant (https://github.com/attestantio/dirk): a remote signer that keeps accounts of `ethdo` and a record
 * of its own of what they signed.
 *
 * Settings are those of its docs/configuration.md, rendered whole: no overlay changes them, for among them are where
 * the record is, who may sign, and which addresses may ask for voluntary exits (none here). Port 13141 is that of its
 * example. Its image names no user, and starts as root where none is set. It has no health check over HTTP. Beside the
 * metrics is Go's profiler, which only Prometheus can reach.
 *
 * It stops within two seconds of SIGTERM, and closes its record first.
 */
const DIRK = {
  name: 'dirk',
  image: 'ethereum.dirk',
  command: ['/app/dirk'],
  user: 10001,
  ports: { grpc: { number: PORT }, metrics: { number: 8181 } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'grpc' },
  environmentPrefix: 'DIRK_',
  // Badger, which keeps the record, sets 2 GiB aside for each of its value logs.
  defaults: { cpu: '1', memory: '2Gi', storage: '10Gi' },
  dangerousFlags: {
    'import-slashing-protection': 'it is for a Dirk that is stopped, and leaves once it is done',
    'profile-address': 'an API without a lock',
  },
  allowedFlags: ['log-level'],
} as const satisfies Client;

/** A Dirk of a workload. */
interface Instance {
  readonly unit: string;
  readonly id: number;
  readonly shard?: Shard;
}

/** The Dirks of a workload, as links name them. */
export function dirkRefs(input: EthereumInput<DirkUnits>): readonly PartRef[] {
  return instancesOf(input).map(({ unit }) => ({ unit, part: DIRK.name }));
}

/** Addresses of the Dirks, each the name in its certificate and its port. */
export function dirkEndpoints(input: EthereumInput<DirkUnits>): readonly string[] {
  return instancesOf(input).map((instance) => endpointOf(input, instance));
}

/** A unit for each Dirk, with accounts, passphrase, certificate and record of its own. */
export function dirkUnits(input: EthereumInput<DirkUnits>): readonly UnitPlan[] {
  return instancesOf(input).map((instance) => {
    const at = (name: string): string => secretPath(input.custody, instance.unit, name);
    const keystores = keystoreSecrets(input, at);
    return {
      name: instance.unit,
      parts: [dirkPart(input, instance, Object.keys(keystores))],
      secrets: {
        ...keystores,
        passphrase: { path: at('passphrase'), take: { passphrase: 'passphrase' }, signingKey: true },
        tls: {
          path: at('tls'),
          take: { 'server.crt': 'server.crt', 'server.key': 'server.key', 'ca.crt': 'ca.crt' },
          signingKey: false,
        },
      },
      configs: { config: { 'dirk.yml': configuration(input, instance) } },
    };
  });
}

/** What is wrong with the wallet, or with how its keys are split. */
export function dirkProblems(input: EthereumInput<DirkUnits>): string[] {
  const { wallet, shares } = input.units.signer;
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(input.where, `units.${prop}`, mustBe, got));
  };
  // The compiler says so as well, but not to whoever builds units of parts.
  const { relay } = input.units.node;
  if (relay !== undefined) refuse('node.relay', 'absent: Vouch takes no blocks of builders here', relay);
  // It stands in the permissions as a regular expression.
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(wallet)) refuse('signer.wallet', 'letters, digits, - and _', wallet);
  if (shares === undefined) return problems;
  const ids = shares.instances.map(({ id }) => id);
  if (ids.length < 3) refuse('signer.shares.instances', 'at least three, so that one may be down', ids.length);
  ids.forEach((id, i) => {
    const prop = `signer.shares.instances.${i}.id`;
    if (!Number.isSafeInteger(id) || id < 1) refuse(prop, 'a whole number from 1', id);
    if (ids.indexOf(id) !== i) refuse(prop, 'an id of its own', id);
  });
  const { threshold } = shares;
  if (!Number.isInteger(threshold) || threshold <= ids.length / 2 || threshold > ids.length) {
    refuse('signer.shares.threshold', `more than half of ${ids.length}, and at most ${ids.length}`, threshold);
  }
  return problems;
}

function instancesOf({ units }: EthereumInput<DirkUnits>): readonly Instance[] {
  const { shares } = units.signer;
  if (shares === undefined) return [{ unit: 'signer', id: 1 }];
  const ids = shares.instances.map(({ id }) => id).sort((a, b) => a - b);
  return ids.map((id, i) => ({
    unit: `signer-${id}`,
    id,
    shard: { number: i + 1, of: ids.length, needs: shares.threshold },
  }));
}

function endpointOf(input: EthereumInput<DirkUnits>, { unit }: Instance): string {
  return `${hostOf(input.workload, { unit, part: DIRK.name })}:${PORT}`;
}

function dirkPart(input: EthereumInput<DirkUnits>, { unit, shard }: Instance, keystores: readonly string[]): Part {
  const { wallet, shares, overlay } = input.units.signer;
  const [first = 'keystores-0', ...rest] = keystores;
  const participants = instancesOf(input).map((each) => [String(each.id), endpointOf(input, each)] as const);
  return buildPart({
    where: input.where,
    role: 'signer',
    client: DIRK,
    layers: roleLayers(input, 'signer', ROLES.signer, { overlay: overlay?.signer }),
    fixed: { flags: { 'base-dir': SETTINGS } },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      accounts: { kind: 'secret', mount: ACCOUNTS, secrets: [first, ...rest] },
      wallets: { kind: 'scratch', mount: WALLETS, size: '64Mi', memory: true },
      passphrase: { kind: 'secret', mount: PASSPHRASE, secrets: ['passphrase'] },
      tls: { kind: 'secret', mount: TLS, secrets: ['tls'] },
      config: { kind: 'config', mount: SETTINGS, config: 'config' },
      identity: { kind: 'config', mount: MOUNT.identity, config: input.identity.configMapName },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep(
        'expect-accounts',
        expectAccounts(wallet, shares === undefined ? undefined : { threshold: shares.threshold, participants }),
        ['accounts', 'identity', 'temporary'],
      ),
      shellStep('take-wallet', takeWallet(), ['accounts', 'wallets']),
      ...(input.identity.history === 'none' ? [] : historySteps(input, unit)),
    ],
    identity: input.identity,
    slashingState: 'claim',
    ...(shard === undefined ? {} : { shard }),
  });
}

/** Dirk itself reads its record (https://github.com/attestantio/dirk/blob/master/docs/interchange.md). */
function historySteps(input: EthereumInput<DirkUnits>, unit: string): readonly InitStep[] {
  const { genesisValidatorsRoot } = input.network.facts;
  return [
    {
      name: 'export-history',
      image: DIRK.image,
      command: [
        ...DIRK.command,
        `--base-dir=${SETTINGS}`,
        '--export-slashing-protection',
        `--genesis-validators-root=${genesisValidatorsRoot}`,
        `--slashing-protection-file=${HISTORY}`,
      ],
      volumes: ['data', 'config', 'temporary'],
    },
    shellStep('expect-history', expectHistory(unit), ['accounts', 'temporary']),
  ];
}

/**
 * A Dirk must name itself among its peers. It names no other: they talk to each other only to generate accounts, which
 * Vouch has no permission for, and signatures of several are put together by Vouch
 * (https://github.com/wealdtech/go-eth2-wallet-dirk/blob/master/grpc.go, `thresholdSign`). `Sign` is for what cannot be
 * slashed; the two kinds that can have permissions and rules of their own
 * (https://github.com/attestantio/dirk/blob/master/rules/standard/sign.go).
 */
function configuration(input: EthereumInput<DirkUnits>, instance: Instance): string {
  const endpoint = endpointOf(input, instance);
  return `server:
  id: ${instance.id}
  name: ${hostOf(input.workload, { unit: instance.unit, part: DIRK.name })}
  listen-address: 0.0.0.0:${PORT}
  rules:
    periodic-pruning: true
certificates:
  server-cert: file://${TLS}/server.crt
  server-key: file://${TLS}/server.key
  ca-cert: file://${TLS}/ca.crt
storage-path: ${PROTECTION}
stores:
  - name: accounts
    type: filesystem
    location: ${WALLETS}
metrics:
  listen-address: 0.0.0.0:8181
peers:
  "${instance.id}": ${endpoint}
unlocker:
  account-passphrases:
    - file://${PASSPHRASE}/passphrase
permissions:
  ${hostOf(input.workload, VOUCH_REF)}:
    "${input.units.signer.wallet}":
      - Access account
      - Sign
      - Sign beacon attestation
      - Sign beacon proposal
`;
}
