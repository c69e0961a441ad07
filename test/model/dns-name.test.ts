import {
  APPLICATION_NAME_LENGTH,
  dnsLabel,
  dnsLabelProblem,
  dnsSubdomain,
  dnsSubdomainProblem,
} from '../../lib/model/dns-name';

const LABEL_MUST_BE = 'a DNS-1123 label of at most 63 characters (a-z, 0-9, -)';

test.each(['a', '0', 'hoodi-0', 'a'.repeat(63)])('%p is a DNS label', (name) => {
  expect(dnsLabel('x', 'name', name)).toBe(name);
  expect(dnsLabelProblem('x', 'name', name)).toBeUndefined();
});

test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', 'a b', 'a\n', 'a'.repeat(64)])('%p is no DNS label', (name) => {
  expect(() => dnsLabel('x', 'name', name)).toThrow(
    new Error(`[x] 'name' must be ${LABEL_MUST_BE}, got ${JSON.stringify(name)}`),
  );
});

test('an application name has at most 53 characters, as Helm wants it', () => {
  expect(APPLICATION_NAME_LENGTH).toBe(53);
  expect(dnsLabelProblem('x', 'id', 'a'.repeat(53), APPLICATION_NAME_LENGTH)).toBeUndefined();
  expect(dnsLabelProblem('x', 'id', 'a'.repeat(54), APPLICATION_NAME_LENGTH)).toBe(
    `[x] 'id' must be a DNS-1123 label of at most 53 characters (a-z, 0-9, -), got "${'a'.repeat(54)}"`,
  );
});

test.each(['a', 'tn-w1.example.com', `${'a.'.repeat(126)}a`])('%p is a DNS subdomain', (name) => {
  expect(dnsSubdomain('x', 'host', name)).toBe(name);
  expect(dnsSubdomainProblem('x', 'host', name)).toBeUndefined();
});

test.each(['', '.', 'a..b', 'a.', '.a', 'a.-b', 'A.b', 'a\n', `${'a.'.repeat(126)}ab`])(
  '%p is no DNS subdomain',
  (name) => {
    expect(() => dnsSubdomain('x', 'host', name)).toThrow(
      new Error(
        `[x] 'host' must be a DNS-1123 subdomain of at most 253 characters (a-z, 0-9, - and .), got ${JSON.stringify(name)}`,
      ),
    );
  },
);
