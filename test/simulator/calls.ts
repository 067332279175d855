/**
 * The life of a call from outside.
 *
 * ```text
 *   offered ──► greeted ──► queued ──► ringing ──► connected ◄──► held
 *                             │  ▲        │ │           │
 *                   abandoned │  └────────┘ │ abandoned │ over
 *                             ▼ not answered▼           ▼
 * ```
 * Guide: Example message flow for a queued and answered call.
 * @module
 */
import { AgentStateReason } from '../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../core/protocol/constants/agents.ts';
import { EventCause } from '../../core/protocol/constants/calls.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { type Agent, freeAgent, leaveCall, setAgentState } from './agents.ts';
import {
  callBegins,
  callDelivered,
  callDiverted,
  callEnds,
  callEstablished,
  callHeld,
  callOver,
  callQueued,
  callRetrieved,
  type Party,
  phoneOf,
  portOf,
  queueOf,
} from './call-events.ts';
import type { Call, Centre } from './centre.ts';

const second = 1000;
/** CallIDs begin where those of the guide's log files do. */
const firstCallId = 0x01000001;
/** How long a phone rings before the call goes back to the queue. */
const ringTimeoutMs = 15 * second;

/** Customers call for as long as the centre lives. */
export function openLines(centre: Centre): void {
  if (centre.callsPerHour <= 0 || centre.world.applications.length === 0) return;
  const arrivals = centre.random.fork('arrivals');
  const meanMs = (3600 * second) / centre.callsPerHour;
  const nextCaller = (): void => {
    centre.schedule.after(arrivals.exponential(meanMs), () => {
      nextCaller();
      arrive(centre);
    });
  };
  nextCaller();
}

/** A customer calls. Undefined when all ports are taken: the caller hears the busy tone, and nobody else anything. */
export function arrive(centre: Centre): Call | undefined {
  const number = centre.arrived++;
  const port = centre.freePorts.shift();
  if (port === undefined) return undefined;
  const random = centre.random.fork(`call ${number}`);
  const application = random.pick(centre.world.applications);
  const customer = 10_000 + random.below(90_000);
  const call: Call = {
    callId: firstCallId + number,
    ani: `1555${String(random.below(10_000_000)).padStart(7, '0')}`,
    application,
    port,
    callVariable1: `C-${customer}`,
    callVariable2: random.pick(['gold', 'silver', 'bronze']),
    namedVariables: [
      {
        name: 'user.CustomerName',
        value: random.pick(['Åsa Lindqvist', 'Tom Baker', 'María Ruiz', 'Li Wei']),
      },
      { name: 'user.Language', value: random.pick(['en', 'es', 'sv', 'zh']) },
    ],
    random,
    startedAt: centre.schedule.now,
    stage: 'offered',
    agent: undefined,
    patience: undefined,
    next: undefined,
  };
  centre.calls.set(call.callId, call);
  tellBridge(centre, callBegins(call, portOf(call)), callDelivered(call, portOf(call)));
  later(centre, call, random.between(0.5, 1.5), () => greet(centre, call));
  return call;
}

function greet(centre: Centre, call: Call): void {
  call.stage = 'greeted';
  tellBridge(centre, callEstablished(call, portOf(call)));
  later(centre, call, call.random.between(2, 6), () => {
    call.patience = centre.schedule.after((15 + call.random.exponential(240)) * second, () =>
      end(centre, call),
    );
    queue(centre, call);
  });
}

function queue(centre: Centre, call: Call): void {
  call.stage = 'queued';
  call.agent = undefined;
  const waiting = waitingFor(centre, call);
  // Who comes back from a phone that nobody answered keeps his place.
  const later = waiting.findIndex(({ startedAt }) => startedAt > call.startedAt);
  waiting.splice(later < 0 ? waiting.length : later, 0, call);
  tellBridge(centre, callQueued(call));
  serveQueue(centre, call.application.csqId);
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
  const phone = phoneOf(agent);
  call.stage = 'ringing';
  call.agent = agent;
  agent.call = call;
  setAgentState(centre, agent, AgentState.AGENT_STATE_RESERVED);
  tellBridge(centre, callDiverted(call, portOf(call), queueOf(call), phone));
  tellAgent(centre, agent, callBegins(call, phone));
  tellBoth(centre, agent, callDelivered(call, phone, portOf(call)));
  // Agents of flesh and blood miss one call in thirty.
  const answers = !call.random.chance(0.03);
  const seconds = answers ? call.random.between(2, 8) : ringTimeoutMs / second;
  later(centre, call, seconds, () => {
    if (answers) answer(centre, call, agent);
    else missed(centre, call, agent);
  });
}

