/**
 * The first words on a browser's WebSocket: hello in time, in our version, with a good token. Then the connection is
 * handed on.
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
import type { VerifyToken } from '../authorization/tokens.ts';
import type { Rejection, RelayObserver } from '../observer.ts';
import type { RelayLimits } from '../options.ts';
import { turnAway } from './client.ts';
import type { Browsers, Carriage } from './clients.ts';
import type { Refusals } from './rejection-log.ts';

export interface GreetingOptions {
  readonly browsers: Browsers;
  readonly verify: VerifyToken;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
  readonly refusals: Refusals;
}

/** Greets those who come. */
export interface Greeting {
  /** Greets a new connection and sees to it as long as it lives. */
  greet(socket: WebSocket, peer: Endpoint): void;
  /** Ends at once the connections on which no good hello was said yet. */
  stop(): void;
}

/** How long a connection that was closed in order may linger. */
const lingerMs = 1000;

export function createGreeting(options: GreetingOptions): Greeting {
  const { clock, limits, logger, observer, refusals } = options;
  /** How to end those that are not let in yet. */
  const strangers = new Set<() => void>();

  function greet(socket: WebSocket, peer: Endpoint): void {
    const { host: address } = peer;
    let carriage: Carriage | undefined;
    let closed: number | undefined;
    let checking = false;
    let noted = false;

    const port: EnvelopeSocket = {
      send(message) {
        if (socket.readyState !== socket.OPEN) return;
        observer.message?.('sent', message.byteLength);
        socket.send(message);
      },
      close(code) {
        if (code === closeCode.abandoned) {
          socket.terminate(); // nobody is expected to answer
          return;
        }
        socket.close(code);
        clock.setTimeout(() => socket.terminate(), lingerMs);
      },
    };
    /** One line for a connection, however much nonsense it sends. */
    const note = (kind: Rejection | 'broken', message: string, fields: LogFields = {}): void => {
      if (kind !== 'broken') observer.rejected?.(kind);
      if (!noted) refusals.note(kind, message, { address, ...fields });
      noted = true;
    };
    const patience = clock.setTimeout(() => {
      note('slow hello', 'a connection said no hello in time');
      turnAway(port, 'not-now', 'no hello in time');
    }, limits.helloTimeoutMs);
    const end = (): void => {
      clock.clearTimeout(patience);
      if (!noted) observer.rejected?.('stopping');
      noted = true; // what it still says is not heard
      port.send(encodeEnvelope({ kind: 'error', code: 'not-now', sentence: 'the relay is stopping' }));
      socket.close(closeCode.ended);
      socket.terminate();
    };
    strangers.add(end);

    socket.binaryType = 'nodebuffer';
    socket.on('message', (data: Uint8Array, isBinary) => {
      observer.message?.('received', data.byteLength);
      if (noted) return; // it was turned away
      const envelope = isBinary ? decodeEnvelope(data) : undefined;
      if (envelope === undefined) {
        note('bad hello', 'a connection spoke nonsense', { bytes: data.byteLength });
        turnAway(port, 'bad-message', 'this is no message of ours');
      } else if (carriage !== undefined) received(carriage, envelope);
      else if (!checking) void hear(envelope);
    });
    socket.on('error', (error) => note('broken', 'a connection broke', { reason: error.message }));
    socket.on('close', (code) => {
      clock.clearTimeout(patience);
      strangers.delete(end);
      closed = code;
      carriage?.lost(code);
    });

    /** A defect of ours costs this connection, not the relay. */
    function received(to: Carriage, envelope: Envelope): void {
      try {
        to.received(envelope);
      } catch (error) {
        logger.error('a message failed', { address, kind: envelope.kind, reason: String(error) });
        socket.terminate();
      }
    }

    async function hear(hello: Envelope): Promise<void> {
      clock.clearTimeout(patience);
      if (hello.kind !== 'hello') {
        note('bad hello', 'a connection did not begin with hello', { kind: hello.kind });
        turnAway(port, 'bad-message', 'hello comes first');
        return;
      }
      if (hello.version !== envelopeVersion) {
        note('bad hello', 'a connection speaks another version', { version: hello.version });
        turnAway(port, 'bad-version', `this relay speaks version ${envelopeVersion} of its protocol`);
        return;
      }
      checking = true;
      try {
        const rights = await options.verify(hello.token);
        if (closed !== undefined || noted) return;
        const arrived = await options.browsers.arrive({ socket: port, peer, hello, rights });
        if (arrived === undefined) return;
        strangers.delete(end);
        carriage = arrived;
        if (closed !== undefined) carriage.lost(closed);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        note('token', 'a token was refused', { reason });
        turnAway(port, 'token-refused', 'the token is not good');
      }
    }
  }

  return {
    greet,
    stop() {
      for (const end of strangers) end();
      strangers.clear();
    },
  };
}
