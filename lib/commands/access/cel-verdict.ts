/** Stands for a value that is not known here; whatever is made of it is not known either. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** What names in an expression stand for; a name that is missing is {@link UNKNOWN}. */
export type CelNames = Readonly<Record<string, unknown>>;

/**
 * What a CEL expression of an admission policy surely gives: true, false, or undefined where that cannot be told.
 *
 * Read are literals, lists, field access, `has`, `in`, `startsWith`, `endsWith`, `contains`, comparison, `+`, `!`, `&&`,
 * `||` and `? :`. Every other call and
 * macro gives what is not known, so a rule that needs one neither refuses nor lets anything past.
 */
export function celVerdict(expression: string, names: CelNames): boolean | undefined {
  const value = celValue(expression, names);
  return typeof value === 'boolean' ? value : undefined;
}

/** The value of an expression, or {@link UNKNOWN}. */
export function celValue(expression: string, names: CelNames): unknown {
  try {
    return new CelReader(expression, names).whole();
  } catch (thrown) {
    // What cannot be read decides nothing.
    if (thrown instanceof SyntaxError) return UNKNOWN;
    throw thrown;
  }
}

const TOKEN = /\s*(&&|\|\||[=!<>]=|"[^"\\]*"|'[^'\\]*'|\d+(?![\w.])|[A-Za-z_]\w*|[-!<>+*%/?:.,()[\]])/y;

function tokensOf(expression: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = expression.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const token = TOKEN.exec(expression)?.[1];
    if (token === undefined) throw new SyntaxError(expression);
    tokens.push(token);
  }
  return tokens;
}

/** Reads and evaluates in one pass; both sides of `&&` and `||` are evaluated, which has no consequence here. */
class CelReader {
  private readonly tokens: readonly string[];
  private at = 0;

  public constructor(
    expression: string,
    private readonly names: CelNames,
  ) {
    this.tokens = tokensOf(expression);
  }

  public whole(): unknown {
    const value = this.choice();
    if (this.at < this.tokens.length) throw new SyntaxError(this.tokens[this.at]);
    return value;
  }

  private choice(): unknown {
    const condition = this.either();
    if (!this.skip('?')) return condition;
    const then = this.choice();
    this.expect(':');
    const otherwise = this.choice();
    return typeof condition === 'boolean' ? (condition ? then : otherwise) : UNKNOWN;
  }

  /** CEL's `||` and `&&` heed the side that decides, even where the other one is an error. */
  private either(): unknown {
    let value = this.both();
    while (this.skip('||')) {
      const other = this.both();
      value = value === true || other === true ? true : value === false && other === false ? false : UNKNOWN;
    }
    return value;
  }

  private both(): unknown {
    let value = this.relation();
    while (this.skip('&&')) {
      const other = this.relation();
      value = value === false || other === false ? false : value === true && other === true ? true : UNKNOWN;
    }
    return value;
  }

  private relation(): unknown {
    let left = this.sum();
    for (;;) {
      const operator = ['==', '!=', '<=', '>=', '<', '>', 'in'].find((it) => this.skip(it));
      if (operator === undefined) return left;
      left = compare(operator, left, this.sum());
    }
  }

  private sum(): unknown {
    let left = this.unary();
    while (this.skip('+')) {
      const right = this.unary();
      left = typeof left === 'string' && typeof right === 'string' ? left + right : UNKNOWN;
    }
    return left;
  }

  private unary(): unknown {
    if (!this.skip('!')) return this.path();
    const value = this.unary();
    return typeof value === 'boolean' ? !value : UNKNOWN;
  }

  private path(): unknown {
    let value = this.primary();
    for (;;) {
      if (this.skip('.')) {
        const field = this.next();
        value = this.skip('(') ? textCall(field, value, this.rest(')')) : fieldOf(value, field);
      } else if (this.skip('[')) {
        value = fieldOf(value, this.choice());
        this.expect(']');
      } else {
        return value;
      }
    }
  }

  private primary(): unknown {
    const token = this.next();
    if (token === '(') {
      const value = this.choice();
      this.expect(')');
      return value;
    }
    if (token === '[') return this.rest(']');
    if (/^["']/.test(token)) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (token in CONSTANTS) return CONSTANTS[token];
    if (!/^\w/.test(token)) throw new SyntaxError(token);
    if (!this.skip('(')) return token in this.names ? this.names[token] : UNKNOWN;
    if (token === 'has') return this.has();
    this.rest(')');
    return UNKNOWN;
  }

  private has(): unknown {
    const value = this.choice();
    this.expect(')');
    return value === UNKNOWN ? UNKNOWN : value !== undefined;
  }

  private rest(end: ')' | ']'): readonly unknown[] {
    const values: unknown[] = [];
    while (!this.skip(end)) {
      values.push(this.choice());
      if (this.tokens[this.at] !== end) this.expect(',');
    }
    return values;
  }

  private skip(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new SyntaxError('ends too early');
    this.at += 1;
    return token;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw new SyntaxError(token);
  }
}

const CONSTANTS: CelNames = { true: true, false: false, null: null };

/** A field; undefined where the object has none, which only `has` may ask for. */
function fieldOf(value: unknown, field: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof field !== 'string') return UNKNOWN;
  return Object.hasOwn(value, field) ? (value as CelNames)[field] : undefined;
}

const TEXT_CALLS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

function textCall(name: string, text: unknown, [part]: readonly unknown[]): unknown {
  if (!Object.hasOwn(TEXT_CALLS, name) || typeof text !== 'string' || typeof part !== 'string') return UNKNOWN;
  return TEXT_CALLS[name]?.(text, part);
}

function compare(operator: string, left: unknown, right: unknown): unknown {
  if (operator === 'in') return memberOf(left, right);
  if ([left, right].some((side) => side === undefined || side === UNKNOWN)) return UNKNOWN;
  if (operator === '==' || operator === '!=') {
    if (isComposite(left) || isComposite(right)) return UNKNOWN;
    return (left === right) === (operator === '==');
  }
  if (typeof left !== 'number' || typeof right !== 'number') return UNKNOWN;
  if (operator === '<' || operator === '<=') return operator === '<' ? left < right : left <= right;
  return operator === '>' ? left > right : left >= right;
}

function memberOf(item: unknown, group: unknown): unknown {
  if (typeof item !== 'string' || typeof group !== 'object' || group === null) return UNKNOWN;
  if (!Array.isArray(group)) return Object.hasOwn(group, item);
  return group.includes(item) ? true : group.includes(UNKNOWN) ? UNKNOWN : false;
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