function answer(centre: Centre, call: Call, agent: Agent): void {
  call.stage = 'connected';
  centre.schedule.cancel(call.patience);
  call.patience = undefined;
  centre.freePorts.push(call.port);
  tellBoth(centre, agent, callEstablished(call, phoneOf(agent), portOf(call)));
  setAgentState(centre, agent, AgentState.AGENT_STATE_TALKING);
  const talk = Math.min(1200, Math.max(10, call.random.logNormal(100, 0.5)));
  if (!call.random.chance(0.2)) {
    later(centre, call, talk, () => end(centre, call));
    return;
  }
  const before = talk * call.random.between(0.2, 0.7);
  const held = call.random.between(8, 45);
  later(centre, call, before, () => {
    call.stage = 'held';
    tellBoth(centre, agent, callHeld(call, phoneOf(agent)));
    later(centre, call, held, () => {
      call.stage = 'connected';
      tellBoth(centre, agent, callRetrieved(call, phoneOf(agent)));
      later(centre, call, talk - before, () => end(centre, call));
    });
  });
}

/** Nobody answered: the agent is set not ready, and the call waits again. */
function missed(centre: Centre, call: Call, agent: Agent): void {
  takeBack(centre, call, agent);
  setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, AgentStateReason.AGT_RNA);
  queue(centre, call);
}

/** The agent whose phone it rings at has gone: the call waits for another one. */
export function agentGone(centre: Centre, call: Call, agent: Agent): void {
  takeBack(centre, call, agent);
  queue(centre, call);
}

function takeBack(centre: Centre, call: Call, agent: Agent): void {
  const phone = phoneOf(agent);
  const cause = EventCause.CEC_CALL_NOT_ANSWERED;
  centre.schedule.cancel(call.next);
  tellBoth(centre, agent, callDiverted(call, phone, phone, queueOf(call), cause));
  tellAgent(centre, agent, callEnds(call, phone));
  agent.call = undefined;
}

/** Somebody hung up. */
function end(centre: Centre, call: Call): void {
  const { agent } = call;
  const at = agent === undefined ? portOf(call) : phoneOf(agent);
  forget(centre, call);
  const events = callOver(call, at);
  if (agent === undefined) tellBridge(centre, ...events);
  else tellBoth(centre, agent, ...events);
  if (agent !== undefined) tellAgent(centre, agent, callEnds(call, at));
  tellBridge(centre, callEnds(call, portOf(call)));
  if (agent !== undefined) leaveCall(centre, agent, call);
}

function forget(centre: Centre, call: Call): void {
  centre.schedule.cancel(call.next);
  centre.schedule.cancel(call.patience);
  const waiting = waitingFor(centre, call);
  const place = waiting.indexOf(call);
  if (place >= 0) waiting.splice(place, 1);
  if (call.stage !== 'connected' && call.stage !== 'held') centre.freePorts.push(call.port);
  centre.calls.delete(call.callId);
}

/** The devices that have a part in a call now, as a client that heard all events has it. */
export function partiesOf(call: Call): readonly Party[] {
  return [call.agent === undefined ? portOf(call) : phoneOf(call.agent)];
}

function waitingFor(centre: Centre, call: Call): Call[] {
  return centre.waiting.get(call.application.csqId) ?? [];
}

function later(centre: Centre, call: Call, seconds: number, action: () => void): void {
  call.next = centre.schedule.after(seconds * second, action);
}

function tellBridge(centre: Centre, ...events: readonly CtiMessage[]): void {
  for (const event of events) centre.publish(event, { bridge: true, agents: [] });
}

function tellAgent(centre: Centre, agent: Agent, event: CtiMessage): void {
  centre.publish(event, { bridge: false, agents: [agent.person.agentId] });
}

function tellBoth(centre: Centre, agent: Agent, ...events: readonly CtiMessage[]): void {
  for (const event of events) centre.publish(event, { bridge: true, agents: [agent.person.agentId] });
}
