/**
 * The mirror's teams as messages.
 * Guide: Share agent team configuration data.
 * @module
 */
import type { Team } from 'rxcti';
import type { TeamConfigEvent, TeamConfigEventMember } from 'rxcti/protocol';
import { TeamAgentFlags, TeamConfigOperation, TeamMemberType, TeamRecordType } from 'rxcti/protocol';

/** Most members in one message. */
const membersInOne = 64;

/** A team as TEAM_CONFIG_EVENTs. */
export function teamEvents({ teamId, name, members, queueIds }: Team): readonly TeamConfigEvent[] {
  const recordType = TeamRecordType.Add;
  const all: TeamConfigEventMember[] = [
    ...[...members].map(([agentId, agentFlags]) => ({
      agentId,
      agentFlags,
      recordType,
      memberType: TeamMemberType.AgentOrSupervisor,
    })),
    ...queueIds.map((queueId) => ({
      agentId: String(queueId),
      agentFlags: TeamAgentFlags.RegularAgent,
      recordType,
      memberType: TeamMemberType.CSQ,
    })),
  ];
  const events: TeamConfigEvent[] = [];
  for (let at = 0; at === 0 || at < all.length; at += membersInOne) {
    events.push({
      type: 'TEAM_CONFIG_EVENT',
      teamId,
      operation: at === 0 ? TeamConfigOperation.AddTeam : TeamConfigOperation.ChangeTeam,
      teamName: name,
      members: all.slice(at, at + membersInOne),
    });
  }
  return events;
}
