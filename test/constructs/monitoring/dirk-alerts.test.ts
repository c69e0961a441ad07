import { ETHEREUM_ALERTS } from '../../../lib/constructs/monitoring/ethereum-alerts';
import { workloadGroups } from '../../../lib/constructs/monitoring/workload-alerts';
import { hoodiDirk } from '../../fixtures/workloads';

const groups = workloadGroups(hoodiDirk, ETHEREUM_ALERTS);
const alerts = groups.flatMap((group) => group.alerts);

test('each Dirk has a group, all of them have one more, and Vouch has its own', () => {
  expect(
    groups.map(({ name, alerts: own }) => `${name}: ${own.map(({ alert }) => alert).join(' ')}`),
  ).toMatchSnapshot();
  expect(alerts.filter(({ alert }) => alert === 'TargetDown')).toHaveLength(4);
});

test('their rules read the metrics of Dirk and Vouch, and of no other client', () => {
  const own = alerts.filter(({ expr }) => /dirk_signer|vouch_|count\(up/.test(expr));
  expect(own.map(({ alert, expr }) => `${alert}: ${expr}`)).toMatchSnapshot();
  expect(alerts.filter(({ expr }) => /\bvc_|eth2_slashingprotection/.test(expr))).toEqual([]);
});
