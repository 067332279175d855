/**
 * Sockets over NATS: two subjects, one for each direction. NATS delivers in order, but at most once. Messages are numbered,
 * and a socket that misses one closes, as a TCP connection would; the link above it resumes over the next socket.
 *
 * ```text
 *   client:  request  rxcti.NAME.call.ADDRESS  "rxcti.NAME.link.ID.down"
 *   server:  reply                             "rxcti.NAME.link.ID.up"
 *   then on up and down: 0, number (4 bytes), message    or    1, close code (2 bytes)
 * ```
 * @module
 */
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import type { WebSocketLike } from 'rxcti/websocket/server';

/** The subjects of one cluster's sockets. */
export interface SocketSubjects {
  call(address: string): string;
  /** The prefix of a new socket's subjects. */
  newLink(): string;
  isDown(subject: string): boolean;
}

export function socketSubjects(prefix: string): SocketSubjects {
  const link = `${prefix}.link.`;
  return {
    call: (address) => `${prefix}.call.${address}`,
    newLink: () => `${link}${crypto.randomUUID()}`,
    isDown: (subject) => subject.startsWith(link) && /^[0-9a-f-]{36}\.down$/.test(subject.slice(link.length)),
  };
}

const connectTimeoutMs = 2000;
/** WebSocket close code of a connection that was lost. */
const lostCode = 1006;

class NatsSocket implements WebSocketLike {
  binaryType = '';
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  readonly #nats: NatsConnection;
  readonly #incoming: Subscription;
  #peer: string | undefined;
  #sent = 0;
  #received = 0;
  #isClosed = false;

  constructor(nats: NatsConnection, subject: string) {
    this.#nats = nats;
    this.#incoming = nats.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) this.#receive(message.data);
        else this.end(lostCode);
      },
    });
  }

  /** Opens the socket: the peer's subject is known. */
  open(peer: string): void {
    this.#peer = peer;
    this.onopen?.({} as never);
  }

  fail(error: unknown): void {
    if (this.#isClosed) return;
    this.onerror?.({ error } as never);
    this.end(lostCode);
  }

  send(data: Uint8Array): void {
    const message = new Uint8Array(5 + data.byteLength);
    new DataView(message.buffer).setUint32(1, this.#sent++);
    message.set(data, 5);
    this.#publish(message);
  }

  close(code = 1000): void {
    if (this.#isClosed) return;
    this.#publish(Uint8Array.of(1, code >> 8, code & 0xff));
    this.end(code);
  }

  end(code: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#incoming.unsubscribe();
    // Like a WebSocket: never within a call of its owner.
    queueMicrotask(() => this.onclose?.({ code } as never));
  }

  #publish(message: Uint8Array): void {
    if (this.#isClosed || this.#peer === undefined || this.#nats.isClosed()) return;
    this.#nats.publish(this.#peer, message);
  }

  #receive(message: Uint8Array): void {
    if (this.#isClosed) return;
    const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
    if (message[0] === 1 && message.byteLength === 3) this.end(view.getUint16(1));
    else if (message[0] !== 0 || message.byteLength < 5 || view.getUint32(1) !== this.#received)
      this.close(lostCode);
    else {
      this.#received++;
      this.onmessage?.({ data: new Uint8Array(message.subarray(5)).buffer } as never);
    }
  }
}

/** Opens a socket to the relay that serves this address. */
export function openNatsSocket(
  nats: NatsConnection,
  subjects: SocketSubjects,
  address: string,
): WebSocketLike {
  const link = subjects.newLink();
  const socket = new NatsSocket(nats, `${link}.down`);
  nats
    .request(subjects.call(address), `${link}.down`, { timeout: connectTimeoutMs })
    .then((reply) => socket.open(reply.string()))
    .catch((error: unknown) => socket.fail(error));
  return socket;
}

/** Serves an address until the returned function is called. */
export function serveNatsSockets(
  nats: NatsConnection,
  subjects: SocketSubjects,
  address: string,
  onSocket: (socket: WebSocketLike) => void,
  onMalformed: (message: Msg) => void,
): () => void {
  const calls = nats.subscribe(subjects.call(address), {
    callback: (error, message) => {
      if (error !== null) return;
      const down = message.string();
      if (!subjects.isDown(down)) {
        onMalformed(message);
        return;
      }
      const up = down.replace(/\.down$/, '.up');
      const socket = new NatsSocket(nats, up);
      onSocket(socket);
      socket.open(down);
      message.respond(up);
    },
  });
  return () => calls.unsubscribe();
}
