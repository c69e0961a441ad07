import { dnsLabelProblem } from '../model/dns-name';
import { propProblem, type Where } from '../model/errors';
import { isOnHostNetwork, type RoleSpec } from './family';
import type { Part } from './part';
import type { PartRef, WorkloadPlan } from './workload-plan';

/** Only linked parts reach each other; nothing that signs or keeps signing state meets the internet or a node port. */
export function networkProblems(where: Where, roles: Readonly<Record<string, RoleSpec>>, plan: WorkloadPlan): string[] {
  const problems: string[] = [];
  const nodePorts = new Map<string, string>();
  for (const unit of plan.units) {
    for (const part of unit.parts) {
      const at = `${unit.name}.${part.name}`;
      problems.push(...portProblems(where, at, part, nodePorts));
      const role = roles[part.role];
      if (role === undefined) continue;
      problems.push(...reachProblems(where, at, role, part));
      if (isOnHostNetwork(role)) problems.push(...hostNetworkProblems(where, at, part, plan));
    }
  }
  for (const link of plan.links) {
    const target = tryFindPart(plan, link.to);
    if (tryFindPart(plan, link.from) === undefined) {
      problems.push(propProblem(where, 'links', "from one of the plan's parts", link.from));
    }
    if (target?.ports[link.to.port] === undefined) {
      problems.push(propProblem(where, 'links', "to a port of one of the plan's parts", link.to));
    }
  }
  return problems;
}

function reachProblems(where: Where, at: string, role: RoleSpec, part: Part): string[] {
  if (role.workload !== 'signing' && role.workload !== 'state') return [];
  if (role.workload === 'signing' && role.meetsPeers !== undefined) return [];
  const called = Object.values(part.ports).some((port) => (port.callers ?? []).length > 0);
  const open = part.internet || Object.values(part.ports).some((port) => port.peers || port.onNode);
  return [
    ...(open ? [propProblem(where, `${at}: ports`, 'closed to the internet, since the role signs', 'open')] : []),
    ...(called
      ? [propProblem(where, `${at}: ports`, 'called by linked parts only, since the role signs', 'callers')]
      : []),
    ...(isOnHostNetwork(role)
      ? [propProblem(where, `${at}: hostNetwork`, 'absent, since the role does not meet peers', true)]
      : []),
  ];
}

/** Its packets have the node's address: no policy could let in or keep out that part alone. */
function hostNetworkProblems(where: Where, at: string, part: Part, plan: WorkloadPlan): string[] {
  const mustBe = "none, for it is on its node's network";
  return [
    ...plan.links
      .filter(({ from, to }) => [from, to].some((ref) => tryFindPart(plan, ref) === part))
      .map((link) => propProblem(where, `${at}: links`, mustBe, link)),
    ...Object.entries(part.ports)
      .filter(([, { callers = [] }]) => callers.length > 0)
      .map(([name, { callers }]) => propProblem(where, `${at}: ports.${name}.callers`, mustBe, callers)),
  ];
}

/** The part that a reference names, or undefined. */
export function tryFindPart(plan: WorkloadPlan, ref: PartRef): Part | undefined {
  return plan.units.find((unit) => unit.name === ref.unit)?.parts.find((part) => part.name === ref.part);
}

function portProblems(where: Where, at: string, part: Part, nodePorts: Map<string, string>): string[] {
  const problems: string[] = [];
  const taken = new Set<string>();
  for (const [name, port] of Object.entries(part.ports)) {
    const prop = `${at}: ports.${name}`;
    const key = `${port.number}/${port.protocol ?? 'TCP'}`;
    if (!/^[a-z][a-z0-9-]{0,13}[a-z0-9]$/.test(name)) {
      problems.push(propProblem(where, prop, 'a name of at most 15 characters of a-z, 0-9 and -', name));
    }
    if (taken.has(key)) problems.push(propProblem(where, prop, 'a port of its own', key));
    taken.add(key);
    for (const { namespace, name: caller } of port.callers ?? []) {
      for (const [what, value] of Object.entries({ namespace, name: caller })) {
        const wrong = dnsLabelProblem(where, `${prop}: callers.${what}`, value);
        if (wrong !== undefined) problems.push(wrong);
      }
    }
    if (port.onNode !== true) continue;
    if (port.number < 30000 || port.number > 32767) {
      problems.push(propProblem(where, prop, 'a node port, 30000 to 32767', port.number));
    }
    const other = nodePorts.get(key);
    if (other !== undefined) problems.push(propProblem(where, prop, `a node port other than that of ${other}`, key));
    nodePorts.set(key, at);
  }
  for (const [what, name] of [
    ['metrics', part.metrics?.port],
    ['readiness', part.readiness === undefined || part.readiness.kind === 'command' ? undefined : part.readiness.port],
  ] as const) {
    if (name !== undefined && part.ports[name] === undefined) {
      problems.push(propProblem(where, `${at}: ${what}`, "one of the part's ports", name));
    }
  }
  return problems;
}
