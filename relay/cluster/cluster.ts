/**
 * What a cluster of relays needs from its message bus. `@rxcti/relay/nats` implements it with NATS.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import type { OpenSocket, WebSocketLike } from 'rxcti/websocket/server';
import type { ResumeToken } from '../sessions/resume-token.ts';
import type { LeaseContents, LeaseStore } from './lease.ts';

/** Option `cluster` of `createRelay()`: the result of `nats()` of `@rxcti/relay/nats`. */
export interface Cluster {
  /** This relay's name in logs and metrics. */
  readonly name: string;
  /** How long a leader that stopped renewing keeps the lease. */
  readonly leaseMs: number;
  /** How long a leader tries to reach CCX before it steps down; doubled each time in a row. */
  readonly stepDownMs: number;
  /** Starts to connect; calls fail until the bus is connected. */
  open(options: { readonly clock: Clock; readonly logger: Logger }): ClusterBus;
}

/** Resume tokens of all clients of the cluster, by session. Its methods never reject. */
export interface ResumeTokenStore {
  put(session: string, token: ResumeToken): void;
  delete(session: string): void;
  /** Undefined if there is none, or the store is unavailable. */
  find(session: string): Promise<ResumeToken | undefined>;
}

/** The connection to the other relays of a cluster. */
export interface ClusterBus {
  readonly leases: LeaseStore;
  readonly resumeTokens: ResumeTokenStore;
  /** Accepts sockets of other relays at an address until the returned function is called. */
  listen(address: string, onSocket: (socket: WebSocketLike) => void): () => void;
  /** Opens a socket to the relay whose address is the host of the URL. A socket that loses a message closes. */
  readonly openSocket: OpenSocket;
  /** Sends a text to all relays of the cluster, this one included. Lost while the bus is disconnected. */
  broadcast(text: string): void;
  /** Subscribes to broadcasts until the returned function is called. */
  onBroadcast(listener: (text: string) => void): () => void;
  close(): Promise<void>;
}

/** A relay's role in its cluster. */
export type ClusterRole =
  | { readonly role: 'leader'; readonly lease: LeaseContents }
  /** Another relay is the leader. */
  | { readonly role: 'follower'; readonly lease: LeaseContents }
  /** No leader is known. */
  | { readonly role: 'none' };

/** Events of a cluster. */
export type ClusterEvent =
  | { readonly type: 'cluster-role'; readonly role: ClusterRole }
  /** This relay was the leader, could not reach CCX, and let another relay try. */
  | { readonly type: 'stepped-down' };

/** The state of a relay in its cluster, for metrics and `/readyz`. */
export interface ClusterStatus {
  readonly role: ClusterRole;
  /** Why the lease cannot be read or renewed. */
  readonly leaseError: string | undefined;
  /** Since the last renewal that this relay made or saw; undefined if no relay holds the lease. */
  readonly leaseAgeMs: number | undefined;
  /** Of the last event of CCX; all relays of an epoch count alike. */
  readonly sequence: number | undefined;
  /** Follower: since the last message of the leader, which sends one at least every second. */
  readonly leaderSilenceMs: number | undefined;
  /** Leader without CCX: when it steps down. */
  readonly stepsDownAt: number | undefined;
  /** Leader: its connected followers. */
  readonly followers: readonly Follower[];
}

/** A follower as the leader sees it. */
export interface Follower {
  readonly name: string;
  /** Sent and not acknowledged. */
  readonly lagBytes: number;
}
