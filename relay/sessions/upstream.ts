/**
 * Where events come from and requests go to: a CCX session of this process, or the cluster's (`cluster/cluster-upstream.ts`).
 * @module
 */
import {
  type CtiClientOptions,
  createCtiClient,
  type Link,
  type LiveValue,
  type Logger,
  type RequestMessage,
  type RequestOptions,
  type SessionState,
  type StreamPosition,
} from 'rxcti';
import { type CtiMessage, defaultVersion } from 'rxcti/protocol';
import type { Rights } from '../authorization/rights.ts';
import type { Replica } from '../authorization/scope.ts';

/** An event of CCX that has been applied to the replica. */
interface UpstreamEvent {
  /** Rises by one from event to event within an epoch. */
  readonly sequence: number;
  /** One term of one leader; without a cluster, one run of the relay. */
  readonly epoch: string;
  readonly message: CtiMessage;
}

export interface UpstreamListener {
  /** Called only while the upstream is ready. */
  event(event: UpstreamEvent): void;
  /**
   * Ready: the session is open and the replica is complete. Not ready: the replica may be out of date, and events that
   * are missed now are not repeated.
   */
  readyChanged(isReady: boolean): void;
}

/** Serves the links of other relays; see `Sessions`. */
export interface FollowerServer {
  serve(link: Link, rights: Rights): unknown;
  readonly position: StreamPosition;
}

/** A CCX session. */
export interface Upstream {
  readonly epoch: string;
  /** Protocol version of the session. */
  readonly version: number;
  readonly isReady: boolean;
  /** Of the last event in this epoch; undefined if unknown. */
  readonly sequence: number | undefined;
  readonly replica: Replica;
  /** This process's session: with CCX, or with the leader of the cluster. */
  readonly session: LiveValue<SessionState>;
  /** Subscribes until the returned function is called. */
  listen(listener: UpstreamListener): () => void;
  /**
   * Sends a request to CCX, through the leader if there is one; resolves with the confirmation.
   * @throws {CtiError} as a rejection, as `CtiClient.request` does.
   */
  request(message: RequestMessage, options?: RequestOptions): Promise<CtiMessage>;
  /** Starts to connect; does not wait. In a cluster, `server` serves the followers while this relay is the leader. */
  start(server: FollowerServer): void;
  /** Closes the session with CLOSE_REQ. */
  stop(): Promise<void>;
}

/** A CCX session of this process. */
export interface LocalUpstream extends Omit<Upstream, 'start'> {
  start(): void;
}

/** Makes an upstream with a CCX session of its own. */
export function createLocalUpstream(options: CtiClientOptions, logger: Logger): LocalUpstream {
  const client = createCtiClient({ logger, ...options });
  const listeners = new Set<UpstreamListener>();
  const epoch = crypto.randomUUID();
  let sequence = 0;
  let isReady = false;

  client.events$.subscribe((message) => {
    if (!isReady) return; // part of the resync; clients do theirs from the replica afterwards
    sequence++;
    for (const listener of listeners) listener.event({ sequence, epoch, message });
  });
  client.session.subscribe(() => {
    const ready = client.session.getSnapshot().name === 'ready';
    if (ready === isReady) return;
    isReady = ready;
    for (const listener of listeners) listener.readyChanged(ready);
  });

  return {
    epoch,
    version: options.version ?? defaultVersion,
    get sequence() {
      return sequence;
    },
    get isReady() {
      return isReady;
    },
    replica: client,
    session: client.session,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request: (message, requestOptions) => client.request(message, requestOptions),
    start() {
      client.connect().catch((error: unknown) => {
        logger.error('CCX session closed', { reason: String(error) });
      });
    },
    stop: () => client.close(),
  };
}
