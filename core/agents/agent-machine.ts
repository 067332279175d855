/**
 * The life of an agent, and what may be asked in each state, as tags.
 * Guide: What is an agent state; The causes of agent state transitions.
 *
 * ```
 *  loggedOut ──login──▶ notReady ◀──▶ ready ──(call on its way)──▶ reserved ──answered──▶ talking
 *      ▲                   ▲ ▲                                        │ not answered        │
 *      │                   │ └────────────────────────────────────────┘                     ▼
 *      └──── logout ───────┴───────────────────────────── work, workReady ◀──── after the call
 * ```
 * The server alone moves an agent: each of its events leads to its state from everywhere.
 * @module
 */
import { type AnyStateMachine, setup } from 'xstate';
import { createLifecycle, type Lifecycle } from '../store/lifecycle.ts';
import type { AgentStateName } from './agent.ts';

const machine = setup({ types: { events: {} as { type: `TO_${AgentStateName}` } } }).createMachine({
  id: 'agent',
  initial: 'unknown',
  on: {
    TO_loggedOut: '.loggedOut',
    TO_notReady: '.notReady',
    TO_ready: '.ready',
    TO_talking: '.talking',
    TO_work: '.work',
    TO_workReady: '.workReady',
    TO_busyOther: '.busyOther',
    TO_reserved: '.reserved',
    TO_active: '.active',
    TO_paused: '.paused',
    TO_unknown: '.unknown',
  },
  states: {
    unknown: { tags: ['login'] },
    loggedOut: { tags: ['login'] },
    notReady: { tags: ['ready', 'notReady', 'logout', 'makeCall'] },
    ready: { tags: ['notReady', 'logout', 'makeCall'] },
    reserved: { tags: ['notReady'] },
    // While talking a request is kept: the state follows after the call.
    talking: { tags: ['ready', 'notReady', 'work', 'forceLogout', 'makeCall'] },
    work: { tags: ['ready', 'notReady', 'logout', 'makeCall'] },
    workReady: { tags: ['ready', 'notReady', 'logout', 'makeCall'] },
    busyOther: { tags: ['notReady'] },
    active: { tags: ['notReady', 'logout'] },
    paused: { tags: ['ready', 'notReady', 'logout'] },
  },
});

/** The machine by itself, for tests. */
export const agentLogic: AnyStateMachine = machine;

/** The steps of an agent's life, and which requests its states allow. */
export const agentLifecycle: Lifecycle<AgentStateName> = createLifecycle(machine);
