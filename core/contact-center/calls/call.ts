/**
 * A call as the mirror shows it.
 * Guide: Call Event messages.
 * @module
 */

import { LocalConnectionState } from '../../protocol/constants/calls.ts';
import type { NamedArrayElement, NamedVariable } from '../../protocol/data-types.ts';

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

/** A call now. Immutable: a change makes a new object. */
export interface Call {
  readonly callId: number;
  readonly state: CallStateName;
  /** {@link CallType} */
  readonly callType?: number;
  /** The caller's number. */
  readonly ani?: string;
  readonly dnis?: string;
  readonly dialedNumber?: string;
  /** Call variables 1 to 10 by their number; only those that are set. */
  readonly variables: Readonly<Record<number, string>>;
  readonly namedVariables: readonly NamedVariable[];
  readonly namedArrays: readonly NamedArrayElement[];
  /** The parties: device ID -> connection state. */
  readonly connections: ReadonlyMap<string, ConnectionStateName>;
  /** CSQs in which the call waits. */
  readonly queueIds: readonly number[];
  /** {@link EventCause} of the last event, 65535 for none. */
  readonly cause: number;
  /** When the mirror first heard of the call, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When its state last changed. */
  readonly since: number;
  /** The session is down or being rebuilt: what is shown here may have changed since. */
  readonly stale: boolean;
}

export function newCall(callId: number, now: number): Call {
  return {
    callId,
    state: 'initiated',
    variables: {},
    namedVariables: [],
    namedArrays: [],
    connections: new Map(),
    queueIds: [],
    cause: 0xffff,
    startedAt: now,
    since: now,
    stale: false,
  };
}
