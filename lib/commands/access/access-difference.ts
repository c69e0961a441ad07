import type { AccessCell, AccessRow, AppliedRule, RootAccess, Verb } from './access-matrix';
import { Footnotes, markdownTable, numbered, whoOf, wordOf } from './access-text';

/** A cell of the matrix that is not what it was. */
interface CellDifference {
  readonly verb: Verb;
  readonly was: AccessCell;
  readonly is: AccessCell;
}

/** A row of the matrix that is not what it was. */
interface RowDifference {
  readonly root: string;
  readonly subject: string;
  readonly kind: AccessRow['kind'];

  /** The groups that the subject stood for, and stands for. */
  readonly groups: { readonly was: readonly string[]; readonly is: readonly string[] };
  readonly cells: readonly CellDifference[];
}

/**
 * What a change opens and closes: the cells whose verdict or whose rules are not the same, and the personas that stand
 * for other groups.
 *
 * A rule counts by its text, wherever it stands, so that one which reaches further under the same verdict is a
 * difference. A rule that decides of new Applications only is none: a verdict that holds for them too has not changed.
 *
 * @param verbs those that are known on both sides
 */
export function accessDifference(
  was: readonly RootAccess[],
  is: readonly RootAccess[],
  verbs: readonly Verb[],
): readonly RowDifference[] {
  const [before, after] = [rowsOf(was), rowsOf(is)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const { root, subject, kind } = (now ?? old) as RowOfRoot;
    const lasting = new Set(applicationsIn(was, root).filter((name) => applicationsIn(is, root).includes(name)));
    const cells = verbs.flatMap((verb) => {
      const pair = { verb, was: cellOf(old, verb), is: cellOf(now, verb) };
      return verdictOf(pair.was, lasting) === verdictOf(pair.is, lasting) ? [] : [pair];
    });
    const groups = { was: old?.groups ?? [], is: now?.groups ?? [] };
    const regrouped = old !== undefined && now !== undefined && !same(groups.was, groups.is);
    return cells.length > 0 || regrouped ? [{ root, subject, kind, groups, cells }] : [];
  });
}

/** The difference for a terminal: each cell with its rules on both sides. */
export function differenceText(rows: readonly RowDifference[]): string {
  if (rows.length === 0) return 'nobody gains or loses access';
  return rows
    .flatMap((row) => [
      `${row.root}  ${nameOf(row)}`,
      ...groupsOf(row).map(([, was, is]) => `  stands for: ${was} -> ${is}`),
      ...row.cells.flatMap(({ verb, was, is }) => [
        `  ${verb}: ${plain(was)} -> ${plain(is)}`,
        ...sides(rulesOf(was), rulesOf(is)),
      ]),
    ])
    .join('\n');
}

/** The difference as Markdown, for a comment on a pull request. */
export function differenceMarkdown(rows: readonly RowDifference[]): string {
  const title = '# Change of access';
  if (rows.length === 0) return [title, '', 'Nobody gains or loses access.'].join('\n');
  const notes = new Footnotes();
  const word = (cell: AccessCell): string => wordOf(cell, notes) || '-';
  const body = rows.flatMap((row) => [
    ...groupsOf(row).map((line) => [row.root, nameOf(row), ...line]),
    ...row.cells.map(({ verb, was, is }) => [row.root, nameOf(row), verb, word(was), word(is)]),
  ]);
  const table = markdownTable([['root', 'who', 'may', 'was', 'is'], ...body]);
  return [title, '', ...table, '', ...numbered(notes.lines)].join('\n');
}

type RowOfRoot = AccessRow & { readonly root: string };

function rowsOf(matrix: readonly RootAccess[]): ReadonlyMap<string, RowOfRoot> {
  return new Map(
    matrix.flatMap(({ root, rows }) =>
      rows.map((row) => [`${root} ${row.kind} ${row.subject}`, { ...row, root }] as const),
    ),
  );
}

/** A row that is missing is one of somebody to whom nothing is granted. */
function cellOf(row: AccessRow | undefined, verb: Verb): AccessCell {
  const none: AccessCell = { verb, reach: 'none', grants: [], refusals: [], limits: [] };
  return row?.cells.find((cell) => cell.verb === verb) ?? none;
}

/** What makes two cells the same. That there is nothing to do it to is no right. */
function verdictOf({ reach, grants, refusals, limits }: AccessCell, lasting: ReadonlySet<string>): string {
  const texts = (rules: readonly AppliedRule[]): string[] =>
    rules
      .filter(({ applications }) => applications.length === 0 || applications.some((name) => lasting.has(name)))
      .map(({ text }) => text)
      .sort();
  const reached = reach === 'some' ? reachedBy(grants) : [];
  const refused = reach === 'none' && refusals.length > 0;
  const verdict = refused ? 'refused' : reach === 'nothing' ? 'none' : reach;
  return JSON.stringify([verdict, reached, texts(grants), texts(refusals), texts(limits)]);
}

function reachedBy(grants: readonly AppliedRule[]): readonly string[] {
  return [...new Set(grants.flatMap(({ applications }) => applications))].sort();
}

function applicationsIn(matrix: readonly RootAccess[], root: string): readonly string[] {
  return matrix.find((access) => access.root === root)?.applications ?? [];
}

function plain({ reach, grants, refusals }: AccessCell): string {
  if (reach === 'all') return 'yes';
  if (reach !== 'some') return refusals.length > 0 ? 'no, refused' : 'no';
  return `some (${reachedBy(grants).join(', ')})`;
}

function rulesOf({ grants, refusals, limits }: AccessCell): readonly string[] {
  const line = (prefix: string, { text, file }: AppliedRule): string => `${prefix}${text}  (${file})`;
  return [
    ...grants.map((rule) => line('', rule)),
    ...refusals.map((rule) => line('refused: ', rule)),
    ...limits.map((rule) => line('refused at times: ', rule)),
  ];
}

/** Rules of both sides, those that stand on both once. */
function sides(was: readonly string[], is: readonly string[]): readonly string[] {
  return [
    ...was.filter((text) => !is.includes(text)).map((text) => `    was   ${text}`),
    ...is.filter((text) => !was.includes(text)).map((text) => `    is    ${text}`),
    ...is.filter((text) => was.includes(text)).map((text) => `    both  ${text}`),
  ];
}

function nameOf({ subject, kind, groups }: RowDifference): string {
  return whoOf({ subject, kind, groups: groups.is });
}

/** One line where a persona stands for other groups than before. */
function groupsOf({ kind, groups: { was, is } }: RowDifference): readonly [string, string, string][] {
  if (kind !== 'persona' || same(was, is)) return [];
  return [['stands for', was.join(', ') || 'nobody', is.join(', ') || 'nobody']];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n');
}
