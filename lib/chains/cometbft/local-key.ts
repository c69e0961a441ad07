import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type Link, type PartRef, type UnitPlan, type WorkloadPlan } from '../workload-plan';
import { COMET_PORT, type CometInput, genesisRef, HOME, nodeClient, type PlannedChain, sentryRef } from './chain';
import { configOf, homeVolumes, nodeKey, nodeUnit, prepareNode } from './node-parts';
import { engineFlags, EXECUTION_UNIT, executionRef, executionUnit, jwtSecret, type EvmSide } from './evm';
import { relayerOf } from './relayer';
import { ROLES } from './roles';
import { expectIdentity } from './scripts';
import { commonSettings, settingsFor, tunableSettings, validatorSettings } from './settings';
import type { LocalKeyUnits } from './units';
import { shellStep } from '../shell-step';

const SENTRY = sentryRef('node');
const GENESIS = genesisRef('node');

/** One validator with its key, behind one sentry. */
export function planLocalKey(
  chain: PlannedChain,
  input: CometInput<LocalKeyUnits>,
  problems: readonly string[],
): WorkloadPlan {
  const { node: sentry, validator: own } = input.units;
  const { evm } = chain;
  const { node, validator, execution, relayer } = buildAll(
    {
      node: () => nodeUnit(chain, input, { moniker: `${input.workload}-sentry`, sentry, validatorId: own.nodeId }),
      validator: () => validatorUnit(chain, input),
      execution: () => (evm === undefined ? [] : [executionUnit(evm, input, input.units.validator.overlay?.execution)]),
      relayer: () => relayerOf(input, SENTRY),
    },
    problems,
  );
  const signer = { unit: 'validator', part: validator.parts[0].name };
  return {
    units: [node, validator, ...execution, ...relayer.units],
    links: [
      { from: SENTRY, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...SENTRY, port: 'p2p' } },
      ...(evm === undefined ? [] : engineLinks(evm, signer)),
      ...relayer.links,
    ],
  };
}

/** Each node drives the execution client of its own; a client that starts from a file takes it from the server. */
function engineLinks(evm: EvmSide, validator: PartRef): readonly Link[] {
  const pairs = [
    [SENTRY, executionRef(evm, 'node')],
    [validator, executionRef(evm, EXECUTION_UNIT)],
  ] as const;
  return pairs.flatMap(([node, client]) => [
    { from: node, to: { ...client, port: 'engine' } },
    ...(evm.executionGenesis === undefined ? [] : [{ from: client, to: { ...GENESIS, port: 'http' } }]),
  ]);
}

/** The validator, its key, and the record of what it signed in a claim apart from the chain's data. */
function validatorUnit(chain: PlannedChain, input: CometInput<LocalKeyUnits>): UnitPlan {
  const validator = validatorPart(chain, input);
  return {
    name: 'validator',
    parts: [validator],
    secrets: {
      'node-key': nodeKey(input, 'validator'),
      ...(chain.evm === undefined ? {} : { jwt: jwtSecret(input, 'validator') }),
      'consensus-key': {
        path: secretPath(input.custody, 'validator', 'consensus-key'),
        take: { 'priv_validator_key.json': 'priv_validator_key.json' },
        signingKey: true,
      },
    },
    configs: { config: configOf(validator) },
  };
}

function validatorPart(chain: PlannedChain, input: CometInput<LocalKeyUnits>): Part {
  const client = nodeClient(chain, 'validator');
  const { validator, node } = input.units;
  const port = node.peers?.port ?? COMET_PORT.p2p;
  const sentry = `${node.nodeId}@${hostOf(input.workload, SENTRY)}:${port}`;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings(chain) } },
    layers: roleLayers(input, 'validator', ROLES.validator, {
      common: commonSettings(chain, input),
      overlay: validator.overlay?.validator,
    }),
    fixed: {
      flags: { ...client.fixedFlags, ...engineFlags(chain, input, EXECUTION_UNIT) },
      settings: settingsFor(chain, validatorSettings(input, sentry)),
    },
    volumes: ({ storage, storageClass }) => ({
      ...homeVolumes(chain, storage, storageClass),
      state: { kind: 'claim', mount: HOME.state, storage: '10Gi', storageClass, slashingState: true },
      'consensus-key': { kind: 'secret', mount: HOME.keys, secrets: ['consensus-key'] },
    }),
    init: [
      shellStep('expect-identity', expectIdentity(input), ['consensus-key', 'state']),
      shellStep('prepare', prepareNode(chain, input, GENESIS), ['data', 'config']),
    ],
    identity: input.identity,
  });
}
