/**
 * `rxcti/memory`: links within one process. Bytes are moved by microtasks, so tests are deterministic; the only timer is the
 * dial's timeout, on a clock of your choice.
 * @module
 */
import type { Clock } from '../core/clock.ts';
import { systemClock } from '../core/clock.ts';
import { CtiError } from '../core/errors.ts';
import type { Endpoint, Link, Transport } from '../core/transport.ts';
import { web } from '../core/web.ts';
import { dialOnce } from './link/dial.ts';
import { type MemoryWire, memoryPair } from './memory-link.ts';

/** Options of a memory network. */
export interface MemoryNetworkOptions {
  /** Maximum bytes that the peer has not read; more drops the link with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** The clock of `timeoutMs`. Default: the system clock. */
  readonly clock?: Clock;
}

/** A listener of a memory network, with faults for tests. */
export interface MemoryListener {
  /** The endpoint; port 0 was replaced by a free one. */
  readonly endpoint: Endpoint;
  /** Neither accepts nor refuses dials: they wait for `resume()` or their timeout. */
  hold(): void;
  /**
   * Drops bytes, FINs and resets of the existing links in both directions permanently, while both ends stay open; dials wait as after
   * `hold()`. With a link, only of that one.
   */
  stall(link?: Link): void;
  /** Accepts dials again, waiting ones first. Stalled links stay stalled. */
  resume(): void;
  /** Stops listening: dials are refused. Existing links stay open. */
  close(): void;
}

/** A network of endpoints within this process. */
export interface MemoryNetwork {
  /** Dials the network's listeners. Fails with `CONNECT_FAILED` for an endpoint without one. */
  readonly transport: Transport;
  /**
   * Listens on an endpoint. `onLink` receives the server's end of each link before the dial resolves.
   * @throws {CtiError} `INVALID_ARGUMENT` if the endpoint is in use.
   */
  listen(endpoint: Endpoint, onLink: (link: Link) => void): MemoryListener;
}

class Listener implements MemoryListener {
  readonly endpoint: Endpoint;
  readonly #onLink: (link: Link) => void;
  readonly #onClose: () => void;
  readonly #pending = new Set<PendingDial>();
  readonly #wires = new Map<Link, MemoryWire>();
  readonly #maxBufferedBytes: number;
  #accepting = true;

  constructor(
    endpoint: Endpoint,
    maxBufferedBytes: number,
    onLink: (link: Link) => void,
    onClose: () => void,
  ) {
    this.endpoint = endpoint;
    this.#maxBufferedBytes = maxBufferedBytes;
    this.#onLink = onLink;
    this.#onClose = onClose;
  }

  dial(dial: PendingDial): void {
    if (this.#accepting) this.#accept(dial);
    else this.#pending.add(dial);
  }

  remove(dial: PendingDial): void {
    this.#pending.delete(dial);
  }

  hold(): void {
    this.#accepting = false;
  }

  stall(link?: Link): void {
    if (!link) this.hold();
    for (const [end, wire] of this.#wires) {
      if (!link || end === link) wire.stalled = true;
    }
  }

  resume(): void {
    this.#accepting = true;
    for (const dial of this.#pending) {
      if (!this.#accepting) break;
      this.#pending.delete(dial);
      this.#accept(dial);
    }
  }

  close(): void {
    this.#onClose();
    for (const dial of this.#pending) dial.refused();
    this.#pending.clear();
  }

  #accept(dial: PendingDial): void {
    const wire: MemoryWire = { stalled: false, maxBufferedBytes: this.#maxBufferedBytes };
    const [client, server] = memoryPair(this.endpoint, dial.from, wire);
    for (const end of [client, server]) {
      this.#wires.set(end, wire);
      void end.closed.then(() => this.#wires.delete(end));
    }
    this.#onLink(server);
    dial.accepted(client);
  }
}

interface PendingDial {
  readonly from: Endpoint;
  accepted(link: Link): void;
  refused(): void;
}

/**
 * Creates a network. Its endpoints are reachable through its own transport only.
 *
 * @example
 * ```ts
 * import { createMemoryNetwork } from 'rxcti/memory';
 *
 * const network = createMemoryNetwork();
 * network.listen({ host: 'ccx', port: 42027 }, async (server) => {
 *   for await (const chunk of server.incoming) server.send(chunk);
 * });
 * const link = await network.transport.dial({ host: 'ccx', port: 42027 });
 * link.send(new Uint8Array([1, 2, 3]));
 * ```
 */
export function createMemoryNetwork(options: MemoryNetworkOptions = {}): MemoryNetwork {
  const { maxBufferedBytes = 1_048_576, clock = systemClock } = options;
  const listeners = new Map<string, Listener>();
  const keyOf = (endpoint: Endpoint): string => `${endpoint.host}:${endpoint.port}`;
  let nextPort = 49_152;

  const transport: Transport = {
    kind: 'memory',
    dial: (endpoint, dialOptions) =>
      dialOnce(
        endpoint,
        dialOptions,
        ({ connected, failed }) => {
          let listener: Listener | undefined;
          let isCanceled = false;
          const refused = (): void => failed({ code: 'ECONNREFUSED' });
          const dial: PendingDial = {
            from: { host: 'memory', port: nextPort++ },
            accepted: connected,
            refused,
          };
          web.queueMicrotask(() => {
            if (isCanceled) return;
            listener = listeners.get(keyOf(endpoint));
            if (listener) listener.dial(dial);
            else refused();
          });
          return () => {
            isCanceled = true;
            listener?.remove(dial);
          };
        },
        clock,
      ),
  };

  const listen = (wanted: Endpoint, onLink: (link: Link) => void): MemoryListener => {
    const endpoint = wanted.port === 0 ? { host: wanted.host, port: nextPort++ } : wanted;
    const key = keyOf(endpoint);
    if (listeners.has(key)) {
      throw new CtiError('INVALID_ARGUMENT', `${key} is in use`, { argument: 'endpoint' });
    }
    const listener = new Listener(endpoint, maxBufferedBytes, onLink, () => {
      if (listeners.get(key) === listener) listeners.delete(key);
    });
    listeners.set(key, listener);
    return listener;
  };

  return { transport, listen };
}
