import type { AlertTarget } from '../../../lib/constructs/monitoring/alert-rule';
import { ETHEREUM_ALERTS } from '../../../lib/constructs/monitoring/ethereum-alerts';
import { hoodiSsvRecord } from '../../fixtures/ssv';

/** Instruments as the source of ssv-node v2.3.7 names them; a counter ends in `_total` when it is exported. */
const INSTRUMENTS = [
  'ssv.validator.validators.per_status',
  'ssv.doppelganger.validators.state',
  'ssv.cl.sync.status',
  'ssv.el.sync.status',
  'ssv.event_syncer.handler.last_processed_block',
  'ssv.runner.submissions.failed',
  'ssv.p2p.peers.connected',
];

const [role] = hoodiSsvRecord.roles;

test('alerts of an SSV node read its own series, by the names of its source', () => {
  if (role === undefined) throw new Error('no role');
  const target: AlertTarget = { workload: hoodiSsvRecord, role, own: 'role="ssv"', pods: '', keys: 1 };
  const exprs = (ETHEREUM_ALERTS['ssv'] ?? []).map(({ expr }) => expr(target));
  const read = exprs.map((text) => /(ssv_\w+)\{[^}]*role="ssv"\}/.exec(text)?.[1]?.replace(/_total$/, ''));
  expect(read).toEqual(INSTRUMENTS.map((name) => name.replaceAll('.', '_')));
  expect(exprs).toMatchSnapshot();
});
