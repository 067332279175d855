/**
 * Changes of one connection: hold, retrieve, leave; and the end of calls.
 * Guide: CALL_HELD_EVENT, CALL_RETRIEVED_EVENT, CALL_CONNECTION_CLEARED_EVENT, CALL_CLEARED_EVENT, END_CALL_EVENT.
 * @module
 */
import { AgentState, LocalConnectionState } from 'rxcti/protocol';
import {
  callClearedEvent,
  callConnectionClearedEvent,
  callHeldEvent,
  callRetrievedEvent,
  endCallEvent,
} from '../events/call-events.ts';
import { publishToAgent, publishToAgents, publishToBridges, publishToParty } from '../events/publish.ts';
import { agentsOf, isMonitored, removeItem, removeParty } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, Party, Routing } from '../model/entities.ts';
import { addCall } from '../model/queue-record.ts';
import { afterCall } from './agent-state.ts';
import { stopMedia, updateMedia } from './media.ts';

/** Puts a call on hold. */
export function hold(center: ContactCenter, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_HOLD;
  publishToParty(center, party, callHeldEvent(party.call, party, cause));
  updateMedia(center, party.call);
}

/** Retrieves a held call. */
export function retrieve(center: ContactCenter, party: Party, cause?: number): void {
  party.state = LocalConnectionState.LCS_CONNECT;
  publishToParty(center, party, callRetrievedEvent(party.call, party, cause));
  updateMedia(center, party.call);
}

/** A party hangs up: a conference continues, any other call ends. */
export function leaveCall(center: ContactCenter, party: Party, cause?: number): void {
  const { call, agent } = party;
  const others = call.parties.filter((other) => other !== party);
  // The call does not depend on a party of a single-step conference that has not answered.
  const essential = party.addedBy === undefined ? call.parties : others;
  if (others.length < 2 || !others.some(isMonitored) || essential.some(isUnanswered)) {
    endCall(center, call, { by: party, cause });
    return;
  }
  const agents = agentsOf(call);
  stopMedia(center, party);
  removeParty(center, party);
  publishToAgents(center, agents, callConnectionClearedEvent(call, party, cause));
  if (agent === undefined) return;
  publishToAgent(center, agent, endCallEvent(call.callId, party.id));
  afterCall(center, agent);
}

/** Ends a call. `by`: the party that hung up first. `keepAgentStates`: the caller sets the agents' states. */
export function endCall(
  center: ContactCenter,
  call: Call,
  options: {
    readonly by?: Party;
    readonly cause?: number | undefined;
    readonly keepAgentStates?: boolean;
  } = {},
): void {
  const parties = [...call.parties].sort((a, b) => Number(b === options.by) - Number(a === options.by));
  const monitored = parties.filter(isMonitored);
  const at = monitored[0] ?? parties[0];
  const agents = agentsOf(call);
  for (const party of parties) {
    stopMedia(center, party);
    removeParty(center, party);
  }
  deleteCall(center, call);
  if (at === undefined) return;
  publishToAgents(
    center,
    agents,
    ...monitored.map((party) => callConnectionClearedEvent(call, party, options.cause)),
    callClearedEvent(call, at, options.cause),
  );
  for (const { agent, id } of parties) {
    if (agent !== undefined) publishToAgent(center, agent, endCallEvent(call.callId, id));
  }
  publishToBridges(center, endCallEvent(call.callId, call.origin));
  if (options.keepAgentStates !== true) for (const agent of agents) afterCall(center, agent);
}

/** Ends a call for clients that has no monitored device any more. */
export function releaseUnmonitoredCall(center: ContactCenter, call: Call): void {
  for (const party of [...call.parties]) {
    stopMedia(center, party);
    removeParty(center, party);
  }
  deleteCall(center, call);
  publishToBridges(center, endCallEvent(call.callId, call.origin));
}

/** Removes a call from the center. */
function deleteCall(center: ContactCenter, call: Call): void {
  endRouting(center, call);
  center.calls.delete(call.callId);
}

/** Ends the routing of a call. */
export function endRouting(center: ContactCenter, call: Call): void {
  const { routing } = call;
  if (routing === undefined) return;
  center.schedule.cancel(routing.abandonTimer);
  center.schedule.cancel(routing.overflowTimer);
  removeItem(center.waiting.get(routing.csqId) ?? [], call);
  if (routing.stage !== 'served') center.freePorts.push(routing.port);
  recordQueueCall(center, routing);
  call.routing = undefined;
}

/** A call that is not answered yet ends with its calling or called party. */
const isUnanswered = ({ state }: Party): boolean =>
  state === LocalConnectionState.LCS_ALERTING || state === LocalConnectionState.LCS_INITIATE;

/** Counts a call of a queue, once the agent who answered has finished the work after it. */
function recordQueueCall(center: ContactCenter, routing: Routing): void {
  const record = center.queueRecords.get(routing.csqId);
  const { queuedAt, answeredAt, answeredBy } = routing;
  if (record === undefined || queuedAt === undefined) return;
  const { now } = center.schedule;
  const write = (): void =>
    addCall(record, (answeredAt ?? now) - queuedAt, answeredAt === undefined ? undefined : now - answeredAt);
  // An agent who has already left the call by a transfer has a state that does not belong to it.
  const working = answeredBy?.state === AgentState.AGENT_STATE_TALKING && answeredBy.parties.length === 0;
  if (working) answeredBy.pendingRecords.push(write);
  else write();
}
