/**
 * The events that make one call of two, as messages.
 * Guide: CALL_TRANSFERRED_EVENT, CALL_CONFERENCED_EVENT.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { ConnectionDeviceType, EventCause, LocalConnectionState, SpecialValues } from 'rxcti/protocol';
import type { Call, Device } from '../center/center.ts';
import { lineOf } from './call-events.ts';

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

/** Two calls became one. `parties` are those of the call that stays, `callId` its number from now on. */
export function callTransferred(
  primary: Call,
  secondaryCallId: number,
  by: Device,
  to: Device,
  parties: readonly Device[],
): CtiMessage {
  return {
    type: 'CALL_TRANSFERRED_EVENT',
    primaryDeviceType: connectionDeviceType,
    primaryCallId: primary.callId,
    lineType: lineOf(primary),
    secondaryDeviceType: connectionDeviceType,
    secondaryCallId,
    transferringDeviceType: by.type,
    transferredDeviceType: to.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: EventCause.CEC_TRANSFER,
    primaryDeviceId: by.id,
    secondaryDeviceId: to.id,
    transferringDeviceId: by.id,
    transferredDeviceId: to.id,
    connectedParties: connected(parties, primary.callId),
  };
}

/** A party was added; `callId` is the number of the conference. */
export function callConferenced(
  call: Call,
  ids: { readonly primaryCallId: number; readonly secondaryCallId: number; readonly callId: number },
  controller: Device,
  added: Device,
  parties: readonly Device[],
  cause: number = EventCause.CEC_KEY_CONFERENCE,
): CtiMessage {
  return {
    type: 'CALL_CONFERENCED_EVENT',
    primaryDeviceType: connectionDeviceType,
    primaryCallId: ids.primaryCallId,
    lineType: lineOf(call),
    secondaryDeviceType: connectionDeviceType,
    secondaryCallId: ids.secondaryCallId,
    controllerDeviceType: controller.type,
    addedPartyDeviceType: added.type,
    localConnectionState: LocalConnectionState.LCS_CONNECT,
    eventCause: cause,
    primaryDeviceId: controller.id,
    secondaryDeviceId: added.id,
    controllerDeviceId: controller.id,
    addedPartyDeviceId: added.id,
    connectedParties: connected(parties, ids.callId),
  };
}

/** The parties of a merged call as its event and confirmation list them. */
export function connected(
  parties: readonly Device[],
  connectedPartyCallId: number,
): {
  readonly connectedPartyCallId: number;
  readonly connectedPartyDeviceType: number;
  readonly connectedPartyDeviceId: string;
}[] {
  return parties.slice(0, SpecialValues.MAX_NUM_DEVICES).map(({ id }) => ({
    connectedPartyCallId,
    connectedPartyDeviceType: connectionDeviceType,
    connectedPartyDeviceId: id,
  }));
}
