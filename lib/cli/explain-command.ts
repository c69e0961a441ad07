import { dirname, relative, resolve } from 'node:path';
import { explain, type ExplainedLayer, type Explanation } from '../commands/explain/explain';
import { declarationIn, locateProp, type SourceLocation } from '../commands/explain/source-location';
import { DECLARED, type AnyValidatorApp } from '../constructs/validator/validator-app';
import { ProblemsError } from '../model/errors';
import { render } from '../render/render';
import type { AddCommand } from './command';
import { EXIT } from './exit-code';
import { loadApp } from './load-platform';
import { APP_OPTION, FORMAT_OPTION, OUT_OPTION, type WorldOptions } from './options';
import { paint, type Terminal } from './terminal';

/** `planes explain`: which layers set a rendered value, and where the one that won is written. */
export const explainCommand: AddCommand = (program, terminal, done) => {
  program
    .command('explain')
    .description('show which layers set a rendered value, and where the one that won is written')
    .argument('<file>', 'a rendered file, such as dist/chain/testnet/hoodi-0-node/statefulset.geth.yaml')
    .argument('[field]', 'a field of it, such as spec.template.spec.containers[0].resources.limits.memory', '')
    .addOption(APP_OPTION)
    .addOption(OUT_OPTION)
    .addOption(FORMAT_OPTION)
    .addHelpText(
      'after',
      `
Layers, weakest first: family, network, cluster, common, role, unit, instance, what the family fixes, patches.
What is explained is what these sources render, whether it is written to the output folder yet or not.

Examples:
  planes explain dist/chain/testnet/hoodi-0-node/statefulset.geth.yaml 'spec.template.spec.containers[0].args[3]'
  planes explain dist/chain/testnet/hoodi-0-node/persistentvolumeclaim.geth-data.yaml spec.resources.requests.storage
  planes explain dist/chain/testnet/hoodi-0-node/statefulset.geth.yaml /spec/replicas --format json`,
    )
    .action((file: string, field: string, options: WorldOptions) => {
      const app = loadApp(terminal.cwd, options.app);
      const platform = app.platform(app.sources);
      const { inventory, problems } = render(platform);
      if (problems.length > 0) throw new ProblemsError(problems);
      const below = relative(resolve(terminal.cwd, options.out), resolve(terminal.cwd, file)).replaceAll('\\', '/');
      const path = below.startsWith('..') ? file : below;
      const explanation = explain(platform, inventory, path, field);
      const located = locate(terminal, dirname(app.file), explanation);
      terminal.out(options.format === 'json' ? JSON.stringify(located, undefined, 2) : text(terminal, located));
      done(EXIT.fine);
    });
};

interface Located {
  readonly file: string;
  readonly field: string;
  readonly value: unknown;
  readonly constructPath: string;
  readonly values: readonly {
    readonly leaf: string;
    readonly layers: readonly { readonly layer: string; readonly value: unknown; readonly at?: string }[];
  }[];
}

function locate(terminal: Terminal, apps: string, { workload, values, ...rest }: Explanation): Located {
  const declared = workload === undefined ? undefined : declarationOf(workload);
  const placeOf = ({ prop, file }: ExplainedLayer): { readonly at?: string } => {
    if (file !== undefined) return { at: relative(terminal.cwd, resolve(apps, file)) };
    if (prop === undefined || declared === undefined) return {};
    const { file: source, line, column } = locateProp(declared, prop);
    return { at: `${relative(terminal.cwd, source)}:${line}:${column}` };
  };
  return {
    ...rest,
    values: values.map(({ leaf, layers }) => ({
      leaf,
      layers: layers.map((layer) => ({ layer: layer.layer, value: layer.value, ...placeOf(layer) })),
    })),
  };
}

/** Folder of this library, built or not. */
const LIBRARY = resolve(__dirname, '..');

function declarationOf(workload: AnyValidatorApp): SourceLocation | undefined {
  const declared = workload.node.metadata.find(({ type }) => type === DECLARED);
  return declarationIn(declared?.trace ?? [], LIBRARY);
}

function text(terminal: Terminal, { file, field, value, constructPath, values }: Located): string {
  const title = `${file}${field === '' ? '' : ` ${field}`}`;
  const lines = [paint(terminal, 'bold', title), `  ${short(value)}`, `  from ${constructPath}`];
  for (const { leaf, layers } of values) {
    if (leaf !== '') lines.push(`  ${leaf}`);
    layers.forEach(({ layer, value: said, at }, i) => {
      const won = i === layers.length - 1;
      const line = `  ${won ? '=>' : '  '} ${layer}: ${short(said)}${at === undefined ? '' : `  ${at}`}`;
      lines.push(won ? line : paint(terminal, 'dim', line));
    });
  }
  return lines.join('\n');
}

function short(value: unknown): string {
  const printed = JSON.stringify(value) ?? 'nothing';
  return printed.length > 160 ? `${printed.slice(0, 157)}…` : printed;
}
