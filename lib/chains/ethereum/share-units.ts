import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import type { UnitPlan } from '../workload-plan';
import { charonUrl } from './charon';
import type { EthereumInput } from './input';
import { ROLES } from './roles';
import { expectDeclaredKeys, expectRecords, RUN_SCRIPT, RUN_SCRIPT_FILE } from './scripts';
import { SHARE_CLIENTS, SHARES, type ShareClientSpec } from './share-clients';
import { keystoreSecrets } from './signing-units';
import type { CharonUnits } from './units';
import { MOUNT } from './wiring';
import { shellStep } from '../shell-step';

/**
 * The validator client of one operator: `keystore-<n>.json` and `keystore-<n>.txt` of its key shares, as Charon's
 * ceremony writes them, and the record of what they signed.
 */
export function shareUnit(input: EthereumInput<CharonUnits>): UnitPlan {
  const secrets = keystoreSecrets(input, (name) => secretPath(input.custody, 'validator', name));
  return {
    name: 'validator',
    parts: [sharePart(input, Object.keys(secrets))],
    secrets,
    configs: { scripts: { 'run.sh': RUN_SCRIPT } },
  };
}

function sharePart(input: EthereumInput<CharonUnits>, keystores: readonly string[]): Part {
  const { validator, node } = input.units;
  const client: ShareClientSpec = SHARE_CLIENTS[validator.client];
  const [first = 'keystores-0', ...rest] = keystores;
  return buildPart({
    where: input.where,
    role: 'validator',
    client,
    layers: roleLayers(input, 'validator', ROLES.validator, {
      common: { flags: { [client.feeRecipientFlag]: input.common.feeRecipient } },
      unit: validator.graffiti === undefined ? {} : { flags: { [client.graffitiFlag]: validator.graffiti } },
      overlay: validator.overlay?.validator,
    }),
    fixed: {
      flags: client.wire({
        network: input.network.name,
        charonUrl: charonUrl(input),
        builder: node.relay !== undefined,
      }),
      env: { PARK_ON: (client.parkOn ?? []).join(' ') },
    },
    command: ['/bin/sh', RUN_SCRIPT_FILE, ...client.command],
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      keystores: { kind: 'secret', mount: SHARES.secret, secrets: [first, ...rest] },
      shares: { kind: 'scratch', mount: SHARES.mount, size: '16Mi', memory: true },
      identity: { kind: 'config', mount: MOUNT.identity, config: input.identity.configMapName },
      scripts: { kind: 'config', mount: MOUNT.scripts, config: 'scripts' },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep('expect-keys', expectDeclaredKeys(SHARES.secret), ['keystores', 'identity', 'temporary']),
      shellStep('take-shares', client.takeShares, ['keystores', 'shares']),
      ...(input.identity.history === 'none'
        ? []
        : [shellStep('expect-history', expectRecords(client.hasRecord), ['data', 'identity'])]),
    ],
    identity: input.identity,
  });
}
