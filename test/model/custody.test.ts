import { kms, secretPath, vault } from '../../lib/model/custody';

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
