import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { chainPlatform, hoodi, osmo } from '../fixtures/chain';
import { policyTable } from './policy-table';

test('the README lists exactly the policies of the rulebook', () => {
  const readme = readFileSync(join(__dirname, '../../lib/policies/README.md'), 'utf8');
  expect(readme).toContain(policyTable(RULEBOOK));
});

test('every policy has an id of its own in kebab-case, and says why', () => {
  const ids = RULEBOOK.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, doc, title } of RULEBOOK) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(doc.length).toBeGreaterThan(40);
    expect(title).not.toMatch(/\.$/);
  }
});

test('what the constructs render passes every policy', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', hoodi);
  new ValidatorApp(root, 'osmo-0', osmo);
  const { inventory, problems } = render(platform);
  expect(problems).toEqual([]);
  expect(inventory.objects.length).toBeGreaterThan(50);
  expect(judge(RULEBOOK, inventory)).toEqual([]);
});
