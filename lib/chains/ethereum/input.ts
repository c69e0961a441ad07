import { propProblem } from '../../model/errors';
import type { PlanInput } from '../family';
import type { EthereumFacts } from './networks';
import type { EthereumRole, EthereumUnits, EthereumValues } from './units';

/** What an Ethereum workload is planned from. */
export type EthereumInput<Units extends EthereumUnits = EthereumUnits> = PlanInput<
  EthereumFacts,
  EthereumValues,
  Units,
  EthereumRole
>;

/** Problems with the typed props of an Ethereum workload. */
export function inputProblems(input: EthereumInput): string[] {
  const { where, identity, units } = input;
  const { feeRecipient } = input.common;
  const problems: string[] = [];
  if (units.ssv === undefined && identity.kind !== 'bls') {
    problems.push(propProblem(where, 'identity', 'BLS public keys (SigningIdentity.keys)', identity.kind));
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(feeRecipient)) {
    problems.push(propProblem(where, 'common.feeRecipient', '0x and 40 hex digits', feeRecipient));
  } else if (units.ssv === undefined && /^0x0{40}$/.test(feeRecipient)) {
    problems.push(propProblem(where, 'common.feeRecipient', 'an address that somebody owns', feeRecipient));
  }
  const graffiti = units.validator?.graffiti;
  if (graffiti !== undefined && (Buffer.byteLength(graffiti) > 32 || /[\r\n\0]/.test(graffiti) || graffiti === '')) {
    problems.push(propProblem(where, 'units.validator.graffiti', 'one line of 1 to 32 bytes', graffiti));
  }
  const { peers } = units.node;
  if (peers !== undefined && !/^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\.|$)){4}$/.test(peers.address)) {
    problems.push(propProblem(where, 'units.node.peers.address', 'an IPv4 address', peers.address));
  }
  return [...problems, ...absentRoles(input)];
}

/** An overlay of a role that does not run would be read by nobody. */
function absentRoles({ where, units, roles }: EthereumInput): string[] {
  const present: readonly string[] = [
    'execution',
    'beacon',
    ...(units.node.relay === undefined ? [] : ['relay']),
    ...signingRoles(units),
  ];
  return Object.keys(roles)
    .filter((role) => !present.includes(role))
    .map((role) => propProblem(where, 'roles', `roles of the workload (${present.join(', ')})`, role));
}

function signingRoles(units: EthereumUnits): readonly EthereumRole[] {
  if (units.ssv !== undefined) return ['ssv'];
  if (units.dvt !== undefined) return ['dvt', 'validator'];
  return units.storage === undefined ? ['signer', 'validator'] : ['signer', 'database', 'validator'];
}
