/**
 * The life of a call that was dialed to a trigger.
 *
 * ```text
 *   offered ──► greeted ──► queued ──► ringing ──► served: connected ◄──► held
 *                             │  ▲        │ │           │
 *                   abandoned │  └────────┘ │ abandoned │ over
 *                             ▼ not answered▼           ▼
 * ```
 * Guide: Example message flow for a queued and answered call.
 * @module
 */
import {
  AgentState,
  AgentStateReason,
  CallType,
  DeviceType,
  EventCause,
  LocalConnectionState,
  SpecialValues,
} from 'rxcti/protocol';
import {
  callBegins,
  callDelivered,
  callDequeued,
  callDiverted,
  callEnds,
  callEstablished,
  callQueued,
  queueOf,
} from '../telling/call-events.ts';
import { tellAgent, tellAll, tellBridge } from '../telling/telling.ts';
import { type Agent, afterCall, answersAlone, isDriven, setAgentState, startTalking } from './agents.ts';
import { join, newCall, outside, part, phoneOf, remove } from './call-model.ts';
import type { Call, CallData, Center, Device, Party, QueueVisit } from './center.ts';
import { hold, retrieve } from './holding.ts';
import { leave } from './leaving.ts';
import { followMedia } from './media.ts';
import type { ApplicationProfile } from './people.ts';
import type { Random } from './random.ts';
import { freeAgent, goesBefore } from './routing.ts';

const second = 1000;
/** How long a phone rings before the call goes back to the queue. */
export const ringTimeoutSeconds = 15;

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_QUEUED } = LocalConnectionState;

/** Somebody outside calls a trigger. Undefined when all ports are taken: the caller hears the busy tone. */
export function callIn(
  center: Center,
  how: {
    readonly application: ApplicationProfile;
    readonly data: CallData;
    readonly random: Random;
    readonly patienceSeconds?: number;
    readonly priority?: number | undefined;
  },
): Call | undefined {
  const { application, data, random, patienceSeconds, priority } = how;
  const origin = center.freePorts[0];
  if (origin === undefined) return undefined;
  const calling = outside(data.ani ?? '');
  const call = newCall(center, {
    type: CallType.CALLTYPE_CCX_IN,
    calling,
    called: triggerOf(application),
    origin,
    data,
    csqId: application.csqId,
    visit: undefined,
    consultOf: undefined,
    random,
  });
  tellBridge(center, callBegins(call, { id: origin, type: DeviceType.DEVID_CTI_PORT }));
  join(call, calling, LCS_INITIATE);
  enterTrigger(center, call, application, { patienceSeconds, priority });
  return call;
}

/** A route point as a device. */
export const triggerOf = ({ trigger }: ApplicationProfile): Device => ({
  id: trigger,
  type: DeviceType.DEVID_ROUTE_POINT,
});

/** A call reaches a trigger. There must be a free port. */
export function enterTrigger(
  center: Center,
  call: Call,
  application: ApplicationProfile,
  how: { readonly patienceSeconds?: number | undefined; readonly priority?: number | undefined } = {},
): void {
  const port = center.freePorts.shift();
  if (port === undefined) throw new Error('no CTI port is free');
  call.csqId = application.csqId;
  call.visit = {
    application,
    csqId: application.csqId,
    overflow: undefined,
    port,
    stage: 'offered',
    arrivedAt: center.schedule.now,
    priority: how.priority ?? application.priority,
    queuedAt: undefined,
    answeredAt: undefined,
    answeredBy: undefined,
    patienceSeconds: how.patienceSeconds,
    patience: undefined,
  };
  const party = join(call, portOf(call.visit), LCS_ALERTING);
  tellAll(center, call, callDelivered(call, party));
  later(center, party, call.random.between(0.5, 1.5), () => greet(center, party));
}

const portOf = ({ port }: QueueVisit): Device => ({ id: port, type: DeviceType.DEVID_CTI_PORT });

function visitOf({ visit }: Call): QueueVisit {
  if (visit === undefined) throw new Error('the call is in no queue');
  return visit;
}

function greet(center: Center, port: Party): void {
  const { call } = port;
  visitOf(call).stage = 'greeted';
  for (const party of call.parties) if (party.state !== LCS_HOLD) party.state = LCS_CONNECT;
  tellAll(center, call, callEstablished(call, port));
  followMedia(center, call);
  later(center, port, call.random.between(2, 6), () => {
    const visit = visitOf(port.call);
    if (visit.patienceSeconds !== undefined) {
      visit.patience = center.schedule.after(visit.patienceSeconds * second, () => {
        const caller = visitorOf(center, visit)?.parties[0];
        if (caller !== undefined) leave(center, caller);
      });
    }
    queue(center, port);
  });
}

/** Whoever waits at the port waits on its behalf: a transfer may have changed the call. */
const visitorOf = (center: Center, visit: QueueVisit): Call | undefined =>
  [...center.calls.values()].find((call) => call.visit === visit);

function queue(center: Center, port: Party): void {
  const { call } = port;
  const visit = visitOf(call);
  visit.stage = 'queued';
  visit.queuedAt ??= center.schedule.now;
  port.state = LCS_QUEUED;
  const waiting = center.waiting.get(call.csqId) ?? [];
  // Who comes back from a phone that nobody answered keeps his place.
  const later = waiting.findIndex((other) => goesBefore(visit, visitOf(other)));
  waiting.splice(later < 0 ? waiting.length : later, 0, call);
  tellAll(center, call, callQueued(call, port));
  limitWait(center, visit);
  serveQueue(center, call.csqId);
}

