/**
 * What an administrator changes while the center is open, and how clients learn of it.
 * Guide: How configuration consistency is maintained.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import {
  AgentStateReason,
  ConfigType,
  ConfigurationMask,
  RecordType,
  TeamConfigOperation,
  TeamRecordType,
} from 'rxcti/protocol';
import { type Agent, isLoggedIn, seat } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import type { OpenedQueue } from '../center/hiring.ts';
import { logOut } from '../center/logging-in.ts';
import type { Overflow, Person, QueueProfile, Selection } from '../center/people.ts';
import { restaff } from '../center/routing.ts';
import {
  agentEvents,
  applicationEvents,
  type ConfigurationKeys,
  configurationBlock,
  csqEvents,
  deviceEvents,
  phoneRecord,
  terminalEvents,
  triggerRecord,
} from './configuration.ts';
import { teamEvent, teamMember } from './configuration-requests.ts';

/** New values for an agent's configuration; what is left out stays. */
export interface AgentChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly csqIds?: readonly number[];
  readonly teamId?: number;
  /** How well the agent does what a CSQ is about, from 1 to 10, by CSQID; 5 for the others. Clients do not hear of it. */
  readonly competence?: ReadonlyMap<number, number>;
  /** Whoever is logged in is logged out with reason 32750; more than one agent may have the same extension. */
  readonly extension?: string;
}

/** New values for a queue's configuration; what is left out stays. */
export interface QueueChange {
  readonly name?: string;
  readonly description?: string;
  readonly autoWork?: boolean;
  /** How long agents may wrap up; 0: as long as they like. Clients do not hear of it, as of the next. */
  readonly wrapUpSeconds?: number;
  /** Whom of its free agents the queue prefers. Default: who has been ready longest. */
  readonly selection?: Selection;
  /** The script takes a call that has waited so long out of the queue and puts it into another one. */
  readonly overflow?: Overflow;
}

/** A kind of configuration whose key has risen, and its update block for a session of a version. */
export interface ConfigurationUpdate {
  readonly kind: number;
  block(version: number): readonly CtiMessage[];
}

/** Changes an agent's record. */
export function changeAgentRecord(
  center: Center,
  keys: ConfigurationKeys,
  agent: Agent,
  change: AgentChange,
): ConfigurationUpdate {
  const { firstName, lastName, csqIds, competence, extension } = change;
  Object.assign(agent.person, defined({ firstName, lastName, csqIds, competence }));
  if (extension !== undefined) movePhone(center, agent, extension);
  if (csqIds !== undefined) restaff(center.ready, agent);
  return update(keys, ConfigurationMask.Agent, (version) => agentEvents([agent], version, RecordType.Change));
}

/** What clients hear of an agent's phones when the extension has changed: the one is gone, the other is there. */
export function phoneChanged(keys: ConfigurationKeys, person: Person, before: string): ConfigurationUpdate {
  const gone = phoneRecord({ ...person, extension: before }, RecordType.Delete);
  const there = phoneRecord(person, RecordType.Add);
  return update(keys, ConfigurationMask.Device, () => deviceEvents([gone, there]));
}

/** Changes a queue's record. */
export function changeQueueRecord(
  keys: ConfigurationKeys,
  queue: QueueProfile,
  change: QueueChange,
): ConfigurationUpdate {
  const { name, description, autoWork, selection, overflow, wrapUpSeconds } = change;
  Object.assign(queue, defined({ name, description, autoWork, selection, overflow }));
  if (wrapUpSeconds !== undefined) queue.wrapUpSeconds = wrapUpSeconds === 0 ? undefined : wrapUpSeconds;
  return update(keys, ConfigurationMask.CSQ, (version) => csqEvents([queue], version, RecordType.Change));
}

/** What clients hear of a new agent: record, phone, terminal, team. */
export function agentAdded(center: Center, keys: ConfigurationKeys, agent: Agent): AgentUpdate {
  return agentCameOrWent(center, keys, agent, RecordType.Add, TeamRecordType.Add);
}

