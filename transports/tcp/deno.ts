/**
 * `rxcti/tcp` on Deno: `Deno.connect`, `Deno.startTls` and `Deno.listen`.
 *
 * Limitations of Deno: `abort()` sends FIN instead of a reset; the time of keep-alive probes cannot be set, nor TCP_NODELAY and
 * keep-alive on a connection accepted with TLS.
 * @module
 */
import { CtiError } from '../../core/errors.ts';
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { web } from '../../core/web.ts';
import { dialOnce } from '../link/dial.ts';
import {
  handshakeTimeoutMs,
  type LinkSettings,
  linkSettings,
  type TcpListener,
  type TcpListenOptions,
  type TcpOptions,
  type TlsOptions,
} from './options.ts';
import { SendQueue } from './send-queue.ts';
import { SocketLink, type SocketPort } from './socket-link.ts';

export type { TcpListener, TcpListenOptions, TcpOptions, TlsIdentity, TlsOptions } from './options.ts';

// The part of Deno's API that is used here, so that tsc can check this file without Deno's types.
interface DenoConn {
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}
interface DenoTcpConn extends DenoConn {
  setNoDelay(on: boolean): void;
  setKeepAlive(on: boolean): void;
}
interface DenoTlsConn extends DenoConn {
  handshake(): Promise<unknown>;
}
interface DenoListener<Conn> {
  readonly addr: { readonly port: number };
  accept(): Promise<Conn>;
  close(): void;
}
interface DenoNet {
  connect(options: { hostname: string; port: number; signal: unknown }): Promise<DenoTcpConn>;
  startTls(conn: DenoTcpConn, options: { hostname: string; caCerts?: string[] }): Promise<DenoTlsConn>;
  listen(options: { hostname: string; port: number }): DenoListener<DenoTcpConn>;
  listenTls(options: {
    hostname: string;
    port: number;
    cert: string;
    key: string;
  }): DenoListener<DenoTlsConn>;
}
const deno = (): DenoNet => (globalThis as unknown as { Deno: DenoNet }).Deno;

/** Chunks are views of slabs of this size, which are filled by consecutive reads. */
const slabBytes = 65_536;
/** Space below which the next read uses a new slab. */
const minReadBytes = 8_192;

class DenoPort implements SocketPort {
  readonly #conn: DenoConn;
  readonly #queue = new SendQueue();
  #link: SocketLink | undefined;
  #writing = false;
  #finishing = false;
  #destroyed = false;
  #paused: { readonly over: Promise<void>; readonly end: () => void } | undefined;

  constructor(conn: DenoConn) {
    this.#conn = conn;
  }

  start(link: SocketLink): void {
    this.#link = link;
    void this.#readAll(link);
  }

  bufferedBytes(): number {
    return this.#queue.bytes;
  }

  write(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.flush();
  }

