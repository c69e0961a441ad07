import { judgeChange } from '../../../lib/policies/engine';
import type { ChangePolicy, Finding, Policy } from '../../../lib/policies/policy';
import type { Inventory } from '../../../lib/render/inventory';
import { releasedChain } from '../../fixtures/released-chain';

/** A manifest that a test edits. */
export interface Draft {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: Record<string, unknown>;
}

interface ContainerDraft {
  image: string;
  args: string[];
  volumeMounts: Record<string, string>[];
}

interface PodDraft {
  metadata: { labels: Record<string, string> };
  spec: { containers: ContainerDraft[]; initContainers: ContainerDraft[]; volumes: object[] };
}

/** Both workloads of the fixture, released as they are rendered. */
export const CHAIN: Inventory = releasedChain().inventory;

const SIGNER = 'chain/testnet/hoodi-0-signer';

/** Files that tests edit. */
export const FILE = {
  signer: `${SIGNER}/statefulset.web3signer.yaml`,
  signerIdentity: `${SIGNER}/configmap.signing-identity.hoodi-0.yaml`,
  signerService: `${SIGNER}/service.web3signer.yaml`,
  signerPolicy: `${SIGNER}/networkpolicy.web3signer.yaml`,
  signerApplication: 'chain/testnet/applications/application.hoodi-0-signer.yaml',
  database: 'chain/testnet/hoodi-0-storage/statefulset.postgres.yaml',
  databaseClaim: 'chain/testnet/hoodi-0-storage/persistentvolumeclaim.postgres-data.yaml',
  client: 'chain/testnet/hoodi-0-validator/statefulset.lighthouse.yaml',
  clientClaim: 'chain/testnet/hoodi-0-validator/persistentvolumeclaim.lighthouse-data.yaml',
  geth: 'chain/testnet/hoodi-0-node/statefulset.geth.yaml',
  gethClaim: 'chain/testnet/hoodi-0-node/persistentvolumeclaim.geth-data.yaml',
  validator: 'chain/testnet/osmo-0-validator/statefulset.validator.yaml',
  validatorIdentity: 'chain/testnet/osmo-0-validator/configmap.signing-identity.osmo-0.yaml',
} as const;

/** An inventory with some files edited; an edit that returns null takes the file away. @throws for an unknown file */
export function edited(inventory: Inventory, edits: Readonly<Record<string, (draft: Draft) => unknown>>): Inventory {
  for (const file of Object.keys(edits)) {
    if (!inventory.objects.some((at) => at.file === file)) throw new Error(`no ${file}`);
  }
  return {
    ...inventory,
    objects: inventory.objects.flatMap((at) => {
      const edit = edits[at.file];
      if (edit === undefined) return [at];
      const draft = structuredClone(at.object) as unknown as Draft;
      return edit(draft) === null ? [] : [{ ...at, object: draft as unknown as typeof at.object }];
    }),
  };
}

/** Takes a file away. */
export const removed = (): null => null;

/** An inventory without the files of a folder. */
export function without(inventory: Inventory, folder: string): Inventory {
  const isOther = ({ file }: { file: string }): boolean => !file.startsWith(`${folder}/`);
  return { ...inventory, objects: inventory.objects.filter(isOther), files: inventory.files.filter(isOther) };
}

/** What policies say of a change from the fixture, in the released view unless another is asked for. */
export function changed(
  policies: readonly Policy[],
  after: Inventory,
  before: Inventory = CHAIN,
  view: Inventory['view'] = 'released',
): readonly Finding[] {
  return judgeChange(policies, { before: { ...before, view }, after: { ...after, view } });
}

/** What one policy finds in a change: `file: found`. */
export function found(policy: ChangePolicy, after: Inventory, before: Inventory = CHAIN): readonly string[] {
  return changed([policy], after, before).map((finding) => `${finding.file}: ${finding.found}`);
}

/** The pod template of a workload. */
export function podTemplate(draft: Draft): PodDraft {
  return draft.spec['template'] as PodDraft;
}

/** The first container of a workload. @throws when it has none */
export function container(draft: Draft): ContainerDraft {
  const [first] = podTemplate(draft).spec.containers;
  if (first === undefined) throw new Error('no container');
  return first;
}
