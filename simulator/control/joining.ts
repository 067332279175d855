/**
 * Two calls of one phone: consultation, and what becomes of it.
 * Guide: CONSULT_CALL_REQ, TRANSFER_CALL_REQ, CONFERENCE_CALL_REQ; example message flows for a transferred and for a
 * conferenced call.
 * @module
 */

import type { ConferenceCallReq, ConsultCallReq, TransferCallReq } from 'rxcti/protocol';
import {
  CCXErrorCode,
  ConnectionDeviceType,
  ControlFailureCode,
  LocalConnectionState,
  SpecialValues,
} from 'rxcti/protocol';
import { nextCallId, partyAt } from '../center/call-model.ts';
import { place } from '../center/dialing.ts';
import { hold } from '../center/holding.ts';
import { conference, conferenceWith, transfer, transferTo } from '../center/merging.ts';
import { targetOf } from '../center/numbers.ts';
import type { ControlRefusal } from '../requests/agent-requests.ts';
import { connected } from '../telling/merge-events.ts';
import {
  type ControlContext,
  type Decision,
  dataAfter,
  isRefusal,
  type Leg,
  legOf,
  lineRefusal,
  wrongState,
} from './context.ts';

const { LCS_INITIATE, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const newConnectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

export function consultCall(context: ControlContext, request: ConsultCallReq): Decision {
  const { center } = context;
  const leg = legOf(context, request.activeCallId, request.activeConnectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  const full = lineRefusal(leg.agent);
  if (full !== undefined) return full;
  if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
  const target = targetOf(center, request.dialedNumber, leg.agent);
  if (isRefusal(target)) return target;
  const { call: about } = leg;
  const data = dataAfter(about.data, request);
  if (isRefusal(data)) return data;
  const { call, dial } = place(center, leg.agent, target, { data, consultOf: about });
  return {
    conf: {
      type: 'CONSULT_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: leg.id,
    },
    run() {
      hold(center, leg);
      dial();
    },
  };
}

export function transferCall(context: ControlContext, request: TransferCallReq): Decision {
  if (request.heldCallId === SpecialValues.NULL_CALL_ID) return singleStep(context, request);
  const pair = pairOf(context, request);
  if (isRefusal(pair)) return pair;
  const { primary, secondary } = pair;
  const data = dataAfter(primary.call.data, request);
  if (isRefusal(data)) return data;
  const others = [...primary.call.parties, ...secondary.call.parties].filter(
    ({ agent }) => agent !== primary.agent,
  );
  return {
    conf: {
      type: 'TRANSFER_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: primary.call.callId,
      newConnectionDeviceType,
      numParties: others.length,
      newConnectionDeviceId: secondary.call.parties.find((party) => party !== secondary)?.id ?? '',
    },
    run: () => transfer(context.center, primary, secondary, request),
  };
}

function singleStep(context: ControlContext, request: TransferCallReq): Decision {
  const { center } = context;
  const leg = legOf(context, request.activeCallId, request.activeConnectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
  if (queues(leg.call)) return wrongState('the call waits in a queue');
  const target = targetOf(center, request.dialedNumber ?? '', leg.agent);
  if (isRefusal(target)) return target;
  if (target.kind === 'unreachable') return target.refusal;
  if (partyAt(leg.call, target.device.id) !== undefined)
    return wrongState('the number is in the call already');
  const data = dataAfter(leg.call.data, request);
  if (isRefusal(data)) return data;
  return {
    conf: {
      type: 'TRANSFER_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: leg.call.callId,
      newConnectionDeviceType,
      numParties: leg.call.parties.length,
      newConnectionDeviceId: target.device.id,
    },
    run: () => transferTo(center, leg, target, request),
  };
}

export function conferenceCall(context: ControlContext, request: ConferenceCallReq): Decision {
  if (request.heldCallId === SpecialValues.NULL_CALL_ID) return singleStepConference(context, request);
  const pair = pairOf(context, request);
  if (isRefusal(pair)) return pair;
  const { primary, secondary } = pair;
  const data = dataAfter(primary.call.data, request);
  if (isRefusal(data)) return data;
  const { call } = secondary;
  if (call.parties.some(({ state }) => state !== LCS_CONNECT && state !== LCS_HOLD) || queues(call)) {
    return wrongState('the consultation has not been answered');
  }
  const others = [...primary.call.parties, ...call.parties].filter(
    (party) => party !== primary && party !== secondary,
  );
  const parties = [...others, primary];
  if (parties.length > SpecialValues.MAX_NUM_DEVICES) return conferenceFull;
  const newCallId = nextCallId(context.center);
  return {
    conf: {
      type: 'CONFERENCE_CALL_CONF',
      invokeId: request.invokeId,
      newCallId,
      newConnectionDeviceType,
      newConnectionDeviceId: primary.id,
      connectedParties: connected(parties, newCallId),
    },
    run: () => conference(context.center, primary, secondary, newCallId, request),
  };
}

/** With DialedNumber in place of a held call, as the sibling has it. Inferred: CCX's page was cut there. */
function singleStepConference(context: ControlContext, request: ConferenceCallReq): Decision {
  const { center } = context;
  const leg = legOf(context, request.activeCallId, request.activeConnectionDeviceId, request.agentInstrument);
  if (isRefusal(leg)) return leg;
  const { call } = leg;
  if (leg.state !== LCS_CONNECT) return wrongState('the call is not active there');
  if (queues(call) || call.parties.some(({ state }) => state === LocalConnectionState.LCS_ALERTING))
    return wrongState('the call has not been answered');
  const target = targetOf(center, request.dialedNumber ?? '', leg.agent);
  if (isRefusal(target)) return target;
  if (target.kind === 'unreachable') return target.refusal;
  if (target.kind === 'trigger') return wrongState('a queue is no party of a conference');
  if (partyAt(call, target.device.id) !== undefined) return wrongState('the number is in the call already');
  if (call.parties.length >= SpecialValues.MAX_NUM_DEVICES) return conferenceFull;
  const data = dataAfter(call.data, request);
  if (isRefusal(data)) return data;
  return {
    conf: {
      type: 'CONFERENCE_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: leg.id,
      connectedParties: connected(call.parties, call.callId),
    },
    run: () => conferenceWith(center, leg, target, request),
  };
}

const conferenceFull: ControlRefusal = {
  failureCode: ControlFailureCode.CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED,
  text: 'a conference has at most 16 parties',
};

const queues = ({ visit }: Leg['call']): boolean => visit !== undefined && visit.stage !== 'served';

/** A held and an active call of one phone, as the call that stays and the one that joins it. */
function pairOf(
  context: ControlContext,
  request: TransferCallReq | ConferenceCallReq,
): { readonly primary: Leg; readonly secondary: Leg } | ControlRefusal {
  const active = legOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const held = legOf(context, request.heldCallId, request.heldConnectionDeviceId, active.id);
  if (isRefusal(held)) return held;
  if (held.agent !== active.agent || held === active) return wrongState('the calls are not on one line');
  if (held.state !== LCS_HOLD) return wrongState('the held call is not on hold');
  if (active.state !== LCS_CONNECT && active.state !== LCS_INITIATE)
    return wrongState('the active call is not active');
  const there = active.call.parties.filter(({ agent }) => agent !== active.agent);
  if (there.some(({ id }) => partyAt(held.call, id) !== undefined)) {
    return wrongState('a device is in both calls already');
  }
  const primary = held.call.consultOf === active.call ? active : held;
  if (queues(primary.call)) return wrongState('the call to be joined waits in a queue');
  if (active.call.consultOf === held.call) return { primary: held, secondary: active };
  if (held.call.consultOf === active.call) return { primary: active, secondary: held };
  return {
    failureCode: ControlFailureCode.CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED,
    ccxErrorCode: CCXErrorCode.CCX_INVALID_ARGUMENT,
    text: 'neither call was started from the other',
  };
}
