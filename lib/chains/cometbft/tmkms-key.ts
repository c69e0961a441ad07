import { secretPath, type HsmCustody } from '../../model/custody';
import { shellStep } from '../shell-step';
import type { InitStep } from '../part';
import type { SecretPlan } from '../workload-plan';
import { type CometInput, HOME } from './chain';
import { expectKey, expectRecord } from './scripts';

/** Where TMKMS has its key, and what it needs for that. */
export interface TmkmsKey {
  /** Name of the one secret, which is also that of its volume. */
  readonly secret: string;
  readonly plan: SecretPlan;

  /** Folder of the secret. */
  readonly mount: string;

  /** The provider in `tmkms.toml`. */
  readonly provider: string;

  /** What runs before it. */
  readonly step: InitStep;

  /** @default none */
  readonly device?: string;
}

/** Folder of the password with which TMKMS opens a session with the device. */
const HSM_PASSWORD = '/hsm-password';

/** The key of the workload's custody, as TMKMS takes it. */
export function tmkmsKey(input: CometInput, stateFile: string): TmkmsKey {
  const record = expectRecord(input, stateFile, ':');
  return input.custody.kind === 'hsm' ? inDevice(input, input.custody, record) : inFile(input, record);
}

function inFile(input: CometInput, record: string): TmkmsKey {
  const file = 'priv_validator_key.json';
  return {
    secret: 'consensus-key',
    plan: { path: secretPath(input.custody, 'signer', 'consensus-key'), take: { [file]: file }, signingKey: true },
    mount: HOME.keys,
    provider: `[[providers.softsign]]
chain_ids = ["${input.network.chainId}"]
key_type = "consensus"
key_format = "json"
path = "${HOME.keys}/${file}"
`,
    step: shellStep('expect-identity', expectKey(input) + record, ['consensus-key', 'state']),
  };
}

/**
 * A key in a YubiHSM 2, over USB alone. A device over USB has one user at a time
 * (https://docs.yubico.com/hardware/yubihsm-2/hsm-2-user-guide/hsm2-tools-communication.html), and a device plugin that
 * offers it once starts no second pod with it. The pod is not privileged for it, and mounts no folder of the node.
 *
 * The adapter `http` is not rendered. A `yubihsm-connector` does not ask who calls it: whoever reaches it with the
 * password signs, from any node, with a record of its own, and two records are how one key signs twice. TMKMS speaks no
 * TLS to it either. `connector_server` is absent because it makes TMKMS such a connector.
 *
 * The serial number is always given: without it TMKMS takes whichever device is there. No step compares the key, which
 * stands in no file; TMKMS says in its log which public key the device has.
 */
function inDevice(input: CometInput, { serialNumber, authKey, key, resource }: HsmCustody, record: string): TmkmsKey {
  return {
    secret: 'hsm-password',
    plan: {
      path: secretPath(input.custody, 'signer', 'hsm-password'),
      take: { password: 'password' },
      // Who has it and the device has the key.
      signingKey: true,
    },
    mount: HSM_PASSWORD,
    provider: `[[providers.yubihsm]]
adapter = { type = "usb" }
auth = { key = ${authKey}, password_file = "${HSM_PASSWORD}/password" }
keys = [{ chain_ids = ["${input.network.chainId}"], key = ${key}, type = "consensus" }]
serial_number = "${serialNumber}"
`,
    step: shellStep('expect-record', record, ['state']),
    device: resource,
  };
}
