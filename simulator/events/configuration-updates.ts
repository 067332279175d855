/**
 * Update blocks and team events for changes of the configuration.
 * Guide: How configuration consistency is maintained.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  ConfigType,
  ConfigurationMask,
  RecordType,
  TeamConfigOperation,
  type TeamRecordType,
} from 'rxcti/protocol';
import type { AgentConfig, ApplicationConfig, QueueConfig, TeamConfig } from '../model/configuration.ts';
import type { Agent } from '../model/entities.ts';
import { type ConfigurationKeys, configurationBlock } from './configuration-blocks.ts';
import {
  agentEvents,
  applicationEvents,
  csqEvents,
  deviceEvents,
  phoneRecord,
  terminalEvents,
  triggerRecord,
} from './configuration-records.ts';
import { teamEvent, teamMember } from './team-events.ts';

/** A kind of configuration that changed, and its update block for a protocol version. */
export interface ConfigurationUpdate {
  readonly kind: number;
  block(version: number): readonly CtiMessage[];
}

/** A changed agent record. */
export function agentChanged(keys: ConfigurationKeys, agent: Agent): ConfigurationUpdate {
  return update(keys, ConfigurationMask.Agent, (version) => agentEvents([agent], version, RecordType.Change));
}

/** A changed extension: the old phone is deleted, the new one added. */
export function phoneChanged(
  keys: ConfigurationKeys,
  agent: AgentConfig,
  before: string,
): ConfigurationUpdate {
  const deleted = phoneRecord({ ...agent, extension: before }, RecordType.Delete);
  const added = phoneRecord(agent, RecordType.Add);
  return update(keys, ConfigurationMask.Device, () => deviceEvents([deleted, added]));
}

/** A changed queue record. */
export function queueChanged(keys: ConfigurationKeys, queue: QueueConfig): ConfigurationUpdate {
  return update(keys, ConfigurationMask.CSQ, (version) => csqEvents([queue], version, RecordType.Change));
}

/** An agent who was added or deleted: record, phone and terminal. */
export function agentUpdates(
  keys: ConfigurationKeys,
  agent: Agent,
  recordType: RecordType,
): readonly ConfigurationUpdate[] {
  const { config } = agent;
  const { Agent, Device, Terminal } = ConfigurationMask;
  return [
    update(keys, Agent, (version) => agentEvents([agent], version, recordType)),
    update(keys, Device, () => deviceEvents([phoneRecord(config, recordType)])),
    update(keys, Terminal, () => terminalEvents([config], recordType)),
  ];
}

/** Queues that were added or deleted, with their applications and triggers. */
export function queueUpdates(
  keys: ConfigurationKeys,
  queues: readonly QueueConfig[],
  applications: readonly ApplicationConfig[],
  recordType: RecordType,
): readonly ConfigurationUpdate[] {
  const { Application, CSQ, Device } = ConfigurationMask;
  const triggers = applications.map((application) => triggerRecord(application, recordType));
  return [
    update(keys, Application, () => applicationEvents(applications, recordType)),
    update(keys, CSQ, (version) => csqEvents(queues, version, recordType)),
    update(keys, Device, () => deviceEvents(triggers)),
  ];
}

/** A member added to or deleted from a team. Teams have no key and no blocks. */
export function teamChanged(
  team: TeamConfig | undefined,
  member: AgentConfig,
  recordType: TeamRecordType,
): readonly CtiMessage[] {
  if (team === undefined) return [];
  return [teamEvent(team, TeamConfigOperation.ChangeTeam, [teamMember(member, recordType)])];
}

function update(
  keys: ConfigurationKeys,
  kind: number,
  records: (version: number) => readonly CtiMessage[],
): ConfigurationUpdate {
  const key = keys.get(kind);
  if (key !== undefined) keys.set(kind, key + 1n);
  return {
    kind,
    block: (version) => configurationBlock(keys, kind, ConfigType.Update, records(version)),
  };
}
