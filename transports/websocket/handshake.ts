/**
 * The first words on a new WebSocket: hello and welcome.
 * @module
 */

import type { ResumePoint, Welcome } from './envelope.ts';
import { decodeEnvelope, type Envelope, encodeEnvelope, envelopeVersion, subprotocol } from './envelope.ts';
import { closeCode, type EnvelopeSocket } from './lasting-link.ts';
import type { OpenSocket, StandardSocket } from './options.ts';

/** Somebody who was let in. */
export interface Carrier {
  readonly socket: EnvelopeSocket;
  readonly welcome: Welcome;
  /** Hands over what comes from now on, and what has come meanwhile. */
  carry(take: (envelope: Envelope) => void, lost: (code: number) => void): void;
}

/** Why the relay did not let somebody in. */
export class RelayRefusal extends Error {
  /** The relay's word for it; `resync-required` when a session cannot be resumed. */
  readonly code: string;
  readonly sentence: string;

  constructor(code: string, sentence: string) {
    super(`${code}: ${sentence}`);
    this.name = 'RelayRefusal';
    this.code = code;
    this.sentence = sentence;
  }
}

export interface HandshakeOptions {
  readonly url: string;
  readonly open: OpenSocket;
  token(): string | Promise<string>;
  readonly resume: ResumePoint | undefined;
  readonly connected: (carrier: Carrier) => void;
  readonly failed: (error: unknown) => void;
}

/** Opens a WebSocket and says hello; gives how to give up. */
export function shakeHands(options: HandshakeOptions): () => void {
  let socket: StandardSocket | undefined;
  let over = false;
  const fail = (error: unknown): void => {
    if (over) return;
    over = true;
    socket?.close();
    options.failed(error);
  };
  void (async () => {
    try {
      const token = await options.token();
      if (over) return;
      socket = options.open(options.url, subprotocol);
      greet(socket, token);
    } catch (error) {
      fail(error);
    }
  })();

  function greet(opened: StandardSocket, token: string): void {
    opened.binaryType = 'arraybuffer';
    let last: Envelope | undefined;
    opened.onopen = () =>
      opened.send(encodeEnvelope({ kind: 'hello', version: envelopeVersion, token, resume: options.resume }));
    opened.onmessage = (event: { readonly data: unknown }) => {
      const envelope = envelopeIn(event.data);
      last = envelope;
      if (envelope?.kind === 'welcome') {
        if (over) return;
        over = true;
        options.connected(carrierOf(opened, envelope));
      } else fail(refusalIn(envelope));
    };
    opened.onerror = (event: { readonly error?: unknown; readonly message?: string }) =>
      fail(event.error ?? new Error(event.message || 'the WebSocket could not be opened'));
    opened.onclose = (event: { readonly code: number }) =>
      fail(last === undefined ? new Error(`the WebSocket closed (${event.code})`) : refusalIn(last));
  }

  return () => {
    over = true;
    socket?.close();
  };
}

function refusalIn(envelope: Envelope | undefined): Error {
  if (envelope?.kind === 'error') return new RelayRefusal(envelope.code, envelope.sentence);
  if (envelope?.kind === 'resync-required') return new RelayRefusal('resync-required', envelope.reason);
  return new Error('this is no relay, or one of another version');
}

function envelopeIn(data: unknown): Envelope | undefined {
  return data instanceof ArrayBuffer ? decodeEnvelope(new Uint8Array(data)) : undefined;
}

function carrierOf(socket: StandardSocket, welcome: Welcome): Carrier {
  const early: Envelope[] = [];
  let closedWith: number | undefined;
  let takeEnvelope = (envelope: Envelope): void => {
    early.push(envelope);
  };
  let tellLost = (code: number): void => {
    closedWith = code;
  };
  const carrier: EnvelopeSocket = {
    send(message) {
      try {
        socket.send(message);
      } catch {
        // Closing already: its end is about to be told.
      }
    },
    close: (code) => socket.close(code),
  };
  socket.onmessage = (event: { readonly data: unknown }) => {
    const envelope = envelopeIn(event.data);
    if (envelope === undefined) socket.close(closeCode.over);
    else takeEnvelope(envelope);
  };
  socket.onerror = () => {};
  socket.onclose = (event: { readonly code: number }) => tellLost(event.code);
  return {
    socket: carrier,
    welcome,
    carry(take, lost) {
      takeEnvelope = take;
      tellLost = lost;
      for (const envelope of early) take(envelope);
      if (closedWith !== undefined) lost(closedWith);
    },
  };
}
