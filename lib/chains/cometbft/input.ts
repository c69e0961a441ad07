import { propProblem } from '../../model/errors';
import type { CometInput } from './chain';

/** Problems with the typed props of a CometBFT workload. */
export function inputProblems(input: CometInput): string[] {
  const { where, identity, units, common, network } = input;
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(where, prop, mustBe, got));
  };
  if (identity.kind !== 'consensus') {
    refuse('identity', 'a consensus address (SigningIdentity.consensusAddress)', identity.kind);
  }
  for (const unit of ['node', 'validator'] as const) {
    const { nodeId } = units[unit];
    if (!/^[0-9a-f]{40}$/.test(nodeId)) refuse(`units.${unit}.nodeId`, '40 hex digits in lower case', nodeId);
  }
  if (units.node.nodeId === units.validator.nodeId) {
    refuse('units.validator.nodeId', 'another peer id than that of the sentry', units.validator.nodeId);
  }
  const { peers } = units.node;
  if (peers !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(peers.address)) {
    refuse('units.node.peers.address', 'an IPv4 address or host name', peers.address);
  }
  const { minimumGasPrices } = common;
  if (minimumGasPrices !== undefined && !/^[0-9]+(\.[0-9]+)?[a-zA-Z][a-zA-Z0-9/]*$/.test(minimumGasPrices)) {
    refuse(
      'common.minimumGasPrices',
      `an amount and its denomination, such as ${network.facts.minimumGasPrices}`,
      minimumGasPrices,
    );
  }
  return problems;
}
