import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { ChainFamily } from './family';
import type { Part, Volume } from './part';
import { publicPort } from './public-address';
import { roleLayers } from './role-layers';
import { shellStep } from './shell-step';
import { MOUNT, nodeClient, nodeFlags } from './substrate/client';
import { inputProblems } from './substrate/input';
import type { SubstrateFacts } from './substrate/networks';
import { ROLES } from './substrate/roles';
import { expectHistory, expectSessionKeys } from './substrate/scripts';
import { keystoreFiles } from './substrate/session-keys';
import type { SubstrateChain, SubstrateInput, SubstrateRole, SubstrateUnits, SubstrateValues } from './substrate/units';
import type { UnitPlan, WorkloadPlan } from './workload-plan';
import { secretPath } from '../model/custody';

export { networks, type SubstrateFacts } from './substrate/networks';
export type { SubstrateChain, SubstrateRole, SubstrateUnits, SubstrateValues } from './substrate/units';
export type { PublicAddress } from './public-address';

/** A chain family of one Substrate chain. */
export type SubstrateFamily = ChainFamily<SubstrateFacts, SubstrateValues, SubstrateUnits, SubstrateRole>;

/**
 * The family of a relay chain built on Substrate: one validator that holds its session keys.
 *
 * The session keys come from a read-only secret, so that neither the node nor a call of `author_rotateKeys` can mint
 * others. What GRANDPA voted is in the chain's database and nowhere else: its claim is slashing state, and a database
 * that is synced anew has forgotten the votes (that is how validators of Kusama were slashed,
 * https://polkadot.com/blog/grandpa-equivocation-and-sysinfo-process-collection-results-in-slashing-on-kusama-network-a-post-mortem).
 * Stash and controller accounts stay off the node.
 *
 * Flags follow polkadot-sdk's own sources; that its image runs as user 1000, and its hardware, were not checked.
 */
export function substrate(chain: SubstrateChain): SubstrateFamily {
  return { name: 'substrate', chain: chain.chain, roles: ROLES, plan: (input) => plan(chain, input) };
}

/**
 * Polkadot, Kusama and their test networks, which one program serves. Its session keys in the runtime's order:
 * https://github.com/polkadot-fellows/runtimes/blob/main/relay/polkadot/src/lib.rs
 */
export const polkadot = substrate({
  chain: 'polkadot',
  binary: 'polkadot',
  image: 'polkadot.polkadot',
  sessionKeys: ['gran', 'babe', 'para', 'asgn', 'audi', 'beef'],
});

function plan(chain: SubstrateChain, input: SubstrateInput): WorkloadPlan {
  const { validator } = buildAll({ validator: () => validatorUnit(chain, input) }, inputProblems(chain, input));
  return { units: [validator], links: [] };
}

function validatorUnit(chain: SubstrateChain, input: SubstrateInput): UnitPlan {
  const { custody } = input;
  return {
    name: 'validator',
    parts: [validatorPart(chain, input)],
    secrets: {
      'session-keys': {
        path: secretPath(custody, 'validator', 'session-keys'),
        take: Object.fromEntries(keystoreFiles(chain, input.identity)),
        signingKey: true,
      },
      'node-key': {
        path: secretPath(custody, 'validator', 'node-key'),
        take: { 'node-key': 'node-key' },
        signingKey: false,
      },
    },
    configs: {},
  };
}

function validatorPart(chain: SubstrateChain, input: SubstrateInput): Part {
  const client = nodeClient(chain);
  const { validator } = input.units;
  return buildPart({
    where: input.where,
    role: 'validator',
    client,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: validator.overlay?.validator }),
    fixed: { flags: nodeFlags(input) },
    ports: { ...client.ports, p2p: publicPort(validator.peers.port) },
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      'session-keys': { kind: 'secret', mount: MOUNT.keystore, secrets: ['session-keys'] },
      'node-key': { kind: 'secret', mount: MOUNT.nodeKey, secrets: ['node-key'] },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep('expect-session-keys', expectSessionKeys(keystoreFiles(chain, input.identity)), ['session-keys']),
      ...(input.identity.history === 'kept' ? [shellStep('expect-history', expectHistory(input), ['data'])] : []),
    ],
    internet: true,
    identity: input.identity,
    seccomp: validator.seccomp,
  });
}
