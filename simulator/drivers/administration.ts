/**
 * Changes of the configuration by an administrator. Clients that asked for the configuration get updates.
 * Guide: How configuration consistency is maintained.
 * @module
 */
import { CtiError, type CtiMessage } from 'rxcti';
import { AgentState, AgentType, RecordType, TeamRecordType } from 'rxcti/protocol';
import {
  type AgentChange,
  addAgent,
  addQueue,
  changeAgent,
  changeQueue,
  type QueueChange,
  removeAgent,
  removeQueue,
} from '../contact-center/provisioning.ts';
import type { ConfigurationKeys } from '../events/configuration-blocks.ts';
import {
  agentChanged,
  agentUpdates,
  type ConfigurationUpdate,
  phoneChanged,
  queueChanged,
  queueUpdates,
  teamChanged,
} from '../events/configuration-updates.ts';
import { isLoggedIn } from '../model/agents.ts';
import type { QueueConfig, TeamConfig } from '../model/configuration.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Waiters } from '../time/waiters.ts';
import { notPossible, unknownArgument } from './driver-requests.ts';

/** An agent or supervisor to be added. */
export interface NewAgent {
  readonly agentId: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Default: the next free one. */
  readonly extension?: string;
  /** Default: the simulator's `password`. */
  readonly password?: string;
  readonly supervisor?: boolean;
  /** Default: none. */
  readonly csqIds?: readonly number[];
  /** Default: the first team. */
  readonly teamId?: number;
}

/** A queue to be added, with an application and a trigger. */
export interface NewQueue {
  /** Default: the next number. */
  readonly csqId?: number;
  readonly name: string;
  readonly description?: string;
  /** Whether agents go to work state after its calls. Default true. */
  readonly autoWork?: boolean;
  /** Default: the next free number. */
  readonly trigger?: string;
}

/** Changes of the configuration. Promises resolve once all updates are sent. */
export interface Administration {
  /**
   * Adds an agent, logged out. Resolves with the extension.
   * @throws {CtiError} `INVALID_ARGUMENT` for an id or extension in use, or an unknown queue or team.
   */
  addAgent(agent: NewAgent): Promise<{ readonly extension: string }>;
  /**
   * Changes an agent's record.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, queue or team.
   */
  changeAgent(agentId: string, change: AgentChange): Promise<void>;
  /**
   * Removes an agent.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, `NOT_POSSIBLE` if the agent is logged in or on a call.
   */
  removeAgent(agentId: string): Promise<void>;
  /**
   * Adds a queue. Resolves with its CSQID and trigger.
   * @throws {CtiError} `INVALID_ARGUMENT` for a CSQID or trigger in use.
   */
  addQueue(queue: NewQueue): Promise<{ readonly csqId: number; readonly trigger: string }>;
  /**
   * Changes a queue's record.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown queue or an overflow time out of range.
   */
  changeQueue(csqId: number, change: QueueChange): Promise<void>;
  /**
   * Removes a queue with its application and trigger.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown queue, `NOT_POSSIBLE` while it has calls.
   */
  removeQueue(csqId: number): Promise<void>;
}

/** What the administration acts on. */
interface AdministrationOptions {
  readonly center: ContactCenter;
  readonly keys: ConfigurationKeys;
  /** The sessions of each node. */
  readonly nodes: Iterable<Sessions>;
  readonly waiters: Waiters;
  readonly password: string;
}

