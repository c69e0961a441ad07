import { secretPath, type KmsCustody } from '../model/custody';
import { ProblemsError, propProblem } from '../model/errors';
import type { NonEmpty } from '../model/kind';
import { Network } from '../model/network';
import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { Client } from './client';
import { custodyProblem, type ChainFamily, type PlanInput, type RoleSpec } from './family';
import type { Caller, Part, Volume } from './part';
import { providerFiles, providerProblems, type RpcProviders } from './provider-quorum';
import { roleLayers } from './role-layers';
import type { RoleOverlay } from './role-values';
import type { UnitPlan } from './workload-plan';

export type { RpcProvider, RpcProviders } from './provider-quorum';

/** Roles of a LayerZero workload. */
export type LayerZeroRole = 'signer';

/** Nothing: the program knows the deployments of each environment. */
export type LayerZeroFacts = Readonly<Record<string, never>>;

/** Values that the whole workload shares. */
export interface LayerZeroValues {
  /**
   * Whom it asks what happened on each chain, and how many must say the same. Whoever decides that decides what it
   * signs, so it is part of what is released, and never read from a bucket that changes beside the gate.
   */
  readonly providers: RpcProviders;
}

/** Units of a LayerZero workload. */
export interface LayerZeroUnits {
  /** The DVN's signer. */
  readonly signer: {
    /** Pods that pass requests on: a gateway that ends TLS, admits LayerZero's addresses and limits their rate. */
    readonly callers: NonEmpty<Caller>;

    /** @default none */
    readonly overlay?: { readonly signer?: RoleOverlay };
  };
}

type Input = PlanInput<LayerZeroFacts, LayerZeroValues, LayerZeroUnits, LayerZeroRole>;

const ROLES = {
  signer: {
    title: 'DVN signer',
    workload: 'signing',
    slashingState: {
      none: 'it attests the same packet with the same words each time, and LayerZero takes no stake for it',
    },
    meetsPeers: 'it reads chains from RPC providers on the internet, and signs by AWS KMS',
    // It drains for 25 seconds.
    graceSeconds: 60,
  },
} as const satisfies Readonly<Record<LayerZeroRole, RoleSpec>>;

/**
 * LayerZero: the signer of a decentralized verifier network (DVN), Pillar
 * (https://github.com/FP-Validated/pillar-client), whose key is in AWS KMS.
 *
 * Nothing is slashed, but a message that its providers invented gets a valid signature: at least two operators must
 * agree, and their list is released by a person. Its API answers requests to sign without a credential, as LayerZero
 * sends none, so nobody but the named callers and Prometheus reaches it. Several replicas would be safe; one keeps it
 * to the rules of every signer.
 *
 * Its custody holds `api` with `tokens`, which its API takes, of 32 characters or more and parted by commas, and
 * `metrics-token`, the one of them that Prometheus shows.
 *
 * Nothing in its image compares the key with the declared address: ask `/signer-info` after the first start. Other
 * clouds' key services are not rendered, nor are chains whose addresses are not EVM's. No image of it is published.
 */
export const layerzero: ChainFamily<LayerZeroFacts, LayerZeroValues, LayerZeroUnits, LayerZeroRole> = {
  name: 'layerzero',
  chain: 'layerzero',
  roles: ROLES,
  custody: ['kms'],
  plan: (input) => {
    const { signer } = buildAll({ signer: () => signerUnit(input) }, inputProblems(input));
    return { units: [signer], links: [] };
  },
};

/** LayerZero's environments, which have no chain id besides their name. */
export const networks = {
  mainnet: environment('mainnet'),
  testnet: environment('testnet'),
} as const;

function environment(name: 'mainnet' | 'testnet'): Network<LayerZeroFacts> {
  return new Network<LayerZeroFacts>({ chain: 'layerzero', name, chainId: name, environment: name, facts: {} });
}

const MOUNT = { providers: '/providers', aws: '/aws', temporary: '/tmp' } as const;
const HTTP_PORT = 8080;
const LIMITS = ['MAX_CONNECTIONS', 'SIGN_CONCURRENCY', 'RPC_CONCURRENCY', 'KMS_CONCURRENCY'];

