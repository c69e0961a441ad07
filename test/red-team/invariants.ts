/** How an invariant is held, and the test that shows it. */
export type Hold =
  /** By types: the comment of a `@ts-expect-error` that would fail to compile without it. */
  | { readonly level: 'T'; readonly by: string; readonly test: string }
  /** By a policy; each operator is a way to break it that the mutation tests try. */
  | { readonly level: 'S'; readonly by: string; readonly operators: readonly string[] }
  /** By a policy or check, with the sentence of the test that breaks it. */
  | { readonly level: 'S'; readonly by: string; readonly test: string }
  /** By an admission policy, with a sentence of the suite that asks a real API server. */
  | { readonly level: 'A'; readonly by: string; readonly test: string }
  /** By an alert, which tells and does not prevent. */
  | { readonly level: 'R'; readonly by: string };

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** `I-01` to `I-44`. */
export type InvariantId = Exclude<`I-${0 | 1 | 2 | 3 | 4}${Digit}`, 'I-00' | `I-4${5 | 6 | 7 | 8 | 9}`>;

/** What must never be, or always be, so that no key signs twice and none is lost. */
export interface Invariant {
  readonly id: InvariantId;
  readonly says: string;
  readonly holds: readonly [Hold, ...Hold[]];
}

const APP = 'test/constructs/validator/validator-app.test.ts';
const PODS = 'test/cluster/fences-pods.suite.ts';
const WORKLOADS = 'test/cluster/fences-workloads.suite.ts';
const APPLICATIONS = 'test/cluster/fences-applications.suite.ts';
const GATE = 'test/cluster/gate.suite.ts';
const PLAN = 'test/chains/plan-checks.test.ts';

const types = (by: string, says: string, file = APP): Hold => ({ level: 'T', by, test: `${file}: ${says}` });
const policy = (by: string, ...operators: readonly string[]): Hold => ({ level: 'S', by, operators });
const check = (by: string, file: string, says: string): Hold => ({ level: 'S', by, test: `${file}: ${says}` });
const admission = (by: string, file: string, says: string): Hold => ({
  level: 'A',
  by: `gitops-planes-${by}`,
  test: `${file}: ${says}`,
});
const alert = (by: string): Hold => ({ level: 'R', by });

const DECLARED = admission('declared-workloads', WORKLOADS, '%s writes it, and no second one with its claims');
const ONE_REPLICA = admission(
  'one-replica',
  WORKLOADS,
  'is refused two replicas, by patch, through /scale and in a new StatefulSet',
);

