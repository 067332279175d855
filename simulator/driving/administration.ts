/**
 * What an administrator does while the center is open: every client that wants the configuration hears of it.
 * Guide: How configuration consistency is maintained.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CtiError } from 'rxcti';
import { AgentState, AgentType } from 'rxcti/protocol';
import { type Agent, isLoggedIn } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import { dismiss, hire, openQueue, shutQueue } from '../center/hiring.ts';
import type { House } from '../house.ts';
import {
  type AgentChange,
  agentAdded,
  agentRemoved,
  type ConfigurationUpdate,
  changeAgentRecord,
  changeQueueRecord,
  moveToTeam,
  phoneChanged,
  type QueueChange,
  queueAdded,
  queueRemoved,
} from '../requests/changes.ts';
import { notPossible, unknownName } from './hand.ts';

/** A new agent or supervisor. */
export interface NewAgent {
  readonly agentId: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Default: the next one that is free. */
  readonly extension?: string;
  /** Default: that of everybody. */
  readonly password?: string;
  readonly supervisor?: boolean;
  /** Default: none. */
  readonly csqIds?: readonly number[];
  /** Default: the first team. */
  readonly teamId?: number;
}

/** A new queue, with an application that feeds it and the trigger of that. */
export interface NewQueue {
  /** Default: the next number. */
  readonly csqId?: number;
  readonly name: string;
  readonly description?: string;
  /** Agents wrap up after its calls. Default true. */
  readonly autoWork?: boolean;
  /** Default: the next number that is free. */
  readonly trigger?: string;
}

/** Changes of the configuration. Each promise resolves when every client has been told. */
export interface Administration {
  /**
   * A new agent, who is logged out. Gives the extension.
   * @throws {CtiError} `INVALID_ARGUMENT` for an agent id or extension that is taken, an unknown queue or team.
   */
  addAgent(agent: NewAgent): Promise<{ readonly extension: string }>;
  /**
   * Changes an agent's record.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, queue or team.
   */
  changeAgent(agentId: string, change: AgentChange): Promise<void>;
  /**
   * Takes an agent away.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, `NOT_POSSIBLE` for one who is logged in.
   */
  removeAgent(agentId: string): Promise<void>;
  /**
   * A new queue. Gives its number and trigger.
   * @throws {CtiError} `INVALID_ARGUMENT` for a number or trigger that is taken.
   */
  addQueue(queue: NewQueue): Promise<{ readonly csqId: number; readonly trigger: string }>;
  /**
   * Changes a queue's record.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown queue, or a time that is none.
   */
  changeQueue(csqId: number, change: QueueChange): Promise<void>;
  /**
   * Takes a queue away, with its application and trigger.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown queue, `NOT_POSSIBLE` while calls have to do with it.
   */
  removeQueue(csqId: number): Promise<void>;
}

