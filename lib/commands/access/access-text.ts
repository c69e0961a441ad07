import type { AccessCell, AccessRow, AppliedRule, RootAccess } from './access-matrix';
import type { AccessAnswer } from './access-question';

/** Rules by number, in the order in which its cells name them. */
export class Footnotes {
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
      const { table, asides, notes } = tableOf(rows);
      const widths = table[0]?.map((_, i) => Math.max(...table.map((line) => line[i]?.length ?? 0))) ?? [];
      const lines = table.map((line) =>
        line
          .map((word, i) => word.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd(),
      );
      return [root, ...lines, ...asides, ...notes.map((text, i) => `  ${i + 1}: ${text}`), ''].join('\n');
    })
    .join('\n')
    .trimEnd();
}

/** The matrix as Markdown, for a pull request or a summary of CI. */
export function accessMarkdown(matrix: readonly RootAccess[]): string {
  const parts = matrix.map(({ root, rows }) => {
    const { table, asides, notes } = tableOf(rows);
    return [`## ${root}`, '', ...markdownTable(table), '', ...asides.flatMap((line) => [line, '']), ...numbered(notes)];
  });
  return ['# Access', '', ...parts.flatMap((lines) => [...lines, ''])].join('\n').trimEnd();
}

/** A table in Markdown; its first line is the head. */
export function markdownTable(table: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = table.map((line) => line.map((word) => word.replaceAll('|', '\\|')));
  return [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`);
}

/** Notes as a numbered list of Markdown. */
export function numbered(notes: readonly string[]): string[] {
  return notes.map((text, i) => `${i + 1}. \`${text}\``);
}

/** An answer for a terminal. */
export function answerText({ subject, verb, what, allowed, why, grants, refusals, limits }: AccessAnswer): string {
  const rules = refusals.length > 0 ? refusals : grants;
  return [
    `${allowed ? 'yes' : 'no'}: ${subject} ${verb} ${what}: ${why}`,
    ...rules.map(({ text, file }) => `  ${text}  (${file})`),
    ...limits.map(({ text, file }) => `  refused at times: ${text}  (${file})`),
  ].join('\n');
}

interface AccessTable {
  readonly table: readonly (readonly string[])[];

  /** What the table leaves out: verbs that are open to nobody, or of which there is nothing. */
  readonly asides: readonly string[];
  readonly notes: readonly string[];
}

function tableOf(rows: readonly AccessRow[]): AccessTable {
  const notes = new Footnotes();
  const head = ['who', ...(rows[0]?.cells.map(({ verb }) => verb) ?? [])];
  const body = rows.map((row) => [whoOf(row), ...row.cells.map((cell) => wordOf(cell, notes))]);
  const only = (word: string): number[] => head.flatMap((_, i) => (body.every((line) => line[i] === word) ? [i] : []));
  const [nobody, nothing] = [only('-'), only('')];
  const kept = (line: readonly string[]) => line.filter((_, i) => !nobody.includes(i) && !nothing.includes(i));
  const aside = (text: string, columns: readonly number[]): string[] =>
    columns.length === 0 ? [] : [`${text} ${columns.map((i) => head[i]).join(', ')}`];
  return {
    table: [head, ...body].map(kept),
    asides: [...aside('nobody may', nobody), ...aside('there is nothing to', nothing)],
    notes: notes.lines,
  };
}

/** A subject as tables name it. */
export function whoOf({ subject, kind, groups }: Pick<AccessRow, 'subject' | 'kind' | 'groups'>): string {
  if (kind === 'persona') return groups.length === 0 ? subject : `${subject} (${groups.join(', ')})`;
  return kind === 'service-account' ? subject : `${kind} ${subject}`;
}

/** A cell as tables show it, with the numbers of its rules. */
export function wordOf({ reach, grants, refusals, limits }: AccessCell, notes: Footnotes): string {
  if (reach === 'nothing') return '';
  if (reach === 'none') return refusals.length > 0 ? `no ${notes.of(refusals, () => 'refused: ')}` : '-';
  const given =
    reach === 'all'
      ? `yes ${notes.of(grants)}`
      : `some ${notes.of(grants, ({ applications }) => `of ${applications.join(', ')}: `)}`;
  return limits.length === 0 ? given : `${given}, but ${notes.of(limits, () => 'refused at times: ')}`;
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
