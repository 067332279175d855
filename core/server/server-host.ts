/**
 * The contract between a server session and its host (the simulator, the relay).
 * @module
 */
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { CtiMessage, OpenReq } from '../protocol/generated/messages.ts';
import type { Link } from '../transport.ts';
import type { Grant, Granted } from './grant.ts';
import type { VersionRange } from './open-request.ts';
import type { Refusal } from './refusal.ts';
import type { SharedFrame } from './server-codec.ts';

/** A message that the host answers. */
export type ClientRequest = Exclude<
  Extract<
    CtiMessage,
    { readonly type: `${string}_REQ` | 'CONFIG_REQUEST_KEY_EVENT' | 'CONFIG_REQUEST_EVENT' }
  >,
  { readonly type: 'OPEN_REQ' | 'HEARTBEAT_REQ' | 'CLOSE_REQ' }
>;

export type ServerSessionState = 'opening' | 'open' | 'closed';

/**
 * Why a session ended: CLOSE_REQ, IdleTimeout, link closed, an invalid stream, OPEN_REQ refused or not sent in time, `end()` or
 * `drop()` of the host.
 */
export type ServerSessionEnd =
  | 'closed by client'
  | 'idle timeout'
  | 'link closed'
  | 'invalid stream'
  | 'refused'
  | 'open timeout'
  | 'ended'
  | 'dropped';

/** Answer to a heartbeat: HEARTBEAT_CONF, nothing, or FAILURE_CONF with a status (the server is offline). */
export type HeartbeatAnswer = 'confirm' | 'silent' | { readonly status: number };

/** Decides what its sessions grant and answer. */
export interface ServerHost {
  /** Grants or refuses a valid OPEN_REQ. Guide: How a session is initialized. */
  accept(open: OpenReq, session: ServerSession): Grant | Refusal;
  /** OPEN_CONF was sent. */
  opened?(session: ServerSession): void;
  /** A valid request was received. */
  request(message: ClientRequest, session: ServerSession): void;
  /** Called once for every session, opened or not. */
  ended(session: ServerSession, reason: ServerSessionEnd): void;
  /** A valid message was received, including OPEN_REQ and heartbeats; called before it is answered. */
  received?(message: CtiMessage, session: ServerSession): void;
  /** The client violated the protocol; called before the message is refused or the link dropped. */
  violation?(violation: ProtocolViolation, session: ServerSession): void;
  /** Default: `confirm`. Guide: How a session is maintained. */
  heartbeat?(session: ServerSession): HeartbeatAnswer;
}

/** A message or stream that violates the protocol. */
export interface ProtocolViolation {
  /** MessageTypeID; undefined for an invalid stream. */
  readonly messageType: number | undefined;
  /** Description of the violation; contains nothing that the client sent. */
  readonly text: string;
}

/** The server side of one CTI session. */
export interface ServerSession {
  readonly state: ServerSessionState;
  /** Services and masks; undefined before the session is open. */
  readonly granted: Granted | undefined;
  /** Number of messages received and sent. */
  readonly counts: { readonly received: number; readonly sent: number };
  /** Unsent bytes of the link. */
  readonly bufferedAmount: number;
  /**
   * Sends a message regardless of the masks, without fields that the session's version does not have. Does nothing on a
   * closed session. `shared`: see `publish()`.
   * @throws {CtiError} `ENCODE_FAILED` for a message that the session's version cannot carry.
   */
  send(message: CtiMessage, shared?: SharedFrame): void;
  /**
   * Sends an event if the session's services and masks include it; returns whether it did. `shared`: bytes that all
   * sessions of a version share, and the event's stream position.
   */
  publish(event: CtiMessage, shared?: SharedFrame): boolean;
  /** Answers with FAILURE_CONF. */
  fail(invokeId: number, status: number, text?: string): void;
  /** Answers with CONTROL_FAILURE_CONF. */
  controlFail(invokeId: number, failureCode: number, options?: ControlFailure): void;
  /** Sends FAILURE_EVENT with the status and closes the link. */
  end(status: number, text?: string): void;
  /** Resets the link. */
  drop(): void;
}

/** Details of CONTROL_FAILURE_CONF. */
export interface ControlFailure {
  /** CCXErrorCode. Default 0: none. */
  readonly ccxErrorCode?: number;
  readonly text?: string;
}

/** Options of a server session. */
export interface ServerSessionOptions {
  readonly link: Link;
  readonly host: ServerHost;
  readonly clock: Clock;
  /** Starts the session as open with these rights, without sending anything: it was open elsewhere before. */
  readonly restored?: Granted;
  /** Sends a frame. Default: `link.send()`. */
  readonly deliver?: (frame: Uint8Array, message: CtiMessage, session: ServerSession) => void;
  /** Default: none. */
  readonly logger?: Logger;
  /** Protocol versions that are accepted. Default 10 to 18. */
  readonly versions?: VersionRange;
  /** Length width of floating fields in version 18. Default 1, as the guide shows it. */
  readonly lengthBytes?: 1 | 2;
  /** Maximum body length. Default 65536. */
  readonly maxBodyBytes?: number;
  /** False: no IdleTimeout, because the link detects dead peers itself. Default true. */
  readonly watchIdle?: boolean;
  /** How long to wait for OPEN_REQ. Default 30 000. */
  readonly openTimeoutMs?: number;
  /** How long the link of a refused or closed session waits for the client to close it. Default 5 000. */
  readonly lingerMs?: number;
}
