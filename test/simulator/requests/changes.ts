/**
 * What an administrator changes while the centre is open, and how clients learn of it.
 * Guide: How configuration consistency is maintained.
 * @module
 */
import { ConfigType, RecordType } from '../../../core/protocol/constants/configuration.ts';
import { ConfigurationMask } from '../../../core/protocol/constants/service-masks.ts';
import { TeamConfigOperation, TeamRecordType } from '../../../core/protocol/constants/teams.ts';
import type { CtiMessage } from '../../../core/protocol/generated/messages.ts';
import type { Agent } from '../centre/agents.ts';
import type { Centre } from '../centre/centre.ts';
import type { QueueProfile } from '../centre/people.ts';
import { relist } from '../centre/routing.ts';
import { agentEvents, type ConfigurationKeys, configurationBlock, csqEvents } from './configuration.ts';
import { teamEvent, teamMember } from './configuration-requests.ts';

/** New values for an agent's configuration; what is left out stays. */
export interface AgentChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly csqIds?: readonly number[];
  readonly teamId?: number;
}

/** New values for a queue's configuration; what is left out stays. */
export interface QueueChange {
  readonly name?: string;
  readonly description?: string;
  readonly autoWork?: boolean;
}

/** A kind of configuration whose key has risen, and its update block for a session of a version. */
export interface ConfigurationUpdate {
  readonly kind: number;
  block(version: number): readonly CtiMessage[];
}

/** Changes an agent's record. */
export function changeAgentRecord(
  centre: Centre,
  keys: ConfigurationKeys,
  agent: Agent,
  change: AgentChange,
): ConfigurationUpdate {
  const { firstName, lastName, csqIds } = change;
  Object.assign(agent.person, defined({ firstName, lastName, csqIds }));
  relist(centre.ready, agent);
  return update(keys, ConfigurationMask.Agent, (version) => agentEvents([agent], version, RecordType.Change));
}

/** Changes a queue's record. */
export function changeQueueRecord(
  keys: ConfigurationKeys,
  queue: QueueProfile,
  change: QueueChange,
): ConfigurationUpdate {
  const { name, description, autoWork } = change;
  Object.assign(queue, defined({ name, description, autoWork }));
  return update(keys, ConfigurationMask.CSQ, (version) => csqEvents([queue], version, RecordType.Change));
}

/** Moves an agent to another team; both teams change. Teams have no key and no blocks. */
export function moveToTeam(centre: Centre, agent: Agent, teamId: number): readonly CtiMessage[] {
  const { person } = agent;
  const teams = centre.world.teams;
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
  keys.set(kind, (keys.get(kind) ?? 0n) + 1n);
  return {
    kind,
    block: (version) => configurationBlock(keys, kind, ConfigType.Update, records(version)),
  };
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
