/**
 * The calls that are visible to the clients of one scope. A call becomes visible when an agent of the scope joins it,
 * and invisible when the last one leaves: CCX sends an agent's own session BEGIN_CALL_EVENT and END_CALL_EVENT then,
 * but a bridge session gets the events of all calls.
 * @module
 */
import { actualDevice, type Call } from 'rxcti';
import type { CtiMessage } from 'rxcti/protocol';
import { callsIn, devicesIn } from '../authorization/message-fields.ts';
import type { Scope } from '../authorization/scope.ts';
import { findCall, type Replica } from '../authorization/scope.ts';
import { beginCallEvent, endCallEvent } from './call-messages.ts';

/** A call event with the calls that it concerns, computed once for all scopes. */
export interface CallContext {
  readonly event: CtiMessage;
  readonly devices: readonly string[];
  readonly callIds: readonly number[];
  /** The call of each CallID; undefined if it has ended or was merged into another call. */
  readonly calls: readonly (Call | undefined)[];
}

/** Looks up the calls of an event that has been applied to the replica. */
export function callContext(event: CtiMessage, replica: Replica): CallContext {
  const callIds = callsIn(event);
  return {
    event,
    devices: devicesIn(event),
    callIds,
    calls: callIds.map((callId) => findCall(replica, callId)),
  };
}

export interface CallVisibility {
  /** The messages for the scope: none, the event, or the event with calls that begin before it or end after it. */
  messagesFor(context: CallContext): readonly CtiMessage[];
}

const nothing: readonly CtiMessage[] = [];

/** The part of a replica that visibility depends on. */
export interface VisibilitySource {
  readonly calls: { getSnapshot(): ReadonlyMap<number, Call> };
  readonly devices: Pick<Replica['devices'], 'get'>;
}

/** Starts with the calls that are visible now. */
export function createCallVisibility(
  scope: Scope,
  replica: VisibilitySource,
  version: number,
): CallVisibility {
  if (scope.seesAll) return { messagesFor: ({ event }) => [event] };
  const visible = new Set<number>();
  for (const call of replica.calls.getSnapshot().values()) {
    if (call.endedAt === undefined && scope.seesCall(call)) visible.add(call.callId);
  }

  /** Taken out of a queue of the scope, and not at an agent's device yet: the next device decides. */
  const isBetweenDevices = (call: Call): boolean =>
    scope.role === 'supervisor' &&
    call.queueIds.length === 0 &&
    ![...call.connections.keys()].some(
      (device) => replica.devices.get(actualDevice(device))?.deviceClass === 'agent',
    );

  return {
    messagesFor({ event, devices, callIds, calls }) {
      const isInScope = calls.map((call) => call !== undefined && scope.seesCall(call));
      const isRelevant =
        callIds.some((callId) => visible.has(callId)) ||
        isInScope.includes(true) ||
        // RTP events, for example, may name a device of the scope and an unknown call.
        devices.some((device) => scope.seesDevice(actualDevice(device)));
      if (!isRelevant) return nothing;

      const messages: CtiMessage[] = [];
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (visible.has(callId) || call === undefined || isInScope[index] !== true) return;
        visible.add(callId);
        if (event.type !== 'BEGIN_CALL_EVENT') messages.push(beginCallEvent(call, version));
      });
      messages.push(event);
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (!visible.has(callId) || isInScope[index] === true) return;
        if (call !== undefined && isBetweenDevices(call)) return;
        visible.delete(callId);
        // Only a call that goes on outside the scope needs an END_CALL_EVENT: if it ended, the event says so.
        if (call !== undefined) messages.push(endCallEvent(callId, call.origin ?? devices[0] ?? ''));
      });
      return messages;
    },
  };
}
