import { propProblem } from '../../model/errors';
import { nodeOf } from '../../model/placement';
import type { CometInput, PlannedChain } from './chain';
import { sentriesOf, type CometRole } from './units';

type Refuse = (prop: string, mustBe: string, got: unknown) => void;

/** Problems with the typed props of a CometBFT workload. */
export function inputProblems(chain: PlannedChain, input: CometInput): string[] {
  const { where, identity, common, network } = input;
  const problems: string[] = [];
  const refuse: Refuse = (prop, mustBe, got) => {
    problems.push(propProblem(where, prop, mustBe, got));
  };
  if (identity.kind !== 'consensus') {
    refuse('identity', 'a consensus address (SigningIdentity.consensusAddress)', identity.kind);
  }
  peerProblems(input, refuse);
  cosignerProblems(input, refuse);
  relayerProblems(input, refuse);
  absentRoles(chain, input, refuse);
  const { minimumGasPrices } = common;
  if (minimumGasPrices !== undefined && !PRICE.test(minimumGasPrices)) {
    refuse(
      'common.minimumGasPrices',
      `an amount and its denomination, such as ${network.facts.minimumGasPrices ?? '0.025uatom'}`,
      minimumGasPrices,
    );
  }
  return problems;
}

/** Every node is a peer of its own, and sentries that stand in for each other have nodes of their own. */
function peerProblems({ units, placement }: CometInput, refuse: Refuse): void {
  const peers = units.sentries === undefined ? [['node', units.node] as const] : sentriesOf(units);
  const ids = new Map<string, string>();
  const holders = new Map<string, string>();
  for (const [unit, { nodeId, peers: announced }] of peers) {
    peerIdProblem(unit, nodeId, ids, refuse);
    if (announced !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(announced.address)) {
      refuse(`units.${unit}.peers.address`, 'an IPv4 address or host name', announced.address);
    }
    const node = nodeOf(placement, unit);
    const neighbour = holders.get(node);
    if (neighbour !== undefined) refuse(`placement.units.${unit}`, `another node than that of ${neighbour}`, node);
    holders.set(node, unit);
  }
  if (units.validator !== undefined) peerIdProblem('validator', units.validator.nodeId, ids, refuse);
}

function peerIdProblem(unit: string, nodeId: string, ids: Map<string, string>, refuse: Refuse): void {
  const prop = `units.${unit}.nodeId`;
  if (!/^[0-9a-f]{40}$/.test(nodeId)) refuse(prop, '40 hex digits in lower case', nodeId);
  const other = ids.get(nodeId);
  if (other !== undefined) refuse(prop, `another peer id than that of ${other}`, nodeId);
  ids.set(nodeId, unit);
}

/** Fewer than three cannot lose one; nobody runs more than nine. */
export function isCosignerCount(of: number): boolean {
  return Number.isInteger(of) && of >= 3 && of <= 9;
}

function cosignerProblems({ units }: CometInput, refuse: Refuse): void {
  if (units.cosigners === undefined) return;
  const { of, threshold } = units.cosigners;
  if (!isCosignerCount(of)) refuse('units.cosigners.of', 'a whole number, 3 to 9', of);
  else if (!Number.isInteger(threshold) || threshold <= of / 2 || threshold > of) {
    refuse('units.cosigners.threshold', `more than half of ${of}, and at most ${of}`, threshold);
  }
  if (units.sentries.length < 2) {
    refuse('units.sentries', 'at least two, so that one may be down', units.sentries.length);
  }
}

const PRICE = /^[0-9]+(\.[0-9]+)?[a-zA-Z][a-zA-Z0-9/]*$/;

/** Every text of it lands in a configuration file, so each has a form that cannot leave its quotes. */
function relayerProblems({ units, network }: CometInput, refuse: Refuse): void {
  if (units.relayer === undefined) return;
  const { own, counterparty } = units.relayer;
  const expect = (prop: string, form: RegExp, mustBe: string, got: string): void => {
    if (!form.test(got)) refuse(`units.relayer.${prop}`, mustBe, got);
  };
  expect('counterparty.chainId', /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, 'a chain id', counterparty.chainId);
  expect('counterparty.rpc', /^https:\/\/[^\s@'"\\]+$/, 'an https:// URL', counterparty.rpc);
  expect('counterparty.grpc', /^https:\/\/[^\s@'"\\]+$/, 'an https:// URL', counterparty.grpc);
  expect('counterparty.websocket', /^wss:\/\/[^\s@'"\\]+$/, 'a wss:// URL', counterparty.websocket);
  for (const [which, chain] of Object.entries({ own, counterparty })) {
    expect(
      `${which}.accountPrefix`,
      /^[a-z][a-z0-9]*$/,
      'what addresses begin with, such as cosmos',
      chain.accountPrefix,
    );
    expect(`${which}.gasPrice`, PRICE, 'an amount and its denomination, such as 0.025uatom', chain.gasPrice);
  }
  if (counterparty.chainId === network.chainId) {
    refuse('units.relayer.counterparty.chainId', 'another chain than its own', counterparty.chainId);
  }
}

/** An overlay of a role that does not run would be read by nobody. */
function absentRoles({ evm }: PlannedChain, { units, roles }: CometInput, refuse: Refuse): void {
  const signs: CometRole =
    units.cosigners !== undefined ? 'cosigner' : units.signer !== undefined ? 'signer' : 'validator';
  const present: readonly string[] = [
    'genesis',
    'sentry',
    signs,
    ...(units.relayer === undefined ? [] : ['relayer']),
    ...(evm === undefined ? [] : ['execution']),
  ];
  for (const unit of ['node', 'validator'] as const) {
    const overlay = units[unit]?.overlay?.execution;
    if (evm === undefined && overlay !== undefined) {
      refuse(`units.${unit}.overlay.execution`, 'absent: the chain has no execution client', overlay);
    }
  }
  for (const role of Object.keys(roles)) {
    if (!present.includes(role)) refuse('roles', `roles of the workload (${present.join(', ')})`, role);
  }
}
