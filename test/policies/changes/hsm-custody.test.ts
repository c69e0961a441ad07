import { RULEBOOK } from '../../../lib/policies';
import { hsm, type Custody } from '../../../lib/model/custody';
import type { Inventory } from '../../../lib/render/inventory';
import { hsmCustody, osmo, tmkmsUnits } from '../../fixtures/chain';
import { releasedChain } from '../../fixtures/released-chain';
import { changed } from './change';

const signedBy = (custody: Custody): Inventory =>
  releasedChain({ ethereum: {}, cometbft: { units: tmkmsUnits, custody } }).inventory;

const FILE = signedBy(osmo.custody);
const DEVICE = signedBy(hsmCustody);
const SIGNER = 'chain/testnet/osmo-0-signer';

/** What the whole rulebook says of a change. */
function said(after: Inventory, before: Inventory): readonly string[] {
  return changed(RULEBOOK, after, before)
    .map(({ policy, file, found }) => `${policy} ${file.replace(`${SIGNER}/`, '')}: ${found}`)
    .sort();
}

const other = (change: Partial<typeof hsmCustody>): Inventory =>
  signedBy(hsm({ ...hsmCustody, ...change }, osmo.custody));

test('a key that goes from a file into a device keeps its record and its program: its Secret has to be gone', () => {
  expect(said(DEVICE, FILE)).toEqual([
    'sensitive-object-kept externalsecret.consensus-key.yaml: ExternalSecret consensus-key is declared no more',
    'signing-steps-kept statefulset.tmkms.yaml: no step expect-identity before it starts',
  ]);
});

test('a key that comes back into a file is told as one that is read from elsewhere', () => {
  expect(said(FILE, DEVICE)).toContain(
    'signing-key-path-kept statefulset.tmkms.yaml: the key of osmo-0 read from nowhere, which was yubihsm:0123456789/1',
  );
});

test.each([
  ['another key of the device', { key: 2 }, 'yubihsm:0123456789/2'],
  ['another device', { serialNumber: '0123456788' }, 'yubihsm:0123456788/1'],
])('%s is refused until somebody has seen that it holds the same key', (_, change, is) => {
  expect(said(other(change), DEVICE)).toEqual([
    `signing-key-path-kept statefulset.tmkms.yaml: the key of osmo-0 read from ${is}, which was yubihsm:0123456789/1`,
  ]);
});

test('another password or name for the same device is no other key', () => {
  expect(said(other({ authKey: 5, resource: 'devices.example.com/yubihsm' }), DEVICE)).toEqual([]);
});
