/**
 * The public snapshot of a call.
 * Guide: Call Event messages.
 * @module
 */
import type { Connections } from './connections.ts';

/**
 * State of a call after its last event. `cleared`: all parties have left, call data may still come. `ended`: END_CALL_EVENT has
 * come, or the call was merged into another one or is gone after a resync.
 */
export type CallStateName =
  | 'initiated'
  | 'queued'
  | 'alerting'
  | 'connected'
  | 'held'
  | 'failed'
  | 'cleared'
  | 'ended';

/** A call. Immutable: a change creates a new object. */
export interface Call {
  /** Key in `client.calls`: the first CallID of the call, or a unique number where two calls share one. Never changes. */
  readonly id: number;
  /** The current CallID. Conferences, transfers and CALL_DATA_UPDATE_EVENT may change it. */
  readonly callId: number;
  readonly state: CallStateName;
  /** {@link CallType} */
  readonly callType: number | undefined;
  /** Device of the call's first connection (BEGIN_CALL_EVENT). */
  readonly origin: string | undefined;
  /** The caller's number. */
  readonly ani: string | undefined;
  readonly dnis: string | undefined;
  readonly dialedNumber: string | undefined;
  readonly callerEnteredDigits: string | undefined;
  /** Wrap-up data. From version 17 on it is sent as a named array (guide: MAKE_CALL_REQ). */
  readonly wrapUp: string | undefined;
  /** Call variables by number, 1 to 10; only those that are set. */
  readonly variables: Readonly<Record<number, string>>;
  /** Named variables by name. */
  readonly namedVariables: ReadonlyMap<string, string>;
  /** Elements of named arrays by name; an element that was not sent is undefined. */
  readonly namedArrays: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Connections by device ID. */
  readonly connections: Connections;
  /** CSQs in which the call is queued. */
  readonly queueIds: readonly number[];
  /** CSQs in which the call has been queued, latest last. Kept when the call is answered or ends. */
  readonly waitedIn: readonly number[];
  readonly applicationId: number | undefined;
  /** CSQ that handles the call; undefined until the server names it. */
  readonly csqId: number | undefined;
  /** `id` of the call that was held for this consult call. */
  readonly consultOf: number | undefined;
  /** `id` of the consult call that was made from this call. */
  readonly consult: number | undefined;
  /** {@link EventCause} of the last event; 65535 for none. */
  readonly cause: number;
  /** When the client first received an event or a snapshot of the call, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When `state` last changed, in milliseconds since 1970. */
  readonly since: number;
  /** When the call ended, in milliseconds since 1970. It is removed after `keepEndedMs`. */
  readonly endedAt: number | undefined;
  /** True while the session is down or synchronizing: the call may have changed since. */
  readonly stale: boolean;
  /** True if the server lost call data in a failover that the client has kept. */
  readonly restored: boolean;
}

/** The server sent a call event that the protocol does not allow in the call's state. It was applied as far as possible. */
export interface UnexpectedEvent {
  readonly type: 'unexpected-event';
  readonly callId: number;
  /** The call's state before the event. */
  readonly state: CallStateName;
  /** Name of the message. */
  readonly event: string;
}

/** Returns the extension of a device ID: of `primary.actual` the actual one. Guide: General rules. */
export function actualDevice(deviceId: string): string {
  const dot = deviceId.lastIndexOf('.');
  return dot < 0 ? deviceId : deviceId.slice(dot + 1);
}
