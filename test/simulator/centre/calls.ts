/**
 * The life of a call that was dialled to a trigger.
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
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { CallType, EventCause, LocalConnectionState } from '../../../core/protocol/constants/calls.ts';
import { DeviceType } from '../../../core/protocol/constants/devices.ts';
import { SpecialValues } from '../../../core/protocol/constants/session.ts';
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
import type { Call, CallData, Centre, Device, Party, QueueVisit } from './centre.ts';
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
  centre: Centre,
  how: {
    readonly application: ApplicationProfile;
    readonly data: CallData;
    readonly random: Random;
    readonly patienceSeconds?: number;
    readonly priority?: number | undefined;
  },
): Call | undefined {
  const { application, data, random, patienceSeconds, priority } = how;
  const origin = centre.freePorts[0];
  if (origin === undefined) return undefined;
  const calling = outside(data.ani ?? '');
  const call = newCall(centre, {
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
  tellBridge(centre, callBegins(call, { id: origin, type: DeviceType.DEVID_CTI_PORT }));
  join(call, calling, LCS_INITIATE);
  enterTrigger(centre, call, application, { patienceSeconds, priority });
  return call;
}

/** A route point as a device. */
export const triggerOf = ({ trigger }: ApplicationProfile): Device => ({
  id: trigger,
  type: DeviceType.DEVID_ROUTE_POINT,
});

/** A call reaches a trigger. There must be a free port. */
export function enterTrigger(
  centre: Centre,
  call: Call,
  application: ApplicationProfile,
  how: { readonly patienceSeconds?: number | undefined; readonly priority?: number | undefined } = {},
): void {
  const port = centre.freePorts.shift();
  if (port === undefined) throw new Error('no CTI port is free');
  call.csqId = application.csqId;
  call.visit = {
    application,
    csqId: application.csqId,
    overflow: undefined,
    port,
    stage: 'offered',
    arrivedAt: centre.schedule.now,
    priority: how.priority ?? application.priority,
    queuedAt: undefined,
    answeredAt: undefined,
    answeredBy: undefined,
    patienceSeconds: how.patienceSeconds,
    patience: undefined,
  };
  const party = join(call, portOf(call.visit), LCS_ALERTING);
  tellAll(centre, call, callDelivered(call, party));
  later(centre, party, call.random.between(0.5, 1.5), () => greet(centre, party));
}

const portOf = ({ port }: QueueVisit): Device => ({ id: port, type: DeviceType.DEVID_CTI_PORT });

function visitOf({ visit }: Call): QueueVisit {
  if (visit === undefined) throw new Error('the call is in no queue');
  return visit;
}

function greet(centre: Centre, port: Party): void {
  const { call } = port;
  visitOf(call).stage = 'greeted';
  for (const party of call.parties) if (party.state !== LCS_HOLD) party.state = LCS_CONNECT;
  tellAll(centre, call, callEstablished(call, port));
  followMedia(centre, call);
  later(centre, port, call.random.between(2, 6), () => {
    const visit = visitOf(port.call);
    if (visit.patienceSeconds !== undefined) {
      visit.patience = centre.schedule.after(visit.patienceSeconds * second, () => {
        const caller = visitorOf(centre, visit)?.parties[0];
        if (caller !== undefined) leave(centre, caller);
      });
    }
    queue(centre, port);
  });
}

/** Whoever waits at the port waits on its behalf: a transfer may have changed the call. */
const visitorOf = (centre: Centre, visit: QueueVisit): Call | undefined =>
  [...centre.calls.values()].find((call) => call.visit === visit);

function queue(centre: Centre, port: Party): void {
  const { call } = port;
  const visit = visitOf(call);
  visit.stage = 'queued';
  visit.queuedAt ??= centre.schedule.now;
  port.state = LCS_QUEUED;
  const waiting = centre.waiting.get(call.csqId) ?? [];
  // Who comes back from a phone that nobody answered keeps his place.
  const later = waiting.findIndex((other) => goesBefore(visit, visitOf(other)));
  waiting.splice(later < 0 ? waiting.length : later, 0, call);
  tellAll(centre, call, callQueued(call, port));
  limitWait(centre, visit);
  serveQueue(centre, call.csqId);
}

/** The script waits with the caller, and tries another queue when it takes too long. */
function limitWait(centre: Centre, visit: QueueVisit): void {
  const { overflow } = centre.queues.get(visit.csqId) ?? {};
  if (overflow === undefined || visit.overflow !== undefined) return;
  visit.overflow = centre.schedule.after(overflow.afterSeconds * second, () => {
    visit.overflow = undefined;
    const call = visitorOf(centre, visit);
    const port = call?.parties.find(({ id }) => id === visit.port);
    // Whoever is being served just now stays; should nobody answer, the time begins anew.
    if (call === undefined || port === undefined || visit.stage !== 'queued') return;
    if (!centre.queues.has(overflow.csqId)) return;
    const waiting = centre.waiting.get(visit.csqId) ?? [];
    remove(waiting, call);
    tellAll(centre, call, callDequeued(call, port, waiting.length));
    visit.csqId = overflow.csqId;
    call.csqId = overflow.csqId;
    queue(centre, port);
  });
}

