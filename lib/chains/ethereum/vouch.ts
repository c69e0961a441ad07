import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import type { UnitPlan } from '../workload-plan';
import { dirkEndpoints, VOUCH_REF } from './dirk';
import type { EthereumInput } from './input';
import { beaconUrl } from './node-unit';
import { ROLES } from './roles';
import type { DirkUnits } from './units';

const TLS = '/tls';

/**
 * Vouch by Attestant (https://github.com/attestantio/vouch), the validator client that speaks Dirk's protocol.
 *
 * Settings are those of its docs/configuration.md and docs/accountmanager.md, rendered whole: among them are its
 * accounts, where blocks come from, and who gets their fees. It keeps nothing, and waits for the attestations of the
 * slot when it is stopped. Its metrics are served once its beacon node answers, and Go's profiler beside them, which
 * only Prometheus can reach; there is no health check over HTTP.
 */
const VOUCH = {
  name: VOUCH_REF.part,
  image: 'ethereum.vouch',
  command: ['/app/vouch'],
  user: 10001,
  ports: { metrics: { number: 8081 } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'metrics' },
  environmentPrefix: 'VOUCH_',
  defaults: { cpu: '1', memory: '2Gi' },
  dangerousFlags: {
    'beacon-node-address': 'a beacon node that is not its own',
    'profile-address': 'an API without a lock',
  },
  allowedFlags: ['log-level'],
} as const satisfies Client;

/** Vouch with its client certificate. */
export function vouchUnit(input: EthereumInput<DirkUnits>): UnitPlan {
  return {
    name: VOUCH_REF.unit,
    parts: [vouchPart(input)],
    secrets: {
      tls: {
        path: secretPath(input.custody, VOUCH_REF.unit, 'tls'),
        take: { 'client.crt': 'client.crt', 'client.key': 'client.key', 'ca.crt': 'ca.crt' },
        signingKey: false,
      },
    },
    configs: { config: { 'vouch.yml': configuration(input) } },
  };
}

function vouchPart(input: EthereumInput<DirkUnits>): Part {
  return buildPart({
    where: input.where,
    role: 'validator',
    client: VOUCH,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: input.units.validator.overlay?.validator }),
    fixed: { flags: { 'base-dir': '/config' } },
    volumes: () => ({
      tls: { kind: 'secret', mount: TLS, secrets: ['tls'] },
      config: { kind: 'config', mount: '/config', config: 'config' },
    }),
    identity: input.identity,
    slashingState: { keptBy: 'signer' },
  });
}

/**
 * Nobody asks Vouch for blocks of builders, so it listens for that in its own pod alone. Text goes in as JSON, which is
 * YAML as well.
 */
function configuration(input: EthereumInput<DirkUnits>): string {
  const { graffiti } = input.units.validator;
  const endpoints = dirkEndpoints(input).map((endpoint) => `      - ${endpoint}\n`);
  return `beacon-node-addresses:
  - ${beaconUrl(input)}
metrics:
  prometheus:
    listen-address: 0.0.0.0:8081
${graffiti === undefined ? '' : `graffiti:\n  static:\n    value: ${JSON.stringify(graffiti)}\n`}accountmanager:
  dirk:
    endpoints:
${endpoints.join('')}    client-cert: file://${TLS}/client.crt
    client-key: file://${TLS}/client.key
    ca-cert: file://${TLS}/ca.crt
    accounts:
      - "${input.units.signer.wallet}"
blockrelay:
  listen-address: 127.0.0.1:18550
  fallback-fee-recipient: "${input.common.feeRecipient}"
`;
}
