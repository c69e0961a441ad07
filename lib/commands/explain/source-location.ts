import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as typescriptModule from 'typescript';

type TypeScript = typeof typescriptModule;
type Node = typescriptModule.Node;

/** A place in a source file. Lines and columns begin at 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The first frame of a stack trace that is neither of a package nor of Node itself: where a person declared something.
 *
 * @param library folder of this library, whose own frames are passed over
 */
export function declarationIn(trace: readonly string[], library: string): SourceLocation | undefined {
  for (const frame of trace) {
    const match = /\(?((?:\/|[A-Z]:\\)[^()]*?):(\d+):(\d+)\)?$/.exec(frame);
    const file = match?.[1];
    if (file === undefined || file.includes('node_modules') || file.startsWith(library)) continue;
    return { file, line: Number(match?.[2]), column: Number(match?.[3]) };
  }
  return undefined;
}

/**
 * The place of a value within the object that a construct is declared with, as near as its source shows it: a value that
 * is computed, or comes from another file, gives the place of the expression that brings it.
 *
 * @param declaration of the `new` expression
 * @param prop members of its last argument, from the outermost; a number names an argument instead
 * @returns the declaration itself where TypeScript cannot be found from its file
 */
export function locateProp(declaration: SourceLocation, prop: readonly (string | number)[]): SourceLocation {
  const ts = tryTypeScript(declaration.file);
  if (ts === undefined) return declaration;
  const source = ts.createSourceFile(
    declaration.file,
    readFileSync(declaration.file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const created = findNew(ts, source, declaration.line);
  if (created === undefined) return declaration;
  const [first] = prop;
  const start = typeof first === 'number' ? created.arguments?.[first] : created.arguments?.at(-1);
  if (start === undefined) return declaration;
  const found = follow(ts, source, start, typeof first === 'number' ? [] : (prop as readonly string[]));
  const { line, character } = source.getLineAndCharacterOfPosition(found.getStart());
  return { file: declaration.file, line: line + 1, column: character + 1 };
}

function tryTypeScript(file: string): TypeScript | undefined {
  try {
    return createRequire(file)('typescript') as TypeScript;
  } catch {
    return undefined;
  }
}

function findNew(
  ts: TypeScript,
  source: typescriptModule.SourceFile,
  line: number,
): typescriptModule.NewExpression | undefined {
  let found: typescriptModule.NewExpression | undefined;
  const visit = (node: Node): void => {
    const at = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isNewExpression(node) && at === line) found ??= node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Goes down the members of object literals, through constants of the same file. */
function follow(ts: TypeScript, source: typescriptModule.SourceFile, from: Node, prop: readonly string[]): Node {
  const value = ts.isIdentifier(from) ? (constantOf(ts, source, from.text) ?? from) : from;
  const [member, ...rest] = prop;
  if (member === undefined || !ts.isObjectLiteralExpression(value)) return from;
  for (const property of [...value.properties].reverse()) {
    const name = property.name;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)) || name.text !== member) continue;
    return ts.isPropertyAssignment(property) ? follow(ts, source, property.initializer, rest) : property;
  }
  return value;
}

function constantOf(ts: TypeScript, source: typescriptModule.SourceFile, name: string): Node | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find(
      (one) => ts.isIdentifier(one.name) && one.name.text === name,
    );
    if (found?.initializer !== undefined) return found.initializer;
  }
  return undefined;
}
