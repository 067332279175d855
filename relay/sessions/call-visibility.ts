/**
 * Which calls a scope has been told of. A call comes into sight when somebody of the scope joins it, and goes out of
 * sight with the last one: CCX tells an agent's own session of beginnings and ends, a bridge hears of all of them.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { actualDevice, type Call } from 'rxcti';
import { callsIn, devicesIn } from '../authorization/message-fields.ts';
import type { Replica, Scope } from '../authorization/scope.ts';
import { findCall } from '../authorization/scope.ts';
import { beginCall, endCall } from './call-messages.ts';

/** A call event with what the mirror knows of its calls, worked out once for all scopes. */
export interface CallNews {
  readonly event: CtiMessage;
  readonly devices: readonly string[];
  readonly callIds: readonly number[];
  /** Of each CallID the call now; undefined when it is over, or another call took it over. */
  readonly calls: readonly (Call | undefined)[];
}

/** Gathers what scopes need to know of an event that has been applied to the mirror. */
export function callNews(event: CtiMessage, mirror: Replica): CallNews {
  const callIds = callsIn(event);
  return {
    event,
    devices: devicesIn(event),
    callIds,
    calls: callIds.map((callId) => findCall(mirror, callId)),
  };
}

/** The calls that one scope sees. */
export interface CallView {
  /** What those of the scope are to hear of the event: nothing, it, or a beginning before and an end behind it. */
  tell(news: CallNews): readonly CtiMessage[];
}

const nothing: readonly CtiMessage[] = [];

/** The part of a mirror that tells what is in sight. */
export interface SightedReplica {
  readonly calls: { getSnapshot(): ReadonlyMap<number, Call> };
  readonly devices: Pick<Replica['devices'], 'get'>;
}

/** Begins with the calls that are in sight now. */
export function createCallView(scope: Scope, mirror: SightedReplica, version: number): CallView {
  if (scope.seesAll) return { tell: ({ event }) => [event] };
  const known = new Set<number>();
  for (const call of mirror.calls.getSnapshot().values()) {
    if (call.endedAt === undefined && scope.seesCall(call)) known.add(call.callId);
  }

  /** Out of a queue of the scope and at nobody's phone yet: where it lands decides. */
  const isBetween = (call: Call): boolean =>
    scope.role === 'supervisor' &&
    call.queueIds.length === 0 &&
    ![...call.connections.keys()].some(
      (device) => mirror.devices.get(actualDevice(device))?.deviceClass === 'agent',
    );

  return {
    tell({ event, devices, callIds, calls }) {
      const inSight = calls.map((call) => call !== undefined && scope.seesCall(call));
      const concerned =
        callIds.some((callId) => known.has(callId)) ||
        inSight.includes(true) ||
        // RTP and the like may name a phone of the scope and no call that is known.
        devices.some((device) => scope.seesDevice(actualDevice(device)));
      if (!concerned) return nothing;

      const messages: CtiMessage[] = [];
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (known.has(callId) || call === undefined || inSight[index] !== true) return;
        known.add(callId);
        if (event.type !== 'BEGIN_CALL_EVENT') messages.push(beginCall(call, version));
      });
      messages.push(event);
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (!known.has(callId) || inSight[index] === true || (call !== undefined && isBetween(call))) return;
        known.delete(callId);
        // A call that still exists goes on without anybody of the scope; one that ended, the event has told of.
        if (call !== undefined) messages.push(endCall(callId, call.origin ?? devices[0] ?? ''));
      });
      return messages;
    },
  };
}
