/**
 * The followers of this relay while it is the leader: each is served like a client with the role admin, over NATS instead
 * of a WebSocket.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import {
  decodeEnvelope,
  type Envelope,
  type EnvelopeSocket,
  envelopeVersion,
  type WebSocketLike,
} from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import { reject } from '../connections/client.ts';
import type { ClientConnection } from '../connections/client-connection.ts';
import { createClients } from '../connections/clients.ts';
import { defaultLimits, type RelayLimits } from '../connections/limits.ts';
import { createBatch } from '../sessions/send-queue.ts';
import type { FollowerServer } from '../sessions/upstream.ts';
import type { ClusterBus, Follower } from './cluster.ts';

export interface FollowersOptions {
  readonly bus: Pick<ClusterBus, 'listen'>;
  /** Where followers connect. */
  readonly address: string;
  readonly server: FollowerServer;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Followers {
  /** Those that are connected. */
  list(): readonly Follower[];
  stop(): void;
}

/** Followers send many requests at once, and time out sooner than clients. */
const limits: RelayLimits = {
  ...defaultLimits,
  maxSessionsPerUser: 1000,
  maxSessionsPerAddress: 1000,
  maxRequestsPerSecond: 1e6,
  requestBurst: 1e6,
  maxMessageBytes: 262_144,
  pingIntervalMs: 1000,
  // How long a follower waits for NATS before its clients go offline.
  resumeWindowMs: 5000,
  maxQueueBytes: 16_777_216,
};

export function createFollowers({ bus, address, server, clock, logger }: FollowersOptions): Followers {
  const relays = createClients({
    batch: createBatch(),
    limits,
    clock,
    logger,
    events: { observed: false, next: () => {} },
    reject: (_, message, fields) => logger.warn(message, fields),
    epoch: () => server.position.epoch,
    position: () => server.position,
    positionPerMessage: true, // so that a follower learns the position of every event
    serve: ({ link, rights }) => server.serve(link, rights),
  });

  function accept(socket: WebSocketLike): void {
    let connection: ClientConnection | undefined;
    let hasHello = false;
    const envelopes: EnvelopeSocket = {
      send: (message) => socket.send(message),
      close: (code) => socket.close(code),
    };
    socket.onmessage = (event: { readonly data: unknown }) => {
      const envelope = decodeEnvelope(new Uint8Array(event.data as ArrayBuffer));
      if (envelope !== undefined && connection !== undefined) connection.received(envelope);
      else if (envelope?.kind === 'hello' && !hasHello) {
        hasHello = true;
        void handshake(envelope, envelopes).then((accepted) => {
          connection = accepted;
        });
      } else {
        logger.warn('malformed message from relay', { kind: envelope?.kind ?? 'unreadable' });
        reject(envelopes, 'bad-message', 'expected hello');
      }
    };
    socket.onclose = (event: { readonly code: number }) => connection?.lost(event.code);
  }

  async function handshake(
    hello: Extract<Envelope, { kind: 'hello' }>,
    socket: EnvelopeSocket,
  ): Promise<ClientConnection | undefined> {
    if (hello.version !== envelopeVersion) {
      reject(socket, 'bad-version', `this relay supports version ${envelopeVersion}`);
      return undefined;
    }
    // Whoever may use the subjects of this cluster in NATS is one of its relays. The token is its name.
    const rights: Rights = { role: 'admin', subject: `relay ${hello.token}` };
    return relays.accept({ socket, peer: { host: hello.token, port: 0 }, hello, rights });
  }

  const stopListening = bus.listen(address, accept);
  return {
    list: () =>
      [...relays.all()]
        .filter(({ link }) => link.isConnected)
        .map(({ link: { endpoint, stream } }) => ({
          name: endpoint.host,
          lagBytes: stream.queuedBytes + stream.unacknowledgedBytes,
        })),
    stop() {
      stopListening();
      relays.stop();
    },
  };
}
