/**
 * A call as the mirror shows it.
 * Guide: Call Event messages.
 * @module
 */
import { LocalConnectionState } from '../protocol/constants/calls.ts';
import type { Connections } from './connections.ts';

/** Where a call is in its life, after the last event. */
export type CallStateName = 'initiated' | 'alerting' | 'queued' | 'connected' | 'held' | 'failed' | 'cleared';

/** CSTA connection state of one party. */
export type ConnectionStateName =
  | 'null'
  | 'initiated'
  | 'alerting'
  | 'connected'
  | 'held'
  | 'queued'
  | 'failed'
  | 'unknown';

const connectionStates: Readonly<Record<number, ConnectionStateName>> = {
  [LocalConnectionState.LCS_NULL]: 'null',
  [LocalConnectionState.LCS_INITIATE]: 'initiated',
  [LocalConnectionState.LCS_ALERTING]: 'alerting',
  [LocalConnectionState.LCS_CONNECT]: 'connected',
  [LocalConnectionState.LCS_HOLD]: 'held',
  [LocalConnectionState.LCS_QUEUED]: 'queued',
  [LocalConnectionState.LCS_FAIL]: 'failed',
};

/** The name of a {@link LocalConnectionState} number. */
export function connectionStateName(state: number): ConnectionStateName {
  return connectionStates[state] ?? 'unknown';
}

/** One party's leg of a call. */
export interface Connection {
  /** The device as the server names it, perhaps `primary.actual` (guide: General rules). */
  readonly deviceId: string;
  readonly state: ConnectionStateName;
  /** When the state began, in milliseconds since 1970. */
  readonly since: number;
}

/** A call now. Immutable: a change makes a new object. */
export interface Call {
  /** Key in `client.calls`: the CallID at birth (another number where two calls share one). Never changes. */
  readonly id: number;
  /** The CallID now: conferences, transfers and CALL_DATA_UPDATE_EVENT may change it. */
  readonly callId: number;
  readonly state: CallStateName;
  /** {@link CallType} */
  readonly callType: number | undefined;
  /** Device of the connection that the server named first. */
  readonly origin: string | undefined;
  /** The caller's number. */
  readonly ani: string | undefined;
  readonly dnis: string | undefined;
  readonly dialedNumber: string | undefined;
  readonly callerEnteredDigits: string | undefined;
  /** Wrap-up data; from version 17 on it travels as a named array (guide: MAKE_CALL_REQ). */
  readonly wrapUp: string | undefined;
  /** Call variables 1 to 10 by their number; only those that are set. */
  readonly variables: Readonly<Record<number, string>>;
  /** Named variables by name. */
  readonly namedVariables: ReadonlyMap<string, string>;
  /** Named arrays by name; an element that was not sent is undefined. */
  readonly namedArrays: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** The parties by device ID. */
  readonly connections: Connections;
  /** CSQs in which the call waits. */
  readonly queueIds: readonly number[];
  /** CSQs in which it has waited, the latest last; they stay when it is answered or ends. */
  readonly waitedIn: readonly number[];
  readonly applicationId: number | undefined;
  /** CSQ that handles the call, once the server names it. */
  readonly csqId: number | undefined;
  /** The call that was held for this consult call. */
  readonly consultOf: number | undefined;
  /** The consult call that was made from this one. */
  readonly consult: number | undefined;
  /** {@link EventCause} of the last event, 65535 for none. */
  readonly cause: number;
  /** When the mirror first heard of the call, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When its state last changed. */
  readonly since: number;
  /** When it ended; it is removed some seconds later. */
  readonly endedAt: number | undefined;
  /** The session is down or being rebuilt: what is shown here may have changed since. */
  readonly stale: boolean;
  /** After a failover the server had forgotten call data that is kept here. */
  readonly restored: boolean;
}

/** The extension to compare by: of `primary.actual` the actual one. Guide: General rules. */
export function actualDevice(deviceId: string): string {
  const dot = deviceId.lastIndexOf('.');
  return dot < 0 ? deviceId : deviceId.slice(dot + 1);
}
