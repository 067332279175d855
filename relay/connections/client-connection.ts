/**
 * Creates clients with their links, and connects sockets to them.
 * @module
 */

import type { Clock, Endpoint, Logger, StreamPosition } from 'rxcti';
import { toHex } from 'rxcti/protocol';
import { type Envelope, type EnvelopeSocket, encodeEnvelope, ResumableLink } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { EventSink, SessionEvent } from '../sessions/events.ts';
import type { Batch } from '../sessions/send-queue.ts';
import { type ConnectionEvent, evict, type KnownClient, requireResync } from './client.ts';
import type { RelayLimits } from './limits.ts';
import { TokenBucket } from './rate-limiter.ts';

/** Unacknowledged bytes in flight to a client; they are kept for its return. */
const windowBytes = 262_144;
/** Frames of one tick are sent in one message up to this size. */
const maxBatchBytes = 65_536;

export interface ClientConnectionOptions {
  /** Epoch of the current CCX session. */
  epoch(): string;
  /** Sends each event in a message of its own, with its position. Default false. */
  readonly positionPerMessage?: boolean;
  /** Position after everything that was sent. Default: offset 0, not known. */
  position?(): StreamPosition;
  /** Writes what is sent in one turn of the event loop. */
  readonly batch: Batch;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<ConnectionEvent | SessionEvent>;
  /** A client connected or disconnected. */
  presenceChanged?(rights: Rights, isConnected: boolean): void;
}

/** The connection of a client: the owner of its socket reports what arrives. */
export interface ClientConnection {
  received(envelope: Envelope): void;
  lost(code: number): void;
}

/** How a socket continues a session. `migrated`: the session was opened at another relay. */
type Continuation = 'new' | 'resumed' | 'migrated';

export interface ClientConnections {
  create(rights: Rights, token: string, peer: Endpoint): KnownClient;
  /** Sends `welcome` and attaches the socket; false if the peer's stream position is unknown: nothing was sent then. */
  attach(
    client: KnownClient,
    socket: EnvelopeSocket,
    peerReceived: number,
    continuation: Continuation,
  ): boolean;
  connectionOf(client: KnownClient, socket: EnvelopeSocket): ClientConnection;
}

export function createClientConnections(options: ClientConnectionOptions): ClientConnections {
  const { limits, clock, logger, events, batch } = options;

  function create(rights: Rights, token: string, peer: Endpoint): KnownClient {
    const link = new ResumableLink({
      positionPerMessage: options.positionPerMessage ?? false,
      position: () => options.position?.() ?? { epoch: options.epoch(), offset: 0 },
      endpoint: peer,
      clock,
      maxBufferedBytes: limits.maxQueueBytes,
      windowBytes,
      maxBatchBytes,
      closeTimeoutMs: 2000,
      schedule: batch.schedule,
      onDisconnect() {
        client.disconnectedAt = clock.now();
        options.presenceChanged?.(client.rights, false);
      },
      onOverflow: () => compactQueue(client),
    });
    const client: KnownClient = {
      name: randomName(),
      link,
      rights,
      token,
      disconnectedAt: undefined,
      requests: new TokenBucket(limits.requestBurst, limits.maxRequestsPerSecond, clock.now()),
      endReason: 'closed',
      compact: undefined,
    };
    return client;
  }

  /** Drops superseded agent states. If that is not enough, the client must resync. */
  function compactQueue(client: KnownClient): boolean {
    const { stream } = client.link;
    if (client.compact !== undefined) {
      stream.replaceQueue(client.compact);
      if (stream.queuedBytes <= limits.maxQueueBytes / 2) return true;
    }
    if (events.observed) events.next({ type: 'resync', reason: 'queue-overflow' });
    requireResync(client, 'resync-required', 'send queue limit exceeded');
    return true;
  }

  return {
    create,
    attach(client, socket, peerReceived, continuation) {
      const { link, rights, name } = client;
      const welcome = encodeEnvelope({
        kind: 'welcome',
        session: name,
        epoch: options.epoch(),
        resumed: continuation !== 'new',
        migrated: continuation === 'migrated',
        received: link.stream.received,
        role: rights.role,
        agentId: rights.agentId ?? '',
        pingMs: limits.pingIntervalMs,
        windowMs: limits.resumeWindowMs,
        maxMessageBytes: limits.maxMessageBytes,
      });
      if (!link.stream.acknowledge(peerReceived)) return false;
      socket.send(welcome);
      if (continuation !== 'resumed' || client.disconnectedAt !== undefined)
        options.presenceChanged?.(rights, true);
      client.disconnectedAt = undefined;
      return link.attach(socket, peerReceived);
    },
    connectionOf(client, socket) {
      const { link } = client;
      return {
        received(envelope) {
          if (link.isClosed) return;
          const { subject, role } = client.rights;
          const count = envelope.kind === 'frames' ? envelope.count : 1;
          if (!client.requests.take(count, clock.now())) {
            logger.warn('client evicted: request rate exceeded', { subject, role });
            evict(client, 'protocol-violation', 'too-many', 'request rate exceeded');
            return;
          }
          if (!link.receive(socket, envelope)) {
            logger.warn('client evicted: protocol violation', { subject, kind: envelope.kind });
            client.endReason = 'protocol-violation';
          }
        },
        lost: (code) => link.socketClosed(socket, code),
      };
    },
  };
}

function randomName(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(18)));
}