/** The script waits with the caller, and tries another queue when it takes too long. */
function limitWait(center: Center, visit: QueueVisit): void {
  const { overflow } = center.queues.get(visit.csqId) ?? {};
  if (overflow === undefined || visit.overflow !== undefined) return;
  visit.overflow = center.schedule.after(overflow.afterSeconds * second, () => {
    visit.overflow = undefined;
    const call = visitorOf(center, visit);
    const port = call?.parties.find(({ id }) => id === visit.port);
    // Whoever is being served just now stays; should nobody answer, the time begins anew.
    if (call === undefined || port === undefined || visit.stage !== 'queued') return;
    if (!center.queues.has(overflow.csqId)) return;
    const waiting = center.waiting.get(visit.csqId) ?? [];
    remove(waiting, call);
    tellAll(center, call, callDequeued(call, port, waiting.length));
    visit.csqId = overflow.csqId;
    call.csqId = overflow.csqId;
    queue(center, port);
  });
}

/** Brings the calls of a queue to agents, as far as there are both. */
export function serveQueue(center: Center, csqId: number): void {
  const waiting = center.waiting.get(csqId) ?? [];
  for (let call = waiting[0]; call !== undefined; call = waiting[0]) {
    const agent = freeAgent(center, csqId);
    if (agent === undefined) return;
    waiting.shift();
    ring(center, call, agent);
  }
}

function ring(center: Center, call: Call, agent: Agent): void {
  const visit = visitOf(call);
  const port = portOf(visit);
  const at = call.parties.find(({ id }) => id === visit.port);
  if (at !== undefined) part(center, at);
  visit.stage = 'ringing';
  const before = [...call.parties];
  const phone = join(call, phoneOf(agent), LCS_ALERTING, agent);
  setAgentState(center, agent, AgentState.AGENT_STATE_RESERVED);
  tellBridge(center, callDiverted(call, port, queueOf(call.csqId), phone));
  for (const { agent: caller } of before) {
    if (caller !== undefined) tellAgent(center, caller, callDiverted(call, port, queueOf(call.csqId), phone));
  }
  tellAgent(center, agent, callBegins(call, phone, CallType.CALLTYPE_CCX_IN));
  tellAll(center, call, callDelivered(call, phone, port));
  // Agents of flesh and blood miss one call in thirty.
  const answers = !call.random.chance(0.03);
  const seconds = call.random.between(2, 8);
  const miss = (): void => missed(center, phone);
  if (!answers || !answersAlone(center, agent)) later(center, phone, ringTimeoutSeconds, miss);
  else {
    later(center, phone, seconds, () => {
      // A client may have taken the agent over while it rang.
      if (answersAlone(center, agent)) answer(center, phone);
      else later(center, phone, ringTimeoutSeconds - seconds, miss);
    });
  }
}

/** The agent at whose phone a queued call rings picks up. */
export function answer(center: Center, phone: Party): void {
  const { call, agent } = phone;
  if (agent === undefined) return;
  const visit = visitOf(call);
  center.schedule.cancel(phone.plan);
  center.schedule.cancel(visit.patience);
  center.schedule.cancel(visit.overflow);
  visit.stage = 'served';
  visit.answeredAt = center.schedule.now;
  visit.answeredBy = agent;
  center.freePorts.push(visit.port);
  phone.state = LCS_CONNECT;
  tellAll(center, call, callEstablished(call, phone, portOf(visit)));
  followMedia(center, call);
  startTalking(center, agent, call.csqId);
  if (visit.patienceSeconds !== undefined) converse(center, phone);
}

/** A customer of the center's own talks a while and hangs up; an agent left to himself may put him on hold. */
function converse(center: Center, phone: Party): void {
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
  const alone = agent !== undefined && (center.autoAnswer === 'always' || !isDriven(center, agent));
  later(center, customer, holds && alone ? talk + held : talk, () => leave(center, customer));
  if (!holds || !alone) return;
  later(center, phone, before, () => {
    if (phone.state !== LCS_CONNECT || agent.driven === 'client') return;
    hold(center, phone);
    later(center, phone, held, () => {
      if (phone.state !== LCS_HOLD || agent.driven === 'client') return;
      retrieve(center, phone);
    });
  });
}

/** Nobody answered: the agent is set not ready, and the call waits again. */
export function missed(center: Center, phone: Party): void {
  const { call, agent } = phone;
  const port = takeBack(center, phone);
  if (agent !== undefined) {
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  }
  if (port !== undefined && call.visit !== undefined) queue(center, port);
}

/** The agent whose phone it rings at has gone: the call waits for another one. */
export function agentGone(center: Center, phone: Party): void {
  const { agent } = phone;
  const port = takeBack(center, phone);
  if (port !== undefined) queue(center, port);
  if (agent !== undefined) afterCall(center, agent);
}

function takeBack(center: Center, phone: Party): Party | undefined {
  const { call, agent } = phone;
  const visit = visitOf(call);
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  tellAll(center, call, callDiverted(call, phone, phone, queueOf(call.csqId), cause));
  if (agent !== undefined) tellAgent(center, agent, callEnds(call.callId, phone.id));
  part(center, phone);
  return join(call, portOf(visit), LCS_QUEUED);
}

/** What a party does next by itself, instead of what it was going to do. */
export function later(center: Center, party: Party, seconds: number, action: () => void): void {
  center.schedule.cancel(party.plan);
  party.plan = center.schedule.after(seconds * second, action);
}

/** No application, no queue. */
export const noQueue: number = SpecialValues.NULL_CSQ;