  flush(): void {
    if (!this.#writing) void this.#writeAll();
  }

  finish(): void {
    this.#finishing = true;
    this.flush();
  }

  pause(): void {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused ??= { over, end };
  }

  resume(): void {
    this.#paused?.end();
    this.#paused = undefined;
  }

  /** Deno has no reset: sends FIN. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#queue.clear();
    this.resume();
    close(this.#conn);
  }

  async #readAll(link: SocketLink): Promise<void> {
    let slab = new Uint8Array(slabBytes);
    try {
      while (!this.#destroyed) {
        if (this.#paused) await this.#paused.over;
        if (slab.byteLength < minReadBytes) slab = new Uint8Array(slabBytes);
        const read = await this.#conn.read(slab);
        if (read === null) {
          link.peerFinished();
          return;
        }
        link.received(slab.subarray(0, read));
        slab = slab.subarray(read);
      }
    } catch (error) {
      // A TLS peer that sends FIN without close_notify; the other runtimes report this as FIN, too.
      if ((error as Error).name === 'UnexpectedEof') link.peerFinished();
      else link.failed(error);
    }
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    try {
      // One write for all frames of a tick.
      await undefined;
      for (let bytes = this.#queue.front(); bytes; bytes = this.#queue.front()) {
        // A partial write leaves the rest in front().
        this.#queue.advance(await this.#conn.write(bytes));
      }
      if (this.#finishing && !this.#destroyed) {
        await this.#conn.closeWrite();
        this.#link?.localFinished();
      }
    } catch (error) {
      this.#link?.failed(error);
    }
    this.#writing = false;
  }
}

function linkOn(conn: DenoConn, endpoint: Endpoint, settings: LinkSettings): Link {
  const port = new DenoPort(conn);
  const link = new SocketLink(endpoint, port, settings);
  port.start(link);
  return link;
}

function tune(conn: DenoTcpConn, settings: LinkSettings): void {
  try {
    conn.setNoDelay(true);
    conn.setKeepAlive(settings.keepAliveMs > 0);
  } catch {
    // Some systems throw if the peer has disconnected; reading reports it.
  }
}

function close(resource: { close(): void }): void {
  try {
    resource.close();
  } catch {
    // Already closed.
  }
}

/**
 * Dials TCP, or TLS over it, from Deno.
 * @throws {CtiError} `INVALID_ARGUMENT` for `rejectUnauthorized: false`, which Deno cannot do per connection.
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
  const tls: TlsOptions | undefined = options.tls === true ? {} : options.tls || undefined;
  if (tls?.rejectUnauthorized === false) {
    throw new CtiError('INVALID_ARGUMENT', 'Deno cannot disable certificate verification: set `ca` instead', {
      argument: 'tls.rejectUnauthorized',
    });
  }
  return {
    kind: 'tcp',
    dial: (endpoint, dialOptions) =>
      dialOnce(endpoint, dialOptions, ({ connected, failed }) => {
        const canceled = new web.AbortController();
        let conn: DenoConn | undefined;
        const connect = async (): Promise<void> => {
          const { host, port } = endpoint;
          const raw = await deno().connect({ hostname: host, port, signal: canceled.signal });
          conn = raw;
          if (!canceled.signal.aborted) tune(raw, settings);
          if (!canceled.signal.aborted && tls) {
            const hostname = tls.serverName ?? host;
            const secure = await deno().startTls(raw, {
              hostname,
              ...(tls.ca !== undefined && { caCerts: [tls.ca] }),
            });
            conn = secure;
            if (!canceled.signal.aborted) await secure.handshake();
          }
          if (canceled.signal.aborted) close(conn);
          else connected(linkOn(conn, endpoint, settings));
        };
        connect().catch((error: unknown) => {
          if (conn) close(conn);
          failed(error);
        });
        return () => {
          canceled.abort();
          if (conn) close(conn);
        };
      }),
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
  const { host: hostname = '127.0.0.1', port, tls } = options;
  const settings = linkSettings(options);
  const emit = (conn: DenoConn): void => {
    const { hostname: host, port: remotePort } = conn.remoteAddr;
    options.onLink(linkOn(conn, { host, port: remotePort }, settings));
  };
  if (tls) {
    const listener = deno().listenTls({ hostname, port, cert: tls.cert, key: tls.key });
    return accepting(listener, (conn) => void handshake(conn).then((ok) => ok && emit(conn)));
  }
  return accepting(deno().listen({ hostname, port }), (conn) => {
    tune(conn, settings);
    emit(conn);
  });
}

function accepting<Conn>(listener: DenoListener<Conn>, onConn: (conn: Conn) => void): TcpListener {
  let closed = false;
  const accept = async (): Promise<void> => {
    while (!closed) {
      try {
        const conn = await listener.accept();
        // In a microtask: an error in onLink must not stop accepting.
        web.queueMicrotask(() => onConn(conn));
      } catch {
        if (closed) return;
        // A connection that closed before it was accepted, or too many open files: retry with a delay.
        await new Promise<void>((resolve) => web.setTimeout(resolve, 50));
      }
    }
  };
  const accepted = accept();
  return {
    port: listener.addr.port,
    close: async () => {
      closed = true;
      close(listener);
      // The pending accept keeps the port open.
      await accepted;
    },
  };
}

async function handshake(conn: DenoTlsConn): Promise<boolean> {
  const timer = web.setTimeout(() => close(conn), handshakeTimeoutMs);
  try {
    await conn.handshake();
    return true;
  } catch {
    close(conn);
    return false;
  } finally {
    web.clearTimeout(timer);
  }
}
