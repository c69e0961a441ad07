import { hsm, keyReference, kms, secretPath, vault, type HsmOptions } from '../../lib/model/custody';

const key = 'arn:aws:kms:eu-central-1:111122223333:key/0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b';
const role = 'arn:aws:iam::111122223333:role/dvn-0';

test('each unit reads below a path of its own', () => {
  expect(secretPath(vault('chain/hoodi/hoodi-0'), 'signer', 'keystores')).toBe('chain/hoodi/hoodi-0/signer/keystores');
});

test.each(['hoodi', '/chain/hoodi', 'chain//hoodi', 'chain/Hoodi'])('the path %s is refused', (path) => {
  expect(() => vault(path)).toThrow("'path' must be at least two segments");
});

test('a key of a key service is told by its ARN, and other secrets come from the vault', () => {
  expect(kms({ key, role }, vault('chain/testnet/dvn-0', { store: 'openbao' }))).toEqual({
    kind: 'kms',
    key,
    region: 'eu-central-1',
    role,
    path: 'chain/testnet/dvn-0',
    store: 'openbao',
  });
});

test('an alias, which may be pointed at another key, and a user are refused together', () => {
  const alias = { key: 'arn:aws:kms:eu-central-1:111122223333:alias/dvn', role: 'arn:aws:iam::111122223333:user/dvn' };
  expect(() => kms(alias, vault('chain/testnet/dvn-0'))).toThrow(/'key' must be [^\n]+\n\[kms\] 'role' must be/);
});

const device: HsmOptions = { serialNumber: '0123456789', authKey: 4, key: 1, resource: 'squat.ai/yubihsm' };
const secrets = vault('chain/osmosis-1/osmosis-0');

test('a key of a device is told by its serial number and its id, and the password comes from the vault', () => {
  const custody = hsm(device, secrets);
  expect(custody).toEqual({ kind: 'hsm', ...device, path: 'chain/osmosis-1/osmosis-0', store: 'vault' });
  expect(keyReference(custody)).toBe('yubihsm:0123456789/1');
  expect(keyReference(kms({ key, role }, secrets))).toBe(key);
  expect(keyReference(secrets)).toBeUndefined();
});

test('the last ids that are not the device’s own, and the greatest serial number, are taken', () => {
  const last = { ...device, serialNumber: '4294967295', authKey: 65534, key: 65534 };
  expect(hsm(last, secrets)).toMatchObject(last);
  expect(hsm({ ...device, authKey: 2 }, secrets).authKey).toBe(2);
});

test.each<[string, Partial<HsmOptions>, string]>([
  ['a serial number without its zeros', { serialNumber: '123456789' }, "'serialNumber' must be 10 digits"],
  ['a serial number in words', { serialNumber: 'yubihsm-01' }, "'serialNumber' must be 10 digits"],
  ['a serial number that no device has', { serialNumber: '4294967296' }, "'serialNumber' must be 10 digits"],
  ['the key that may do everything', { authKey: 1 }, "'authKey' must be a whole number, 2 to 65534, got 1"],
  ['an authentication key of the device itself', { authKey: 65535 }, "'authKey' must be a whole number, 2 to 65534"],
  ['the first id, which is the device’s own', { key: 0 }, "'key' must be a whole number, 1 to 65534, got 0"],
  ['the last one', { key: 65535 }, "'key' must be a whole number, 1 to 65534, got 65535"],
  ['half a key', { key: 1.5 }, "'key' must be a whole number, 1 to 65534, got 1.5"],
])('%s is refused', (_, change, message) => {
  expect(() => hsm({ ...device, ...change }, secrets)).toThrow(message);
});

test.each([
  'yubihsm',
  '/yubihsm',
  'squat.ai/',
  'squat.ai/usb/yubihsm',
  'Squat.AI/yubihsm',
  'squat.ai/-yubihsm',
  'kubernetes.io/yubihsm',
  'devices.kubernetes.io/yubihsm',
  'requests.squat.ai/yubihsm',
  `squat.ai/${'y'.repeat(64)}`,
])('the resource %s is refused', (resource) => {
  expect(() => hsm({ ...device, resource }, secrets)).toThrow("'resource' must be an extended resource");
});

test.each(['squat.ai/yubihsm', 'devices.example.com/YubiHSM_2.a', 'squat.ai/y', `squat.ai/${'y'.repeat(63)}`])(
  'the resource %s is taken',
  (resource) => {
    expect(hsm({ ...device, resource }, secrets).resource).toBe(resource);
  },
);

test('all that is wrong of a device is told at once', () => {
  expect(() => hsm({ serialNumber: '1', authKey: 0, key: -1, resource: 'usb' }, secrets)).toThrow(
    /'serialNumber' [^\n]+\n\[hsm\] 'authKey' [^\n]+\n\[hsm\] 'key' [^\n]+\n\[hsm\] 'resource' [^\n]+$/,
  );
});
