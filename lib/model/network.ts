import { dnsLabel } from './dns-name';
import { propError } from './errors';

/** A file that is fetched when a node starts for the first time. */
export interface RemoteFile {
  /** `https://` address. */
  readonly url: string;

  /** SHA-256 of the file, 64 hex digits. What does not match is not used. */
  readonly sha256: string;
}

/** Props of a {@link Network}. */
export interface NetworkProps<Facts extends object> {
  /** The chain it is a network of: `ethereum`, `osmosis`. A workload's family and network must name the same. */
  readonly chain: string;

  /** The name clients know it by: `mainnet`, `hoodi`, `osmosis-1`. */
  readonly name: string;

  /** Chain id as the chain writes it: `1`, `osmosis-1`. */
  readonly chainId: string;

  /** Mainnet workloads run on mainnet clusters only, and the other way round. */
  readonly environment: 'mainnet' | 'testnet';

  /** What clients of this family must know of it: endpoints, seeds, genesis. */
  readonly facts: Facts;
}

/**
 * A network of a chain. It drives every chain id, network flag, label and peer list of a workload, so that a mainnet
 * key cannot end up behind a testnet flag.
 */
export class Network<Facts extends object = object> {
  public readonly chain: string;
  public readonly name: string;
  public readonly chainId: string;
  public readonly environment: 'mainnet' | 'testnet';
  public readonly facts: Facts;

  public constructor(props: NetworkProps<Facts>) {
    const where = `network ${props.name}`;
    this.chain = dnsLabel(where, 'chain', props.chain, 30);
    this.name = dnsLabel(where, 'name', props.name, 30);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(props.chainId)) {
      throw propError(where, 'chainId', 'letters, digits, ., _ and -, at most 50', props.chainId);
    }
    this.chainId = props.chainId;
    this.environment = props.environment;
    this.facts = props.facts;
  }
}

/** Returns the file when its address is `https://` and its digest plausible, else throws. */
export function remoteFile(where: string, prop: string, file: RemoteFile): RemoteFile {
  if (!/^https:\/\/[^\s@'"\\$`]+$/.test(file.url)) throw propError(where, `${prop}.url`, 'an https:// URL', file.url);
  if (!/^[0-9a-f]{64}$/.test(file.sha256) || /^(.)\1*$/.test(file.sha256)) {
    throw propError(where, `${prop}.sha256`, "the file's SHA-256 as 64 hex digits", file.sha256);
  }
  return file;
}