/** Brings the calls of a queue to agents, as far as there are both. */
export function serveQueue(centre: Centre, csqId: number): void {
  const waiting = centre.waiting.get(csqId) ?? [];
  for (let call = waiting[0]; call !== undefined; call = waiting[0]) {
    const agent = freeAgent(centre, csqId);
    if (agent === undefined) return;
    waiting.shift();
    ring(centre, call, agent);
  }
}

function ring(centre: Centre, call: Call, agent: Agent): void {
  const visit = visitOf(call);
  const port = portOf(visit);
  const at = call.parties.find(({ id }) => id === visit.port);
  if (at !== undefined) part(centre, at);
  visit.stage = 'ringing';
  const before = [...call.parties];
  const phone = join(call, phoneOf(agent), LCS_ALERTING, agent);
  setAgentState(centre, agent, AgentState.AGENT_STATE_RESERVED);
  tellBridge(centre, callDiverted(call, port, queueOf(call.csqId), phone));
  for (const { agent: caller } of before) {
    if (caller !== undefined) tellAgent(centre, caller, callDiverted(call, port, queueOf(call.csqId), phone));
  }
  tellAgent(centre, agent, callBegins(call, phone, CallType.CALLTYPE_CCX_IN));
  tellAll(centre, call, callDelivered(call, phone, port));
  // Agents of flesh and blood miss one call in thirty.
  const answers = !call.random.chance(0.03);
  const seconds = call.random.between(2, 8);
  const miss = (): void => missed(centre, phone);
  if (!answers || !answersAlone(centre, agent)) later(centre, phone, ringTimeoutSeconds, miss);
  else {
    later(centre, phone, seconds, () => {
      // A client may have taken the agent over while it rang.
      if (answersAlone(centre, agent)) answer(centre, phone);
      else later(centre, phone, ringTimeoutSeconds - seconds, miss);
    });
  }
}

/** The agent at whose phone a queued call rings picks up. */
export function answer(centre: Centre, phone: Party): void {
  const { call, agent } = phone;
  if (agent === undefined) return;
  const visit = visitOf(call);
  centre.schedule.cancel(phone.plan);
  centre.schedule.cancel(visit.patience);
  centre.schedule.cancel(visit.overflow);
  visit.stage = 'served';
  visit.answeredAt = centre.schedule.now;
  visit.answeredBy = agent;
  centre.freePorts.push(visit.port);
  phone.state = LCS_CONNECT;
  tellAll(centre, call, callEstablished(call, phone, portOf(visit)));
  followMedia(centre, call);
  startTalking(centre, agent, call.csqId);
  if (visit.patienceSeconds !== undefined) converse(centre, phone);
}

/** A customer of the centre's own talks a while and hangs up; an agent left to himself may put him on hold. */
function converse(centre: Centre, phone: Party): void {
  const { random, parties } = phone.call;
  const customer = parties.find(({ agent }) => agent === undefined);
  if (customer === undefined) return;
  const { talkSeconds, talkSpread, holdShare } = centre.load;
  const talk = Math.min(
    12 * talkSeconds,
    Math.max(talkSeconds / 10, random.logNormal(talkSeconds, talkSpread)),
  );
  const holds = random.chance(holdShare);
  const before = talk * random.between(0.2, 0.7);
  const held = random.between(8, 45);
  const { agent } = phone;
  const alone = agent !== undefined && (centre.autoAnswer === 'always' || !isDriven(centre, agent));
  later(centre, customer, holds && alone ? talk + held : talk, () => leave(centre, customer));
  if (!holds || !alone) return;
  later(centre, phone, before, () => {
    if (phone.state !== LCS_CONNECT || agent.driven === 'client') return;
    hold(centre, phone);
    later(centre, phone, held, () => {
      if (phone.state !== LCS_HOLD || agent.driven === 'client') return;
      retrieve(centre, phone);
    });
  });
}

/** Nobody answered: the agent is set not ready, and the call waits again. */
export function missed(centre: Centre, phone: Party): void {
  const { call, agent } = phone;
  const port = takeBack(centre, phone);
  if (agent !== undefined) {
    setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  }
  if (port !== undefined && call.visit !== undefined) queue(centre, port);
}

/** The agent whose phone it rings at has gone: the call waits for another one. */
export function agentGone(centre: Centre, phone: Party): void {
  const { agent } = phone;
  const port = takeBack(centre, phone);
  if (port !== undefined) queue(centre, port);
  if (agent !== undefined) afterCall(centre, agent);
}

function takeBack(centre: Centre, phone: Party): Party | undefined {
  const { call, agent } = phone;
  const visit = visitOf(call);
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  tellAll(centre, call, callDiverted(call, phone, phone, queueOf(call.csqId), cause));
  if (agent !== undefined) tellAgent(centre, agent, callEnds(call.callId, phone.id));
  part(centre, phone);
  return join(call, portOf(visit), LCS_QUEUED);
}

/** What a party does next by itself, instead of what it was going to do. */
export function later(centre: Centre, party: Party, seconds: number, action: () => void): void {
  centre.schedule.cancel(party.plan);
  party.plan = centre.schedule.after(seconds * second, action);
}

/** No application, no queue. */
export const noQueue: number = SpecialValues.NULL_CSQ;
