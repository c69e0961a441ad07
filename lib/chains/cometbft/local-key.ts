import { secretPath } from '../../model/custody';
import { buildAll } from '../build-all';
import { buildPart } from '../build-part';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import { hostOf, type UnitPlan, type WorkloadPlan } from '../workload-plan';
import { COMET_PORT, HOME, nodeClient, type CometChain, type CometInput } from './chain';
import { configOf, genesisRef, homeVolumes, nodeKey, nodeUnit, sentryRef, step } from './node-parts';
import { relayerOf } from './relayer';
import { ROLES } from './roles';
import { expectIdentity, prepareHome } from './scripts';
import { commonSettings, tunableSettings, validatorSettings } from './settings';
import type { LocalKeyUnits } from './units';

const SENTRY = sentryRef('node');
const GENESIS = genesisRef('node');

/** One validator with its key, behind one sentry. */
export function planLocalKey(
  chain: CometChain,
  input: CometInput<LocalKeyUnits>,
  problems: readonly string[],
): WorkloadPlan {
  const { node: sentry, validator: own } = input.units;
  const { node, validator, relayer } = buildAll(
    {
      node: () => nodeUnit(chain, input, { moniker: `${input.workload}-sentry`, sentry, validatorId: own.nodeId }),
      validator: () => validatorUnit(chain, input),
      relayer: () => relayerOf(input, SENTRY),
    },
    problems,
  );
  const signer = { unit: 'validator', part: validator.parts[0].name };
  return {
    units: [node, validator, ...relayer.units],
    links: [
      { from: SENTRY, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...SENTRY, port: 'p2p' } },
      ...relayer.links,
    ],
  };
}

/** The validator, its key, and the record of what it signed in a claim apart from the chain's data. */
function validatorUnit(chain: CometChain, input: CometInput<LocalKeyUnits>): UnitPlan {
  const validator = validatorPart(chain, input);
  return {
    name: 'validator',
    parts: [validator],
    secrets: {
      'node-key': nodeKey(input, 'validator'),
      'consensus-key': {
        path: secretPath(input.custody, 'validator', 'consensus-key'),
        take: { 'priv_validator_key.json': 'priv_validator_key.json' },
        signingKey: true,
      },
    },
    configs: { config: configOf(validator) },
  };
}

function validatorPart(chain: CometChain, input: CometInput<LocalKeyUnits>): Part {
  const client = nodeClient(chain, 'validator');
  const { validator, node } = input.units;
  const port = node.peers?.port ?? COMET_PORT.p2p;
  const sentry = `${node.nodeId}@${hostOf(input.workload, SENTRY)}:${port}`;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: { ...client, defaults: { ...client.defaults, ...tunableSettings() } },
    layers: roleLayers(input, 'validator', ROLES.validator, {
      common: commonSettings(input),
      overlay: validator.overlay?.validator,
    }),
    fixed: { flags: client.fixedFlags, settings: validatorSettings(input, sentry) },
    volumes: ({ storage, storageClass }) => ({
      ...homeVolumes(storage, storageClass),
      state: { kind: 'claim', mount: HOME.state, storage: '10Gi', storageClass, slashingState: true },
      'consensus-key': { kind: 'secret', mount: HOME.keys, secrets: ['consensus-key'] },
    }),
    init: [
      step('expect-identity', expectIdentity(input), ['consensus-key', 'state']),
      step('prepare', prepareHome(input, hostOf(input.workload, GENESIS)), ['data', 'config']),
    ],
    identity: input.identity,
  });
}
