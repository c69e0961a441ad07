import { secretPath } from '../model/custody';
import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { ChainFamily } from './family';
import type { Part, Volume } from './part';
import { roleLayers } from './role-layers';
import { shellStep } from './shell-step';
import { AGAVE, agaveFlags, MOUNT } from './solana/agave';
import { EXPORTER, exporterFlags } from './solana/exporter';
import { inputProblems } from './solana/input';
import type { SolanaFacts } from './solana/networks';
import { agavePorts } from './solana/ports';
import { ROLES } from './solana/roles';
import { expectIdentity, expectTower } from './solana/scripts';
import type { SolanaInput, SolanaRole, SolanaUnits, SolanaValues } from './solana/units';
import type { UnitPlan, WorkloadPlan } from './workload-plan';

export { networks, type SolanaFacts } from './solana/networks';
export type { PortRange, SolanaRole, SolanaUnits, SolanaValues } from './solana/units';

/**
 * Solana with Agave: one validator on the network and the disks of the one node it is pinned to, and an exporter beside
 * it.
 *
 * Agave's own documents call a container "not recommended and generally not supported", and there is no image of
 * theirs: build one that holds `agave-validator`, and pin it. What a pod cannot bring, the node must have: their sysctl
 * values, limits on open files and locked memory, a static CPU manager, a firewall that opens the port range to the
 * world and nothing else (https://docs.anza.xyz/operations/requirements).
 *
 * The node holds the identity's keypair only. The vote account is given by its address, and the authorized withdrawer,
 * which can take the stake, is never here. The tower, which keeps the validator from voting against itself, is in a
 * claim of its own: it is what a person carries to another node. A hot spare that is switched over with `set-identity`
 * is not rendered, since nothing here could prove that only one of the two votes.
 */
export const solana: ChainFamily<SolanaFacts, SolanaValues, SolanaUnits, SolanaRole> = {
  name: 'solana',
  chain: 'solana',
  roles: ROLES,
  plan,
};

function plan(input: SolanaInput): WorkloadPlan {
  const { validator, exporter } = buildAll(
    { validator: () => validatorPart(input), exporter: () => exporterPart(input) },
    inputProblems(input),
  );
  return { units: [validatorUnit(input, validator, exporter)], links: [] };
}

function validatorUnit(input: SolanaInput, validator: Part, exporter: Part): UnitPlan {
  const path = secretPath(input.custody, 'validator', 'identity');
  return {
    name: 'validator',
    parts: [validator, exporter],
    secrets: { identity: { path, take: { 'identity.json': 'identity.json' }, signingKey: true } },
    configs: {},
  };
}

function validatorPart(input: SolanaInput): Part {
  const { disks, overlay, ports } = input.units.validator;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: AGAVE,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: overlay?.validator }),
    fixed: { flags: agaveFlags(input) },
    ports: agavePorts(ports),
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => {
      const claim = { kind: 'claim', storageClass, slashingState: false } as const;
      return {
        ledger: { ...claim, mount: MOUNT.ledger, storage },
        accounts: { ...claim, mount: MOUNT.accounts, storage: disks?.accounts ?? '500Gi' },
        snapshots: { ...claim, mount: MOUNT.snapshots, storage: disks?.snapshots ?? '250Gi' },
        tower: { ...claim, mount: MOUNT.tower, storage: '1Gi', slashingState: true },
        identity: { kind: 'secret', mount: MOUNT.identity, secrets: ['identity'] },
        temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
      };
    },
    init: [
      shellStep('expect-identity', expectIdentity(input), ['identity']),
      ...(input.identity.history === 'kept' ? [shellStep('expect-tower', expectTower(input), ['tower'])] : []),
    ],
    internet: true,
    identity: input.identity,
  });
}

function exporterPart(input: SolanaInput): Part {
  return buildPart({
    where: input.where,
    role: 'exporter',
    client: EXPORTER,
    layers: roleLayers(input, 'exporter', ROLES.exporter, { overlay: input.units.validator.overlay?.exporter }),
    fixed: { flags: exporterFlags(input) },
    volumes: () => ({}),
  });
}
