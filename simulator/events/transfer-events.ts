/**
 * Builders of CALL_TRANSFERRED_EVENT and CALL_CONFERENCED_EVENT.
 * Guide: CALL_TRANSFERRED_EVENT, CALL_CONFERENCED_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { ConnectionDeviceType, EventCause, LocalConnectionState, SpecialValues } from 'rxcti/protocol';
import type { Call, Device } from '../model/entities.ts';
import { lineTypeOf } from './call-events.ts';

const connectionDeviceType = ConnectionDeviceType.CONNECTION_ID_STATIC;

/** CALL_TRANSFERRED_EVENT. `parties` are those of the call that remains. */
export function callTransferredEvent(
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
    lineType: lineTypeOf(primary),
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
    connectedParties: connectedParties(parties, primary.callId),
  };
}

/** CALL_CONFERENCED_EVENT; `ids.callId` is the CallID of the conference. */
export function callConferencedEvent(
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
    lineType: lineTypeOf(call),
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
    connectedParties: connectedParties(parties, ids.callId),
  };
}

/** The parties of a transferred or conferenced call, as events and confirmations list them. */
export function connectedParties(
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
