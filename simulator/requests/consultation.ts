/**
 * Two calls on one line: consult, alternate, reconnect.
 * Guide: CONSULT_CALL_REQ, ALTERNATE_CALL_REQ, RECONNECT_CALL_REQ.
 * @module
 */
import {
  type AlternateCallReq,
  ConnectionDeviceType,
  type ConsultCallReq,
  EventCause,
  LocalConnectionState,
  type ReconnectCallReq,
} from 'rxcti/protocol';
import { hold, leaveCall, retrieve } from '../contact-center/connections.ts';
import { prepareCall } from '../contact-center/dialing.ts';
import {
  agentPartyOf,
  type ControlContext,
  type Decision,
  dataAfter,
  lineRefusal,
} from './control-context.ts';
import { resolveNumber } from './dialed-numbers.ts';
import { isRefusal, wrongState } from './refusals.ts';

const { LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const newConnectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

export function consultCall(context: ControlContext, request: ConsultCallReq): Decision {
  const { center } = context;
  const party = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(party)) return party;
  const full = lineRefusal(party.agent);
  if (full !== undefined) return full;
  if (party.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
  const target = resolveNumber(center, request.dialedNumber, party.agent);
  if (isRefusal(target)) return target;
  const data = dataAfter(party.call.data, request);
  if (isRefusal(data)) return data;
  const { call, dial } = prepareCall(center, party.agent, target, { data, consultOf: party.call });
  return {
    conf: {
      type: 'CONSULT_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: party.id,
    },
    run() {
      hold(center, party);
      dial();
    },
  };
}

export function alternateCall(context: ControlContext, request: AlternateCallReq): Decision {
  const active = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const other = agentPartyOf(context, request.otherCallId, request.otherConnectionDeviceId, active.id);
  if (isRefusal(other)) return other;
  if (other.agent !== active.agent) return wrongState('the calls are not on the same line');
  if (active.state !== LCS_CONNECT) return wrongState('the active call is not active');
  // The guide also names a ringing call. A line with an active call is busy here, so none rings beside it.
  if (other.state !== LCS_HOLD) return wrongState('the other call is not on hold');
  return {
    conf: { type: 'ALTERNATE_CALL_CONF', invokeId: request.invokeId },
    run() {
      hold(context.center, active, EventCause.CEC_ALTERNATE);
      retrieve(context.center, other, EventCause.CEC_ALTERNATE);
    },
  };
}

export function reconnectCall(context: ControlContext, request: ReconnectCallReq): Decision {
  const { center } = context;
  const active = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const held = agentPartyOf(context, request.heldCallId, request.heldConnectionDeviceId, active.id);
  if (isRefusal(held)) return held;
  if (held.agent !== active.agent) return wrongState('the calls are not on the same line');
  if (active.state === LCS_HOLD || active === held) return wrongState('the active call is not active');
  if (held.state !== LCS_HOLD) return wrongState('the other call is not on hold');
  return {
    conf: { type: 'RECONNECT_CALL_CONF', invokeId: request.invokeId },
    run() {
      leaveCall(center, active);
      if (center.calls.get(held.call.callId) === held.call) retrieve(center, held);
    },
  };
}
