/**
 * Putting calls on hold and taking them back.
 * Guide: CALL_HELD_EVENT, CALL_RETRIEVED_EVENT.
 * @module
 */
import { LocalConnectionState } from 'rxcti/protocol';
import { callHeld, callRetrieved } from '../telling/call-events.ts';
import { tellOwn } from '../telling/telling.ts';
import type { Center, Party } from './center.ts';
import { followMedia } from './media.ts';

/** Puts a call on hold. */
export function hold(center: Center, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_HOLD;
  tellOwn(center, party, callHeld(party.call, party, cause));
  followMedia(center, party.call);
}

/** Takes a call back. */
export function retrieve(center: Center, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_CONNECT;
  tellOwn(center, party, callRetrieved(party.call, party, cause));
  followMedia(center, party.call);
}
