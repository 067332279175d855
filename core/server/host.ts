/**
 * What the server half of a session needs from the one that serves (the simulator, the relay), and what it offers.
 * @module
 */
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { CtiMessage, OpenReq } from '../protocol/generated/messages.ts';
import type { Link } from '../transport.ts';
import type { Grant, Granted, Refusal } from './grant.ts';
import type { SharedFrame } from './shared-frame.ts';

/** A message that a client sends in an open session and that the host answers. */
export type ClientRequest = Exclude<
  Extract<
    CtiMessage,
    { readonly type: `${string}_REQ` | 'CONFIG_REQUEST_KEY_EVENT' | 'CONFIG_REQUEST_EVENT' }
  >,
  { readonly type: 'OPEN_REQ' | 'HEARTBEAT_REQ' | 'CLOSE_REQ' }
>;

/** Where a session stands: before its OPEN_REQ was accepted, serving, or over. */
export type ServingState = 'opening' | 'open' | 'closed';

/**
 * Why a session is over: the client closed it or let it idle, its link broke, its bytes made no sense, its OPEN_REQ
 * was refused or never came, or the host ended (with a status) or dropped it.
 */
export type ServingEnd =
  | 'closed by client'
  | 'idle'
  | 'link closed'
  | 'broken stream'
  | 'refused'
  | 'never opened'
  | 'ended'
  | 'dropped';

/** How a heartbeat is answered: as it should be, not at all, or with FAILURE_CONF, which tells that the server is offline. */
export type HeartbeatAnswer = 'confirm' | 'silent' | { readonly status: number };

/** The one that serves: it decides what its sessions only pass on. */
export interface ServingHost {
  /** An OPEN_REQ without faults of form came: grant or refuse it. Guide: How a session is initialized. */
  accept(open: OpenReq, session: ServingSession): Grant | Refusal;
  /** The session is open and OPEN_CONF is sent. */
  opened?(session: ServingSession): void;
  /** A message without faults of form came. Answers go to this session only. */
  request(message: ClientRequest, session: ServingSession): void;
  /** The session is over. Called once for every session, opened or not. */
  ended(session: ServingSession, reason: ServingEnd): void;
  /** A message without faults of form came, OPEN_REQ and heartbeats too; it is answered after this. */
  received?(message: CtiMessage, session: ServingSession): void;
  /** Something came that the protocol forbids. It is refused, or the link ends, after this. */
  breached?(breach: Breach, session: ServingSession): void;
  /** Default: `confirm`. Guide: How a session is maintained. */
  heartbeat?(session: ServingSession): HeartbeatAnswer;
}

/** What a client did that the protocol forbids. */
export interface Breach {
  /** The MessageTypeID; undefined where the stream lost its step. */
  readonly messageType: number | undefined;
  /** What is wrong, in words; never anything the client sent. */
  readonly text: string;
}

/** The server half of one CTI session. */
export interface ServingSession {
  readonly state: ServingState;
  /** What the client asked for and got; undefined before the session is open. */
  readonly granted: Granted | undefined;
  /** Whole messages received and sent. */
  readonly counts: { readonly received: number; readonly sent: number };
  /** Bytes that the client's link has not taken yet; past its bound it is aborted. Large uploads wait for it to fall. */
  readonly bufferedAmount: number;
  /**
   * Sends a message, whatever the masks say; nothing once the session is over. Fields that the session's version does
   * not have are left out. With `shared`, as in `publish()`.
   * @throws {CtiError} `ENCODE_FAILED` for a message that the session's version cannot carry.
   */
  send(message: CtiMessage, shared?: SharedFrame): void;
  /**
   * Sends an event if the session's services and masks want it; tells whether it did. With `shared`, sessions of one
   * version send the same bytes, which are made once.
   */
  publish(event: CtiMessage, shared?: SharedFrame): boolean;
  /** Answers a request with FAILURE_CONF. */
  fail(invokeId: number, status: number, text?: string): void;
  /** Answers a control request with CONTROL_FAILURE_CONF. */
  controlFail(invokeId: number, failureCode: number, options?: ControlFailure): void;
  /** Sends FAILURE_EVENT with the status and closes the link. */
  end(status: number, text?: string): void;
  /** Resets the link. */
  drop(): void;
}

/** The details of a CONTROL_FAILURE_CONF. */
export interface ControlFailure {
  /** A CCXErrorCode; 0 (none) unless given. */
  readonly ccxErrorCode?: number;
  readonly text?: string;
}

/** What a session is made of. */
export interface ServingOptions {
  readonly link: Link;
  readonly host: ServingHost;
  readonly clock: Clock;
  /** A session that was open elsewhere and goes on here: what was granted. Nothing is said about it on the link. */
  readonly restored?: Granted;
  /** How a frame, which is one message, goes to the link. Default: the link sends it. */
  readonly deliver?: (frame: Uint8Array, message: CtiMessage, session: ServingSession) => void;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** The protocol versions that are served. Default 10 to 18. */
  readonly versions?: { readonly lowest: number; readonly highest: number };
  /** Width of a floating field's length in version-18 sessions. Default 1, as the guide prints it. */
  readonly lengthBytes?: 1 | 2;
  /** Longest body that is believed. Default 65536. */
  readonly maxBodyBytes?: number;
  /** `false`: the link itself finds out whether the client lives, and silence is no reason to drop it. Default true. */
  readonly watchIdle?: boolean;
  /** How long a new link may take to send its OPEN_REQ. Default 30 000. */
  readonly openTimeoutMs?: number;
  /** How long the link of a refused or closed session waits for the client to reset it. Default 5 000. */
  readonly lingerMs?: number;
}
