/**
 * The state of the simulated contact center.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { AgentState } from 'rxcti/protocol';
import type { Schedule } from '../time/schedule.ts';
import type { AgentConfig, Configuration, QueueConfig } from './configuration.ts';
import type { Agent, Call } from './entities.ts';
import type { Load } from './load.ts';
import { createRecord, type QueueRecord } from './queue-record.ts';
import type { Random } from './random.ts';

/** The sessions that may receive an event, before masks: bridge sessions, and the agent-mode sessions of these agents. */
export interface Recipients {
  readonly bridges: boolean;
  readonly agents: readonly string[];
}

/** Agents who are ready, by CSQ, longest ready first. */
export type ReadyAgents = Map<number, Set<Agent>>;

/** The state of a contact center and what changes of it need. */
export interface ContactCenter {
  readonly config: Configuration;
  readonly schedule: Schedule;
  readonly random: Random;
  /** The load from simulated customers. */
  load: Load;
  /** Which agents answer by themselves: those that no client controls (`true`), none, or all. */
  readonly autoAnswer: boolean | 'always';
  readonly agents: Map<string, Agent>;
  /** Agents by extension; several may be configured with the same one. */
  readonly phones: Map<string, readonly Agent[]>;
  /** By CSQ. */
  readonly queues: Map<number, QueueConfig>;
  readonly readyAgents: ReadyAgents;
  /** By CallID. */
  readonly calls: Map<number, Call>;
  /** Queued calls in the order of service, by CSQ. */
  readonly waiting: Map<number, Call[]>;
  readonly freePorts: string[];
  /** Call statistics by CSQ. */
  readonly queueRecords: Map<number, QueueRecord>;
  /** Calls of simulated customers since the start, including those that found no free port. */
  inboundCalls: number;
  /** Calls made by clients and drivers. */
  requestedCalls: number;
  /** CallIDs given out. */
  callIdsUsed: number;
  publish(event: CtiMessage, recipients: Recipients): void;
  /** Whether an agent-mode session is open for the agent. */
  hasAgentSession(agentId: string): boolean;
  /** Called after each change of an agent's state; distributes calls and schedules simulated actions. */
  agentStateChanged(agent: Agent): void;
}

/** What a contact center is created from. */
type ContactCenterParts = Pick<
  ContactCenter,
  'config' | 'schedule' | 'random' | 'load' | 'autoAnswer' | 'publish' | 'hasAgentSession'
>;

/** Creates a contact center without calls in which everybody is logged out. */
export function createContactCenter(parts: ContactCenterParts): ContactCenter {
  const { config, random } = parts;
  const agents = config.agents.map((agent) => createAgent(agent, random.fork(agent.agentId)));
  const phones = new Map<string, Agent[]>();
  for (const agent of agents) {
    const { extension } = agent.config;
    phones.set(extension, [...(phones.get(extension) ?? []), agent]);
  }
  return {
    ...parts,
    agents: new Map(agents.map((agent) => [agent.config.agentId, agent])),
    phones,
    queues: new Map(config.queues.map((queue) => [queue.csqId, queue])),
    readyAgents: new Map(),
    calls: new Map(),
    waiting: new Map(config.queues.map(({ csqId }) => [csqId, []])),
    freePorts: [...config.ports],
    queueRecords: new Map(config.queues.map(({ csqId }) => [csqId, createRecord()])),
    inboundCalls: 0,
    requestedCalls: 0,
    callIdsUsed: 0,
    agentStateChanged: () => {},
  };
}

/** Creates an agent who is logged out. */
export function createAgent(config: AgentConfig, random: Random): Agent {
  return {
    config,
    random,
    state: AgentState.AGENT_STATE_LOGOUT,
    reason: 0,
    nextState: undefined,
    nextReason: 0,
    stateSince: 0,
    onShift: true,
    controlledBy: 'simulator',
    readyFor: [],
    parties: [],
    handledCsqId: undefined,
    pendingRecords: [],
    wrapUpTimer: undefined,
    readyAfterCall: false,
    inService: true,
    nextAction: undefined,
    breakPending: false,
  };
}
