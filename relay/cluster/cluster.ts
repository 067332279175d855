/**
 * What relays need between them. `@rxcti/relay/nats` is one such thing; nothing here knows of it.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import type { OpenSocket, WebSocketLike } from 'rxcti/websocket/server';
import type { Passport } from '../sessions/resume-token.ts';
import type { Standing } from './election.ts';
import type { LeaseStore } from './lease.ts';

/** Option `cluster` of `createRelay()`: made by `nats()` of `@rxcti/relay/nats`. */
export interface Cluster {
  /** This relay's name among the others, for logs and metrics. */
  readonly name: string;
  /** How long a holder that fell silent keeps the session. */
  readonly leaseMs: number;
  /** How long a holder that cannot reach CCX tries before it lets another relay try; doubled each time in a row. */
  readonly resignMs: number;
  /** Begins to connect; what is asked of the bus before it is connected fails. */
  open(options: { readonly clock: Clock; readonly logger: Logger }): ClusterBus;
}

/** Where relays leave what another one needs to go on with their browsers' sessions. None of these rejects. */
export interface PassportStore {
  put(session: string, passport: Passport): void;
  drop(session: string): void;
  /** Undefined for none, and when the store is out of reach. */
  find(session: string): Promise<Passport | undefined>;
}

/** The way between the relays of a cluster. */
export interface ClusterBus {
  readonly leases: LeaseStore;
  /** Takes other relays' sockets under this address until the returned function is called. */
  listen(address: string, onSocket: (socket: WebSocketLike) => void): () => void;
  /** Opens a socket to the relay whose address is the URL's host. A socket that lost a message closes. */
  readonly openSocket: OpenSocket;
  readonly passports: PassportStore;
  /** Tells all relays of the cluster, this one too. What is said while the bus is out of reach may be lost. */
  tell(text: string): void;
  /** Hears what relays tell until the returned function is called. */
  hear(listener: (text: string) => void): () => void;
  close(): Promise<void>;
}

/** How a relay stands in its cluster, for those who run it. */
export interface ClusterView {
  readonly standing: Standing;
  /** Why NATS keeps the lease from this relay; undefined when all is well. */
  readonly trouble: string | undefined;
  /** Since the last renewal of the lease that this relay made or saw; undefined where nobody holds it. */
  readonly leaseAgeMs: number | undefined;
  /** Number of CCX's last event that was seen here; all relays of an epoch count alike. */
  readonly sequence: number | undefined;
  /** A follower: since the holder last said something. It does so every second. */
  readonly silenceMs: number | undefined;
  /** A holder without CCX: when it lets another relay try. */
  readonly resignsAt: number | undefined;
  /** A holder: who follows it, and how much they have not acknowledged yet. */
  readonly followers: readonly Follower[];
}

/** Another relay, as the holder sees it. */
export interface Follower {
  readonly name: string;
  readonly lagBytes: number;
}

/** Events of a relay in a cluster. */
export type ClusterEvent =
  /** This relay became the leader or a follower, or no leader is known. */
  | { readonly type: 'cluster-role'; readonly role: Standing }
  /** This relay was the leader, could not reach CCX, and let another relay try. */
  | { readonly type: 'stepped-down' };
