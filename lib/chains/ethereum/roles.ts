import type { RoleSpec } from '../family';
import type { EthereumRole } from './units';

/** 300 seconds, as the public charts give every Ethereum client: databases of this size close slowly. */
const GRACE = 300;

/** Roles of an Ethereum workload. */
export const ROLES = {
  execution: { title: 'execution client', workload: 'node', graceSeconds: GRACE },
  relay: { title: 'MEV-boost', workload: 'stateless', graceSeconds: 30 },
  beacon: { title: 'beacon node', workload: 'node', graceSeconds: GRACE },
  signer: { title: 'remote signer', workload: 'signing', slashingState: { keptBy: 'database' }, graceSeconds: GRACE },
  database: { title: 'slashing-protection database', workload: 'state', graceSeconds: GRACE },
  dvt: {
    title: 'distributed validator middleware',
    workload: 'signing',
    slashingState: { keptBy: 'validator' },
    meetsPeers: 'operators of a distributed validator agree over the internet on what to sign, Charon with Charon',
    graceSeconds: 60,
  },
  ssv: {
    title: 'SSV node',
    workload: 'signing',
    slashingState: 'claim',
    meetsPeers: 'operators of the SSV network agree over the internet on what to sign, node with node',
    // It handles no signal and ends at once.
    graceSeconds: 60,
  },
  validator: { title: 'validator client', workload: 'signing', slashingState: 'claim', graceSeconds: GRACE },
} as const satisfies Readonly<Record<EthereumRole, RoleSpec>>;
