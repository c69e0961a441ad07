import { propError } from '../../model/errors';

/** Names of networks as relays use them in their host names. */
const NETWORK_NAMES = ['mainnet', 'hoodi', 'holesky', 'sepolia', 'goerli'] as const;

/** A relay that auctions blocks of one network. Made by {@link Relay.of}, or taken from {@link relays}. */
export class Relay {
  /**
   * @param network name of the one network it serves: `mainnet`, `hoodi`
   * @param url `https://<public key>@<host>`: MEV-boost takes only bids that this key signed
   * @throws when the URL is not of that form, or its host names another network
   */
  public static of(network: string, url: string): Relay {
    const where = `relay of ${network}`;
    if (!/^https:\/\/0x[0-9a-f]{96}@[a-z0-9.-]+(:[0-9]+)?(\/[^\s,?@]*)?(\?[^\s,@]*)?$/.test(url)) {
      throw propError(where, 'url', 'https://, 0x and 96 hex digits in lower case, @ and a host', url);
    }
    const words = new URL(url).hostname.split(/[.-]/);
    const foreign = NETWORK_NAMES.find((name) => name !== network && words.includes(name));
    if (foreign !== undefined) throw propError(where, 'url', `a relay of ${network}`, `one of ${foreign}: ${url}`);
    return new Relay(network, url);
  }

  private constructor(
    public readonly network: string,
    public readonly url: string,
  ) {}

  /** The key that signs its bids. */
  public get publicKey(): string {
    return new URL(this.url).username;
  }
}

/**
 * Public relays, as Obol's sample environments list them
 * (https://github.com/ObolNetwork/charon-distributed-validator-node). Which of them to trust, and what they filter, is
 * the operator's decision: https://github.com/ethstaker/ethstaker-knowledgebase/blob/main/docs/en/guides/MEV-relay-list.md
 */
export const relays = {
  mainnet: {
    aestus: Relay.of(
      'mainnet',
      'https://0xa15b52576bcbf1072f4a011c0f99f9fb6c66f3e1ff321f11f461d15e31b1cb359caa092c71bbded0bae5b5ea401aab7e@aestus.live',
    ),
    flashbots: Relay.of(
      'mainnet',
      'https://0xac6e77dfe25ecd6110b8e780608cce0dab71fdd5ebea22a16c0205200f2f8e2e3ad3b71d3499c54ad14d6c21b41a37ae@boost-relay.flashbots.net',
    ),
    ultrasound: Relay.of(
      'mainnet',
      'https://0xa1559ace749633b997cb3fdacffb890aeebdb0f5a3b6aaa7eeeaf1a38af0a8fe88b9e4b1f61f236d2e64d95733327a62@relay.ultrasound.money',
    ),
  },
  hoodi: {
    aestus: Relay.of(
      'hoodi',
      'https://0x98f0ef62f00780cf8eb06701a7d22725b9437d4768bb19b363e882ae87129945ec206ec2dc16933f31d983f8225772b6@hoodi.aestus.live',
    ),
  },
} as const;

/** The network that a relay is known to serve by its key, or the one it was declared for. */
export function networkOf(relay: Relay): string {
  const known = Object.values(relays).flatMap((table): readonly Relay[] => Object.values(table));
  return known.find(({ publicKey }) => publicKey === relay.publicKey)?.network ?? relay.network;
}