/** What clients hear of an agent who is no more. */
export function agentRemoved(center: Center, keys: ConfigurationKeys, agent: Agent): AgentUpdate {
  return agentCameOrWent(center, keys, agent, RecordType.Delete, TeamRecordType.Delete);
}

/** Update blocks, and the change of a team. */
export interface AgentUpdate {
  readonly updates: readonly ConfigurationUpdate[];
  readonly events: readonly CtiMessage[];
}

function agentCameOrWent(
  center: Center,
  keys: ConfigurationKeys,
  agent: Agent,
  recordType: RecordType,
  teamRecordType: TeamRecordType,
): AgentUpdate {
  const { person } = agent;
  const { Agent, Device, Terminal } = ConfigurationMask;
  const team = center.world.teams.find(({ teamId }) => teamId === person.teamId);
  const member = teamMember(person, teamRecordType);
  return {
    updates: [
      update(keys, Agent, (version) => agentEvents([agent], version, recordType)),
      update(keys, Device, () => deviceEvents([phoneRecord(person, recordType)])),
      update(keys, Terminal, () => terminalEvents([person], recordType)),
    ],
    events: team === undefined ? [] : [teamEvent(team, TeamConfigOperation.ChangeTeam, [member])],
  };
}

/** What clients hear of a new queue: its record, its application, the trigger of that. */
export function queueAdded(keys: ConfigurationKeys, opened: OpenedQueue): readonly ConfigurationUpdate[] {
  return queuesCameOrWent(keys, [opened], RecordType.Add);
}

/** What clients hear of a queue that is no more; `left` are the agents who served it. */
export function queueRemoved(
  center: Center,
  keys: ConfigurationKeys,
  shut: readonly OpenedQueue[],
  left: readonly Agent[],
): readonly ConfigurationUpdate[] {
  const agents = left.map((agent) => changeAgentRecord(center, keys, agent, {}));
  return [...agents, ...queuesCameOrWent(keys, shut, RecordType.Delete)];
}

function queuesCameOrWent(
  keys: ConfigurationKeys,
  queues: readonly OpenedQueue[],
  recordType: RecordType,
): readonly ConfigurationUpdate[] {
  const { Application, CSQ, Device } = ConfigurationMask;
  const applications = queues.map(({ application }) => application);
  const triggers = applications.map((application) => triggerRecord(application, recordType));
  const profiles = [...new Set(queues.map(({ queue }) => queue))];
  return [
    update(keys, Application, () => applicationEvents(applications, recordType)),
    update(keys, CSQ, (version) => csqEvents(profiles, version, recordType)),
    update(keys, Device, () => deviceEvents(triggers)),
  ];
}

/** Moves an agent to another team; both teams change. Teams have no key and no blocks. */
export function moveToTeam(center: Center, agent: Agent, teamId: number): readonly CtiMessage[] {
  const { person } = agent;
  const teams = center.world.teams;
  const from = teams.find((team) => team.teamId === person.teamId);
  const to = teams.find((team) => team.teamId === teamId);
  if (to === undefined || to === from) return [];
  person.teamId = teamId;
  const changed = TeamConfigOperation.ChangeTeam;
  return [
    ...(from === undefined ? [] : [teamEvent(from, changed, [teamMember(person, TeamRecordType.Delete)])]),
    teamEvent(to, changed, [teamMember(person, TeamRecordType.Add)]),
  ];
}

function update(
  keys: ConfigurationKeys,
  kind: number,
  records: (version: number) => readonly CtiMessage[],
): ConfigurationUpdate {
  const key = keys.get(kind);
  // Terminals have none.
  if (key !== undefined) keys.set(kind, key + 1n);
  return {
    kind,
    block: (version) => configurationBlock(keys, kind, ConfigType.Update, records(version)),
  };
}

/** An agent gets another extension: nobody stays logged in at the old one. */
function movePhone(center: Center, agent: Agent, extension: string): void {
  if (extension === agent.person.extension) return;
  if (isLoggedIn(agent)) logOut(center, agent, AgentStateReason.AGT_ICD_EXTENSION_CHANGED);
  seat(center, agent, extension);
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
