/**
 * `rxcti/memory`: two ends of a link in one process. Nothing but microtasks moves the bytes, so a test that uses it
 * runs the same way every time; the only timer is the dial's timeout, on the clock of your choice.
 * @module
 */
import type { Clock } from '../core/clock.ts';
import { systemClock } from '../core/clock.ts';
import { CtiError } from '../core/errors.ts';
import type { Endpoint, Link, Transport } from '../core/transport.ts';
import { web } from '../core/web.ts';
import { dialOnce } from './link/dial.ts';
import { memoryPair, type Wire } from './memory-link.ts';

/** How a {@link MemoryNetwork} behaves. */
export interface MemoryNetworkOptions {
  /** Bytes that one end may send ahead of the other end's reading before its link is dropped with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** Times the dial's `timeoutMs`. Default: the runtime's clock. */
  readonly clock?: Clock;
}

/** A server's place in a {@link MemoryNetwork}, and the faults that can be put there. */
export interface MemoryListener {
  /** Where it listens; a port 0 was replaced by a free one. */
  readonly endpoint: Endpoint;
  /** From now on dials are neither accepted nor refused: they wait, for `resume()` or their timeout. */
  hold(): void;
  /**
   * Cuts the cable: bytes, endings and resets of the links that exist now vanish in both directions while both ends
   * stay open, for good; dials wait as after `hold()`. With a link, only that one goes silent.
   */
  stall(link?: Link): void;
  /** Accepts dials again, first those that waited. Links that were stalled stay silent. */
  resume(): void;
  /** Stops listening: dials are refused. The links that were made live on. */
  close(): void;
}

/** Endpoints that exist in this process only. */
export interface MemoryNetwork {
  /** Dials the network's listeners. An endpoint without one is refused with `CONNECT_FAILED`. */
  readonly transport: Transport;
  /**
   * Listens on an endpoint; `onLink` gets the server's end of each link, before the dial resolves.
   * @throws {CtiError} `INVALID_ARGUMENT` when somebody listens there already.
   */
  listen(endpoint: Endpoint, onLink: (link: Link) => void): MemoryListener;
}

class Listener implements MemoryListener {
  readonly endpoint: Endpoint;
  readonly #onLink: (link: Link) => void;
  readonly #onClose: () => void;
  readonly #waiting = new Set<WaitingDial>();
  readonly #wires = new Map<Link, Wire>();
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

  dial(dial: WaitingDial): void {
    if (this.#accepting) this.#accept(dial);
    else this.#waiting.add(dial);
  }

  forget(dial: WaitingDial): void {
    this.#waiting.delete(dial);
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
    for (const dial of this.#waiting) {
      if (!this.#accepting) break;
      this.#waiting.delete(dial);
      this.#accept(dial);
    }
  }

  close(): void {
    this.#onClose();
    for (const dial of this.#waiting) dial.refused();
    this.#waiting.clear();
  }

  #accept(dial: WaitingDial): void {
    const wire: Wire = { stalled: false, maxBufferedBytes: this.#maxBufferedBytes };
    const [client, server] = memoryPair(this.endpoint, dial.from, wire);
    for (const end of [client, server]) {
      this.#wires.set(end, wire);
      void end.closed.then(() => this.#wires.delete(end));
    }
    this.#onLink(server);
    dial.accepted(client);
  }
}

interface WaitingDial {
  readonly from: Endpoint;
  accepted(link: Link): void;
  refused(): void;
}

/**
 * Makes a network of its own: its endpoints are seen by its own transport only.
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
          let givenUp = false;
          const refused = (): void => failed({ code: 'ECONNREFUSED' });
          const dial: WaitingDial = {
            from: { host: 'memory', port: nextPort++ },
            accepted: connected,
            refused,
          };
          web.queueMicrotask(() => {
            if (givenUp) return;
            listener = listeners.get(keyOf(endpoint));
            if (listener) listener.dial(dial);
            else refused();
          });
          return () => {
            givenUp = true;
            listener?.forget(dial);
          };
        },
        clock,
      ),
  };

  const listen = (wanted: Endpoint, onLink: (link: Link) => void): MemoryListener => {
    const endpoint = wanted.port === 0 ? { host: wanted.host, port: nextPort++ } : wanted;
    const key = keyOf(endpoint);
    if (listeners.has(key)) {
      throw new CtiError('INVALID_ARGUMENT', `somebody listens on ${key} already`, { argument: 'endpoint' });
    }
    const listener = new Listener(endpoint, maxBufferedBytes, onLink, () => {
      if (listeners.get(key) === listener) listeners.delete(key);
    });
    listeners.set(key, listener);
    return listener;
  };

  return { transport, listen };
}
