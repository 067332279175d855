/**
 * Queued calls: waiting, distribution to agents, answer, no answer and overflow.
 * @module
 */
import {
  AgentState,
  AgentStateReason,
  CallType,
  DeviceType,
  EventCause,
  LocalConnectionState,
} from 'rxcti/protocol';
import {
  beginCallEvent,
  callDeliveredEvent,
  callEstablishedEvent,
  endCallEvent,
} from '../events/call-events.ts';
import { publishToAgent, publishToBridges, publishToCall } from '../events/publish.ts';
import {
  callDequeuedEvent,
  callDivertedEvent,
  callQueuedEvent,
  queueDevice,
} from '../events/queue-events.ts';
import { autoAnswers, isClientControlled } from '../model/agents.ts';
import { addParty, phoneDevice, removeItem, removeParty } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, Device, Party, Routing } from '../model/entities.ts';
import { afterCall, setAgentState, startTalking } from './agent-state.ts';
import { hold, leaveCall, retrieve } from './connections.ts';
import { updateMedia } from './media.ts';
import { isServedBefore, selectAgent } from './routing.ts';

/** Time after which an unanswered call goes back to the queue. */
export const ringTimeoutSeconds = 15;

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_QUEUED } = LocalConnectionState;

/** The CTI port of a routed call. */
export const portOf = ({ port }: Routing): Device => ({ id: port, type: DeviceType.DEVID_CTI_PORT });

/** The routing of a routed call. */
export function routingOf({ routing }: Call): Routing {
  if (routing === undefined) throw new Error('the call is not routed');
  return routing;
}

/** The call of a routing. A transfer may have moved the routing to another call. */
export const routedCall = (center: ContactCenter, routing: Routing): Call | undefined =>
  [...center.calls.values()].find((call) => call.routing === routing);

/** Puts a call into its queue, by priority and arrival. A call that nobody answered keeps its position. */
export function enqueue(center: ContactCenter, port: Party): void {
  const { call } = port;
  const routing = routingOf(call);
  routing.stage = 'queued';
  routing.queuedAt ??= center.schedule.now;
  port.state = LCS_QUEUED;
  const waiting = center.waiting.get(call.csqId) ?? [];
  const next = waiting.findIndex((other) => isServedBefore(routing, routingOf(other)));
  waiting.splice(next < 0 ? waiting.length : next, 0, call);
  publishToCall(center, call, callQueuedEvent(call, port));
  scheduleOverflow(center, routing);
  distributeCalls(center, call.csqId);
}

/** Starts the timer that moves the call to the overflow queue. */
function scheduleOverflow(center: ContactCenter, routing: Routing): void {
  const { overflow } = center.queues.get(routing.csqId) ?? {};
  if (overflow === undefined || routing.overflowTimer !== undefined) return;
  routing.overflowTimer = center.schedule.after(overflow.afterSeconds * 1000, () => {
    routing.overflowTimer = undefined;
    const call = routedCall(center, routing);
    const port = call?.parties.find(({ id }) => id === routing.port);
    // A call that is ringing stays. If nobody answers, the timer starts again.
    if (call === undefined || port === undefined || routing.stage !== 'queued') return;
    if (!center.queues.has(overflow.csqId)) return;
    const waiting = center.waiting.get(routing.csqId) ?? [];
    removeItem(waiting, call);
    publishToCall(center, call, callDequeuedEvent(call, port, waiting.length));
    routing.csqId = overflow.csqId;
    call.csqId = overflow.csqId;
    enqueue(center, port);
  });
}

/** Offers waiting calls of a queue to ready agents. */
export function distributeCalls(center: ContactCenter, csqId: number): void {
  const waiting = center.waiting.get(csqId) ?? [];
  for (let call = waiting[0]; call !== undefined; call = waiting[0]) {
    const agent = selectAgent(center, csqId);
    if (agent === undefined) return;
    waiting.shift();
    offerToAgent(center, call, agent);
  }
}