/** Makes the administration of a center. */
export function createAdministration(house: House, defaultPassword: string): Administration {
  const { center, keys } = house;

  function publish(...updates: readonly ConfigurationUpdate[]): void {
    for (const { kind, block } of updates) {
      for (const sessions of house.nodes) sessions.publishBlock(kind, block);
    }
    house.waits.changed();
  }
  function tell(events: readonly CtiMessage[]): void {
    for (const event of events) {
      for (const sessions of house.nodes) for (const session of sessions.open) session.publish(event);
    }
  }
  function agentNamed(agentId: string): Agent {
    const agent = center.agents.get(agentId);
    if (agent === undefined) throw unknownName('agentId', agentId);
    return agent;
  }

  return {
    async addAgent({ agentId, extension = freeExtension(center), csqIds = [], teamId, ...more }) {
      if (agentId === '' || center.agents.has(agentId)) throw taken('agentId', agentId);
      if (extension === '' || center.phones.has(extension)) throw taken('extension', extension);
      known(center, csqIds, teamId);
      const agent = hire(center, {
        agentId,
        password: more.password ?? defaultPassword,
        firstName: more.firstName ?? '',
        lastName: more.lastName ?? '',
        extension,
        type: more.supervisor === true ? AgentType.Supervisor : AgentType.Agent,
        teamId: teamId ?? center.world.teams[0]?.teamId ?? 1,
        csqIds,
      });
      const { updates, events } = agentAdded(center, keys, agent);
      publish(...updates);
      tell(events);
      return { extension };
    },
    async changeAgent(agentId, change) {
      center.schedule.catchUp();
      const agent = agentNamed(agentId);
      const { csqIds, teamId } = change;
      known(center, csqIds ?? [], teamId);
      if (Object.keys(change).some((key) => key !== 'teamId')) {
        const { extension } = agent.person;
        publish(changeAgentRecord(center, keys, agent, change));
        if (agent.person.extension !== extension) publish(phoneChanged(keys, agent.person, extension));
        // Whoever waits in a queue that is new to a ready agent is served.
        if (csqIds !== undefined && agent.state === AgentState.AGENT_STATE_READY) center.changed(agent);
      }
      if (teamId !== undefined) tell(moveToTeam(center, agent, teamId));
    },
    async removeAgent(agentId) {
      center.schedule.catchUp();
      const agent = agentNamed(agentId);
      if (isLoggedIn(agent) || agent.parties.length > 0) {
        throw notPossible('removeAgent', `${agentId} is logged in or on a call`);
      }
      dismiss(center, agent);
      const { updates, events } = agentRemoved(center, keys, agent);
      publish(...updates);
      tell(events);
    },
    async addQueue({ name, description = `${name} calls`, autoWork = true, ...more }) {
      const { queues, applications } = center.world;
      const csqId = more.csqId ?? Math.max(0, ...queues.map((queue) => queue.csqId)) + 1;
      const trigger =
        more.trigger ?? String(Math.max(6999, ...applications.map((one) => Number(one.trigger) || 0)) + 1);
      if (center.queues.has(csqId)) throw taken('csqId', String(csqId));
      if (applications.some((one) => one.trigger === trigger)) throw taken('trigger', trigger);
      const opened = openQueue(center, { csqId, name, description, autoWork, trigger });
      publish(...queueAdded(keys, opened));
      return { csqId, trigger };
    },
    async changeQueue(csqId, change) {
      center.schedule.catchUp();
      const queue = center.queues.get(csqId);
      if (queue === undefined) throw unknownName('csqId', String(csqId));
      const { overflow } = change;
      if (overflow !== undefined) {
        known(center, [overflow.csqId], undefined);
        if (!(overflow.afterSeconds > 0)) {
          throw new CtiError('INVALID_ARGUMENT', 'overflow.afterSeconds must be above 0', {
            argument: 'overflow',
          });
        }
      }
      publish(changeQueueRecord(keys, queue, change));
    },
    async removeQueue(csqId) {
      center.schedule.catchUp();
      if (!center.queues.has(csqId)) throw unknownName('csqId', String(csqId));
      if ([...center.calls.values()].some((call) => call.csqId === csqId)) {
        throw notPossible('removeQueue', 'calls have to do with the queue');
      }
      const { shut, left } = shutQueue(center, csqId);
      publish(...queueRemoved(center, keys, shut, left));
    },
  };
}

function known(center: Center, csqIds: readonly number[], teamId: number | undefined): void {
  const stranger = csqIds.find((csqId) => !center.queues.has(csqId));
  if (stranger !== undefined) throw unknownName('csqIds', String(stranger));
  if (teamId !== undefined && !center.world.teams.some((team) => team.teamId === teamId)) {
    throw unknownName('teamId', String(teamId));
  }
}

function freeExtension(center: Center): string {
  let number = 2001;
  while (center.phones.has(String(number))) number++;
  return String(number);
}

const taken = (argument: string, value: string): CtiError =>
  new CtiError('INVALID_ARGUMENT', `${argument}: ${JSON.stringify(value)} is taken or empty`, { argument });
