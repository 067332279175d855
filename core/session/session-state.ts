/**
 * What a session tells the world about itself.
 * @module
 */
import type { CtiError } from '../errors.ts';
import type { Endpoint } from '../transport.ts';

/** What the server granted with OPEN_CONF. Guide: How a session is initialized. */
export interface SessionGrant {
  /** Protocol version of the session. */
  readonly version: number;
  /** {@link ServiceMask} bits that were granted. */
  readonly servicesGranted: number;
  /** {@link ServiceMask} bits that were asked for and not granted. */
  readonly servicesRefused: number;
  /** Which configuration events will come; told from version 18 on. */
  readonly configMsgMaskGranted?: number;
  /** Agent mode: the agent as the server knows it. */
  readonly agent?: {
    readonly agentId?: string;
    readonly extension?: string;
    readonly instrument?: string;
    /** {@link AgentState} */
    readonly state: number;
  };
}

/** How far a resynchronization is. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

/** The session's state, told apart by `name`. */
export type SessionState =
  /** Not connected yet. */
  | { readonly name: 'idle' }
  /** Dialing a node. */
  | { readonly name: 'connecting'; readonly endpoint: Endpoint; readonly attempt: number }
  /** The link stands, OPEN_REQ is on its way. */
  | { readonly name: 'opening'; readonly endpoint: Endpoint; readonly attempt: number }
  /** Open; the mirror is being rebuilt. `online` is false while CCX itself is offline: the session waits for it. */
  | {
      readonly name: 'synchronizing';
      readonly endpoint: Endpoint;
      readonly grant: SessionGrant;
      readonly online: boolean;
      readonly progress: SyncProgress;
    }
  /** Open and up to date. */
  | { readonly name: 'ready'; readonly endpoint: Endpoint; readonly grant: SessionGrant }
  /** Lost or refused; tries again at `retryAt` (milliseconds since 1970). */
  | {
      readonly name: 'waiting';
      readonly retryAt: number;
      readonly attempt: number;
      readonly error: CtiError;
      readonly next: Endpoint;
    }
  /** Saying goodbye: CLOSE_REQ is on its way. */
  | { readonly name: 'closing'; readonly endpoint: Endpoint }
  /**
   * Over for good: `user` closed it, `replaced` by a newer session of the same client, `refused` by the server, or
   * `failed` by a defect, such as a reconnect policy that throws.
   */
  | {
      readonly name: 'closed';
      readonly reason: 'user' | 'replaced' | 'refused' | 'failed';
      readonly error?: CtiError;
    };
