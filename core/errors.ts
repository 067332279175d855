/**
 * Every failure that rxcti reports is a {@link CtiError}: one class, a stable `code`, typed `details`.
 * @module
 */

/** What each error code carries in `details`. The keys of this interface are all the codes there are. */
export interface CtiErrorDetails {
  /** A frame or a body that cannot be decoded. `offset` counts bytes from the start of the frame. */
  DECODE_FAILED: { readonly message: string; readonly field?: string; readonly offset: number };
  /** A message that cannot be encoded. `offset` is where the field would have begun in the frame. */
  ENCODE_FAILED: {
    readonly message: string;
    readonly field?: string;
    readonly offset?: number;
    readonly limit?: number;
  };
  /** A header that announces a body longer than the limit: the stream cannot be trusted any more. */
  FRAME_TOO_LONG: {
    readonly bodyBytes: number;
    readonly maxBodyBytes: number;
    /** The whole frames that came before it in the same chunk. */
    readonly frames: readonly Uint8Array[];
  };
  /** An option or argument that cannot be used as given. */
  INVALID_ARGUMENT: { readonly argument: string };
  /** An optional package that this runtime needs is not installed. */
  PACKAGE_MISSING: { readonly package: string };
  /** The transport could not connect. */
  CONNECT_FAILED: { readonly host: string; readonly port: number; readonly reason: string };
  /** The transport did not connect in time. */
  CONNECT_TIMEOUT: { readonly host: string; readonly port: number; readonly timeoutMs: number };
  /**
   * A relay did not let this user in. `reason` is its word for why: `token-refused`, `token-expired`, `too-many-sessions`
   * (this user's), `too-many` (all), `not-now`, `bad-version` ...; `sentence` says it to a person.
   */
  RELAY_REFUSED: {
    readonly host: string;
    readonly port: number;
    readonly reason: string;
    readonly sentence: string;
  };
  /** Bytes were sent on a link that is closed. */
  LINK_CLOSED: { readonly host: string; readonly port: number };
  /** The peer reads too slowly: the bound on unsent bytes was passed and the link was dropped. */
  SEND_OVERFLOW: { readonly bufferedBytes: number; readonly maxBufferedBytes: number };
  /** The link broke under an open session. */
  LINK_LOST: { readonly reason: string };
  /** The server refused OPEN_REQ. `status` is its E_CTI code. */
  OPEN_REFUSED: { readonly status: number; readonly statusName: string; readonly text?: string };
  /** OPEN_REQ was not answered in time. */
  OPEN_TIMEOUT: { readonly timeoutMs: number };
  /** The server stopped answering heartbeats. */
  HEARTBEAT_LOST: { readonly missed: number; readonly intervalMs: number };
  /** The clock jumped further than the server keeps an idle session: the machine slept. */
  CLOCK_JUMPED: { readonly jumpMs: number };
  /** The server reported a failure of the session (FAILURE_EVENT, or FAILURE_CONF to a heartbeat). */
  SERVER_FAILURE: { readonly status: number; readonly statusName: string; readonly text?: string };
  /** The server went offline (SYSTEM_EVENT) and the session moves on. */
  SERVER_OFFLINE: { readonly ccxStatus?: number };
  /** A newer session of the same client took over (E_CTI_NEW_SESSION_OPENED): final. */
  SESSION_REPLACED: { readonly status: number };
  /** The session is not ready to take requests. */
  SESSION_NOT_READY: { readonly state: string };
  /** The client was closed, or the request was made after close(). */
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
  /** A request was not confirmed in time. Whether it took effect is not known. */
  REQUEST_TIMEOUT: { readonly request: string; readonly timeoutMs: number };
  /** The action is not possible now: wrong state, or a service that was not granted. Nothing was sent. */
  NOT_POSSIBLE: { readonly action: string; readonly reason: string };
  /** A hook of rxcti/react was called with neither a provider above it nor a client of its own. */
  NO_CLIENT: Readonly<Record<string, never>>;
  /** A test waited for something in the simulator that did not come in time; `instead` is what came. */
  WAIT_TIMEOUT: { readonly awaited: string; readonly timeoutMs: number; readonly instead: readonly string[] };
  /** The clients of a simulator sent what a test did not expect, or what the protocol forbids. */
  UNEXPECTED_MESSAGE: { readonly messages: readonly string[] };
  /** The caller's AbortSignal fired. */
  ABORTED: { readonly request?: string };
}

/** All error codes. */
export type CtiErrorCode = keyof CtiErrorDetails;

/**
 * The one error class of rxcti. `code` tells what happened, `details` carries the facts, `cause` the error below it.
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

  /** True for a CtiError (of the given code). */
  static is(error: unknown): error is CtiError;
  static is<Code extends CtiErrorCode>(error: unknown, code: Code): error is CtiError<Code>;
  static is(error: unknown, code?: CtiErrorCode): boolean {
    return error instanceof CtiError && (code === undefined || error.code === code);
  }
}
