/**
 * Evaluates the part of CEL that our admission policies use: enough to try a policy on a request without an API server.
 *
 * As in the API server, a member that is missing is an error unless `has()` asks for it, and an error refuses. Stricter
 * than CEL in one thing: an error on the left of `||` is not forgiven by a true right side.
 */
export function evaluate(expression: string, variables: Readonly<Record<string, unknown>>): unknown {
  const parser = new Parser(tokensOf(expression));
  const node = parser.expression();
  parser.end();
  return node(variables);
}

type Scope = Readonly<Record<string, unknown>>;
type Node = (scope: Scope) => unknown;

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|([0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|(\|\||&&|==|!=|<=|>=|[!<>().,[\]?:+]))/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`no CEL that we use at '${text.slice(from)}'`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

class Parser {
  private at = 0;

  public constructor(private readonly tokens: readonly string[]) {}

  public expression(): Node {
    const condition = this.disjunction();
    if (!this.take('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    const no = this.expression();
    return (scope) => (bool(condition(scope)) ? yes(scope) : no(scope));
  }

  private disjunction(): Node {
    let left = this.conjunction();
    while (this.take('||')) {
      const [a, b] = [left, this.conjunction()];
      left = (scope) => bool(a(scope)) || bool(b(scope));
    }
    return left;
  }

  public end(): void {
    if (this.at !== this.tokens.length) throw new Error(`unexpected ${this.tokens.slice(this.at).join(' ')}`);
  }

  private conjunction(): Node {
    let left = this.relation();
    while (this.take('&&')) {
      const [a, b] = [left, this.relation()];
      left = (scope) => bool(a(scope)) && bool(b(scope));
    }
    return left;
  }

  private relation(): Node {
    const left = this.sum();
    for (const operator of ['==', '!=', '<=', '>=', '<', '>', 'in'] as const) {
      if (!this.take(operator)) continue;
      const right = this.sum();
      return (scope) => compare(operator, left(scope), right(scope));
    }
    return left;
  }

  private sum(): Node {
    let left = this.unary();
    while (this.take('+')) {
      const [a, b] = [left, this.unary()];
      left = (scope) => text(a(scope)) + text(b(scope));
    }
    return left;
  }

  private unary(): Node {
    if (!this.take('!')) return this.member();
    const inner = this.unary();
    return (scope) => !bool(inner(scope));
  }

  private member(): Node {
    let node = this.primary();
    for (;;) {
      if (this.take('[')) node = this.index(node);
      else if (!this.take('.')) return node;
      else {
        const name = this.next();
        node = this.take('(') ? this.method(node, name) : field(node, name);
      }
    }
  }

  private index(map: Node): Node {
    const key = this.expression();
    this.expect(']');
    return (scope) => field(map, text(key(scope)))(scope);
  }

  private method(list: Node, name: string): Node {
    if (name === 'startsWith') {
      const prefix = this.closed(this.expression());
      return (scope) => text(list(scope)).startsWith(text(prefix(scope)));
    }
    const variable = this.next();
    this.expect(',');
    const body = this.expression();
    this.expect(')');
    const each = (scope: Scope): unknown[] =>
      (list(scope) as unknown[]).map((item) => body({ ...scope, [variable]: item }));
    if (name === 'map') return each;
    if (name === 'exists') return (scope) => each(scope).some(bool);
    if (name === 'all') return (scope) => each(scope).every(bool);
    throw new Error(`no method ${name}`);
  }

  private primary(): Node {
    const token = this.next();
    if (token === '(') return this.closed(this.expression());
    if (token === '[') return this.list();
    if (token.startsWith("'")) return () => token.slice(1, -1).replace(/\\(.)/g, '$1');
    if (/^[0-9]+$/.test(token)) return () => Number(token);
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'null') return () => null;
    if (token === 'has' && this.take('(')) return has(this.closed(this.member()));
    if (token === 'dyn' && this.take('(')) return this.closed(this.expression());
    return (scope) => {
      if (token in scope) return scope[token];
      throw new Error(`no variable ${token}`);
    };
  }

  private list(): Node {
    const items: Node[] = [];
    while (!this.take(']')) {
      items.push(this.expression());
      this.take(',');
    }
    return (scope) => items.map((item) => item(scope));
  }

  private closed(node: Node): Node {
    this.expect(')');
    return node;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error('the expression ends early');
    return token;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`'${token}' must stand before ${this.tokens.slice(this.at).join(' ')}`);
  }
}

interface Field extends Node {
  readonly parent: Node;
  readonly member: string;
}

function field(parent: Node, member: string): Field {
  const read = (scope: Scope): unknown => {
    const value = parent(scope);
    if (isMap(value) && member in value) return value[member];
    throw new Error(`no such key: ${member}`);
  };
  return Object.assign(read, { parent, member });
}

/** True where the last member is there. One that is missing before it is an error, as in CEL. */
function has(node: Node): Node {
  const { parent, member } = node as Field;
  return (scope) => {
    const value = parent(scope);
    if (!isMap(value)) throw new Error(`no map to have '${member}'`);
    return member in value;
  };
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return Array.isArray(right) ? right.some((item) => equal(item, left)) : isMap(right) && String(left) in right;
    case '<=':
      return (left as number) <= (right as number);
    case '>=':
      return (left as number) >= (right as number);
    case '<':
      return (left as number) < (right as number);
    default:
      return (left as number) > (right as number);
  }
}

function equal(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, i) => equal(item, right[i]));
  if (isMap(left) && isMap(right)) {
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every((n) => n in right && equal(left[n], right[n]));
  }
  return left === right;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`a string was expected, got ${String(value)}`);
  return value;
}

function bool(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error(`a bool was expected, got ${String(value)}`);
  return value;
}
