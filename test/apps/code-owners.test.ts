import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { topology } from '../../apps/topology';
import { codeOwners } from '../../lib';

const FILE = resolve(__dirname, '../../.github/CODEOWNERS');

// After a change of owners or roots: UPDATE_CODE_OWNERS=1 npx jest test/apps/code-owners (npm run owners)
test('.github/CODEOWNERS is what the topology says', () => {
  const wanted = codeOwners(topology, { organization: 'fp' });
  if (process.env['UPDATE_CODE_OWNERS'] === '1') {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, wanted);
  }
  expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').toBe(wanted);
});
