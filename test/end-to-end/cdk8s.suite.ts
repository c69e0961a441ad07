import { cpSync, existsSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from './project';

jest.setTimeout(180_000);

describe('cdk8s synth', () => {
  let copy: ProjectCopy;

  beforeEach(() => {
    copy = new ProjectCopy({ dist: true });
  });

  afterEach(() => copy.remove());

  const cdk8s = (...args: string[]) => copy.run(join(copy.folder, 'node_modules/.bin/cdk8s'), ['synth', ...args]);

  test('gives the bytes of planes synth, and a link to them where cdk8s looks', () => {
    const before = copy.files('dist');
    const { code } = cdk8s();
    expect(code).toBe(0);
    expect(copy.files('dist')).toEqual(before);
    expect(lstatSync(join(copy.folder, '.synth')).isSymbolicLink()).toBe(true);
    expect(copy.files('.synth')).toEqual(before);
    // The CLI removes its output folder before the next run: only the link may go.
    expect(cdk8s().code).toBe(0);
    expect(copy.files('dist')).toEqual(before);
  });

  test('leaves dist/ whole under --stdout, and prints every object', () => {
    const before = copy.files('dist');
    const { stdout, code } = cdk8s('--stdout');
    expect(code).toBe(0);
    expect(stdout).toContain('kind: StatefulSet');
    expect(copy.files('dist')).toEqual(before);
  });

  test('leaves dist/ whole when the app fails, and says why', () => {
    const before = copy.files('dist');
    writeFileSync(join(copy.folder, 'apps/versions/testnet.json'), '{');
    const { code, stderr } = cdk8s();
    expect(code).not.toBe(0);
    expect(stderr).toContain('apps/versions/testnet.json:1');
    expect(copy.files('dist')).toEqual(before);
  });

  test('keeps a foreign file in dist/ and names it', () => {
    const foreign = join(copy.folder, 'dist/chain/testnet/notes.txt');
    writeFileSync(foreign, 'mine\n');
    cpSync(foreign, join(copy.folder, 'dist/README.txt'));
    const { code } = cdk8s();
    expect(code).toBe(0);
    expect(existsSync(foreign)).toBe(true);
    expect(existsSync(join(copy.folder, 'dist/README.txt'))).toBe(true);
  });
});
