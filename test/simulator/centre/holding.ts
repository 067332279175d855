/**
 * Putting calls on hold and taking them back.
 * Guide: CALL_HELD_EVENT, CALL_RETRIEVED_EVENT.
 * @module
 */
import { LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { callHeld, callRetrieved } from '../telling/call-events.ts';
import { tellOwn } from '../telling/telling.ts';
import type { Centre, Party } from './centre.ts';
import { followMedia } from './media.ts';

/** Puts a call on hold. */
export function hold(centre: Centre, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_HOLD;
  tellOwn(centre, party, callHeld(party.call, party, cause));
  followMedia(centre, party.call);
}

/** Takes a call back. */
export function retrieve(centre: Centre, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_CONNECT;
  tellOwn(centre, party, callRetrieved(party.call, party, cause));
  followMedia(centre, party.call);
}
