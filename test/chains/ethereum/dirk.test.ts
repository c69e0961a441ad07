import { relays, type DirkShares, type DirkUnits, type EthereumUnits } from '../../../lib/chains/ethereum';
import type { WorkloadPlan } from '../../../lib/chains/workload-plan';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import {
  blsIdentity,
  chainPlatform,
  charonUnits,
  dirkPlacement,
  dirkPlan,
  dirkShareUnits,
  dirkUnits,
  ethereumUnits,
  hoodi,
  partOf,
} from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';
import { StepFolder } from '../../fixtures/step-folder';

const shared = (placement = dirkPlacement): WorkloadPlan => dirkPlan({ units: dirkShareUnits, placement });
const withSigner = (change: Partial<DirkUnits['signer']>): WorkloadPlan =>
  dirkPlan({ units: { ...dirkUnits, signer: { ...dirkUnits.signer, ...change } }, placement: dirkPlacement });
const withShares = (change: Partial<DirkShares>): WorkloadPlan =>
  withSigner({ shares: { threshold: 2, instances: [{ id: 1 }, { id: 3 }, { id: 20 }], ...change } });
const linksOf = (plan: WorkloadPlan): readonly string[] =>
  plan.links.map(({ from, to }) => `${from.unit}.${from.part} → ${to.unit}.${to.part}:${to.port}`);
const configOf = (plan: WorkloadPlan, unit: string, file: string): string =>
  plan.units.find(({ name }) => name === unit)?.configs['config']?.[file] ?? '';

describe('one Dirk', () => {
  test('stands apart from Vouch, which alone reaches it; there is no database', () => {
    expect(dirkPlan().units.map(({ name, parts }) => [name, parts.map((part) => part.name)])).toEqual([
      ['node', ['geth', 'lighthouse']],
      ['signer', ['dirk']],
      ['validator', ['vouch']],
    ]);
    expect(linksOf(dirkPlan())).toEqual([
      'node.lighthouse → node.geth:engine',
      'validator.vouch → node.lighthouse:http',
      'validator.vouch → signer.dirk:grpc',
    ]);
    expect(partOf(dirkPlan(), 'signer', 'dirk').shard).toBeUndefined();
  });

  test.each([
    ['signer', 'dirk', 'dirk.yml'],
    ['validator', 'vouch', 'vouch.yml'],
  ])('command and configuration of %s', (unit, name, file) => {
    const { command, args } = partOf(dirkPlan(), unit, name);
    expect(`\n${[...command, ...args].join(' ')}\n${configOf(dirkPlan(), unit, file)}`).toMatchSnapshot();
  });

  test('keeps its record in a claim; Vouch keeps nothing, and has no key of a validator', () => {
    expect(partOf(dirkPlan(), 'signer', 'dirk').volumes['data']).toMatchObject({ kind: 'claim', slashingState: true });
    expect(Object.keys(partOf(dirkPlan(), 'validator', 'vouch').volumes)).toEqual(['tls', 'config']);
    const secrets = dirkPlan().units.map(({ name, secrets: own }) => [name, Object.keys(own)]);
    expect(secrets).toEqual([
      ['node', ['jwt']],
      ['signer', ['keystores-0', 'passphrase', 'tls']],
      ['validator', ['tls']],
    ]);
  });

  test('has its accounts in memory, and no step but those that need it sees them', () => {
    const { volumes, init } = partOf(dirkPlan(), 'signer', 'dirk');
    expect(volumes['wallets']).toMatchObject({ kind: 'scratch', memory: true });
    const seeing = init.filter((step) => step.volumes.includes('accounts')).map(({ name }) => name);
    expect(seeing).toEqual(['expect-accounts', 'take-wallet', 'expect-history']);
    expect(init.filter((step) => step.volumes.includes('passphrase'))).toEqual([]);
  });

  test('lets Vouch sign, and nobody do anything else', () => {
    const text = configOf(dirkPlan(), 'signer', 'dirk.yml');
    const permissions = text.slice(text.indexOf('permissions:'));
    const allowed = [...permissions.matchAll(/- (.*)/g)].map(([, operation]) => operation);
    expect(allowed).toEqual(['Access account', 'Sign', 'Sign beacon attestation', 'Sign beacon proposal']);
    expect(permissions.match(/^ {2}\S+:$/gm)).toEqual(['  vouch.hoodi-0-validator.svc:']);
    expect(text).not.toMatch(/admin-ips|generation-passphrase|scratch/);
  });
});