/** Creates the administration of a contact center. */
export function createAdministration(options: AdministrationOptions): Administration {
  const { center, keys, nodes, waiters, password } = options;

  function publishUpdates(updates: readonly ConfigurationUpdate[]): void {
    for (const { kind, block } of updates) for (const sessions of nodes) sessions.publishBlock(kind, block);
    waiters.recheck();
  }
  function publishEvents(events: readonly CtiMessage[]): void {
    for (const event of events) {
      for (const sessions of nodes) for (const session of sessions.open) session.publish(event);
    }
  }
  function findAgent(agentId: string): Agent {
    const agent = center.agents.get(agentId);
    if (agent === undefined) throw unknownArgument('agentId', agentId);
    return agent;
  }
  function findQueue(csqId: number): QueueConfig {
    const queue = center.queues.get(csqId);
    if (queue === undefined) throw unknownArgument('csqId', String(csqId));
    return queue;
  }
  const findTeam = (teamId: number): TeamConfig | undefined =>
    center.config.teams.find((team) => team.teamId === teamId);

  function moveToTeam({ config }: Agent, teamId: number): void {
    const from = findTeam(config.teamId);
    const to = findTeam(teamId);
    if (to === undefined || to === from) return;
    config.teamId = teamId;
    publishEvents([
      ...teamChanged(from, config, TeamRecordType.Delete),
      ...teamChanged(to, config, TeamRecordType.Add),
    ]);
  }

  return {
    async addAgent({ agentId, extension = freeExtension(center), csqIds = [], teamId, ...more }) {
      if (agentId === '' || center.agents.has(agentId)) throw inUse('agentId', agentId);
      if (extension === '' || center.phones.has(extension)) throw inUse('extension', extension);
      checkReferences(center, csqIds, teamId);
      const agent = addAgent(center, {
        agentId,
        password: more.password ?? password,
        firstName: more.firstName ?? '',
        lastName: more.lastName ?? '',
        extension,
        type: more.supervisor === true ? AgentType.Supervisor : AgentType.Agent,
        teamId: teamId ?? center.config.teams[0]?.teamId ?? 1,
        csqIds,
      });
      publishUpdates(agentUpdates(keys, agent, RecordType.Add));
      publishEvents(teamChanged(findTeam(agent.config.teamId), agent.config, TeamRecordType.Add));
      return { extension };
    },
    async changeAgent(agentId, change) {
      center.schedule.catchUp();
      const agent = findAgent(agentId);
      const { csqIds, teamId } = change;
      checkReferences(center, csqIds ?? [], teamId);
      if (Object.keys(change).some((key) => key !== 'teamId')) {
        const { extension } = agent.config;
        changeAgent(center, agent, change);
        publishUpdates([agentChanged(keys, agent)]);
        if (agent.config.extension !== extension) {
          publishUpdates([phoneChanged(keys, agent.config, extension)]);
        }
        // Offers the calls that wait in queues which are new to a ready agent.
        if (csqIds !== undefined && agent.state === AgentState.AGENT_STATE_READY) {
          center.agentStateChanged(agent);
        }
      }
      if (teamId !== undefined) moveToTeam(agent, teamId);
    },
    async removeAgent(agentId) {
      center.schedule.catchUp();
      const agent = findAgent(agentId);
      if (isLoggedIn(agent) || agent.parties.length > 0) {
        throw notPossible('removeAgent', `${agentId} is logged in or on a call`);
      }
      removeAgent(center, agent);
      publishUpdates(agentUpdates(keys, agent, RecordType.Delete));
      publishEvents(teamChanged(findTeam(agent.config.teamId), agent.config, TeamRecordType.Delete));
    },
    async addQueue({ name, description = `${name} calls`, autoWork = true, ...more }) {
      const { queues, applications } = center.config;
      const csqId = more.csqId ?? Math.max(0, ...queues.map((queue) => queue.csqId)) + 1;
      const trigger =
        more.trigger ?? String(Math.max(6999, ...applications.map((one) => Number(one.trigger) || 0)) + 1);
      if (center.queues.has(csqId)) throw inUse('csqId', String(csqId));
      if (applications.some((one) => one.trigger === trigger)) throw inUse('trigger', trigger);
      const { queue, application } = addQueue(center, { csqId, name, description, autoWork, trigger });
      publishUpdates(queueUpdates(keys, [queue], [application], RecordType.Add));
      return { csqId, trigger };
    },
    async changeQueue(csqId, change) {
      center.schedule.catchUp();
      const queue = findQueue(csqId);
      const { overflow } = change;
      if (overflow !== undefined) {
        checkReferences(center, [overflow.csqId], undefined);
        if (!(overflow.afterSeconds > 0)) {
          throw new CtiError('INVALID_ARGUMENT', 'overflow.afterSeconds must be above 0', {
            argument: 'overflow',
          });
        }
      }
      changeQueue(queue, change);
      publishUpdates([queueChanged(keys, queue)]);
    },
    async removeQueue(csqId) {
      center.schedule.catchUp();
      const queue = findQueue(csqId);
      if ([...center.calls.values()].some((call) => call.csqId === csqId)) {
        throw notPossible('removeQueue', 'the queue has calls');
      }
      const { applications, agents } = removeQueue(center, queue);
      publishUpdates([
        ...agents.map((agent) => agentChanged(keys, agent)),
        ...queueUpdates(keys, [queue], applications, RecordType.Delete),
      ]);
    },
  };
}

function checkReferences(center: ContactCenter, csqIds: readonly number[], teamId: number | undefined): void {
  const unknown = csqIds.find((csqId) => !center.queues.has(csqId));
  if (unknown !== undefined) throw unknownArgument('csqIds', String(unknown));
  if (teamId !== undefined && !center.config.teams.some((team) => team.teamId === teamId)) {
    throw unknownArgument('teamId', String(teamId));
  }
}

function freeExtension(center: ContactCenter): string {
  let number = 2001;
  while (center.phones.has(String(number))) number++;
  return String(number);
}

const inUse = (argument: string, value: string): CtiError =>
  new CtiError('INVALID_ARGUMENT', `${argument}: ${JSON.stringify(value)} is in use or empty`, { argument });
