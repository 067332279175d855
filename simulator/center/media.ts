/**
 * Which phones hear and are heard. An agent's phone has its two streams while it is connected; on hold it has none, and a
 * call that becomes another one gets new streams. Phones of customers and CTI ports are not told of.
 * Guide: RTP_STARTED_EVENT, RTP_STOPPED_EVENT (their order against other events is open).
 * @module
 */
import { LocalConnectionState } from 'rxcti/protocol';
import { mediaStarted, mediaStopped } from '../telling/media-events.ts';
import { tellAgents } from '../telling/telling.ts';
import type { Call, Center, Party } from './center.ts';

/** Starts and stops streams of a call's phones as their states say. */
export function followMedia(center: Center, call: Call): void {
  for (const party of call.parties) {
    if (party.state !== LocalConnectionState.LCS_CONNECT) stopMedia(center, party);
    else if (party.agent !== undefined && party.hearsCall !== call.callId) {
      stopMedia(center, party);
      party.hearsCall = call.callId;
      tellAgents(center, [party.agent], ...mediaStarted(party.agent, call.callId));
    }
  }
}

/** A phone's streams end. */
export function stopMedia(center: Center, party: Party): void {
  const { agent, hearsCall } = party;
  if (agent === undefined || hearsCall === undefined) return;
  party.hearsCall = undefined;
  tellAgents(center, [agent], ...mediaStopped(agent, hearsCall));
}
