/**
 * Which phones hear and are heard. An agent's phone has its two streams while it is connected; on hold it has none, and a
 * call that becomes another one gets new streams. Phones of customers and CTI ports are not told of.
 * Guide: RTP_STARTED_EVENT, RTP_STOPPED_EVENT (their order against other events is open).
 * @module
 */
import { LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { mediaStarted, mediaStopped } from '../telling/media-events.ts';
import { tellAgents } from '../telling/telling.ts';
import type { Call, Centre, Party } from './centre.ts';

/** Starts and stops streams of a call's phones as their states say. */
export function followMedia(centre: Centre, call: Call): void {
  for (const party of call.parties) {
    if (party.state !== LocalConnectionState.LCS_CONNECT) stopMedia(centre, party);
    else if (party.agent !== undefined && party.hearsCall !== call.callId) {
      stopMedia(centre, party);
      party.hearsCall = call.callId;
      tellAgents(centre, [party.agent], ...mediaStarted(party.agent, call.callId));
    }
  }
}

/** A phone's streams end. */
export function stopMedia(centre: Centre, party: Party): void {
  const { agent, hearsCall } = party;
  if (agent === undefined || hearsCall === undefined) return;
  party.hearsCall = undefined;
  tellAgents(centre, [agent], ...mediaStopped(agent, hearsCall));
}
