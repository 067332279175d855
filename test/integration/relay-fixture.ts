/** A simulated contact center, a relay in front of it, and clients. */

import { createRelay, type Relay, type RelayOptions, signToken, type TokenContents } from '@rxcti/relay';
import { createSimulator, type Simulator, type SimulatorOptions } from '@rxcti/simulator';
import {
  type BridgeMode,
  bridgeMode,
  type CtiClient,
  type CtiClientOptions,
  createCtiClient,
  type SessionMode,
} from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { webSocket } from 'rxcti/websocket';
import { vi } from 'vitest';

export const secret = 'a secret for tests, longer than 32 bytes';

/** Waits until a check passes. */
export const waitUntil = (check: () => void | Promise<void>, timeout = 10_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 20 });

type TokenUser = Omit<TokenContents, 'secret'>;

export interface RelayFixture {
  readonly simulator: Simulator;
  readonly relay: Relay;
  /** Port of the simulator. */
  readonly ccxPort: number;
  /** Connects a client with a token and waits until it is ready. */
  connect<Mode extends SessionMode = BridgeMode>(
    user: TokenUser,
    mode?: Mode,
    options?: ConnectOptions,
  ): Promise<CtiClient<Mode>>;
  close(): Promise<void>;
}

interface ConnectOptions {
  /** Port of a proxy in front of the relay. */
  readonly port?: number;
  readonly client?: Partial<CtiClientOptions>;
}

export interface RelayFixtureOptions {
  readonly simulator?: SimulatorOptions;
  readonly relay?: Partial<RelayOptions>;
}

/** Opens everything on free ports. */
export async function openRelayFixture(options: RelayFixtureOptions = {}): Promise<RelayFixture> {
  const simulator = createSimulator({ seed: 3, callsPerHour: 0, autoAnswer: false, ...options.simulator });
  const { port: ccxPort } = await simulator.listen({ port: 0 });
  const relay = await createRelay({
    upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port: ccxPort }] },
    listen: { port: 0 },
    auth: { jwt: { secret }, signIn: {} },
    ...options.relay,
  });
  await relay.whenReady();
  const clients: CtiClient[] = [];
  return {
    simulator,
    relay,
    ccxPort,
    async connect<Mode extends SessionMode = BridgeMode>(
      user: TokenUser,
      mode?: Mode,
      options: ConnectOptions = {},
    ) {
      const { port = relay.port, client: more = {} } = options;
      const url = `ws://127.0.0.1:${port}/cti`;
      const client = createCtiClient({
        transport: webSocket({ url, token: () => signToken({ secret, ...user }) }),
        mode: mode ?? bridgeMode({ clientId: 'page' }),
        ...more,
      });
      clients.push(client);
      await client.connect({ timeoutMs: 5000 });
      return client as CtiClient<Mode>;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await relay.close();
      await simulator.close();
    },
  };
}
