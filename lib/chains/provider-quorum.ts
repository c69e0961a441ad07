import { propProblem, type Where } from '../model/errors';
import type { NonEmpty } from '../model/kind';

/** One RPC endpoint of a chain. */
export interface RpcProvider {
  /**
   * `https://` address without any credential: what stands here is public. A provider that wants a key is called through
   * a gateway of the operator's own, which adds it. Its host is on the internet: network policies let no signer into a
   * private network.
   */
  readonly uri: string;

  /** Who runs it. Two endpoints of one entity have one vote. */
  readonly entity: string;

  /** Run by the operator itself, for the operator alone, or for everybody. */
  readonly category: 'internal' | 'dedicated_external' | 'shared_external';
}

/** RPC endpoints by chain, and how many of their entities must agree. */
export interface RpcProviders {
  /** Entities that must give the same answer: at least 2, and no more than the chain with the fewest has. */
  readonly quorum: number;

  /** By the name that the signer has for the chain: `ethereum`, `bsc`. */
  readonly chains: Readonly<Record<string, NonEmpty<RpcProvider>>>;
}

/** What is wrong with a list of providers. One endpoint, or one operator behind several, must not decide alone. */
export function providerProblems(where: Where, prop: string, { quorum, chains }: RpcProviders): string[] {
  const problems: string[] = [];
  const refuse = (at: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(where, `${prop}.${at}`, mustBe, got));
  };
  if (!Number.isInteger(quorum) || quorum < 2) refuse('quorum', 'at least 2 entities that agree', quorum);
  const names = Object.keys(chains);
  if (names.length === 0) refuse('chains', 'at least one chain', names);
  for (const [chain, providers] of Object.entries(chains)) {
    if (!/^[a-z][a-z0-9-]*$/.test(chain)) refuse('chains', 'named by a-z, 0-9 and -', chain);
    const entities = new Set(providers.map(({ entity }) => entity));
    if (entities.size < quorum) refuse(`chains.${chain}`, `of ${quorum} entities or more`, [...entities]);
    const owners = new Map<string, string>();
    providers.forEach((provider, i) => {
      const at = `chains.${chain}.${i}`;
      if (!/^[a-z][a-z0-9-]*$/.test(provider.entity)) refuse(`${at}.entity`, 'of a-z, 0-9 and -', provider.entity);
      const host = hostOf(provider);
      if (host === undefined) {
        const mustBe = 'an https:// URL without user, query, or anything like a key';
        // It may hold one, so it is not repeated.
        refuse(`${at}.uri`, mustBe, `${provider.uri.length} characters`);
        return;
      }
      const owner = owners.get(host) ?? provider.entity;
      if (owner !== provider.entity)
        refuse(`${at}.entity`, `${owner}, as of the other endpoint on ${host}`, provider.entity);
      owners.set(host, owner);
    });
  }
  return problems;
}

/** Pillar's two files: the endpoints, and who must agree. */
export function providerFiles({ quorum, chains }: RpcProviders): Readonly<Record<string, string>> {
  const entities = [...new Set(Object.values(chains).flatMap((all) => all.map(({ entity }) => entity)))].sort();
  const rpc = Object.fromEntries(
    Object.entries(chains).map(([chain, providers]) => [
      chain,
      { rpc: providers.map(({ uri, category, entity }) => ({ uri, category, entity })) },
    ]),
  );
  return {
    'providers-v2.json': `${JSON.stringify({ entities, chains: rpc }, undefined, 2)}\n`,
    'quorum-strategy.json': `${JSON.stringify({ default: { allOf: [{ any: quorum }] } }, undefined, 2)}\n`,
  };
}

/** The host that answers, or undefined where the address is none, or may hold a key. */
function hostOf({ uri }: RpcProvider): string | undefined {
  const found = /^https:\/\/([a-z0-9.-]+)(:[0-9]+)?((\/[A-Za-z0-9._~-]*)*)$/.exec(uri);
  const keyed = found?.[3]?.split('/').some((segment) => /^[A-Za-z0-9_-]{16,}$/.test(segment)) ?? true;
  return keyed ? undefined : found?.[1];
}
