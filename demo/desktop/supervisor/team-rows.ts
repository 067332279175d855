/** Rows of the agents and calls grids. An unchanged row keeps its identity. */
import {
  type Agent,
  type AgentStateName,
  actualDevice,
  type Call,
  type LiveQueueStatistics,
  type Team,
} from 'rxcti';
import { agentName } from '../agent/parties.ts';

export interface AgentRow {
  readonly agent: Agent;
  readonly name: string;
  /** The call at the agent's phone: the connected one, else the first. */
  readonly call: Call | undefined;
}

export interface CallRow {
  readonly call: Call;
  /** The agents who take part in the call. */
  readonly agents: readonly Agent[];
  /** The queue in which the call waits, or from which it was routed. */
  readonly queueId: number | undefined;
}

export interface TeamRows {
  readonly agents: readonly AgentRow[];
  readonly calls: readonly CallRow[];
}

export const noRows: TeamRows = { agents: [], calls: [] };

/** Rows for the given agents, and for calls at their phones or in the given queues. */
export function teamRows(
  agents: Iterable<Agent>,
  calls: Iterable<Call>,
  queueIds: ReadonlySet<number>,
  before: TeamRows,
): TeamRows {
  const byExtension = new Map<string, Agent>();
  const members: Agent[] = [];
  for (const agent of agents) {
    members.push(agent);
    if (agent.extension !== undefined) byExtension.set(agent.extension, agent);
  }
  const callOf = new Map<string, Call>();
  const callRows: CallRow[] = [];
  for (const call of calls) {
    if (call.endedAt !== undefined) continue;
    const present: Agent[] = [];
    for (const { deviceId, state } of call.connections.values()) {
      const agent = byExtension.get(actualDevice(deviceId));
      if (agent === undefined || state === 'null') continue;
      present.push(agent);
      if (state === 'connected' || !callOf.has(agent.agentId)) callOf.set(agent.agentId, call);
    }
    if (present.length > 0 || call.queueIds.some((queueId) => queueIds.has(queueId)))
      callRows.push({ call, agents: present, queueId: call.queueIds[0] ?? call.csqId });
  }

  const agentsBefore = new Map(before.agents.map((row) => [row.agent.agentId, row]));
  const callsBefore = new Map(before.calls.map((row) => [row.call.id, row]));
  return {
    agents: members.map((agent) => {
      const call = callOf.get(agent.agentId);
      const known = agentsBefore.get(agent.agentId);
      const same = known !== undefined && known.agent === agent && known.call === call;
      return same ? known : { agent, name: agentName(agent), call };
    }),
    calls: callRows.map((row) => {
      const known = callsBefore.get(row.call.id);
      const same =
        known !== undefined &&
        known.call === row.call &&
        known.agents.length === row.agents.length &&
        known.agents.every((agent, index) => agent.agentId === row.agents[index]?.agentId);
      return same ? known : row;
    }),
  };
}

/** Sort order of agent states: active states first. */
export const stateOrder: readonly AgentStateName[] = [
  'talking',
  'reserved',
  'busyOther',
  'active',
  'ready',
  'work',
  'workReady',
  'notReady',
  'paused',
  'loggedOut',
  'unknown',
];

/** Groups of agent states in the team statistics. */
export type StateGroup = 'ready' | 'talking' | 'work' | 'notReady' | 'loggedOut';

export const groupOf: Readonly<Record<AgentStateName, StateGroup>> = {
  talking: 'talking',
  reserved: 'talking',
  busyOther: 'talking',
  active: 'talking',
  ready: 'ready',
  work: 'work',
  workReady: 'work',
  notReady: 'notReady',
  paused: 'notReady',
  loggedOut: 'loggedOut',
  unknown: 'loggedOut',
};

export interface TeamStatistics {
  readonly states: Readonly<Record<StateGroup, number>>;
  readonly callsWaiting: number;
  readonly longestWaitingSince: number | undefined;
}

/** Computes the team statistics. */
export function teamStatistics(
  agents: Iterable<Agent>,
  queueIds: Iterable<number>,
  statistics: ReadonlyMap<number, LiveQueueStatistics>,
): TeamStatistics {
  const states: Record<StateGroup, number> = { ready: 0, talking: 0, work: 0, notReady: 0, loggedOut: 0 };
  for (const { state } of agents) states[groupOf[state]]++;
  let callsWaiting = 0;
  let longestWaitingSince: number | undefined;
  for (const queueId of queueIds) {
    const queue = statistics.get(queueId);
    callsWaiting += queue?.callsWaiting ?? 0;
    const since = queue?.longestWaitingSince;
    if (since !== undefined) longestWaitingSince = Math.min(since, longestWaitingSince ?? since);
  }
  return { states, callsWaiting, longestWaitingSince };
}

/** The agents and queues of the selected teams. */
export interface TeamScope {
  readonly memberIds: ReadonlySet<string>;
  readonly queueIds: ReadonlySet<number>;
}

export function scopeOf(teams: Iterable<Team>): TeamScope {
  const memberIds = new Set<string>();
  const queueIds = new Set<number>();
  for (const team of teams) {
    for (const agentId of team.members.keys()) memberIds.add(agentId);
    for (const queueId of team.queueIds) queueIds.add(queueId);
  }
  return { memberIds, queueIds };
}
