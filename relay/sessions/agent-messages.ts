/**
 * Agents and teams of the replica as messages.
 * Guide: QUERY_AGENT_STATE_CONF; AGENT_STATE_EVENT; Share agent team configuration data.
 * @module
 */
import { type Agent, type AgentStateName, agentStateName, type Team } from 'rxcti';
import {
  AgentState,
  type AgentStateEvent,
  type QueryAgentStateConf,
  SpecialValues,
  TeamAgentFlags,
  type TeamConfigEvent,
  type TeamConfigEventMember,
  TeamConfigOperation,
  TeamMemberType,
  TeamRecordType,
} from 'rxcti/protocol';

const agentStateNumbers: ReadonlyMap<AgentStateName, number> = new Map(
  Object.values(AgentState).map((state) => [agentStateName(state), state] as const),
).set('unknown', AgentState.AGENT_STATE_UNKNOWN);

/** The AgentState number of a state name. */
export function agentStateNumber(state: AgentStateName): number {
  return agentStateNumbers.get(state) ?? AgentState.AGENT_STATE_UNKNOWN;
}

/** Answers QUERY_AGENT_STATE_REQ. */
export function agentStateConf(invokeId: number, agent: Agent): QueryAgentStateConf {
  return {
    type: 'QUERY_AGENT_STATE_CONF',
    invokeId,
    agentState: agentStateNumber(agent.state),
    ...deviceFields(agent),
    agentId: agent.agentId,
    csqs: [...agent.queueStates].map(([csqId, state]) => ({ csqId, csqState: agentStateNumber(state) })),
  };
}

/** The duration and reason of the agent's state, which the confirmation has no fields for. */
export function agentStateEvent(agent: Agent, version: number, now: number): AgentStateEvent {
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: 0,
    stateDuration: Math.max(0, Math.round((now - agent.since) / 1000)),
    csqId: SpecialValues.NULL_CSQ,
    agentState: agentStateNumber(agent.state),
    eventReasonCode: agent.reasonCode,
    agentId: agent.agentId,
    ...deviceFields(agent),
    ...(version >= 18 && agent.activeTerminal !== undefined ? { activeTerminal: agent.activeTerminal } : {}),
    nextAgentState:
      agent.nextState === undefined ? AgentState.AGENT_STATE_NONE : agentStateNumber(agent.nextState),
  };
}

function deviceFields({ extension, instrument = extension }: Agent): {
  readonly agentExtension?: string;
  readonly agentInstrument?: string;
} {
  return {
    ...(extension === undefined ? {} : { agentExtension: extension }),
    ...(instrument === undefined ? {} : { agentInstrument: instrument }),
  };
}

const maxMembersPerMessage = 64;

/** A team as TEAM_CONFIG_EVENTs. */
export function teamConfigEvents({ teamId, name, members, queueIds }: Team): readonly TeamConfigEvent[] {
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
  for (let at = 0; at === 0 || at < all.length; at += maxMembersPerMessage) {
    events.push({
      type: 'TEAM_CONFIG_EVENT',
      teamId,
      operation: at === 0 ? TeamConfigOperation.AddTeam : TeamConfigOperation.ChangeTeam,
      teamName: name,
      members: all.slice(at, at + maxMembersPerMessage),
    });
  }
  return events;
}
