/**
 * RTP streams. An agent's phone has two streams while connected and none on hold; a call with a new CallID gets new streams.
 * Public numbers and CTI ports have no events.
 * Guide: RTP_STARTED_EVENT, RTP_STOPPED_EVENT (their order relative to other events is not specified).
 * @module
 */
import { LocalConnectionState } from 'rxcti/protocol';
import { rtpStartedEvents, rtpStoppedEvents } from '../events/media-events.ts';
import { publishToAgents } from '../events/publish.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, Party } from '../model/entities.ts';

/** Starts and stops the streams of a call's phones according to their states. */
export function updateMedia(center: ContactCenter, call: Call): void {
  for (const party of call.parties) {
    if (party.state !== LocalConnectionState.LCS_CONNECT) stopMedia(center, party);
    else if (party.agent !== undefined && party.mediaCallId !== call.callId) {
      stopMedia(center, party);
      party.mediaCallId = call.callId;
      publishToAgents(center, [party.agent], ...rtpStartedEvents(party.agent, call.callId));
    }
  }
}

/** Stops a phone's streams. */
export function stopMedia(center: ContactCenter, party: Party): void {
  const { agent, mediaCallId } = party;
  if (agent === undefined || mediaCallId === undefined) return;
  party.mediaCallId = undefined;
  publishToAgents(center, [agent], ...rtpStoppedEvents(agent, mediaCallId));
}
