import { propProblem, type Where } from './errors';

const LABEL_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The longest name of an application: Helm refuses release names over 53 characters, and an application's name is
 * its release name.
 */
export const APPLICATION_NAME_LENGTH = 53;

/** The problem with `value` as a DNS-1123 label of at most `length` characters, or undefined. */
export function dnsLabelProblem(where: Where, prop: string, value: string, length = 63): string | undefined {
  if (value.length <= length && LABEL_PATTERN.test(value)) return undefined;
  return propProblem(where, prop, `a DNS-1123 label of at most ${length} characters (a-z, 0-9, -)`, value);
}

/** Returns `value` when it is a DNS-1123 label of at most `length` characters, else throws. */
export function dnsLabel(where: Where, prop: string, value: string, length = 63): string {
  const problem = dnsLabelProblem(where, prop, value, length);
  if (problem !== undefined) throw new Error(problem);
  return value;
}

/** The problem with `value` as a DNS-1123 subdomain of at most 253 characters, or undefined. */
export function dnsSubdomainProblem(where: Where, prop: string, value: string): string | undefined {
  if (value.length <= 253 && SUBDOMAIN_PATTERN.test(value)) return undefined;
  return propProblem(where, prop, 'a DNS-1123 subdomain of at most 253 characters (a-z, 0-9, - and .)', value);
}

/** Returns `value` when it is a DNS-1123 subdomain, else throws. */
export function dnsSubdomain(where: Where, prop: string, value: string): string {
  const problem = dnsSubdomainProblem(where, prop, value);
  if (problem !== undefined) throw new Error(problem);
  return value;
}
