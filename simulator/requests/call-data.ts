/**
 * SET_CALL_DATA_REQ, including responses to outbound previews.
 * Guide: SET_CALL_DATA_REQ; outbound expanded call context (ECC) variables.
 * @module
 */
import { CallType, type SetCallDataReq } from 'rxcti/protocol';
import { setData } from '../contact-center/call-data.ts';
import { applyPreviewResponse, isValidResponse } from '../contact-center/outbound-preview.ts';
import { agentPartyOf, type ControlContext, type Decision, dataAfter } from './control-context.ts';
import { isRefusal, outOfRange } from './refusals.ts';

export function setCallData(context: ControlContext, request: SetCallDataReq): Decision {
  const { center } = context;
  const party = agentPartyOf(context, request.callId, request.connectionDeviceId);
  if (isRefusal(party)) return party;
  const { call } = party;
  const data = dataAfter(call.data, request);
  if (isRefusal(data)) return data;
  const response = request.namedVariables?.find(({ name }) => name === 'BAResponse')?.value;
  const { CALLTYPE_RESERVATION, CALLTYPE_PREVIEW } = CallType;
  const reservation = call.type === CALLTYPE_RESERVATION && response !== undefined;
  const outbound = reservation || (call.type === CALLTYPE_PREVIEW && response !== undefined);
  if (outbound && !isValidResponse(call, response)) return outOfRange('invalid BAResponse for this call');
  return {
    conf: { type: 'SET_CALL_DATA_CONF', invokeId: request.invokeId },
    run() {
      setData(center, call, party, request);
      if (reservation) applyPreviewResponse(center, call, response);
    },
  };
}
