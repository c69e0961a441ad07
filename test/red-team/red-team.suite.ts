import { HARMLESS } from './harmless';
import { allMutants, DANGEROUS, survivors } from './mutants';

/* Every operator, each of its ways, in every object of the example that it fits; both rates are printed. */

jest.setTimeout(1_800_000);

test('100 % of the dangerous changes are found, and 0 % of the harmless ones', () => {
  const dangerous = survivors(allMutants(DANGEROUS));
  const harmless = survivors(allMutants(HARMLESS));
  const rate = (part: number, of: number): string => `${((100 * part) / of).toFixed(2)} % (${part} of ${of})`;
  const found = dangerous.tried - dangerous.survived.length;
  process.stdout.write(
    [
      `dangerous changes found: ${rate(found, dangerous.tried)}`,
      `harmless changes found: ${rate(harmless.tried - harmless.survived.length, harmless.tried)}`,
      '',
    ].join('\n'),
  );
  expect(dangerous.survived).toEqual([]);
  expect(harmless.survived.length).toBe(harmless.tried);
  expect(dangerous.tried).toBeGreaterThan(1000);
});
