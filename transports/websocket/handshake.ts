/**
 * The client's side of the handshake on a new WebSocket: hello, then welcome or a rejection.
 * @module
 */
import {
  closeCode,
  decodeEnvelope,
  type Envelope,
  encodeEnvelope,
  envelopeVersion,
  type ResumePoint,
  subprotocol,
  type Welcome,
} from './envelope.ts';
import type { OpenSocket, WebSocketLike } from './options.ts';
import type { EnvelopeSocket } from './resumable-link.ts';

/** A socket on which the relay has sent welcome. */
export interface AcceptedSocket {
  readonly socket: EnvelopeSocket;
  readonly welcome: Welcome;
  /** Sets the receivers of messages and of the close code, and hands over what has already arrived. */
  listen(onEnvelope: (envelope: Envelope) => void, onClose: (code: number) => void): void;
}

/** The relay rejected the handshake or ended the session. */
export class RelayRefusedError extends Error {
  /** The relay's error code; `resync-required` when a session cannot be resumed. */
  readonly code: string;
  readonly sentence: string;

  constructor(code: string, sentence: string) {
    super(`${code}: ${sentence}`);
    this.name = 'RelayRefusedError';
    this.code = code;
    this.sentence = sentence;
  }
}

/** True for a rejection that every relay would repeat. */
export function isFinal(error: unknown): boolean {
  return error instanceof RelayRefusedError && error.code !== 'not-now' && error.code !== 'too-many';
}

export interface HandshakeOptions {
  readonly url: string;
  readonly open: OpenSocket;
  token(): string | Promise<string>;
  readonly resume: ResumePoint | undefined;
  readonly onAccepted: (accepted: AcceptedSocket) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Opens a WebSocket and performs the handshake; returns a function that cancels it, if it has not ended. */
export function performHandshake(options: HandshakeOptions): () => void {
  let socket: WebSocketLike | undefined;
  let isSettled = false;
  const fail = (error: unknown): void => {
    if (isSettled) return;
    isSettled = true;
    socket?.close();
    options.onFailed(error);
  };
  void (async () => {
    try {
      const token = await options.token();
      if (isSettled) return;
      socket = options.open(options.url, subprotocol);
      exchange(socket, token);
    } catch (error) {
      fail(error);
    }
  })();

  function exchange(opened: WebSocketLike, token: string): void {
    opened.binaryType = 'arraybuffer';
    let last: Envelope | undefined;
    opened.onopen = () =>
      opened.send(encodeEnvelope({ kind: 'hello', version: envelopeVersion, token, resume: options.resume }));
    opened.onmessage = (event: { readonly data: unknown }) => {
      const envelope = decodeData(event.data);
      last = envelope;
      if (envelope?.kind === 'welcome') {
        if (isSettled) return;
        isSettled = true;
        options.onAccepted(acceptedSocket(opened, envelope));
      } else fail(rejectionOf(envelope));
    };
    opened.onerror = (event: { readonly error?: unknown; readonly message?: string }) =>
      fail(event.error ?? new Error(event.message || 'WebSocket connection failed'));
    opened.onclose = (event: { readonly code: number }) =>
      fail(last === undefined ? new Error(`WebSocket closed (code ${event.code})`) : rejectionOf(last));
  }

  return () => {
    if (isSettled) return;
    isSettled = true;
    socket?.close();
  };
}

function rejectionOf(envelope: Envelope | undefined): Error {
  if (envelope?.kind === 'error') return new RelayRefusedError(envelope.code, envelope.sentence);
  if (envelope?.kind === 'resync-required') return new RelayRefusedError('resync-required', envelope.reason);
  return new Error('unexpected message in the handshake: not an rxcti relay, or another protocol version');
}

function decodeData(data: unknown): Envelope | undefined {
  return data instanceof ArrayBuffer ? decodeEnvelope(new Uint8Array(data)) : undefined;
}

function acceptedSocket(socket: WebSocketLike, welcome: Welcome): AcceptedSocket {
  const early: Envelope[] = [];
  let earlyCode: number | undefined;
  let receive = (envelope: Envelope): void => {
    early.push(envelope);
  };
  let closed = (code: number): void => {
    earlyCode = code;
  };
  const envelopeSocket: EnvelopeSocket = {
    send(message) {
      try {
        socket.send(message);
      } catch {
        // The socket is closing; onclose follows.
      }
    },
    close: (code) => socket.close(code),
  };
  socket.onmessage = (event: { readonly data: unknown }) => {
    const envelope = decodeData(event.data);
    if (envelope === undefined) socket.close(closeCode.ended);
    else receive(envelope);
  };
  socket.onerror = () => {};
  socket.onclose = (event: { readonly code: number }) => closed(event.code);
  return {
    socket: envelopeSocket,
    welcome,
    listen(onEnvelope, onClose) {
      receive = onEnvelope;
      closed = onClose;
      for (const envelope of early) onEnvelope(envelope);
      if (earlyCode !== undefined) onClose(earlyCode);
    },
  };
}
