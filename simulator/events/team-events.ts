/**
 * Builders of TEAM_CONFIG_EVENT.
 * Guide: Share agent team configuration data.
 * @module
 */
import {
  AgentType,
  TeamAgentFlags,
  type TeamConfigEvent,
  type TeamConfigEventMember,
  TeamConfigOperation,
  TeamMemberType,
  TeamRecordType,
} from 'rxcti/protocol';
import type { AgentConfig, TeamConfig } from '../model/configuration.ts';
import type { ContactCenter } from '../model/contact-center.ts';

/** Limit of one message. */
const maxMembersPerMessage = 64;

/** The messages of a team: its agents and the queues that they serve. */
export function teamEvents(center: ContactCenter, team: TeamConfig): readonly TeamConfigEvent[] {
  const agents = center.config.agents.filter(({ teamId }) => teamId === team.teamId);
  const queues = new Set(agents.flatMap(({ csqIds }) => csqIds));
  const members: TeamConfigEventMember[] = [
    ...agents.map((agent) => teamMember(agent, TeamRecordType.Add)),
    ...[...queues]
      .sort((a, b) => a - b)
      .map((csqId) => ({
        agentId: String(csqId),
        agentFlags: TeamAgentFlags.RegularAgent,
        recordType: TeamRecordType.Add,
        memberType: TeamMemberType.CSQ,
      })),
  ];
  const events: TeamConfigEvent[] = [];
  // A team without members still gets one message.
  for (let at = 0; at === 0 || at < members.length; at += maxMembersPerMessage) {
    const operation = at === 0 ? TeamConfigOperation.AddTeam : TeamConfigOperation.ChangeTeam;
    events.push(teamEvent(team, operation, members.slice(at, at + maxMembersPerMessage)));
  }
  return events;
}

/** One TEAM_CONFIG_EVENT. */
export function teamEvent(
  team: TeamConfig,
  operation: number,
  members: readonly TeamConfigEventMember[],
): TeamConfigEvent {
  return { type: 'TEAM_CONFIG_EVENT', teamId: team.teamId, operation, teamName: team.name, members };
}

/** An agent as a member of a team. */
export function teamMember(agent: AgentConfig, recordType: TeamRecordType): TeamConfigEventMember {
  const supervisor = TeamAgentFlags.PrimarySupervisor | TeamAgentFlags.Supervisor;
  return {
    agentId: agent.agentId,
    agentFlags: agent.type === AgentType.Supervisor ? supervisor : TeamAgentFlags.RegularAgent,
    recordType,
    memberType: TeamMemberType.AgentOrSupervisor,
  };
}
