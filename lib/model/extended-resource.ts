import { dnsSubdomainProblem } from './dns-name';
import { propProblem, type Where } from './errors';

/**
 * The problem with `value` as the name of an extended resource, under which a device plugin offers devices of a node, or
 * undefined (https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/helper/helpers.go).
 */
export function extendedResourceProblem(where: Where, prop: string, value: string): string | undefined {
  const [domain = '', name = '', ...rest] = value.split('/');
  const own = !/(^|\.)kubernetes\.io$/.test(domain) && !domain.startsWith('requests.');
  const isName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name);
  if (rest.length === 0 && own && isName && dnsSubdomainProblem(where, prop, domain) === undefined) return undefined;
  return propProblem(
    where,
    prop,
    "an extended resource, <domain>/<name> with a domain that is not Kubernetes' own",
    value,
  );
}