describe('Dirks with a share each', () => {
  const signers = () => shared().units.filter(({ name }) => name.startsWith('signer'));

  test('are units with one share, a secret and a record of their own', () => {
    expect(signers().map(({ name, parts }) => [name, parts[0].shard])).toEqual([
      ['signer-1', { number: 1, of: 3, needs: 2 }],
      ['signer-3', { number: 2, of: 3, needs: 2 }],
      ['signer-20', { number: 3, of: 3, needs: 2 }],
    ]);
    expect(signers().map(({ secrets }) => secrets['keystores-0']?.path)).toEqual(
      ['signer-1', 'signer-3', 'signer-20'].map((unit) => `chain/hoodi/hoodi-0/${unit}/keystores-0`),
    );
    for (const { parts } of signers()) {
      expect(parts[0].volumes['data']).toMatchObject({ kind: 'claim', slashingState: true });
    }
  });

  test('are dialled by Vouch, each of them, and never by each other', () => {
    expect(linksOf(shared()).filter((link) => link.includes('dirk'))).toEqual([
      'validator.vouch → signer-1.dirk:grpc',
      'validator.vouch → signer-3.dirk:grpc',
      'validator.vouch → signer-20.dirk:grpc',
    ]);
    expect(`\n${configOf(shared(), 'validator', 'vouch.yml')}`).toMatchSnapshot();
  });

  test('have an id and a name of their own, and no peer but themselves', () => {
    expect(`\n${configOf(shared(), 'signer-20', 'dirk.yml')}`).toMatchSnapshot();
  });

  test.each([
    [{ threshold: 1 }, "'units.signer.shares.threshold' must be more than half of 3, and at most 3, got 1"],
    [{ threshold: 4 }, "'units.signer.shares.threshold' must be more than half of 3, and at most 3, got 4"],
    [{ threshold: 2.5 }, "'units.signer.shares.threshold' must be more than half of 3, and at most 3, got 2.5"],
    [
      { instances: [{ id: 1 }, { id: 2 }, { id: 1 }] as const },
      "'units.signer.shares.instances.2.id' must be an id of its own, got 1",
    ],
    [
      { instances: [{ id: 0 }, { id: 1 }, { id: 2 }] as const },
      "'units.signer.shares.instances.0.id' must be a whole number from 1, got 0",
    ],
    [
      { instances: [{ id: 1 }, { id: 2 }] as unknown as DirkShares['instances'] },
      "'units.signer.shares.instances' must be at least three, so that one may be down, got 2",
    ],
  ])('%j is refused', (change, message) => {
    expect(() => withShares(change)).toThrow(message);
  });

  test('two of four are refused, which could sign apart from the other two', () => {
    const instances = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] as const;
    expect(() => withShares({ instances })).toThrow(
      "'units.signer.shares.threshold' must be more than half of 4, and at most 4, got 2",
    );
  });

  test('two of them on one node are refused', () => {
    expect(() => shared({ node: 'tn-w1', units: { 'signer-3': 'tn-w2', 'signer-20': 'tn-w2' } })).toThrow(
      "'signer-20.dirk: shard' must be on another node than hoodi-0-signer-3 ('placement.units'), got \"tn-w2\"",
    );
  });
});

test.each(['', '.*', 'my validators', 'Wallet/1', '-x'])('the wallet %j is refused', (wallet) => {
  expect(() => withSigner({ wallet })).toThrow("'units.signer.wallet' must be letters, digits, - and _");
});

test.each([
  ['signer', { flags: { 'base-dir': '/data' } }, 'the workload sets it itself'],
  ['signer', { flags: { 'storage-path': '/tmp' } }, 'must be one of log-level'],
  ['signer', { flags: { 'import-slashing-protection': true } }, 'it is for a Dirk that is stopped'],
  ['signer', { env: { DIRK_SERVER_RULES_ADMIN_IPS: '10.0.0.0/8' } }, 'dirk reads DIRK_'],
  ['signer', { settings: { 'dirk.yml': { 'storage-path': '/tmp' } } }, 'for a configuration file of this client'],
  ['validator', { flags: { 'beacon-node-address': 'http://x' } }, 'a beacon node that is not its own'],
  ['validator', { env: { VOUCH_BLOCKRELAY_FALLBACK_FEE_RECIPIENT: '0x1' } }, 'vouch reads VOUCH_'],
  ['validator', { storage: '10Gi' }, 'absent: it has no data volume'],
  ['database', { memory: '8Gi' }, "'roles' must be roles of the workload (execution, beacon, signer, validator)"],
] as const)('an overlay of %s is refused: %j', (role, overlay, message) => {
  expect(() => dirkPlan({ roles: { [role]: overlay } })).toThrow(message);
});

test('what an overlay may well change is size and log level', () => {
  const overlay = { cpu: '2', memory: '4Gi', flags: { 'log-level': 'debug' } };
  const plan = dirkPlan({ roles: { signer: { ...overlay, storage: '20Gi' }, validator: overlay } });
  expect(partOf(plan, 'signer', 'dirk')).toMatchObject({ memory: '4Gi', volumes: { data: { storage: '20Gi' } } });
  expect(partOf(plan, 'validator', 'vouch').args).toContain('--log-level=debug');
});

