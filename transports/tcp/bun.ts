/**
 * `rxcti/tcp` on Bun: `Bun.connect` and `Bun.listen`.
 *
 * Bun cannot call a connect off: a dial that was given up keeps its socket, and the process, until the operating
 * system has an answer (two minutes on Linux).
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

// The few shapes of Bun's API that are used here, written down so that plain tsc can check this file.
interface BunSocket {
  data: Holder;
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
    data: Holder;
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

/** What hangs on each socket: how to make its link, and the link once it is made. */
interface Holder {
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
    // The frames of one tick leave in one write.
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
      // Negative: the socket is closed, and its close handler says why.
      if (taken > 0) this.#queue.advance(taken);
      // The rest goes out when the socket reports `drain`.
      if (taken < bytes.byteLength) return;
    }
    if (this.#finishing && !this.#finished) {
      this.#finished = true;
      // Not end(): that closes with bytes unread, and so resets.
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
    // After our own FIN the peer's one is reported by a close without error only.
    if (!error) link?.peerFinished();
    link?.failed(error ?? new Error('the socket closed'));
    failed(error ?? new Error('the socket closed'));
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
  const data: Holder = {
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
      // Bun cannot call a connect off; what still comes of it is dropped here.
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
  const shaking = new Map<BunSocket, unknown>();
  const shaken = (socket: BunSocket): void => {
    systemClock.clearTimeout(shaking.get(socket));
    shaking.delete(socket);
  };
  const open = (socket: BunSocket): void => {
    socket.data = {
      tls: tls !== undefined,
      ready: () => {
        shaken(socket);
        onLink(linkOn(socket, { host: socket.remoteAddress, port: socket.remotePort }, settings));
      },
      failed: () => shaken(socket),
    };
    if (tls)
      shaking.set(
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
      for (const socket of shaking.keys()) socket.terminate();
    },
  };
}
