/**
 * `rxcti/tcp` on Bun: `Bun.connect` and `Bun.listen`.
 *
 * Bun cannot cancel a connect: a canceled dial keeps its socket, and the process, until the operating system times out (two minutes
 * on Linux).
 * @module
 */
import { systemClock } from '../../core/clock.ts';
import type { Endpoint, Transport } from '../../core/transport.ts';
import { web } from '../../core/web.ts';
import { type DialOutcome, dialOnce } from '../link/dial.ts';
import {
  handshakeTimeoutMs,
  type LinkSettings,
  linkSettings,
  type TcpListener,
  type TcpListenOptions,
  type TcpOptions,
} from './options.ts';
import { SendQueue } from './send-queue.ts';
import { SocketLink, type SocketPort } from './socket-link.ts';

export type { TcpListener, TcpListenOptions, TcpOptions, TlsIdentity, TlsOptions } from './options.ts';

// The part of Bun's API that is used here, so that tsc can check this file without Bun's types.
interface BunSocket {
  data: SocketData;
  readonly remoteAddress: string;
  readonly remotePort: number;
  setNoDelay(on: boolean): void;
  setKeepAlive(on: boolean, delayMs: number): void;
  write(bytes: Uint8Array): number;
  shutdown(): void;
  end(): void;
  terminate(): void;
  pause(): void;
  resume(): void;
}
interface BunHandlers {
  open(socket: BunSocket): void;
  handshake(socket: BunSocket, success: boolean, error: Error | null): void;
  data(socket: BunSocket, chunk: Uint8Array): void;
  drain(socket: BunSocket): void;
  end(socket: BunSocket): void;
  close(socket: BunSocket, error?: Error): void;
  error(socket: BunSocket, error: Error): void;
}
interface BunNet {
  connect(options: {
    hostname: string;
    port: number;
    allowHalfOpen: boolean;
    tls?: boolean | { ca?: string; serverName?: string; rejectUnauthorized?: boolean };
    data: SocketData;
    socket: BunHandlers;
  }): Promise<BunSocket>;
  listen(options: {
    hostname: string;
    port: number;
    allowHalfOpen: boolean;
    tls?: { cert: string; key: string };
    socket: BunHandlers;
  }): { readonly port: number; stop(closeLinks: boolean): void };
}
const bun = (): BunNet => (globalThis as unknown as { Bun: BunNet }).Bun;

/** Data of each socket: callbacks of its dial or listener, then its link. */
interface SocketData {
  readonly tls: boolean;
  readonly ready: (socket: BunSocket) => void;
  readonly failed: (error: unknown) => void;
  link?: SocketLink;
  port?: BunPort;
}

class BunPort implements SocketPort {
  readonly #socket: BunSocket;
  readonly #queue = new SendQueue();
  #link: SocketLink | undefined;
  #flushing = false;
  #finishing = false;
  #finished = false;
  #destroyed = false;

  constructor(socket: BunSocket) {
    this.#socket = socket;
  }

  start(link: SocketLink): void {
    this.#link = link;
  }

  bufferedBytes(): number {
    return this.#queue.bytes;
  }

