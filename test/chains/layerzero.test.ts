import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { vault } from '../../lib/model/custody';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import { dvn, familyAlerts, fuji, peerIdentity, peerPlan, peerPlatform, peerWorkload } from '../fixtures/peers';

const plan = peerPlan(dvn);
const part = partOf(plan, 'signer', 'pillar');
const { providers } = dvn.common;
const { bsc } = providers.chains;

test('the workload of a signer', () => {
  const { platform, files } = peerWorkload(dvn, 'signer');
  expect(`\n${files['statefulset.pillar.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual([
    'signer: SigningFails',
    'signer: ProvidersDisagree',
    'signer: BackgroundTaskStopped',
  ]);
});

test('who is asked, and who must agree, is released with the signer', () => {
  expect(plan.units[0].configs['providers']).toEqual({
    'providers-v2.json': `${JSON.stringify({ entities: ['operator', 'provider-a'], chains: { bsc: { rpc: bsc.map(({ uri, category, entity }) => ({ uri, category, entity })) } } }, undefined, 2)}\n`,
    'quorum-strategy.json': `${JSON.stringify({ default: { allOf: [{ any: 2 }] } }, undefined, 2)}\n`,
  });
  expect(part.env['PROVIDER_CONFIG_TYPE']).toBe('LOCAL');
  expect(peerWorkload(dvn, 'signer').files['statefulset.pillar.yaml']).toContain('name: providers');
});

test('it signs with the one key of the custody, by a token that only AWS takes', () => {
  expect(part.env).toMatchObject({
    SIGNER_TYPE: 'KMS',
    LAYERZERO_KMS_IDS: dvn.custody.key,
    AWS_REGION: 'eu-central-1',
    AWS_ROLE_ARN: dvn.custody.role,
    AWS_WEB_IDENTITY_TOKEN_FILE: '/aws/token',
  });
  expect(part.volumes['aws']).toEqual({ kind: 'token', mount: '/aws', audience: 'sts.amazonaws.com' });
});

test('Prometheus shows the token that the signer asks for', () => {
  expect(peerWorkload(dvn, 'signer').files['podmonitor.pillar.yaml']).toMatch(
    /authorization:\n\s+credentials:\n\s+key: metrics-token\n\s+name: api\n/,
  );
});

test('two workloads that sign with one key are found, whatever addresses they declare', () => {
  const { platform, root } = peerPlatform();
  new ValidatorApp(root, 'dvn-0', dvn);
  const other = { ...dvn.custody, path: 'chain/testnet/dvn-1' };
  const identity = peerIdentity('dvn-1', 'evm-address', [`0x${'5d'.repeat(20)}`]);
  new ValidatorApp(root, 'dvn-1', { ...dvn, custody: other, identity });
  expect(judge(RULEBOOK, render(platform).inventory).map(({ policy }) => policy)).toContain(
    'one-application-per-secret-path',
  );
});

test.each([
  ['keys in a vault', () => peerPlan(dvn, { custody: vault('chain/testnet/dvn-0') }), 'of kind kms'],
  ['a key service for a chain that reads its keys', () => peerPlan(fuji, { custody: dvn.custody }), 'of kind vault'],
  [
    'another kind of identity',
    () => peerPlan(dvn, { identity: peerIdentity('d', 'party', [`a::1220${'0'.repeat(64)}`]) }),
    'kind evm-address',
  ],
  [
    'two addresses for one key',
    () => peerPlan(dvn, { identity: peerIdentity('d', 'evm-address', [`0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`]) }),
    'got "2 of kind evm-address"',
  ],
  [
    'a bucket for the providers',
    () => peerPlan(dvn, { roles: { signer: { env: { PROVIDER_CONFIG_TYPE: 'S3' } } } }),
    'the workload sets it itself',
  ],
  [
    'another endpoint for AWS',
    () => peerPlan(dvn, { roles: { signer: { env: { AWS_ENDPOINT_URL_KMS: 'http://10.0.0.1' } } } }),
    'must be one of PILLAR_MAX_CONNECTIONS',
  ],
  [
    'an open API',
    () => peerPlan(dvn, { roles: { signer: { env: { PILLAR_API_AUTH_ENABLED: 'false' } } } }),
    'must be one of PILLAR_MAX_CONNECTIONS',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test('its limits may be tuned', () => {
  const tuned = peerPlan(dvn, { roles: { signer: { env: { PILLAR_RPC_CONCURRENCY: '32' } } } });
  expect(partOf(tuned, 'signer', 'pillar').env['PILLAR_RPC_CONCURRENCY']).toBe('32');
});
