/**
 * What a relay can be told.
 * @module
 */
import type { Clock, CtiClientOptions, Logger, SessionMode } from 'rxcti';
import type { Role } from './authorization/rights.ts';
import type { TokenIssuer } from './authorization/tokens.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { RelayObserver } from './observer.ts';

/** Options of `createRelay()`. */
export interface RelayOptions {
  /**
   * How CCX is reached: transport and endpoints as for a client. The mode is bridge mode under the clientId
   * `rxcti-relay` unless another is given.
   */
  readonly upstream: Omit<CtiClientOptions, 'mode' | 'clock' | 'logger'> & { readonly mode?: SessionMode };
  readonly listen: ListenOptions;
  readonly auth: AuthOptions;
  readonly policy?: RelayPolicy;
  readonly limits?: Partial<RelayLimits>;
  /** More than one relay with one CCX session: `nats()` of `@rxcti/relay/nats`. */
  readonly cluster?: Cluster;
  /** `/healthz`, `/readyz` and `/metrics`. Default: none of them. */
  readonly operations?: OperationsOptions;
  /** Hooks, as for an audit trail. */
  readonly observer?: RelayObserver;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the runtime's clock. */
  readonly clock?: Clock;
}

/** Where browsers find the relay. */
export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string;
  /** Path of the WebSocket. Default `/cti`. */
  readonly path?: string;
  /** Certificate and key as PEM; without them the relay speaks plain HTTP, for use behind a proxy. */
  readonly tls?: { readonly cert: string | Uint8Array; readonly key: string | Uint8Array };
  /**
   * Proxies in front of the relay, as addresses, ranges (`10.0.0.0/8`) or `loopback`, `linklocal`, `uniquelocal`. Of them
   * `X-Forwarded-For` is believed: limits, log lines and the audit trail then know browsers by their own addresses.
   * Default: none.
   */
  readonly trustedProxies?: readonly string[];
}

/** Where those who run the relay ask how it is. Whoever reaches the address may ask. */
export interface OperationsOptions {
  /** An own port; 0 takes a free one. Default: that of the browsers. */
  readonly port?: number;
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string;
}

/** Who is let in: with a token of your identity provider, with CCX's own credentials, or with either. */
export interface AuthOptions {
  /** Tokens of an identity provider. */
  readonly jwt?: TokenIssuer;
  /** `POST /sign-in` with agent ID and password, checked by CCX, against a short-lived token of the relay's own. */
  readonly signIn?: SignInOptions;
  /**
   * Origins from which pages may connect, such as `https://desk.example.com`. Default: the relay's own. Programs that
   * are no browsers send no Origin and need a token only.
   */
  readonly origins?: readonly string[];
  /** Subjects and agent IDs that are not let in, however good their tokens are. */
  readonly blocked?: readonly string[];
}

/** How agents sign in with their CCX password. */
export interface SignInOptions {
  /** Signs the tokens; at least 32 bytes. Default: a random one, so that tokens end with the relay's run. */
  readonly secret?: string | Uint8Array;
  /** Default 900. */
  readonly expiresInSeconds?: number;
  /** The role of an agent whose password was right; default: supervisor for whom CCX calls one, else agent. */
  readonly roleOf?: (agent: { readonly agentId: string; readonly isSupervisor: boolean }) => Role;
}

/** What the relay does on its own account. */
export interface RelayPolicy {
  /** What becomes of an agent whose last browser is gone, by role. Default: nothing. */
  readonly onDisconnect?: DeparturePolicy;
  /**
   * Roles whose users get a session of their own with CCX (agent mode) in the place of the shared one. Default: none.
   */
  readonly dedicated?: readonly ('agent' | 'supervisor')[];
}

/** By role. */
export type DeparturePolicy = Readonly<Partial<Record<Role, DepartureRule>>>;

/** What becomes of an agent whose last browser is gone. An agent on a call is let finish it first. */
export interface DepartureRule {
  readonly action: 'nothing' | 'notReady' | 'logout';
  /** The reason that CCX is told. Default 32765 (AGT_CONN_DOWN). */
  readonly reasonCode?: number;
  /** How long the browser may stay away before that. Default 15 000. */
  readonly graceMs?: number;
}

/** Bounds. */
export interface RelayLimits {
  /** Sessions at once, those of browsers that are away included. Default 2000. */
  readonly sessions: number;
  /**
   * Sessions at once of one user (the token's subject), those that are away included. Default 8. At the bound, one that
   * is away makes room for the next. Screens that share one token are one user.
   */
  readonly sessionsPerUser: number;
  /** Sessions at once from one address, those that are away included. Default 500. */
  readonly sessionsPerAddress: number;
  /** Connections at once from one address. Default 500: a whole office may stand behind one. */
  readonly connectionsPerAddress: number;
  /** New connections a minute from one address. Default 600. */
  readonly connectionsPerMinute: number;
  /** Tries to sign in a minute from one address. Default 20. */
  readonly signInsPerMinute: number;
  /** Failed tries to sign in a minute as one agent from one address; see `door/guessing.ts`. Default 5. */
  readonly signInsPerMinutePerAgent: number;
  /** Requests a second from one browser, over ten seconds. Default 50; its start may take more (`requestBurst`). */
  readonly requestsPerSecond: number;
  /** Requests that may come at once, as after a start. Default 5000. */
  readonly requestBurst: number;
  /** Longest message from a browser. Default 16 384. */
  readonly maxMessageBytes: number;
  /** How long a new connection may take to say hello. Default 5000. */
  readonly helloTimeoutMs: number;
  /** Each side says something at least this often. Default 4000; a silent browser is given up after twice that. */
  readonly pingMs: number;
  /** How long a browser that is gone may come back without a gap. Default 30 000. */
  readonly windowMs: number;
  /** When the relay stops, browsers are told to come back at different times: so many a second. Default 200. */
  readonly returnsPerSecond: number;
  /** Bytes that may wait for one browser; past it, the browser has to begin anew. Default 1 MiB. */
  readonly queueBytes: number;
}

export const defaultLimits: RelayLimits = {
  sessions: 2000,
  sessionsPerUser: 8,
  sessionsPerAddress: 500,
  connectionsPerAddress: 500,
  connectionsPerMinute: 600,
  signInsPerMinute: 20,
  signInsPerMinutePerAgent: 5,
  requestsPerSecond: 50,
  requestBurst: 5000,
  maxMessageBytes: 16_384,
  helloTimeoutMs: 5000,
  pingMs: 4000,
  windowMs: 30_000,
  returnsPerSecond: 200,
  queueBytes: 1_048_576,
};
