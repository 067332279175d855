/**
 * Data that clients put into calls.
 * Guide: SET_CALL_DATA_REQ; outbound expanded call context (ECC) variables.
 * @module
 */

import type { SetCallDataReq } from 'rxcti/protocol';
import { CallType } from 'rxcti/protocol';
import { setData } from '../center/call-data.ts';
import { isResponse, respond } from '../center/outbound.ts';
import { type ControlContext, type Decision, dataAfter, isRefusal, legOf, outOfRange } from './context.ts';

export function setCallData(context: ControlContext, request: SetCallDataReq): Decision {
  const { center } = context;
  const leg = legOf(context, request.callId, request.connectionDeviceId);
  if (isRefusal(leg)) return leg;
  const { call } = leg;
  const data = dataAfter(call.data, request);
  if (isRefusal(data)) return data;
  const response = request.namedVariables?.find(({ name }) => name === 'BAResponse')?.value;
  const { CALLTYPE_RESERVATION, CALLTYPE_PREVIEW } = CallType;
  const reservation = call.type === CALLTYPE_RESERVATION && response !== undefined;
  const outbound = reservation || (call.type === CALLTYPE_PREVIEW && response !== undefined);
  if (outbound && !isResponse(call, response)) return outOfRange('the call does not know that BAResponse');
  return {
    conf: { type: 'SET_CALL_DATA_CONF', invokeId: request.invokeId },
    run() {
      setData(center, call, leg, request);
      if (reservation) respond(center, call, response);
    },
  };
}
