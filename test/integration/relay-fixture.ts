/** A simulated contact center, a relay in front of it, and clients. */

import { createRelay, type Relay, type RelayOptions, signToken, type TokenContents } from '@rxcti/relay';
import { createSimulator, type Simulator, type SimulatorOptions } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, type CtiClientOptions, createCtiClient, type SessionMode } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { webSocket } from 'rxcti/websocket';
import { vi } from 'vitest';

export const secret = 'a secret for tests, longer than 32 bytes';

/** Waits until a check passes. */
export const eventually = (check: () => void | Promise<void>, timeout = 10_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 20 });

type Who = Omit<TokenContents, 'secret'>;

export interface House {
  readonly simulator: Simulator;
  readonly relay: Relay;
  /** Where the simulator listens. */
  readonly ccxPort: number;
  /** A client that came in with a token and is ready. */
  enter(who: Who, mode?: SessionMode, options?: EnterOptions): Promise<CtiClient>;
  close(): Promise<void>;
}

interface EnterOptions {
  /** Another way to the relay than its own port. */
  readonly port?: number;
  readonly client?: Partial<CtiClientOptions>;
}

export interface HouseOptions {
  readonly simulator?: SimulatorOptions;
  readonly relay?: Partial<RelayOptions>;
}

/** Opens everything on free ports. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
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
    async enter(who, mode = bridgeMode({ clientId: 'page' }), options = {}) {
      const { port = relay.port, client: more = {} } = options;
      const url = `ws://127.0.0.1:${port}/cti`;
      const client = createCtiClient({
        transport: webSocket({ url, token: () => signToken({ secret, ...who }) }),
        mode,
        ...more,
      });
      clients.push(client);
      await client.connect({ timeoutMs: 5000 });
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await relay.close();
      await simulator.close();
    },
  };
}