  write(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    if (this.#flushing) return;
    // One write for all frames of a tick.
    this.#flushing = true;
    web.queueMicrotask(() => {
      this.#flushing = false;
      this.flush();
    });
  }

  flush(): void {
    if (this.#destroyed) return;
    for (let bytes = this.#queue.front(); bytes; bytes = this.#queue.front()) {
      const taken = this.#socket.write(bytes);
      // Negative: the socket is closed; its close handler reports the reason.
      if (taken > 0) this.#queue.advance(taken);
      // The rest is sent on `drain`.
      if (taken < bytes.byteLength) return;
    }
    if (this.#finishing && !this.#finished) {
      this.#finished = true;
      // Not end(), which sends a reset if bytes are unread.
      this.#socket.shutdown();
      this.#link?.localFinished();
    }
  }

  finish(): void {
    this.#finishing = true;
    this.flush();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#destroyed) this.#socket.resume();
  }

  destroy(reset: boolean): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#queue.clear();
    if (reset) this.#socket.terminate();
    else this.#socket.end();
  }
}

function linkOn(socket: BunSocket, endpoint: Endpoint, settings: LinkSettings): SocketLink {
  socket.setNoDelay(true);
  socket.setKeepAlive(settings.keepAliveMs > 0, settings.keepAliveMs);
  const port = new BunPort(socket);
  const link = new SocketLink(endpoint, port, settings);
  port.start(link);
  socket.data.port = port;
  socket.data.link = link;
  return link;
}

const handlers: BunHandlers = {
  open(socket) {
    if (!socket.data.tls) socket.data.ready(socket);
  },
  handshake(socket, success, error) {
    if (success) {
      socket.data.ready(socket);
      return;
    }
    socket.data.failed(error);
    socket.terminate();
  },
  data(socket, chunk) {
    socket.data.link?.received(chunk);
  },
  drain(socket) {
    socket.data.port?.flush();
  },
  end(socket) {
    socket.data.link?.peerFinished();
  },
  close(socket, error) {
    const { link, failed } = socket.data;
    // After the local FIN, Bun reports the peer's FIN only by a close without error.
    if (!error) link?.peerFinished();
    link?.failed(error ?? new Error('socket closed'));
    failed(error ?? new Error('socket closed'));
  },
  error(socket, error) {
    socket.data.link?.failed(error);
    socket.data.failed(error);
  },
};

function dial(
  endpoint: Endpoint,
  options: TcpOptions,
  settings: LinkSettings,
  outcome: DialOutcome,
): () => void {
  let canceled = false;
  let opened: BunSocket | undefined;
  const tls = options.tls ?? false;
  const data: SocketData = {
    tls: tls !== false,
    ready: (socket) => {
      if (canceled) socket.terminate();
      else outcome.connected(linkOn(socket, endpoint, settings));
    },
    failed: outcome.failed,
  };
  const { host: hostname, port } = endpoint;
  bun()
    .connect({ hostname, port, allowHalfOpen: true, tls, data, socket: handlers })
    .then((socket) => {
      opened = socket;
      // Bun cannot cancel a connect: its late socket is dropped here.
      if (canceled) socket.terminate();
    }, outcome.failed);
  return () => {
    canceled = true;
    opened?.terminate();
  };
}

/**
 * Dials TCP, or TLS over it, from Bun.
 *
 * @example
 * ```ts
 * import { tcp } from 'rxcti/tcp';
 *
 * const link = await tcp().dial({ host: 'ccx.example.com', port: 42027 }, { timeoutMs: 5_000 });
 * for await (const chunk of link.incoming) console.log(chunk.byteLength);
 * ```
 */
export function tcp(options: TcpOptions = {}): Transport {
  const settings = linkSettings(options);
  return {
    kind: 'tcp',
    dial: (endpoint, dialOptions) =>
      dialOnce(endpoint, dialOptions, (outcome) => dial(endpoint, options, settings, outcome)),
  };
}

/**
 * Listens on a TCP port, for servers such as the simulator.
 *
 * @example
 * ```ts
 * import { listen } from 'rxcti/tcp';
 *
 * const listener = await listen({
 *   port: 0,
 *   async onLink(link) {
 *     for await (const chunk of link.incoming) link.send(chunk);
 *   },
 * });
 * console.log(listener.port);
 * ```
 */
export async function listen(options: TcpListenOptions): Promise<TcpListener> {
  const { host: hostname = '127.0.0.1', port, tls, onLink } = options;
  const settings = linkSettings(options);
  const handshakes = new Map<BunSocket, unknown>();
  const handshakeDone = (socket: BunSocket): void => {
    systemClock.clearTimeout(handshakes.get(socket));
    handshakes.delete(socket);
  };
  const open = (socket: BunSocket): void => {
    socket.data = {
      tls: tls !== undefined,
      ready: () => {
        handshakeDone(socket);
        onLink(linkOn(socket, { host: socket.remoteAddress, port: socket.remotePort }, settings));
      },
      failed: () => handshakeDone(socket),
    };
    if (tls)
      handshakes.set(
        socket,
        systemClock.setTimeout(() => socket.terminate(), handshakeTimeoutMs),
      );
    handlers.open(socket);
  };
  const listener = bun().listen({
    hostname,
    port,
    allowHalfOpen: true,
    ...(tls && { tls: { cert: tls.cert, key: tls.key } }),
    socket: { ...handlers, open },
  });
  return {
    port: listener.port,
    close: async () => {
      listener.stop(false);
      for (const socket of handshakes.keys()) socket.terminate();
    },
  };
}
