/**
 * The public state of a session.
 * @module
 */
import type { CtiError } from '../errors.ts';
import type { Endpoint } from '../transport.ts';

/** Contents of OPEN_CONF. Guide: How a session is initialized. */
export interface SessionGrant {
  /** Protocol version of the session. */
  readonly version: number;
  /** {@link ServiceMask} bits that were granted. */
  readonly servicesGranted: number;
  /** {@link ServiceMask} bits that were requested and not granted. */
  readonly servicesRefused: number;
  /** {@link ConfigMsgMask} of the configuration events. Version 18 and later. */
  readonly configMsgMaskGranted?: number;
  /** Agent mode: the agent as the server spells it. */
  readonly agent?: {
    readonly agentId?: string;
    readonly extension?: string;
    readonly instrument?: string;
    /** {@link AgentState} */
    readonly state: number;
  };
}

/** Progress of a resync. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * State of a session, discriminated by `name`. `reachable` is false without a link, and while the relay is out of reach but the
 * session lives on: the state may be outdated then, and requests wait.
 */
export type SessionState =
  /** Not connected yet. */
  | { readonly name: 'idle'; readonly reachable: false }
  /** Connecting to a node. */
  | {
      readonly name: 'connecting';
      readonly reachable: false;
      readonly endpoint: Endpoint;
      readonly attempt: number;
    }
  /** Connected; OPEN_REQ was sent. */
  | {
      readonly name: 'opening';
      readonly reachable: boolean;
      readonly endpoint: Endpoint;
      readonly attempt: number;
    }
  /** Open; the state is being rebuilt. `online` is false while CCX is offline: the session waits for it. */
  | {
      readonly name: 'synchronizing';
      readonly reachable: boolean;
      readonly endpoint: Endpoint;
      readonly grant: SessionGrant;
      readonly online: boolean;
      readonly progress: SyncProgress;
    }
  /** Open and up to date. */
  | {
      readonly name: 'ready';
      readonly reachable: boolean;
      readonly endpoint: Endpoint;
      readonly grant: SessionGrant;
    }
  /** Lost or refused; the next attempt is at `retryAt` (milliseconds since 1970). */
  | {
      readonly name: 'waiting';
      readonly reachable: false;
      readonly retryAt: number;
      readonly attempt: number;
      readonly error: CtiError;
      readonly next: Endpoint;
    }
  /** CLOSE_REQ was sent. */
  | { readonly name: 'closing'; readonly reachable: boolean; readonly endpoint: Endpoint }
  /**
   * Final: closed by the `user`, `replaced` by a newer session of the same client, `refused` by the server, or `failed` because of
   * a defect, such as a reconnect policy that throws.
   */
  | {
      readonly name: 'closed';
      readonly reachable: false;
      readonly reason: 'user' | 'replaced' | 'refused' | 'failed';
      readonly error?: CtiError;
    };
