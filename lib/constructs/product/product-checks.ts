import type { Construct } from 'constructs';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/dns-name';
import { propProblem } from '../../model/errors';
import type { Egress, ProductAppProps, ProductSecret } from './product-app';

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SECRET_PATH = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/;
const CIDR = /^(\d{1,3}\.){3}\d{1,3}\/(\d|[12]\d|3[0-2])$|^[0-9a-f:]+\/(\d{1,2}|1[01]\d|12[0-8])$/;

/** Everything that is wrong with the props of a product, each as one line. */
export function productProblems(where: Construct, props: ProductAppProps): readonly string[] {
  const problems: (string | undefined)[] = [dnsSubdomainProblem(where, 'host', props.host)];
  if (!props.host.includes('.')) problems.push(propProblem(where, 'host', 'a full DNS name', props.host));
  const { replicas = 2, port = 8080, healthPath = '/healthz' } = props;
  if (!Number.isInteger(replicas) || replicas < 1) {
    problems.push(propProblem(where, 'replicas', 'a whole number of at least 1', replicas));
  }
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    problems.push(propProblem(where, 'port', 'a whole number from 1024 to 65535', port));
  }
  if (!/^\/\S*$/.test(healthPath)) problems.push(propProblem(where, 'healthPath', 'a path from /', healthPath));
  for (const name of Object.keys(props.env ?? {})) problems.push(envProblem(where, 'env', name));
  for (const [name, secret] of Object.entries(props.secrets ?? {})) {
    problems.push(...secretProblems(where, name, secret, props.env ?? {}));
  }
  (props.egress ?? []).forEach((egress, i) => problems.push(...egressProblems(where, `egress[${i}]`, egress)));
  return problems.filter((problem) => problem !== undefined);
}

function secretProblems(
  where: Construct,
  name: string,
  { path, env, store }: ProductSecret,
  plain: Readonly<Record<string, string>>,
): (string | undefined)[] {
  const prop = `secrets.${name}`;
  return [
    dnsLabelProblem(where, 'secrets', name),
    ...(store === undefined ? [] : [dnsSubdomainProblem(where, `${prop}.store`, store)]),
    ...(SECRET_PATH.test(path) ? [] : [propProblem(where, `${prop}.path`, 'a path of at least two segments', path)]),
    ...(Object.keys(env).length > 0 ? [] : [propProblem(where, `${prop}.env`, 'at least one variable', env)]),
    ...Object.keys(env).map((variable) => envProblem(where, `${prop}.env`, variable)),
    ...Object.keys(env)
      .filter((variable) => variable in plain)
      .map((variable) => propProblem(where, `${prop}.env`, "variables that 'env' does not set", variable)),
  ];
}

function envProblem(where: Construct, prop: string, name: string): string | undefined {
  return ENV_NAME.test(name) ? undefined : propProblem(where, prop, 'names of letters, digits and _', name);
}

function egressProblems(where: Construct, prop: string, egress: Egress): (string | undefined)[] {
  const ports = egress.ports.filter((port) => !Number.isInteger(port) || port < 1 || port > 65_535);
  const target =
    'cidr' in egress
      ? CIDR.test(egress.cidr)
        ? undefined
        : propProblem(where, `${prop}.cidr`, 'an address range such as 192.0.2.0/24', egress.cidr)
      : dnsLabelProblem(where, `${prop}.namespace`, egress.namespace);
  return [
    target,
    // An empty list would mean every port.
    ...(egress.ports.length > 0 ? [] : [propProblem(where, `${prop}.ports`, 'at least one port', egress.ports)]),
    ...ports.map((port) => propProblem(where, `${prop}.ports`, 'whole numbers from 1 to 65535', port)),
  ];
}
