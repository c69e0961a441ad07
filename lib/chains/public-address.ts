import { propProblem, type Where } from '../model/errors';
import type { Port } from './part';

/** Where peers on the internet reach a part: a public address of its node, and the port that answers there. */
export interface PublicAddress {
  /** Public IPv4 address. */
  readonly address: string;

  /** Port of the node, 30000 to 32767, and of the program itself: what it announces is what answers. */
  readonly port: number;
}

/** The problem with the address, or none; the port is checked with all the others of the plan. */
export function publicAddressProblems(
  where: Where,
  prop: string,
  { address }: Pick<PublicAddress, 'address'>,
): string[] {
  if (/^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\.|$)){4}$/.test(address)) return [];
  return [propProblem(where, `${prop}.address`, 'an IPv4 address', address)];
}

/** A port that peers dial on the node. */
export function publicPort(number: number, protocol: NonNullable<Port['protocol']> = 'TCP'): Port {
  return { number, protocol, peers: true, onNode: true };
}
