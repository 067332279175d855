/**
 * `rxcti/tcp` on Node: `node:net` and `node:tls`.
 *
 * Limitations of Node: libuv reports a peer's reset that arrives together with data as FIN. `abort()` under TLS sends FIN instead
 * of a reset, since a TLSSocket cannot be reset.
 * @module
 */
import type { AddressInfo } from 'node:net';
import { createServer, isIP, connect as netConnect, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
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
import { SocketLink, type SocketPort } from './socket-link.ts';

export type { TcpListener, TcpListenOptions, TcpOptions, TlsIdentity, TlsOptions } from './options.ts';

class NodePort implements SocketPort {
  readonly #socket: Socket;
  #corked = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Uint8Array): void {
    if (!this.#corked) {
      // One writev for all frames of a tick.
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => this.flush());
    }
    this.#socket.write(bytes);
  }

  flush(): void {
    if (!this.#corked) return;
    this.#corked = false;
    this.#socket.uncork();
  }

  finish(): void {
    this.flush();
    this.#socket.end();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(reset: boolean): void {
    if (reset && this.#canReset()) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /**
   * Not under TLS: a TLSSocket throws, and Node crashes if the socket below it is reset. Not while the FIN is being sent: the socket
   * throws and would stay open for good.
   */
  #canReset(): boolean {
    const { destroyed, writableEnded, writableFinished, writableLength } = this.#socket;
    const finishing = writableEnded && !writableFinished && writableLength === 0;
    return !destroyed && !finishing && !(this.#socket instanceof TLSSocket);
  }
}

function linkOn(socket: Socket, endpoint: Endpoint, settings: LinkSettings): Link {
  socket.setNoDelay(true);
  socket.setKeepAlive(settings.keepAliveMs > 0, settings.keepAliveMs);
  const link = new SocketLink(endpoint, new NodePort(socket), settings);
  socket.on('data', (chunk: Buffer) => link.received(chunk));
  socket.on('end', () => link.peerFinished());
  socket.on('finish', () => link.localFinished());
  socket.on('error', (error) => link.failed(error));
  socket.on('close', () => link.failed(new Error('socket closed')));
  return link;
}

function secure(raw: Socket, host: string, options: TlsOptions): TLSSocket {
  const { ca, serverName, rejectUnauthorized } = options;
  return tlsConnect({
    socket: raw,
    host,
    // An IP address must not be sent as SNI; the certificate is verified against `host` then.
    ...(serverName !== undefined ? { servername: serverName } : isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  });
}

const ignore = (): void => {};

/**
 * Dials TCP, or TLS over it, from Node.
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
  const tls = options.tls === true ? {} : options.tls || undefined;
  return {
    kind: 'tcp',
    dial: (endpoint, dialOptions) =>
      dialOnce(endpoint, dialOptions, ({ connected, failed }) => {
        const raw = netConnect({ host: endpoint.host, port: endpoint.port, allowHalfOpen: true });
        const socket = tls ? secure(raw, endpoint.host, tls) : raw;
        // These listeners are never removed: an unhandled 'error' would end the process.
        raw.on('error', failed);
        socket.on('error', failed);
        socket.on('close', () => failed(new Error('socket closed')));
        socket.once(tls ? 'secureConnect' : 'connect', () => connected(linkOn(socket, endpoint, settings)));
        // Under TLS this also destroys the underlying socket.
        return () => socket.destroy();
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
  const { host = '127.0.0.1', port, onLink } = options;
  const settings = linkSettings(options);
  const secureContext = options.tls && createSecureContext(options.tls);
  const handshakes = new Set<Socket>();

  const server = createServer({ allowHalfOpen: true }, (raw) => {
    const endpoint = { host: raw.remoteAddress ?? '', port: raw.remotePort ?? 0 };
    raw.on('error', ignore);
    if (!secureContext) {
      onLink(linkOn(raw, endpoint, settings));
      return;
    }
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    const drop = (): void => {
      socket.destroy();
    };
    handshakes.add(socket);
    socket.on('error', drop);
    socket.once('close', () => handshakes.delete(socket));
    socket.setTimeout(handshakeTimeoutMs, drop);
    socket.once('secure', () => {
      handshakes.delete(socket);
      socket.off('error', drop);
      socket.off('timeout', drop);
      socket.setTimeout(0);
      onLink(linkOn(socket, endpoint, settings));
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // Too many open files while accepting must not end the process.
  server.on('error', ignore);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      // Not awaited: the server closes only after its last link.
      server.close();
      for (const socket of handshakes) socket.destroy();
    },
  };
}
