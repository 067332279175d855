/**
 * Errors: one class, {@link CtiError}, with a stable `code` and typed `details`.
 * @module
 */

/** `details` of each error code. The keys are all error codes. */
export interface CtiErrorDetails {
  /** A frame cannot be decoded. `offset` is in bytes from the start of the frame. */
  DECODE_FAILED: { readonly message: string; readonly field?: string; readonly offset: number };
  /** A message cannot be encoded. `offset` is the position of the field in the frame. */
  ENCODE_FAILED: {
    readonly message: string;
    readonly field?: string;
    readonly offset?: number;
    readonly limit?: number;
  };
  /** The length in a header exceeds the limit: the stream is not CTI or is out of sync. */
  FRAME_TOO_LONG: {
    readonly bodyBytes: number;
    readonly maxBodyBytes: number;
    /** Complete frames before the invalid header in the same chunk. */
    readonly frames: readonly Uint8Array[];
  };
  /** An invalid option or argument. */
  INVALID_ARGUMENT: { readonly argument: string };
  /** An optional package that this runtime needs is not installed. */
  PACKAGE_MISSING: { readonly package: string };
  /** The transport could not connect. */
  CONNECT_FAILED: { readonly host: string; readonly port: number; readonly reason: string };
  /** The transport did not connect in time. */
  CONNECT_TIMEOUT: { readonly host: string; readonly port: number; readonly timeoutMs: number };
  /**
   * A relay refused the connection. `reason`: `token-refused`, `token-expired`, `too-many-sessions` (of this user), `too-many`
   * (of all users), `not-now`, `bad-version` ...; `sentence` is for display.
   */
  RELAY_REFUSED: {
    readonly host: string;
    readonly port: number;
    readonly reason: string;
    readonly sentence: string;
  };
  /** `send()` on a closed link. */
  LINK_CLOSED: { readonly host: string; readonly port: number };
  /** The peer reads too slowly: the limit of unsent bytes was exceeded and the link dropped. */
  SEND_OVERFLOW: { readonly bufferedBytes: number; readonly maxBufferedBytes: number };
  /** The link of a session was lost. */
  LINK_LOST: { readonly reason: string };
  /** The server refused OPEN_REQ. `status` is an E_CTI code. */
  OPEN_REFUSED: { readonly status: number; readonly statusName: string; readonly text?: string };
  /** OPEN_REQ was not answered in time. */
  OPEN_TIMEOUT: { readonly timeoutMs: number };
  /** The server stopped answering heartbeats. */
  HEARTBEAT_LOST: { readonly missed: number; readonly intervalMs: number };
  /** The clock jumped beyond the IdleTimeout: the machine was asleep. */
  CLOCK_JUMPED: { readonly jumpMs: number };
  /** The server reported a failure: FAILURE_EVENT, or FAILURE_CONF to a heartbeat. */
  SERVER_FAILURE: { readonly status: number; readonly statusName: string; readonly text?: string };
  /** The server went offline (SYSTEM_EVENT); the session tries the next node. */
  SERVER_OFFLINE: { readonly ccxStatus?: number };
  /** A newer session of the same client replaced this one (E_CTI_NEW_SESSION_OPENED). Final. */
  SESSION_REPLACED: { readonly status: number };
  /** A request while the session is not ready. */
  SESSION_NOT_READY: { readonly state: string };
  /** The client is closed. */
  SESSION_CLOSED: { readonly reason: string };
  /** The server answered a request with FAILURE_CONF. */
  REQUEST_FAILED: {
    readonly request: string;
    readonly status: number;
    readonly statusName: string;
    readonly text?: string;
  };
  /** The server answered a control request with CONTROL_FAILURE_CONF. */
  CONTROL_FAILED: {
    readonly request: string;
    readonly failureCode: number;
    readonly failureName: string;
    readonly ccxErrorCode: number;
    readonly ccxErrorName?: string;
    readonly text?: string;
  };
  /** A request was not confirmed in time. It may have taken effect. */
  REQUEST_TIMEOUT: { readonly request: string; readonly timeoutMs: number };
  /** The action is not possible in this state, or its service was not granted. Nothing was sent. */
  NOT_POSSIBLE: { readonly action: string; readonly reason: string };
  /** A hook of rxcti/react was called without a client and without a provider. */
  NO_CLIENT: Readonly<Record<string, never>>;
  /** A simulator test timed out waiting; `instead` lists what happened. */
  WAIT_TIMEOUT: { readonly awaited: string; readonly timeoutMs: number; readonly instead: readonly string[] };
  /** A simulator's clients sent messages that the test did not expect or that violate the protocol. */
  UNEXPECTED_MESSAGE: { readonly messages: readonly string[] };
  /** The caller's signal was aborted. */
  ABORTED: { readonly request?: string };
}

/** All error codes. */
export type CtiErrorCode = keyof CtiErrorDetails;

/**
 * The error class of rxcti. `cause` is the underlying error.
 *
 * @example
 * ```ts
 * import { CtiError } from 'rxcti';
 *
 * function explain(error: unknown): string {
 *   if (CtiError.is(error, 'CONTROL_FAILED')) return `refused: ${error.details.failureName}`;
 *   return String(error);
 * }
 * ```
 */
export class CtiError<Code extends CtiErrorCode = CtiErrorCode> extends Error {
  readonly code: Code;
  readonly details: CtiErrorDetails[Code];

  constructor(code: Code, message: string, details: CtiErrorDetails[Code], options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CtiError';
    this.code = code;
    this.details = details;
  }

  /** True for a CtiError, optionally of this code. */
  static is(error: unknown): error is CtiError;
  static is<Code extends CtiErrorCode>(error: unknown, code: Code): error is CtiError<Code>;
  static is(error: unknown, code?: CtiErrorCode): boolean {
    return error instanceof CtiError && (code === undefined || error.code === code);
  }
}
