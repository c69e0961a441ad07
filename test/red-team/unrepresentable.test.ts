import { ValidatorApp, type StorageClassRef } from '../../lib';
import type { EthereumUnits } from '../../lib/chains/ethereum';
import { chainPlatform, hoodi } from '../fixtures/chain';

test('what would let two processes sign does not compile', () => {
  const { root } = chainPlatform();
  const compile = (): void => {
    // @ts-expect-error no lease decides which of two clients signs
    const lease: EthereumUnits['validator'] = { client: 'lighthouse', activePassive: 'lease' };
    // @ts-expect-error two validator clients on one key set
    const two: EthereumUnits['validator'] = [{ client: 'lighthouse' }, { client: 'teku' }];
    // @ts-expect-error storage whose fence nobody knows
    const shared: StorageClassRef = { name: 'nfs', fence: 'none', reclaim: 'Retain' };
    // @ts-expect-error a workload that the scheduler may move
    new ValidatorApp(root, 'a', { ...hoodi, placement: {} });
    // @ts-expect-error a liveness probe
    new ValidatorApp(root, 'b', { ...hoodi, livenessProbe: true });
    // @ts-expect-error an autoscaler
    new ValidatorApp(root, 'c', { ...hoodi, autoscaling: { maxReplicas: 2 } });
    return void [lease, two, shared];
  };
  expect(compile).toBeInstanceOf(Function);
});
