import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RootTree } from '../../lib/render/tree-writer';

/** A fresh folder, and what stands in it as text by path; it is removed after each test. */
export class TempTree {
  public readonly base = fs.mkdtempSync(join(tmpdir(), 'planes-tree-'));
  public readonly out = join(this.base, 'dist');

  public put(path: string, text: string): void {
    const file = join(this.out, path);
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  /** Every file by path; a link as `-> target`. Index files are left out. */
  public files(folder = this.out): Record<string, string> {
    const found: Record<string, string> = {};
    if (!fs.existsSync(folder)) return found;
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const stat = fs.lstatSync(join(folder, name));
      if (stat.isDirectory() || name.endsWith('index.json')) continue;
      found[name] = stat.isSymbolicLink() ? `-> ${fs.readlinkSync(join(folder, name))}` : this.text(name, folder);
    }
    return found;
  }

  public folders(): readonly string[] {
    const entries = fs.readdirSync(this.out, { recursive: true, encoding: 'utf8' });
    return entries.filter((name) => fs.lstatSync(join(this.out, name)).isDirectory()).sort();
  }

  public text(path: string, folder = this.out): string {
    return fs.readFileSync(join(folder, path), 'utf8');
  }

  public remove(): void {
    fs.rmSync(this.base, { recursive: true, force: true });
  }
}

/** A root from texts by path; the application is the first folder. */
export function rootOf(dir: string, texts: Readonly<Record<string, string>>): RootTree {
  const files = Object.entries(texts).map(([path, text]) => [path, { text, application: path.split('/')[0] }] as const);
  return { dir, files: new Map(files) };
}
