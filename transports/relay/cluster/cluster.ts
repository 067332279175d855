/**
 * What relays need between them. `rxcti/relay/nats` is one such thing; nothing here knows of it.
 * @module
 */
import type { Clock, Logger } from '../../../core/index.ts';
import type { OpenSocket, StandardSocket } from '../../websocket/options.ts';
import type { Passport } from '../sessions/passport.ts';
import type { LeaseStore } from './lease.ts';

/** Option `cluster` of `createRelay()`: made by `nats()` of `rxcti/relay/nats`. */
export interface Cluster {
  /** This relay's name among the others, for logs and metrics. */
  readonly name: string;
  /** How long a holder that fell silent keeps the session. */
  readonly leaseMs: number;
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
  listen(address: string, onSocket: (socket: StandardSocket) => void): () => void;
  /** Opens a socket to the relay whose address is the URL's host. A socket that lost a message closes. */
  readonly openSocket: OpenSocket;
  readonly passports: PassportStore;
  close(): Promise<void>;
}