/** All its settings are variables. Others than its limits decide what it signs, with what, and for whom. */
const PILLAR: Client = {
  name: 'pillar',
  image: 'layerzero.pillar',
  command: ['/usr/local/bin/pillar'],
  user: 10001,
  ports: { http: { number: HTTP_PORT } },
  metrics: { port: 'http', path: '/metrics', token: { secret: 'api', key: 'metrics-token' } },
  // Its other path, for liveness, says HEALTHY while it drains, and while no provider answers.
  readiness: { kind: 'http', port: 'http', path: '/ready' },
  defaults: { cpu: '1', memory: '1Gi' },
  dangerousFlags: {},
  allowedFlags: [],
  allowedVariables: LIMITS.map((limit) => `PILLAR_${limit}`),
};

function inputProblems({ where, common, identity }: Input): string[] {
  const problems = providerProblems(where, 'common.providers', common.providers);
  if (identity.kind === 'evm-address' && identity.publicKeys.length === 1) return problems;
  const mustBe = 'the one address of its key (SigningIdentity.publicIds, kind evm-address)';
  return [
    ...problems,
    propProblem(where, 'identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`),
  ];
}

function signerUnit(input: Input): UnitPlan {
  const path = secretPath(input.custody, 'signer', 'api');
  return {
    name: 'signer',
    parts: [signerPart(input)],
    secrets: { api: { path, take: { tokens: 'tokens', 'metrics-token': 'metrics-token' }, signingKey: false } },
    configs: { providers: providerFiles(input.common.providers) },
  };
}

function signerPart(input: Input): Part {
  const { callers, overlay } = input.units.signer;
  return buildPart({
    where: input.where,
    role: 'signer',
    client: PILLAR,
    layers: roleLayers(input, 'signer', ROLES.signer, { overlay: overlay?.signer }),
    fixed: { env: { ...settingsOf(input), ...accessOf(kmsOf(input)) } },
    secretEnv: { PILLAR_API_AUTH_TOKENS: { secret: 'api', key: 'tokens' } },
    ports: { http: { number: HTTP_PORT, callers } },
    volumes: (): Readonly<Record<string, Volume>> => ({
      providers: { kind: 'config', mount: MOUNT.providers, config: 'providers' },
      aws: { kind: 'token', mount: MOUNT.aws, audience: 'sts.amazonaws.com' },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '64Mi' },
    }),
    internet: true,
    identity: input.identity,
  });
}

function settingsOf({ common, network }: Input): Readonly<Record<string, string>> {
  return {
    SERVER_PORT: String(HTTP_PORT),
    LAYERZERO_ENVIRONMENT: network.name,
    LAYERZERO_AVAILABLE_CHAIN_NAMES: Object.keys(common.providers.chains).join(','),
    PROVIDER_CONFIG_TYPE: 'LOCAL',
    LAYERZERO_PROVIDER_CONFIG_FILE_PATH: `${MOUNT.providers}/providers-v2.json`,
    LAYERZERO_QUORUM_STRATEGY_CONFIG_FILE_PATH: `${MOUNT.providers}/quorum-strategy.json`,
    PILLAR_PUBLIC_SIGN_ROUTES: 'true',
    PILLAR_SHUTDOWN_GRACE_SECONDS: '25',
  };
}

function accessOf({ key, region, role }: KmsCustody): Readonly<Record<string, string>> {
  return {
    SIGNER_TYPE: 'KMS',
    KMS_CLOUD_TYPE: 'AWS',
    LAYERZERO_KMS_IDS: key,
    AWS_REGION: region,
    AWS_ROLE_ARN: role,
    AWS_WEB_IDENTITY_TOKEN_FILE: `${MOUNT.aws}/token`,
  };
}

function kmsOf({ custody, where }: Input): KmsCustody {
  if (custody.kind === 'kms') return custody;
  throw new ProblemsError([custodyProblem(where, layerzero.name, ['kms'], custody)]);
}
