import { join } from 'node:path';
import { release, type ReleaseResult } from '../../lib/commands/release';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import type { Platform } from '../../lib/constructs/platform';
import { vault } from '../../lib/model/custody';
import { KeySet } from '../../lib/model/key-set';
import { Releases } from '../../lib/model/release';
import { parseReleases } from '../../lib/model/release-file';
import { SigningIdentity, type SigningIdentityOptions } from '../../lib/model/signing-identity';
import { RULEBOOK } from '../../lib/policies';
import { render } from '../../lib/render/render';
import { chainPlatform, hoodi, publicKey } from '../fixtures/chain';
import { REVISION } from '../fixtures/platform';
import { historyOf, TempWorld } from '../fixtures/world';

/*
 * An identity goes from workload a to workload b, release by release, with the whole rulebook. Whatever is left out or
 * done too early is refused.
 */

/** Identities by workload. */
type Identities = Readonly<Record<string, SigningIdentity>>;

let fleet: Fleet;
beforeEach(() => {
  fleet = new Fleet();
});
afterEach(() => fleet.remove());

/** A source repository: what it proposes, what it has released, and every tree it ever had. */
class Fleet {
  private readonly temp = new TempWorld();
  private readonly trees: Record<string, Record<string, string>> = {};
  private history = historyOf(this.trees);
  private proposed: Identities = { a: identity('a', [1, 2]), b: identity('b', [3]) };
  private releases = Releases.none();

  public constructor() {
    this.propose(this.proposed);
    this.mustRelease('bootstrap.testnet');
    this.mustRelease('chain.testnet');
  }

  /** Changes the sources, and merges what they render. */
  public propose(identities: Identities): void {
    this.proposed = { ...this.proposed, ...identities };
    const platform = this.platform(this.releases);
    const { roots, treeOf } = render(platform);
    for (const { path } of platform.applications) {
      const files = roots.flatMap(({ dir, files: all }) =>
        [...all].map(([name, { text }]) => [`${dir}/${name}`, text]),
      );
      const own = files.filter(([name = '']) => name.startsWith(`${path}/`));
      this.trees[`${path} ${treeOf(path) ?? ''}`] = Object.fromEntries(
        own.map(([name = '', text = '']) => [name.slice(path.length + 1), text]),
      );
    }
  }

  /** Policies that refuse a release of what is proposed; none when it is done. */
  public release(root: string, ...applications: readonly string[]): readonly string[] {
    const { problems, findings } = this.tryRelease(root, applications);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return [...new Set(findings.map(({ policy }) => policy))];
  }

  public mustRelease(root: string, ...applications: readonly string[]): void {
    expect(this.release(root, ...applications)).toEqual([]);
  }

  /** From now on it is a clone that was cut off. */
  public forget(): void {
    this.history = { state: 'shallow', had: () => false, readMany: () => new Map() };
  }

  public remove(): void {
    this.temp.remove();
  }

  private tryRelease(root: string, applications: readonly string[]): ReleaseResult {
    const result = release({
      root,
      applications,
      revision: REVISION,
      sources: { versions: new Map(), releases: this.releases, waivers: [] },
      platform: ({ releases }) => this.platform(releases),
      policies: RULEBOOK,
      world: this.temp.world(this.history),
      folder: join(this.temp.folder, 'releases'),
    });
    const texts = Object.entries(this.temp.files('releases')).map(([file, text]) => [`apps/${file}`, text] as const);
    if (result.released.length > 0) this.releases = parseReleases(new Map(texts)).releases;
    return result;
  }

  private platform(releases: Releases): Platform {
    const { platform, root } = chainPlatform('local', releases);
    for (const [name, its] of Object.entries(this.proposed)) {
      new ValidatorApp(root, name, { ...hoodi, identity: its, custody: vault(`chain/hoodi/${name}`) });
    }
    return platform;
  }
}

function identity(id: string, keys: readonly number[], options: SigningIdentityOptions = {}): SigningIdentity {
  return SigningIdentity.keys(id, KeySet.parse(id, keys.map(publicKey).join('\n')), options);
}

const units = (workload: string): readonly string[] =>
  ['storage', 'signer', 'validator'].map((unit) => `${workload}-${unit}`);
const CHAIN = 'chain.testnet';
const paused = identity('a', [1, 2], { state: 'paused' });
const given = identity('a', [1, 2], { state: 'handed-over' });
const importedState = { from: 'a on testnet', digest: `sha256:${'1f0c'.repeat(16)}` };
const taken = identity('b', [2, 3], { importedState });

test('step by step, each release passes, and the old workload may go in the end', () => {
  fleet.propose({ a: paused });
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.propose({ a: given, b: taken });
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.mustRelease(CHAIN, ...units('b'));
  fleet.propose({ a: identity('a', [9], { history: 'none' }) });
  fleet.mustRelease(CHAIN, ...units('a'));
});

test('the whole identity may go to a new workload, under its own id', () => {
  fleet.propose({ a: paused });
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.propose({ a: given, c: identity('a', [1, 2], { importedState }) });
  fleet.mustRelease('bootstrap.testnet');
  expect(fleet.release(CHAIN, ...units('c'))).toContain('one-signer-per-identity');
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.mustRelease(CHAIN, ...units('c'));
});

test('the new holder is refused while the old one signs, or is only paused', () => {
  fleet.propose({ a: given, b: taken });
  expect(fleet.release(CHAIN, ...units('b'))).toEqual(
    expect.arrayContaining(['one-signer-per-identity', 'identity-moves-in-steps']),
  );
  fleet.propose({ a: paused });
  fleet.mustRelease(CHAIN, ...units('a'));
  expect(fleet.release(CHAIN, ...units('b'))).toEqual(['one-signer-per-identity']);
});

test('both in one release are refused, since people may sync the new holder first', () => {
  fleet.propose({ a: paused });
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.propose({ a: given, b: taken });
  expect(fleet.release(CHAIN, ...units('a'), ...units('b'))).toEqual(['sync-order']);
});

test('a new holder without the history is refused', () => {
  fleet.propose({ a: paused });
  fleet.mustRelease(CHAIN, ...units('a'));
  fleet.propose({ a: given, b: identity('b', [2, 3]) });
  fleet.mustRelease(CHAIN, ...units('a'));
  expect(fleet.release(CHAIN, ...units('b'))).toEqual(['identity-moves-in-steps']);
});

test('an unit that is handed over while another one of it still signs is refused', () => {
  fleet.propose({ a: given });
  expect(fleet.release(CHAIN, 'a-storage')).toContain('given-up-identity-stopped');
});

test('without history nothing tells what is released now, so nothing is released', () => {
  fleet.propose({ a: paused });
  fleet.forget();
  expect(() => fleet.release(CHAIN)).toThrow('releases cannot be judged without history: run git fetch --unshallow');
});