test('relays are refused, whatever the compiler was told', () => {
  const node = { ...dirkUnits.node, relay: { client: 'mev-boost', relays: [relays.hoodi.aestus] } };
  const units = { ...dirkUnits, node } as unknown as DirkUnits;
  expect(() => dirkPlan({ units })).toThrow(
    "'units.node.relay' must be absent: Vouch takes no blocks of builders here",
  );
});

test('two ways to sign at once do not compile', () => {
  const { node, signer, validator } = dirkUnits;
  const { storage } = ethereumUnits;
  const relay = { client: 'mev-boost', relays: [relays.hoodi.aestus] } as const;
  const refused: readonly EthereumUnits[] = [
    // @ts-expect-error Dirk and the database of a remote signer
    { node, signer, validator, storage },
    // @ts-expect-error Dirk and Charon
    { node, signer, validator, dvt: charonUnits.dvt },
    // @ts-expect-error Dirk and a validator client that does not speak its protocol
    { node, signer, validator: { client: 'teku' } },
    // @ts-expect-error Vouch and another remote signer
    { ...ethereumUnits, validator },
    // @ts-expect-error Vouch without a signer
    { node, validator },
    // @ts-expect-error Dirk with a share and nobody with the others
    { node, signer: { ...signer, shares: { threshold: 1, instances: [{ id: 1 }] } }, validator },
    // @ts-expect-error Vouch with relays
    { node: { ...node, relay }, signer, validator },
  ];
  expect(refused).toHaveLength(7);
});

