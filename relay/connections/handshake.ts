/**
 * The handshake on a new WebSocket: `hello` in time, in a supported version, with a valid token. Then the connection is
 * handed to the clients.
 * @module
 */
import type { Clock, Endpoint, LogFields, Logger } from 'rxcti';
import {
  closeCode,
  decodeEnvelope,
  type Envelope,
  type EnvelopeSocket,
  encodeEnvelope,
  envelopeVersion,
} from 'rxcti/websocket/server';
import type { WebSocket } from 'ws';
import { isExpiredToken, isFinalRefusal, TokenRefused, type VerifyToken } from '../authorization/tokens.ts';
import { type RejectionReason, reject } from './client.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Clients } from './clients.ts';
import type { RelayLimits } from './limits.ts';
import type { RejectionLog } from './rejection-log.ts';

/** WebSocket messages and bytes exchanged with clients; plain numbers, since they change with every message. */
export interface WebSocketTraffic {
  receivedMessages: number;
  receivedBytes: number;
  sentMessages: number;
  sentBytes: number;
}

export interface HandshakeOptions {
  readonly clients: Clients;
  readonly verify: VerifyToken;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rejections: RejectionLog;
  readonly traffic: WebSocketTraffic;
}

export interface Handshakes {
  /** Starts the handshake on a new connection, and forwards its messages until it closes. */
  start(socket: WebSocket, peer: Endpoint): void;
  /** Closes all connections whose handshake is not complete. */
  stop(): void;
}

/** Time for the client to answer the closing handshake. */
const closeTimeoutMs = 1000;

export function createHandshakes(options: HandshakeOptions): Handshakes {
  const { clock, limits, logger, rejections, traffic } = options;
  /** Closes the connections whose handshake is not complete. */
  const pending = new Set<() => void>();

  function start(socket: WebSocket, peer: Endpoint): void {
    const { host: address } = peer;
    let connection: ClientConnection | undefined;
    let closedWith: number | undefined;
    let isVerifying = false;
    let isRejected = false;

    const port: EnvelopeSocket = {
      send(message) {
        if (socket.readyState !== socket.OPEN) return;
        traffic.sentMessages++;
        traffic.sentBytes += message.byteLength;
        socket.send(message);
      },
      close(code) {
        if (code === closeCode.abandoned) {
          socket.terminate(); // the client is expected to be unreachable
          return;
        }
        socket.close(code);
        clock.setTimeout(() => socket.terminate(), closeTimeoutMs);
      },
    };
    /** Logs at most one line per connection. */
    const logRejection = (
      kind: RejectionReason | 'broken',
      message: string,
      fields: LogFields = {},
    ): void => {
      if (kind !== 'broken') rejections.count(kind);
      if (!isRejected) rejections.warn(kind, message, { address, ...fields });
      isRejected = true;
    };
    const timeout = clock.setTimeout(() => {
      logRejection('handshake-timeout', 'handshake timeout');
      reject(port, 'not-now', 'handshake timeout');
    }, limits.handshakeTimeoutMs);
    const end = (): void => {
      clock.clearTimeout(timeout);
      if (!isRejected) rejections.count('stopping');
      isRejected = true; // further messages are ignored
      port.send(encodeEnvelope({ kind: 'error', code: 'not-now', sentence: 'the relay is stopping' }));
      socket.close(closeCode.ended);
      socket.terminate();
    };
    pending.add(end);

    socket.binaryType = 'nodebuffer';
    socket.on('message', (data: Uint8Array, isBinary) => {
      traffic.receivedMessages++;
      traffic.receivedBytes += data.byteLength;
      if (isRejected) return;
      const envelope = isBinary ? decodeEnvelope(data) : undefined;
      if (envelope === undefined) {
        logRejection('bad-handshake', 'malformed message', { bytes: data.byteLength });
        reject(port, 'bad-message', 'malformed message');
      } else if (connection !== undefined) forward(connection, envelope);
      else if (!isVerifying) void hello(envelope);
    });
    socket.on('error', (error) => logRejection('broken', 'connection error', { reason: error.message }));
    socket.on('close', (code) => {
      clock.clearTimeout(timeout);
      pending.delete(end);
      closedWith = code;
      connection?.lost(code);
    });

    /** An internal error closes this connection and leaves the relay running. */
    function forward(to: ClientConnection, envelope: Envelope): void {
      try {
        to.received(envelope);
      } catch (error) {
        logger.error('message handling failed', { address, kind: envelope.kind, reason: String(error) });
        socket.terminate();
      }
    }

    async function hello(envelope: Envelope): Promise<void> {
      clock.clearTimeout(timeout);
      if (envelope.kind !== 'hello') {
        logRejection('bad-handshake', 'handshake refused: hello expected', { kind: envelope.kind });
        reject(port, 'bad-message', 'hello expected');
        return;
      }
      const { version, token } = envelope;
      if (version !== envelopeVersion) {
        logRejection('bad-handshake', 'handshake refused: unsupported version', { version });
        reject(port, 'bad-version', `unsupported version ${version}: this relay supports ${envelopeVersion}`);
        return;
      }
      isVerifying = true;
      try {
        const rights = await options.verify(token);
        if (closedWith !== undefined || isRejected) return;
        const accepted = await options.clients.accept({ socket: port, peer, hello: envelope, rights });
        if (accepted === undefined) return;
        pending.delete(end);
        connection = accepted;
        if (closedWith !== undefined) connection.lost(closedWith);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logRejection('token', 'token refused', { reason });
        if (isExpiredToken(error)) reject(port, 'token-expired', 'token expired: reconnect with a new one');
        else if (error instanceof TokenRefused && !isFinalRefusal(error))
          reject(port, 'not-now', 'tokens cannot be verified at the moment');
        else reject(port, 'token-refused', 'token refused');
      }
    }
  }

  return {
    start,
    stop() {
      for (const end of pending) end();
      pending.clear();
    },
  };
}
