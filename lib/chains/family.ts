import type { Cluster } from '../model/cluster';
import type { Custody } from '../model/custody';
import { ProblemsError, propProblem, type Where } from '../model/errors';
import type { NonEmpty } from '../model/kind';
import type { Network } from '../model/network';
import type { Placement } from '../model/placement';
import type { SigningIdentity } from '../model/signing-identity';
import type { SlashingState } from './part';
import { planProblems } from './plan-checks';
import type { RoleOverlay } from './role-values';
import type { WorkloadPlan } from './workload-plan';

interface RoleFacts {
  /** What people call it: `beacon node`. */
  readonly title: string;

  /**
   * Seconds between SIGTERM and SIGKILL. A killed process may lose the record of what it just signed
   * (https://github.com/bnb-chain/bsc/issues/2598).
   */
  readonly graceSeconds: number;
}

/**
 * What a role is, and with it how it may run.
 *
 * - `signing`: signs with an identity. StatefulSet of one pod, or none while the identity is paused; replaced by hand
 *   only; reserved resources; no way in but from the parts linked to it; no way out to the internet, unless the chain
 *   knows no other way.
 * - `state`: keeps what stops a key from signing twice. As `signing`, and it keeps running while the identity is paused,
 *   so that its history can be handed over.
 * - `node`: keeps chain data that can be synced again. StatefulSet of one pod.
 * - `stateless`: keeps nothing. Deployment of one pod.
 */
export type RoleSpec =
  | (RoleFacts & { readonly workload: 'stateless' | 'state' })
  | (RoleFacts & {
      readonly workload: 'node';

      /**
       * Whether it uses the network of its node, past every network policy: for what must reach the loopback address of
       * a part that does.
       *
       * @default false
       */
      readonly hostNetwork?: true;
    })
  | (RoleFacts & {
      readonly workload: 'signing';

      /** Where its record of signed messages is kept, unless a part says otherwise of its own program. */
      readonly slashingState: SlashingState;

      /**
       * Why it meets peers or the internet itself: its chain knows neither a sentry nor a signer apart.
       *
       * @default it reaches and is reached by linked parts only
       */
      readonly meetsPeers?: string;

      /**
       * Whether it uses the network of its node, past every network policy. Only where it meets peers itself.
       *
       * @default false
       */
      readonly hostNetwork?: true;
    });

/** Whether a part of that role is on the network of its node. */
export function isOnHostNetwork(role: RoleSpec): boolean {
  return (role.workload === 'signing' || role.workload === 'node') && role.hostNetwork === true;
}

/** What a family turns into a plan. */
export interface PlanInput<Facts extends object, Common extends object, Units extends object, Role extends string> {
  /** Where the workload is declared, for errors. */
  readonly where: Where;

  /** The workload's name. Its units run in namespaces `<workload>-<unit>`. */
  readonly workload: string;
  readonly network: Network<Facts>;
  readonly cluster: Cluster;
  readonly identity: SigningIdentity;
  readonly custody: Custody;
  readonly placement: Placement;
  readonly common: Common;
  readonly units: Units;
  readonly roles: Readonly<Partial<Record<Role, RoleOverlay>>>;
}

/**
 * A chain family as data: its roles, and a pure function from what a user declares to what runs.
 *
 * The type parameters type the props of a workload: `Facts` what its networks carry, `Common` its common values,
 * `Units` its units and their overlays, `Role` its role names.
 */
export interface ChainFamily<
  Facts extends object = object,
  Common extends object = object,
  Units extends object = object,
  Role extends string = string,
> {
  /** Name of the family, on which alerts and dashboards key: `ethereum`, `cometbft`. */
  readonly name: string;

  /** The chain whose networks it takes: `ethereum`, `osmosis`. */
  readonly chain: string;
  readonly roles: Readonly<Record<Role, RoleSpec>>;

  /**
   * Where its keys may be; a function where that depends on the units.
   *
   * @default ['vault']
   */
  readonly custody?: NonEmpty<Custody['kind']> | ((units: Units) => NonEmpty<Custody['kind']>);

  /** Must be pure. @throws ProblemsError with everything that is wrong in the input */
  readonly plan: (input: PlanInput<Facts, Common, Units, Role>) => WorkloadPlan;
}

/**
 * Plans a workload and checks the plan against what holds for every family, so that a family of your own cannot
 * forget it.
 *
 * @throws ProblemsError with every problem found
 */
export function planWorkload<F extends object, C extends object, U extends object, R extends string>(
  family: ChainFamily<F, C, U, R>,
  input: PlanInput<F, C, U, R>,
): WorkloadPlan {
  const problems = mismatches(family, input);
  if (problems.length > 0) throw new ProblemsError(problems);
  const plan = family.plan(input);
  const wrong = planProblems(input, family.roles, plan);
  if (wrong.length > 0) throw new ProblemsError(wrong);
  return plan;
}

/** The one sentence for keys in a place that a workload's signer does not take them from. */
export function custodyProblem(
  where: Where,
  family: string,
  taken: NonEmpty<Custody['kind']>,
  custody: Custody,
): string {
  return propProblem(
    where,
    'custody',
    `of kind ${taken.join(' or ')}, as ${family} signs with these units`,
    custody.kind,
  );
}

function mismatches<F extends object, C extends object, U extends object, R extends string>(
  family: ChainFamily<F, C, U, R>,
  { where, network, cluster, custody, roles, units }: PlanInput<F, C, U, R>,
): string[] {
  const problems: string[] = [];
  if (network.chain !== family.chain) {
    problems.push(propProblem(where, 'network', `a network of ${family.chain}`, `${network.name} of ${network.chain}`));
  }
  if (network.environment !== cluster.environment) {
    const mustBe = `a ${cluster.environment} network, as cluster ${cluster.name}`;
    problems.push(propProblem(where, 'network', mustBe, `${network.name}, a ${network.environment} network`));
  }
  if (!custody.path.split('/').includes(network.name)) {
    problems.push(propProblem(where, 'custody', `a path with the segment '${network.name}'`, custody.path));
  }
  const taken = typeof family.custody === 'function' ? family.custody(units) : (family.custody ?? ['vault']);
  if (!taken.includes(custody.kind)) problems.push(custodyProblem(where, family.name, taken, custody));
  const known = Object.keys(family.roles);
  for (const role of Object.keys(roles)) {
    if (!known.includes(role)) problems.push(propProblem(where, 'roles', `one of ${known.join(', ')}`, role));
  }
  for (const storage of ['chainStorage', 'signingStorage'] as const) {
    if (cluster[storage] === undefined) {
      problems.push(propProblem(where, 'cluster', `a cluster with '${storage}'`, cluster.name));
    }
  }
  return problems;
}