describe('steps before a start', () => {
  let folder: StepFolder;
  beforeEach(() => {
    folder = new StepFolder();
    folder.write('/identity/public-keys', blsIdentity().publicKeysText);
    folder.write('/tmp/empty', '');
  });
  afterEach(() => folder.remove());

  const keys = blsIdentity().publicKeys.map((key) => key.slice(2));
  const WALLET = 'd2b0c7a4-7d52-4a0c-9e55-000000000001';
  const uuid = (n: number): string => `5f6a8c1e-1111-4a0c-9e55-00000000000${n}`;
  const HOSTS = { 1: 'dirk.hoodi-0-signer-1.svc', 3: 'dirk.hoodi-0-signer-3.svc', 20: 'dirk.hoodi-0-signer-20.svc' };

  /** A wallet as ethdo writes it, with an index that names an account besides. */
  function wallet(type: string, name = 'Validators'): void {
    folder.write('/accounts/wallet', JSON.stringify({ name, type, uuid: WALLET, version: 1 }));
    folder.write('/accounts/index', JSON.stringify([{ uuid: uuid(9), name: 'another' }]));
  }

  function account(n: number, change: object = {}): void {
    const text = JSON.stringify({ crypto: {}, name: `v${n}`, pubkey: keys[n], uuid: uuid(n), version: 4, ...change });
    folder.write(`/accounts/account-${n}`, text);
  }

  /** An account of which a share is held: its own key is that of the share. Go sorts ids as text, and JSON here by size. */
  function share(n: number, change: object = {}, hosts: Readonly<Record<string, string>> = HOSTS): void {
    const participants = Object.keys(hosts)
      .sort()
      .map((id) => `"${id}":"${hosts[id]}:13141"`);
    account(n, {
      pubkey: String(n).repeat(96),
      signing_threshold: 2,
      verificationvector: [keys[n], 'f'.repeat(96)],
      participants: '@',
      ...change,
    });
    const file = `/accounts/account-${n}`;
    folder.write(file, folder.read(file).replace('"@"', `{${participants.join(',')}}`));
  }

  const one = (history: 'kept' | 'none' = 'kept') =>
    partOf(dirkPlan({ identity: blsIdentity({ history }) }), 'signer', 'dirk');
  const ofThree = () => partOf(shared(), 'signer-3', 'dirk');

  test('one Dirk starts with accounts for exactly the declared keys', () => {
    wallet('non-deterministic');
    account(0);
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
    account(1, { pubkey: `0x${keys[1]?.toUpperCase()}` });
    expect(folder.run(one(), 'expect-accounts')).toBe(0);
    account(2, { pubkey: 'a'.repeat(96) });
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
  });

  test('one Dirk with a share of each key starts never', () => {
    wallet('distributed');
    share(0);
    share(1);
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
    wallet('non-deterministic');
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
  });

  test.each([
    ['a wallet of another name', 'non-deterministic', 'Other'],
    ['a wallet with a seed', 'hierarchical deterministic', 'Validators'],
  ])('%s is refused', (_, type, name) => {
    wallet(type, name);
    account(0);
    account(1);
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
  });

  test('two wallets are refused, and none', () => {
    account(0);
    account(1);
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
    wallet('non-deterministic');
    folder.write('/accounts/second', JSON.stringify({ name: 'Second', type: 'distributed', uuid: uuid(8) }));
    expect(folder.run(one(), 'expect-accounts')).toBe(1);
  });

  test('one of three starts with shares whose composite keys are the declared ones', () => {
    wallet('distributed');
    share(0);
    expect(folder.run(ofThree(), 'expect-accounts')).toBe(1);
    share(1);
    expect(folder.run(ofThree(), 'expect-accounts')).toBe(0);
    wallet('non-deterministic');
    expect(folder.run(ofThree(), 'expect-accounts')).toBe(1);
  });

  test.each([
    ['another threshold', { signing_threshold: 20 }, HOSTS],
    ['a threshold of half', { signing_threshold: 1 }, HOSTS],
    ['participants elsewhere', {}, { ...HOSTS, 3: 'dirk.example.com' }],
    ['a participant too many', {}, { ...HOSTS, 4: 'dirk.hoodi-0-signer-4.svc' }],
    ['another composite key', { verificationvector: ['f'.repeat(96), keys[1]] }, HOSTS],
  ])('a share of an account with %s is refused', (_, change, hosts) => {
    wallet('distributed');
    share(0);
    share(1, {}, HOSTS);
    expect(folder.run(ofThree(), 'expect-accounts')).toBe(0);
    share(1, change, hosts);
    expect(folder.run(ofThree(), 'expect-accounts')).toBe(1);
  });

  test('a wallet is put where Dirk looks for it, without what was not compared', () => {
    wallet('non-deterministic');
    account(0);
    account(1);
    folder.write('/accounts/batch', JSON.stringify({ pubkeys: [keys[0]] }));
    // Twice: an init container may be run again.
    for (let i = 0; i < 2; i += 1) expect(folder.run(one(), 'take-wallet')).toBe(0);
    expect(folder.list('/wallets')).toEqual([WALLET]);
    expect(folder.list(`/wallets/${WALLET}`)).toEqual([uuid(0), uuid(1), WALLET]);
    expect(folder.read(`/wallets/${WALLET}/${uuid(1)}`)).toBe(folder.read('/accounts/account-1'));
  });

  test('an identity with a history does not start unless the record knows one of its accounts', () => {
    const history = (...known: readonly string[]): void =>
      folder.write('/tmp/history.json', JSON.stringify({ data: known.map((key) => ({ pubkey: `0x${key}` })) }));
    wallet('non-deterministic');
    account(0);
    account(1, { pubkey: keys[1]?.toUpperCase() });
    history();
    expect(folder.run(one(), 'expect-history')).toBe(1);
    history('f'.repeat(96));
    expect(folder.run(one(), 'expect-history')).toBe(1);
    history(keys[1] ?? '');
    expect(folder.run(one(), 'expect-history')).toBe(0);
  });

  test('a history by composite keys is none for a share', () => {
    wallet('distributed');
    share(0);
    folder.write('/tmp/history.json', JSON.stringify({ data: [{ pubkey: `0x${keys[0]}` }] }));
    expect(folder.run(ofThree(), 'expect-history')).toBe(1);
    folder.write('/tmp/history.json', JSON.stringify({ data: [{ pubkey: `0x${'0'.repeat(96)}` }] }));
    expect(folder.run(ofThree(), 'expect-history')).toBe(0);
  });

  test('Dirk reads its record itself, and sees no key for it', () => {
    const step = one().init.find(({ name }) => name === 'export-history');
    expect(step?.image).toBe('ethereum.dirk');
    expect(step?.volumes).toEqual(['data', 'config', 'temporary']);
    expect(
      one()
        .init.map(({ name }) => name)
        .slice(-2),
    ).toEqual(['export-history', 'expect-history']);
  });

  test('an identity that never signed starts without one', () => {
    expect(one('none').init.map(({ name }) => name)).toEqual(['expect-accounts', 'take-wallet']);
  });
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', {
    ...hoodi,
    identity: blsIdentity(),
    placement: dirkPlacement,
    units: dirkShareUnits,
  });
  const files = (unit: string) => renderFolder(platform, `chain/testnet/hoodi-0-${unit}`);

  test.each(['statefulset.dirk.yaml', 'networkpolicy.dirk.yaml', 'configmap.config.yaml'])('Dirk: %s', (file) => {
    expect(`\n${files('signer-3')[file]}`).toMatchSnapshot();
  });

  test.each(['statefulset.vouch.yaml', 'networkpolicy.vouch.yaml'])('Vouch: %s', (file) => {
    expect(`\n${files('validator')[file]}`).toMatchSnapshot();
  });

  test('no policy finds anything in its applications', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });
});