/** All of them, in the order in which they are discussed. */
export const INVARIANTS: readonly Invariant[] = [
  invariant(1, 'A signing workload is never a Deployment', policy('signing-workload', 'workload kind'), DECLARED),
  invariant(2, 'Recreate is no substitute', policy('signing-workload', 'workload kind')),
  invariant(
    3,
    'One replica for each signing identity',
    types('ValidatorAppProps', 'no replicas on a workload'),
    policy('signing-workload', 'replicas'),
    policy('one-process-per-share', 'a second workload'),
    ONE_REPLICA,
  ),
  invariant(
    4,
    'One public key is active in one place, over all clusters',
    check('one-signer-per-identity', 'test/policies/signing/signing.test.ts', 'one-signer-per-identity'),
    policy('one-application-per-secret-path', 'secret path'),
    check(
      'one-application-per-secret-path',
      'test/policies/signing/key-references.test.ts',
      'two applications that sign with one YubiHSM are refused',
    ),
  ),
  invariant(
    5,
    'Nothing scales what signs',
    policy('signing-not-scaled', 'autoscaler'),
    policy('gated-ignores-nothing', 'sync policy'),
  ),
  invariant(
    6,
    'No automated sync of what signs',
    types('gated', 'a gate with options is a gate with holes', 'test/model/sync-policy.test.ts'),
    policy('gated-is-off', 'sync policy'),
    admission('gate', GATE, 'automated sync from Git'),
  ),
  invariant(
    7,
    'Nothing that signs is pruned',
    policy('sensitive-protected', 'protections'),
    policy('gated-is-off', 'sync policy'),
    policy('kept-sync-options', 'sync policy'),
  ),
  invariant(
    8,
    'Deleting an Application deletes nothing else',
    types('ArgoApplicationProps', 'there is no finalizer', 'test/constructs/argo-application.test.ts'),
    policy('no-application-finalizer', 'finalizers'),
    policy('gated-project-rights', 'lists of a project'),
    admission('kept-storage', WORKLOADS, 'what keeps slashing state is deleted'),
  ),
  invariant(
    9,
    'No ApplicationSet generates what signs',
    policy('no-set-in-chain-plane', 'set in the chain plane'),
    admission('gate-sets', GATE, 'an ApplicationSet beside gated Applications, and only there'),
  ),
  invariant(
    10,
    'No object belongs to two applications',
    policy('one-owner-per-object', 'folder of another application'),
    policy('fail-on-shared-resource', 'sync policy'),
  ),
  invariant(
    11,
    'No object is taken over',
    policy('kept-sync-options', 'sync policy'),
    admission('no-adoption', APPLICATIONS, 'never an object that signs, nor by the one way of writing or the other'),
  ),
  invariant(
    12,
    'Ownership is tracked by annotation, never on claims',
    check(
      'no-tracking-in-claims',
      'test/policies/workloads/workload-objects.test.ts',
      'no-tracking-in-claims refuses what makes Argo CD prune a claim',
    ),
    check('argocd-settings-closed', 'test/policies/escalation.test.ts', 'argocd-settings-closed'),
  ),
  invariant(
    13,
    'Slashing state is on a claim',
    policy('slashing-state-storage', 'mounts', 'mounts of another claim', 'slashing state'),
    check('plan of a family', PLAN, 'a slashing record in a scratch folder'),
  ),
  invariant(
    14,
    'One pod writes it, and one workload mounts it',
    policy('slashing-state-storage', 'storage mode', 'a second workload of another identity with the claim'),
  ),
  invariant(
    15,
    'It is neither wiped nor replaced',
    policy('signing-workload', 'retention'),
    policy('claim-kept', 'renamed claim', 'claim', 'storage that shrinks'),
    policy('slashing-state-claim', 'renamed claim', 'claim', 'storage that shrinks'),
    policy('immutable-fields', 'storage class'),
    admission('kept-storage', WORKLOADS, 'never by %s'),
  ),
  invariant(
    16,
    'It has time to stop',
    types('RoleOverlay', "the grace period is the role's"),
    policy('signing-pod', 'grace'),
    policy('signing-steps-kept', 'shorter grace'),
    admission('force-deletion', PODS, 'a running pod is deleted by force'),
  ),
  invariant(
    17,
    'SIGTERM reaches the client',
    check('plan of a family', PLAN, 'a shell that swallows SIGTERM'),
    check('signing-pod', 'test/policies/signing/signing-pods.test.ts', 'a shell as process 1'),
  ),
  invariant(
    18,
    'A sync restarts nothing that signs',
    types('RoleOverlay', 'no update strategy'),
    policy('signing-workload', 'update strategy'),
    policy('signing-pod', 'restarts by annotation'),
  ),
  invariant(
    19,
    'A revision that waits is not reported as done',
    policy('signing-watched', 'alerts'),
    alert('RolloutPending'),
  ),
  invariant(
    20,
    'A lost node frees no identity',
    policy('signing-pod', 'tolerations'),
    admission(
      'force-deletion',
      PODS,
      'when a node is lost, the real controllers replace an ordinary pod and leave the signing one alone',
    ),
  ),
  invariant(
    21,
    'Storage or a node is the fence',
    policy('signing-pod', 'node'),
    check('ValidatorApp', 'test/model/placement.test.ts', 'every node that the cluster lacks is named'),
  ),
  invariant(
    22,
    'No lease decides who signs',
    types('EthereumUnits', 'no lease decides which of two clients signs', 'test/red-team/attempts/props.ts'),
    policy('signing-workload', 'replicas'),
    policy('one-process-per-share', 'a second workload'),
  ),
  invariant(
    23,
    'A signer of several clients owns the record',
    policy('safety-flags-kept', 'missing args'),
    policy('no-dangerous-flags', 'dangerous args'),
  ),
  invariant(
    24,
    'Only linked parts reach a signer, in the right direction',
    policy('signing-network-closed', 'network policy that denies', 'network policies'),
    check('plan of a family', PLAN, 'a signer that peers dial'),
  ),
  invariant(25, 'No empty list of peers', policy('signing-network-closed', 'network policies')),
  invariant(
    26,
    'A signer is never exposed',
    policy('signing-not-exposed', 'service that opens', 'ingress'),
    policy('no-dangerous-flags', 'dangerous args'),
  ),
  invariant(27, 'No key is in Git', policy('no-secret-material', 'secret')),
  invariant(
    28,
    'A rotated secret swaps no key',
    policy('signing-secrets-kept', 'secret that is read again'),
    policy('signing-pod', 'restarts by annotation'),
  ),
  invariant(
    29,
    'A key moves in steps',
    check('given-up-identity-stopped', 'test/policies/changes/identity-moves.test.ts', 'with a signer that runs'),
    check('identity-moves-in-steps', 'test/policies/changes/identity-moves.test.ts', 'identity'),
    check(
      'sync-order',
      'test/policies/changes/sync-order.test.ts',
      'refuses a release in which one workload gives a key to another, whichever unit is synced late',
    ),
  ),
  invariant(
    30,
    'Clients look for a twin, and are parked when they find one',
    policy('safety-flags-kept', 'missing args'),
    check('run.sh', 'test/chains/ethereum/scripts.test.ts', 'park'),
  ),
  invariant(
    31,
    'Dangerous flags cannot be written',
    policy('no-dangerous-flags', 'dangerous args'),
    check('overlays', 'test/chains/role-values.test.ts', 'init-slashing-protection'),
  ),
  invariant(
    32,
    'Shares of a key are apart, and more than half are needed',
    check('plan of a family', PLAN, 'shares on one node'),
    check('one-process-per-share', 'test/policies/signing/threshold-signers.test.ts', 'refuses the quorum %j'),
  ),
  invariant(33, 'No drain evicts a signer unasked', policy('disruption-budgets', 'budget', 'budget that lets go')),
  invariant(34, 'No probe restarts a signer', policy('signing-pod', 'probes')),
  invariant(35, 'No copy carries an identity', policy('slashing-state-storage', 'copied storage')),
  invariant(
    36,
    'No first start makes an identity',
    policy('signing-steps-kept', 'steps before the signer'),
    check('signing-history-kept', 'test/policies/changes/signing-history.test.ts', 'refuses a key that has signed'),
    check('init steps', 'test/chains/cometbft/scripts.test.ts', 'record'),
  ),
  invariant(
    37,
    'A local key after a remote signer needs its record',
    check('slashing-state-handed-over', 'test/policies/changes/slashing-state.test.ts', 'handed'),
    policy('slashing-state-claim', 'claim'),
  ),
  invariant(38, 'Images are pinned', policy('signing-images-pinned', 'image')),
  invariant(
    39,
    'Network and cluster agree',
    check('plan of a family', PLAN, 'a mainnet network on a testnet cluster is refused'),
    check('safety-flags-kept', 'test/policies/signing/client-flags.test.ts', 'a client of another network'),
    policy('signing-secrets-kept', 'secret path'),
  ),
  invariant(
    40,
    'Signer, record and node are upgraded one at a time',
    check('one-upgrade-at-a-time', 'test/policies/changes/upgrades.test.ts', 'one'),
  ),
  invariant(41, 'A signer shares nothing', policy('signing-pod', 'isolation')),
  invariant(
    42,
    'Clock, disk and descriptors are watched',
    policy('signing-watched', 'alerts'),
    alert('ClockOffset'),
    alert('NodeDiskFillsUp'),
    alert('FileDescriptorsNearlyUsedUp'),
  ),
  invariant(
    43,
    'Ports of a node are unique, and no signer uses its network unasked',
    policy('signing-pod', 'isolation'),
    check('host-ports-unique', 'test/policies/signing/host-ports.test.ts', 'two pods on the network of one node'),
  ),
  invariant(
    44,
    'What Kubernetes never changes is a migration',
    policy('immutable-fields', 'selectors', 'storage class'),
    policy('slashing-state-mount', 'mount of signing state'),
  ),
];

function invariant(number: number, says: string, ...holds: Invariant['holds']): Invariant {
  return { id: `I-${String(number).padStart(2, '0')}` as InvariantId, says, holds };
}