function offerToAgent(center: ContactCenter, call: Call, agent: Agent): void {
  const routing = routingOf(call);
  const port = portOf(routing);
  const at = call.parties.find(({ id }) => id === routing.port);
  if (at !== undefined) removeParty(center, at);
  routing.stage = 'ringing';
  const before = [...call.parties];
  const phone = addParty(call, phoneDevice(agent), LCS_ALERTING, agent);
  setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  publishToBridges(center, callDivertedEvent(call, port, queueDevice(call.csqId), phone));
  for (const { agent: caller } of before) {
    if (caller !== undefined)
      publishToAgent(center, caller, callDivertedEvent(call, port, queueDevice(call.csqId), phone));
  }
  publishToAgent(center, agent, beginCallEvent(call, phone, CallType.CALLTYPE_CCX_IN));
  publishToCall(center, call, callDeliveredEvent(call, phone, port));
  // Simulated agents miss 3 % of their calls.
  const answers = !call.random.chance(0.03);
  const seconds = call.random.between(2, 8);
  const noAnswer = (): void => returnUnanswered(center, phone);
  if (!answers || !autoAnswers(center, agent)) scheduleAction(center, phone, ringTimeoutSeconds, noAnswer);
  else {
    scheduleAction(center, phone, seconds, () => {
      // A client may have taken control of the agent meanwhile.
      if (autoAnswers(center, agent)) answerQueuedCall(center, phone);
      else scheduleAction(center, phone, ringTimeoutSeconds - seconds, noAnswer);
    });
  }
}

/** The agent answers a call that was offered from a queue. */
export function answerQueuedCall(center: ContactCenter, phone: Party): void {
  const { call, agent } = phone;
  if (agent === undefined) return;
  const routing = routingOf(call);
  center.schedule.cancel(phone.nextAction);
  center.schedule.cancel(routing.abandonTimer);
  center.schedule.cancel(routing.overflowTimer);
  routing.stage = 'served';
  routing.answeredAt = center.schedule.now;
  routing.answeredBy = agent;
  center.freePorts.push(routing.port);
  phone.state = LCS_CONNECT;
  publishToCall(center, call, callEstablishedEvent(call, phone, portOf(routing)));
  updateMedia(center, call);
  startTalking(center, agent, call.csqId);
  if (routing.patienceSeconds !== undefined) simulateConversation(center, phone);
}

/** Schedules the simulated conversation: an optional hold, then the customer hangs up. */
function simulateConversation(center: ContactCenter, phone: Party): void {
  const { random, parties } = phone.call;
  const customer = parties.find(({ agent }) => agent === undefined);
  if (customer === undefined) return;
  const { talkSeconds, talkSpread, holdShare } = center.load;
  const talk = Math.min(
    12 * talkSeconds,
    Math.max(talkSeconds / 10, random.logNormal(talkSeconds, talkSpread)),
  );
  const holds = random.chance(holdShare);
  const before = talk * random.between(0.2, 0.7);
  const held = random.between(8, 45);
  const { agent } = phone;
  const alone = agent !== undefined && (center.autoAnswer === 'always' || !isClientControlled(center, agent));
  scheduleAction(center, customer, holds && alone ? talk + held : talk, () => leaveCall(center, customer));
  if (!holds || !alone) return;
  scheduleAction(center, phone, before, () => {
    if (phone.state !== LCS_CONNECT || agent.controlledBy === 'client') return;
    hold(center, phone);
    scheduleAction(center, phone, held, () => {
      if (phone.state !== LCS_HOLD || agent.controlledBy === 'client') return;
      retrieve(center, phone);
    });
  });
}

/** No answer: the agent becomes not ready, and the call goes back to the queue. */
export function returnUnanswered(center: ContactCenter, phone: Party): void {
  const { call, agent } = phone;
  const port = divertToQueue(center, phone);
  if (agent !== undefined) {
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  }
  if (port !== undefined && call.routing !== undefined) enqueue(center, port);
}

/** The agent of a ringing call logged out: the call goes back to the queue. */
export function returnToQueue(center: ContactCenter, phone: Party): void {
  const { agent } = phone;
  const port = divertToQueue(center, phone);
  if (port !== undefined) enqueue(center, port);
  if (agent !== undefined) afterCall(center, agent);
}

function divertToQueue(center: ContactCenter, phone: Party): Party | undefined {
  const { call, agent } = phone;
  const routing = routingOf(call);
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  publishToCall(center, call, callDivertedEvent(call, phone, phone, queueDevice(call.csqId), cause));
  if (agent !== undefined) publishToAgent(center, agent, endCallEvent(call.callId, phone.id));
  removeParty(center, phone);
  return addParty(call, portOf(routing), LCS_QUEUED);
}

/** Schedules the next simulated action of a party, in place of the one before. */
export function scheduleAction(
  center: ContactCenter,
  party: Party,
  seconds: number,
  action: () => void,
): void {
  center.schedule.cancel(party.nextAction);
  party.nextAction = center.schedule.after(seconds * 1000, action);
}
