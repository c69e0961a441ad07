import type { AccessCell, AccessRow, AppliedRule, RootAccess } from './access-matrix';
import type { AccessAnswer } from './access-question';

/** Rules of one root by number, in the order in which its cells name them. */
class Footnotes {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  public of(rules: readonly AppliedRule[], prefix: (rule: AppliedRule) => string = () => ''): string {
    return ranges(rules.map((rule) => this.numberOf(`${prefix(rule)}${rule.text}  (${rule.file})`)));
  }

  public get lines(): readonly string[] {
    return this.texts;
  }

  private numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.texts.push(text);
    this.numbers.set(text, this.texts.length);
    return this.texts.length;
  }
}

/** The matrix for a terminal: a table for each root, whose numbers name the rules below it. */
export function accessText(matrix: readonly RootAccess[]): string {
  return matrix
    .map(({ root, rows }) => {
      const { table, notes } = tableOf(rows);
      const widths = table[0]?.map((_, i) => Math.max(...table.map((line) => line[i]?.length ?? 0))) ?? [];
      const lines = table.map((line) =>
        line
          .map((word, i) => word.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd(),
      );
      return [root, ...lines, ...notes.map((text, i) => `  ${i + 1}: ${text}`), ''].join('\n');
    })
    .join('\n')
    .trimEnd();
}

/** The matrix as Markdown, for a pull request or a summary of CI. */
export function accessMarkdown(matrix: readonly RootAccess[]): string {
  const parts = matrix.map(({ root, rows }) => {
    const { table, notes } = tableOf(rows);
    const [head = [], ...body] = table.map((line) => line.map((word) => word.replaceAll('|', '\\|')));
    return [
      `## ${root}`,
      '',
      `| ${head.join(' | ')} |`,
      `| ${head.map(() => '---').join(' | ')} |`,
      ...body.map((line) => `| ${line.join(' | ')} |`),
      '',
      ...notes.map((text, i) => `${i + 1}. \`${text}\``),
      '',
    ].join('\n');
  });
  return ['# Access', '', ...parts].join('\n').trimEnd();
}

/** An answer for a terminal. */
export function answerText({ subject, verb, what, allowed, why, grants, refusals }: AccessAnswer): string {
  const rules = refusals.length > 0 ? refusals : grants;
  return [
    `${allowed ? 'yes' : 'no'}: ${subject} ${verb} ${what}: ${why}`,
    ...rules.map(({ text, file }) => `  ${text}  (${file})`),
  ].join('\n');
}

function tableOf(rows: readonly AccessRow[]): { readonly table: string[][]; readonly notes: readonly string[] } {
  const notes = new Footnotes();
  const head = ['who', ...(rows[0]?.cells.map(({ verb }) => verb) ?? [])];
  const body = rows.map((row) => [whoOf(row), ...row.cells.map((cell) => wordOf(cell, notes))]);
  return { table: [head, ...body], notes: notes.lines };
}

function whoOf({ subject, kind, groups }: AccessRow): string {
  if (kind === 'persona') return groups.length === 0 ? subject : `${subject} (${groups.join(', ')})`;
  return `${kind} ${subject}`;
}

function wordOf({ reach, grants, refusals }: AccessCell, notes: Footnotes): string {
  if (reach === 'nothing') return '';
  if (reach === 'all') return `yes ${notes.of(grants)}`;
  if (reach === 'some') return `some ${notes.of(grants, ({ applications }) => `of ${applications.join(', ')}: `)}`;
  return refusals.length > 0 ? `no ${notes.of(refusals, () => 'refused: ')}` : '-';
}

/** `1-3,7` for 1, 2, 3 and 7. */
function ranges(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
