/**
 * The other relays of the cluster, seen from the holder: each is served like a browser that may see and do everything,
 * over NATS instead of a WebSocket.
 * @module
 */
import type { Clock, Link, Logger, StreamPosition } from 'rxcti';
import type { EnvelopeSocket, WebSocketLike } from 'rxcti/websocket/server';
import { decodeEnvelope, type Envelope, envelopeVersion } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import { reject } from '../connections/client.ts';
import type { ClientConnection } from '../connections/client-connection.ts';
import { createClients } from '../connections/clients.ts';
import { defaultLimits, type RelayLimits } from '../connections/limits.ts';
import { createBatch } from '../sessions/batch.ts';
import type { EventSink } from '../sessions/events.ts';
import type { Follower } from './cluster.ts';

export interface PeersOptions {
  readonly epoch: string;
  /** Position after everything that was sent. */
  position(): StreamPosition;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another relay is new: serves its link. */
  serve(link: Link, rights: Rights): void;
}

export interface Peers {
  /** A relay opened a socket. */
  arrive(socket: WebSocketLike): void;
  /** Those that are connected. */
  followers(): readonly Follower[];
  stop(): void;
}

/** Relays ask for much at once, and are given up sooner than browsers. */
const limits: RelayLimits = {
  ...defaultLimits,
  maxSessionsPerUser: 1000,
  maxSessionsPerAddress: 1000,
  maxRequestsPerSecond: 1e6,
  requestBurst: 1e6,
  maxMessageBytes: 262_144,
  pingIntervalMs: 1000,
  // So long followers wait for NATS before their browsers are told that what they see is old.
  resumeWindowMs: 5000,
  maxQueueBytes: 16_777_216,
};

/** Other relays are not clients: they are not counted as such. */
const noEvents: EventSink<never> = { observed: false, next() {} };

export function createPeers({ epoch, position, clock, logger, serve }: PeersOptions): Peers {
  const relays = createClients({
    batch: createBatch(),
    epoch: () => epoch,
    limits,
    clock,
    logger,
    events: noEvents,
    reject: (_, message, fields) => logger.warn(message, fields),
    positionPerMessage: true,
    position,
    serve: (relay) => serve(relay.link, relay.rights),
  });

  return {
    arrive(socket) {
      let carriage: ClientConnection | undefined;
      let greeted = false;
      const port: EnvelopeSocket = {
        send: (message) => socket.send(message),
        close: (code) => socket.close(code),
      };
      socket.onmessage = (event: { readonly data: unknown }) => {
        const envelope = decodeEnvelope(new Uint8Array(event.data as ArrayBuffer));
        if (envelope !== undefined && carriage !== undefined) carriage.received(envelope);
        else if (envelope?.kind === 'hello' && !greeted) {
          greeted = true;
          void greet(envelope, port).then((arrived) => {
            carriage = arrived;
          });
        } else {
          logger.warn('nonsense came from another relay', { kind: envelope?.kind ?? 'unreadable' });
          reject(port, 'bad-message', 'hello comes first');
        }
      };
      socket.onclose = (event: { readonly code: number }) => carriage?.lost(event.code);
    },
    followers: () =>
      [...relays.all()]
        .filter(({ link }) => link.isConnected)
        .map(({ link: { endpoint, stream } }) => ({
          name: endpoint.host,
          lagBytes: stream.queuedBytes + stream.unacknowledgedBytes,
        })),
    stop: () => relays.stop(),
  };

  async function greet(
    hello: Extract<Envelope, { kind: 'hello' }>,
    port: EnvelopeSocket,
  ): Promise<ClientConnection | undefined> {
    if (hello.version !== envelopeVersion) {
      reject(port, 'bad-version', `this relay speaks version ${envelopeVersion} of the relays' protocol`);
      return undefined;
    }
    // What NATS lets in is a relay of ours; its token is its name, for logs.
    const rights: Rights = { role: 'admin', subject: `relay ${hello.token}` };
    return relays.accept({ socket: port, peer: { host: hello.token, port: 0 }, hello, rights });
  }
}
