/**
 * The two servers under comparison: the relay, with CCX as one session in memory, and a bare `ws` server.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRelay, signToken } from '@rxcti/relay';
import { createMemoryNetwork } from 'rxcti/memory';
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '../../core/clock.ts';
import type { ServerSession } from '../../core/server/server-host.ts';
import { createServerSession } from '../../core/server/server-session.ts';
import { micros, stateEvent } from './relay-messages.ts';
import { manyClientsLimits, secret } from './relay-settings.ts';

const codec = createCodec({ version: 17 });
const agents = 400;

/** The event of this index, with the current time. */
function eventOf(index: number): CtiMessage {
  return stateEvent(index % agents, 2 + (Math.floor(index / agents) % 2), micros());
}

/** A server that sends events to all clients. */
export interface Subject {
  readonly url: string;
  readonly tokens?: readonly string[];
  /** Sends `count` events at once. */
  send(first: number, count: number): void;
  close(): Promise<void>;
}

/** The relay; half of its clients are admins, half wallboards. */
export async function relaySubject(): Promise<Subject> {
  const network = createMemoryNetwork({ maxBufferedBytes: 64 * 1_048_576 });
  let session: ServerSession | undefined;
  network.listen({ host: 'ccx', port: 42_027 }, (link) => {
    session = createServerSession({
      link,
      clock: systemClock,
      host: { accept: () => ({ services: 0x10, online: true }), request: () => {}, ended: () => {} },
    });
  });
  const relay = await createRelay({
    upstream: {
      transport: network.transport,
      endpoints: [{ host: 'ccx' }],
      services: 0x10,
    },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    limits: manyClientsLimits,
  });
  await relay.whenReady();
  const roles = ['admin', 'wallboard'] as const;
  return {
    url: `ws://127.0.0.1:${relay.port}/cti`,
    tokens: await Promise.all(roles.map((role) => signToken({ secret, role }))),
    send(first, count) {
      for (let index = first; index < first + count; index++) session?.send(eventOf(index));
    },
    close: () => relay.close(),
  };
}

/** A bare `ws` server. */
export async function bareSubject(): Promise<Subject> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/cti`,
    send(first, count) {
      for (let index = first; index < first + count; index++) {
        const frame = codec.encode(eventOf(index));
        for (const socket of server.clients as Set<WebSocket>) socket.send(frame);
      }
    },
    async close() {
      server.close();
      http.close();
      http.closeAllConnections();
    },
  };
}
