import {
  buildPart,
  Network,
  roleLayers,
  SigningIdentity,
  ValidatorApp,
  vault,
  type ChainFamily,
  type Client,
  type GitOpsRoot,
  type Part,
  type RoleSpec,
  type Shard,
  type UnitPlan,
} from '../../../lib';

/** What somebody gets wrong in a family of their own, which the public API lets anybody write. */
export interface Wrong {
  readonly role?: RoleSpec;
  readonly part?: Partial<Part>;
  readonly secrets?: UnitPlan['secrets'];

  /** Units that sign beside the first, with these changes of its part. */
  readonly twins?: readonly Partial<Part>[];
}

/** A role that signs and keeps every rule. */
export const SIGNING: RoleSpec & { readonly workload: 'signing' } = {
  title: 'signer',
  workload: 'signing',
  slashingState: 'claim',
  graceSeconds: 120,
};

/** A key, where the family says that it is one. */
export const KEY: UnitPlan['secrets'] = {
  key: { path: 'chain/test-1/example-0/signer/key', take: 'all', signingKey: true },
};

const CLIENT: Client = {
  name: 'exampled',
  image: 'init.busybox',
  command: ['exampled'],
  user: 1000,
  ports: { rpc: { number: 26657 } },
  defaults: { cpu: '1', memory: '1Gi', storage: '10Gi' },
  dangerousFlags: {},
};

/** A workload of a family that keeps every rule, but for what is wrong. */
export function ownWorkload(root: GitOpsRoot, wrong: Wrong): unknown {
  return new ValidatorApp(root, 'example-0', {
    family: ownFamily(wrong),
    network: new Network({ chain: 'example', name: 'test-1', chainId: 'test-1', environment: 'testnet', facts: {} }),
    identity: SigningIdentity.consensusAddress('example-0', Buffer.alloc(32, 9).toString('base64')),
    custody: vault('chain/test-1/example-0'),
    placement: { node: 'tn-w3' },
    common: {},
    units: {},
  });
}

function ownFamily(wrong: Wrong): ChainFamily<object, object, object, 'signer'> {
  const roles = { signer: wrong.role ?? SIGNING };
  return {
    name: 'example',
    chain: 'example',
    roles,
    plan: (input) => {
      const part = buildPart({
        where: input.where,
        role: 'signer',
        client: CLIENT,
        layers: roleLayers(input, 'signer', roles.signer, {}),
        fixed: {},
        volumes: ({ storage, storageClass }) => ({
          data: { kind: 'claim', mount: '/data', storage, storageClass, slashingState: true },
        }),
        identity: input.identity,
      });
      const unit = (name: string, change: Partial<Part> = {}): UnitPlan => ({
        name,
        parts: [{ ...part, ...change }],
        secrets: wrong.secrets ?? {},
        configs: {},
      });
      const twins = (wrong.twins ?? []).map((change, i) => unit(`signer-${i + 2}`, change));
      return { units: [unit('signer', wrong.part), ...twins], links: [] };
    },
  };
}

/** One of three shares of a key, two of which sign. */
export function shardOf(number: number): Shard {
  return { number, of: 3, needs: 2 };
}
