import type { Flags } from '../flags';
import type { Port } from '../part';
import type { BeaconClient } from './beacon-clients';
import type { ExecutionClient } from './execution-clients';
import type { EthereumInput } from './input';

/** Port on which the execution client answers over WebSocket. */
export const WEBSOCKET_PORT = 8546;

/**
 * The namespace `eth` over WebSocket, which an SSV node follows its contract with: it reads logs, and subscribes to heads
 * (https://github.com/ssvlabs/ssv/blob/main/eth/executionclient/execution_client.go). No client renders it otherwise.
 *
 * A Go program sends no Origin, which geth and reth let pass without a list. Nethermind has subscriptions in a module of
 * their own (https://github.com/NethermindEth/nethermind/blob/master/src/Nethermind/Nethermind.JsonRpc/JsonRpcUrl.cs).
 * Besu asks for the host name. Erigon has one address for HTTP and WebSocket
 * (https://github.com/erigontech/erigon/blob/main/cmd/rpcdaemon/cli/config.go); its HTTP port stays closed to everybody.
 */
const WEBSOCKET: Readonly<Record<ExecutionClient, (host: string) => Flags>> = {
  geth: () => ({ ws: true, 'ws.addr': '0.0.0.0', 'ws.port': WEBSOCKET_PORT, 'ws.api': 'eth' }),
  reth: () => ({ ws: true, 'ws.addr': '0.0.0.0', 'ws.port': WEBSOCKET_PORT, 'ws.api': 'eth' }),
  nethermind: () => ({ 'JsonRpc.AdditionalRpcUrls': `http://0.0.0.0:${WEBSOCKET_PORT}|ws|eth;subscribe` }),
  besu: (host) => ({
    'rpc-ws-enabled': 'true',
    'rpc-ws-host': '0.0.0.0',
    'rpc-ws-port': WEBSOCKET_PORT,
    'rpc-ws-api': 'ETH',
    'host-allowlist': `$(POD_IP),${host}`,
  }),
  erigon: () => ({ ws: true, 'ws.port': WEBSOCKET_PORT, 'http.addr': '0.0.0.0', 'http.api': 'eth' }),
};

/**
 * Beacon nodes that tell only when asked to whether validators are live, which the search for doppelgangers asks: Teku
 * (https://github.com/ssvlabs/ssv/blob/main/doppelganger/README.md) and Grandine
 * (https://github.com/grandinetech/grandine/blob/develop/book/src/cli_options.md).
 */
const LIVENESS: Readonly<Partial<Record<BeaconClient, Flags>>> = {
  teku: { 'beacon-liveness-tracking-enabled': 'true' },
  grandine: { 'track-liveness': true },
};

/** Flags of the execution client, given its host name. None where no SSV node calls it. */
export function websocketFlags({ units }: EthereumInput, host: string): Flags {
  return units.ssv === undefined ? {} : WEBSOCKET[units.node.execution](host);
}

/** The port of the execution client. None where no SSV node calls it. */
export function websocketPort({ units }: EthereumInput): Readonly<Record<string, Port>> {
  return units.ssv === undefined ? {} : { websocket: { number: WEBSOCKET_PORT } };
}

/** Flags of the beacon node. None where no SSV node calls it. */
export function livenessFlags({ units }: EthereumInput): Flags {
  return units.ssv === undefined ? {} : (LIVENESS[units.node.beacon] ?? {});
}
