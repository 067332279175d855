/**
 * The first words on a browser's WebSocket: hello in time, in our version, with a good token. Then the connection is
 * handed on.
 * @module
 */
import type { WebSocket } from 'ws';
import type { Clock, Endpoint, LogFields, Logger } from '../../../core/index.ts';
import { decodeEnvelope, type Envelope, envelopeVersion } from '../../websocket/envelope.ts';
import { closeCode, type EnvelopeSocket } from '../../websocket/lasting-link.ts';
import { turnAway } from '../links/browser.ts';
import type { Browsers, Carriage } from '../links/browsers.ts';
import type { RelayObserver } from '../observer.ts';
import type { RelayLimits } from '../options.ts';
import type { VerifyToken } from '../rights/tokens.ts';

export interface GreetingOptions {
  readonly browsers: Browsers;
  readonly verify: VerifyToken;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
}

/** How long a connection that was closed in order may linger. */
const lingerMs = 1000;

/** Greets a new connection and sees to it as long as it lives. */
export function greet(socket: WebSocket, peer: Endpoint, options: GreetingOptions): void {
  const { host: address } = peer;
  const { clock, limits, logger, observer } = options;
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
      if (code === closeCode.givenUp) {
        socket.terminate(); // nobody is expected to answer
        return;
      }
      socket.close(code);
      clock.setTimeout(() => socket.terminate(), lingerMs);
    },
  };
  /** One line for a connection, however much nonsense it sends. */
  const note = (message: string, fields: LogFields = {}): void => {
    if (!noted) logger.warn(message, { address, ...fields });
    noted = true;
  };
  const patience = clock.setTimeout(() => {
    observer.rejected?.('slow hello');
    note('a connection said no hello in time');
    turnAway(port, 'not-now', 'no hello in time');
  }, limits.helloTimeoutMs);

  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Uint8Array, isBinary) => {
    observer.message?.('received', data.byteLength);
    if (noted) return; // it was turned away
    const envelope = isBinary ? decodeEnvelope(data) : undefined;
    if (envelope === undefined) {
      observer.rejected?.('bad hello');
      note('a connection spoke nonsense', { bytes: data.byteLength });
      turnAway(port, 'bad-message', 'this is no message of ours');
    } else if (carriage !== undefined) received(carriage, envelope);
    else if (!checking) void hear(envelope);
  });
  socket.on('error', (error) => note('a connection broke', { reason: error.message }));
  socket.on('close', (code) => {
    clock.clearTimeout(patience);
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
      observer.rejected?.('bad hello');
      note('a connection did not begin with hello', { kind: hello.kind });
      turnAway(port, 'bad-message', 'hello comes first');
      return;
    }
    if (hello.version !== envelopeVersion) {
      observer.rejected?.('bad hello');
      note('a connection speaks another version', { version: hello.version });
      turnAway(port, 'bad-version', `this relay speaks version ${envelopeVersion} of its protocol`);
      return;
    }
    checking = true;
    try {
      const rights = await options.verify(hello.token);
      if (closed !== undefined) return;
      carriage = await options.browsers.arrive({ socket: port, peer, hello, rights });
      if (closed !== undefined) carriage?.lost(closed);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      observer.rejected?.('token');
      note('a token was refused', { reason });
      turnAway(port, 'token-refused', 'the token is not good');
    }
  }
}
