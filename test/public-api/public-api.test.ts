import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

jest.setTimeout(120_000);

const TOP = resolve(__dirname, '../..');

/** The entry points of the package, and the report of each. */
const ENTRY_POINTS = {
  'gitops-planes': 'index',
  'chains-ethereum': 'chains/ethereum',
  'chains-cometbft': 'chains/cometbft',
  'chains-aptos': 'chains/aptos',
  'chains-avalanche': 'chains/avalanche',
  'chains-canton': 'chains/canton',
  'chains-layerzero': 'chains/layerzero',
  'chains-solana': 'chains/solana',
  'chains-substrate': 'chains/substrate',
  'chains-sui': 'chains/sui',
  'chains-story': 'chains/story',
  'chains-berachain': 'chains/berachain',
};

describe('the public API', () => {
  // Within the project, so that the places that reports name are the same on every machine.
  const types = join(TOP, '.cache/public-api');

  beforeAll(() => {
    const tsc = join(TOP, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '-p', 'lib', '--emitDeclarationOnly', '--outDir', types];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: TOP, encoding: 'utf8' });
    if (status !== 0) throw new Error(stdout);
  });

  afterAll(() => rmSync(types, { recursive: true, force: true }));

  // A change of the API is a change of these files: it is reviewed, never silent.
  // After a change that is meant: UPDATE_API_REPORT=1 npx jest test/public-api
  test.each(Object.entries(ENTRY_POINTS))('of %s is what its report says', (name, entry) => {
    const report = reportOf(name, join(types, 'lib', `${entry}.d.ts`), types);
    const committed = join(__dirname, `${name}.api.md`);
    if (process.env['UPDATE_API_REPORT'] === '1') writeFileSync(committed, report);
    expect(report).toBe(existsSync(committed) ? readFileSync(committed, 'utf8') : '');
  });
});

function reportOf(name: string, mainEntryPointFilePath: string, temp: string): string {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(TOP, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: TOP,
      mainEntryPointFilePath,
      compiler: { tsconfigFilePath: join(TOP, 'lib/tsconfig.json'), skipLibCheck: true },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder: temp, reportTempFolder: temp },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: {
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
      },
    },
  });
  Extractor.invoke(config, { localBuild: true, messageCallback: (message) => (message.handled = true) });
  return readFileSync(join(temp, `${name}.api.md`), 'utf8');
}
