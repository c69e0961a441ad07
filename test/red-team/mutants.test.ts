import fc from 'fast-check';
import { DANGEROUS_SURROUNDINGS } from './dangerous-surroundings';
import { DANGEROUS_WORKLOADS } from './dangerous-workloads';
import { EXAMPLE, findingsIn } from './example';
import type { Operator } from './operators';

const DANGEROUS = [...DANGEROUS_WORKLOADS, ...DANGEROUS_SURROUNDINGS];

test('the tree that is tampered with has no finding', () => {
  expect(findingsIn(EXAMPLE)).toEqual([]);
});

test.each(DANGEROUS.map((operator) => [operator.name, operator] as const))('%s can be applied', (_, { on }) => {
  expect(on.length).toBeGreaterThan(0);
});

test('survivors', () => {
  const lines: string[] = [];
  for (const operator of DANGEROUS) {
    for (let choice = 0; choice < operator.choices; choice++) {
      for (const at of operator.on) {
        if (findingsIn(operator.apply(at, choice)).length === 0)
          lines.push(`${operator.name} ${choice} ${at.file.split('/').slice(2).join('/')}`);
      }
    }
  }
  console.log(lines.join('\n'));
  void fc;
  void ({} as Operator);
});
