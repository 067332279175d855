/**
 * Changes of the configuration while the contact center runs.
 * @module
 */
import { AgentStateReason } from 'rxcti/protocol';
import { isLoggedIn } from '../model/agents.ts';
import {
  type AgentConfig,
  type AgentSelection,
  type ApplicationConfig,
  type QueueConfig,
  type QueueOverflow,
  terminalOf,
} from '../model/configuration.ts';
import { type ContactCenter, createAgent } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import { createRecord } from '../model/queue-record.ts';
import { logOut } from './login.ts';
import { reorderReadyLists, updateReadyLists } from './routing.ts';

/** New values for an agent's configuration. What is left out stays. */
export interface AgentChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly csqIds?: readonly number[];
  readonly teamId?: number;
  /** Competence levels by CSQID, 1 to 10; 5 for the others. Not sent to clients. */
  readonly competence?: ReadonlyMap<number, number>;
  /** Logs the agent out with reason 32750. Several agents may have the same extension. */
  readonly extension?: string;
}

/** New values for a queue's configuration. What is left out stays. */
export interface QueueChange {
  readonly name?: string;
  readonly description?: string;
  readonly autoWork?: boolean;
  /** Limit of the wrap-up; 0: none. Not sent to clients. */
  readonly wrapUpSeconds?: number;
  /** How the queue selects among ready agents. Default `longest available`. Not sent to clients. */
  readonly selection?: AgentSelection;
  /** Moves calls that wait too long to another queue. Not sent to clients. */
  readonly overflow?: QueueOverflow;
}

/** Adds an agent, logged out. */
export function addAgent(
  center: ContactCenter,
  options: Omit<AgentConfig, 'recordId' | 'terminal' | 'competence'>,
): Agent {
  const { agents } = center.config;
  const recordId = Math.max(0, ...agents.map((one) => one.recordId)) + 1;
  const config: AgentConfig = { ...options, recordId, competence: new Map(), terminal: terminalOf(recordId) };
  const agent = createAgent(config, center.random.fork(config.agentId));
  // No simulated login: only a client or a driver logs a new agent in.
  agent.onShift = false;
  agents.push(config);
  center.agents.set(config.agentId, agent);
  addOwner(center, agent);
  return agent;
}

/** Changes an agent's record, except the team. */
export function changeAgent(center: ContactCenter, agent: Agent, change: AgentChange): void {
  const { firstName, lastName, csqIds, competence, extension } = change;
  Object.assign(agent.config, defined({ firstName, lastName, csqIds, competence }));
  if (extension !== undefined && extension !== agent.config.extension) {
    if (isLoggedIn(agent)) logOut(center, agent, AgentStateReason.AGT_ICD_EXTENSION_CHANGED);
    removeOwner(center, agent);
    agent.config.extension = extension;
    addOwner(center, agent);
  }
  if (csqIds !== undefined) reorderReadyLists(center.readyAgents, agent);
}

/** Removes an agent, who must be logged out and on no call. */
export function removeAgent(center: ContactCenter, agent: Agent): void {
  const { config } = agent;
  center.schedule.cancel(agent.nextAction);
  updateReadyLists(center.readyAgents, agent);
  center.agents.delete(config.agentId);
  removeOwner(center, agent);
  center.config.agents.splice(center.config.agents.indexOf(config), 1);
}

/** Adds a queue with an application and a trigger. */
export function addQueue(
  center: ContactCenter,
  options: Pick<QueueConfig, 'csqId' | 'name' | 'description' | 'autoWork'> & { readonly trigger: string },
): { readonly queue: QueueConfig; readonly application: ApplicationConfig } {
  const { queues, applications, ports } = center.config;
  const { trigger, ...rest } = options;
  const queue: QueueConfig = {
    ...rest,
    wrapUpSeconds: undefined,
    selection: 'longest available',
    overflow: undefined,
  };
  const application: ApplicationConfig = {
    applicationId: Math.max(0, ...applications.map((one) => one.applicationId)) + 1,
    name: `${options.name.toLowerCase()}-main`,
    description: 'greets and queues',
    maxSessions: ports.length,
    trigger,
    csqId: options.csqId,
    priority: 1,
  };
  queues.push(queue);
  applications.push(application);
  center.queues.set(queue.csqId, queue);
  center.waiting.set(queue.csqId, []);
  center.queueRecords.set(queue.csqId, createRecord());
  return { queue, application };
}

/** Changes a queue's record. */
export function changeQueue(queue: QueueConfig, change: QueueChange): void {
  const { wrapUpSeconds, ...rest } = change;
  Object.assign(queue, defined(rest));
  if (wrapUpSeconds !== undefined) queue.wrapUpSeconds = wrapUpSeconds === 0 ? undefined : wrapUpSeconds;
}

/** Removes a queue without calls, and its applications; `agents` are those who served it. */
export function removeQueue(
  center: ContactCenter,
  queue: QueueConfig,
): { readonly applications: readonly ApplicationConfig[]; readonly agents: readonly Agent[] } {
  const { queues, applications } = center.config;
  const { csqId } = queue;
  const removed = applications.filter((application) => application.csqId === csqId);
  for (const application of removed) applications.splice(applications.indexOf(application), 1);
  queues.splice(queues.indexOf(queue), 1);
  const agents = [...center.agents.values()].filter(({ config }) => config.csqIds.includes(csqId));
  for (const agent of agents) {
    agent.config.csqIds = agent.config.csqIds.filter((other) => other !== csqId);
    updateReadyLists(center.readyAgents, agent);
  }
  center.queues.delete(csqId);
  center.waiting.delete(csqId);
  center.queueRecords.delete(csqId);
  return { applications: removed, agents };
}

function addOwner(center: ContactCenter, agent: Agent): void {
  const { extension } = agent.config;
  center.phones.set(extension, [...(center.phones.get(extension) ?? []), agent]);
}

function removeOwner(center: ContactCenter, agent: Agent): void {
  const { extension } = agent.config;
  const others = (center.phones.get(extension) ?? []).filter((other) => other !== agent);
  if (others.length === 0) center.phones.delete(extension);
  else center.phones.set(extension, others);
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
