/**
 * Transfer and conference, by consultation or in a single step.
 * Guide: TRANSFER_CALL_REQ, CONFERENCE_CALL_REQ; example message flows for a transferred and for a
 * conferenced call.
 * @module
 */
import {
  CCXErrorCode,
  type ConferenceCallReq,
  ConnectionDeviceType,
  ControlFailureCode,
  LocalConnectionState,
  SpecialValues,
  type TransferCallReq,
} from 'rxcti/protocol';
import { conference, conferenceWith, transfer, transferTo } from '../contact-center/transfer.ts';
import { connectedParties } from '../events/transfer-events.ts';
import { nextCallId, partyAt } from '../model/calls.ts';
import {
  type AgentParty,
  agentPartyOf,
  type ControlContext,
  type Decision,
  dataAfter,
} from './control-context.ts';
import { resolveNumber } from './dialed-numbers.ts';
import { type ControlRefusal, isRefusal, wrongState } from './refusals.ts';

const { LCS_INITIATE, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const newConnectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

export function transferCall(context: ControlContext, request: TransferCallReq): Decision {
  if (request.heldCallId === SpecialValues.NULL_CALL_ID) return singleStepTransfer(context, request);
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

function singleStepTransfer(context: ControlContext, request: TransferCallReq): Decision {
  const { center } = context;
  const agentParty = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  if (agentParty.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
  if (isQueued(agentParty.call)) return wrongState('the call is waiting in a queue');
  const target = resolveNumber(center, request.dialedNumber ?? '', agentParty.agent);
  if (isRefusal(target)) return target;
  if (target.kind === 'unreachable') return target.refusal;
  if (partyAt(agentParty.call, target.device.id) !== undefined)
    return wrongState('the number is already in the call');
  const data = dataAfter(agentParty.call.data, request);
  if (isRefusal(data)) return data;
  return {
    conf: {
      type: 'TRANSFER_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: agentParty.call.callId,
      newConnectionDeviceType,
      numParties: agentParty.call.parties.length,
      newConnectionDeviceId: target.device.id,
    },
    run: () => transferTo(center, agentParty, target, request),
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
  if (call.parties.some(({ state }) => state !== LCS_CONNECT && state !== LCS_HOLD) || isQueued(call)) {
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
      connectedParties: connectedParties(parties, newCallId),
    },
    run: () => conference(context.center, primary, secondary, newCallId, request),
  };
}

/** With DialedNumber instead of a held call, as in GED-188 (inferred). */
function singleStepConference(context: ControlContext, request: ConferenceCallReq): Decision {
  const { center } = context;
  const agentParty = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(agentParty)) return agentParty;
  const { call } = agentParty;
  if (agentParty.state !== LCS_CONNECT) return wrongState('the call is not active at the device');
  if (isQueued(call) || call.parties.some(({ state }) => state === LocalConnectionState.LCS_ALERTING))
    return wrongState('the call has not been answered');
  const target = resolveNumber(center, request.dialedNumber ?? '', agentParty.agent);
  if (isRefusal(target)) return target;
  if (target.kind === 'unreachable') return target.refusal;
  if (target.kind === 'trigger') return wrongState('a queue cannot be in a conference');
  if (partyAt(call, target.device.id) !== undefined) return wrongState('the number is already in the call');
  if (call.parties.length >= SpecialValues.MAX_NUM_DEVICES) return conferenceFull;
  const data = dataAfter(call.data, request);
  if (isRefusal(data)) return data;
  return {
    conf: {
      type: 'CONFERENCE_CALL_CONF',
      invokeId: request.invokeId,
      newCallId: call.callId,
      newConnectionDeviceType,
      newConnectionDeviceId: agentParty.id,
      connectedParties: connectedParties(call.parties, call.callId),
    },
    run: () => conferenceWith(center, agentParty, target, request),
  };
}

const conferenceFull: ControlRefusal = {
  failureCode: ControlFailureCode.CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED,
  text: 'a conference has at most 16 parties',
};

/** Whether a call is waiting for an agent. */
const isQueued = ({ routing }: AgentParty['call']): boolean =>
  routing !== undefined && routing.stage !== 'served';

/** The held and the active call of a phone: `primary` remains, `secondary` is joined to it. */
function pairOf(
  context: ControlContext,
  request: TransferCallReq | ConferenceCallReq,
): { readonly primary: AgentParty; readonly secondary: AgentParty } | ControlRefusal {
  const active = agentPartyOf(
    context,
    request.activeCallId,
    request.activeConnectionDeviceId,
    request.agentInstrument,
  );
  if (isRefusal(active)) return active;
  const held = agentPartyOf(context, request.heldCallId, request.heldConnectionDeviceId, active.id);
  if (isRefusal(held)) return held;
  if (held.agent !== active.agent || held === active) return wrongState('the calls are not on the same line');
  if (held.state !== LCS_HOLD) return wrongState('the held call is not on hold');
  if (active.state !== LCS_CONNECT && active.state !== LCS_INITIATE)
    return wrongState('the active call is not active');
  const there = active.call.parties.filter(({ agent }) => agent !== active.agent);
  if (there.some(({ id }) => partyAt(held.call, id) !== undefined)) {
    return wrongState('a device is already in both calls');
  }
  const primary = held.call.consultOf === active.call ? active : held;
  if (isQueued(primary.call)) return wrongState('the other call is waiting in a queue');
  if (active.call.consultOf === held.call) return { primary: held, secondary: active };
  if (held.call.consultOf === active.call) return { primary: active, secondary: held };
  return {
    failureCode: ControlFailureCode.CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED,
    ccxErrorCode: CCXErrorCode.CCX_INVALID_ARGUMENT,
    text: 'the calls are not related by consultation',
  };
}
