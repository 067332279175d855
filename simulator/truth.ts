/**
 * What is true in the center, for tests to compare a client's picture with.
 * @module
 */
import { type Agent, isDriven } from './center/agents.ts';
import { activeOf, partiesOf, stageOf } from './center/call-model.ts';
import type { Call, CallData, CallStage, Center } from './center/center.ts';
import { createRecord, type QueueCounts, queueCounts } from './center/statistics.ts';

/** An agent or supervisor. */
export interface AgentTruth {
  readonly agentId: string;
  readonly extension: string;
  readonly firstName: string;
  readonly lastName: string;
  /** An AgentType. */
  readonly type: number;
  readonly teamId: number;
  readonly csqIds: readonly number[];
  /** An AgentState. */
  readonly state: number;
  /** The EventReasonCode of that state. */
  readonly reason: number;
  /** The AgentState that follows the call, if one was asked for. */
  readonly nextState: number | undefined;
  /** A client decides when the agent answers: it set the agent's state, controlled a call or has a session open. */
  readonly driven: boolean;
  readonly inService: boolean;
  /** CallID of the call at the agent's phone, the active one of two. */
  readonly callId: number | undefined;
  /** CallIDs of all calls at the agent's phone: two at most. */
  readonly callIds: readonly number[];
}

/** A contact service queue. */
export interface QueueTruth {
  readonly csqId: number;
  readonly name: string;
  readonly autoWork: boolean;
  /** CallIDs, oldest first. */
  readonly waiting: readonly number[];
  /** What became of the calls since the start. */
  readonly counts: QueueCounts;
}

/** A call that is going on, with the data that travel with it. */
export interface CallTruth extends CallDataTruth {
  readonly callId: number;
  /** A CallType. */
  readonly callType: number;
  readonly stage: CallStage;
  /** The number that calls. */
  readonly ani: string;
  /** The number that was called. */
  readonly trigger: string;
  /** The CSQ that the call has to do with; 0xffffffff for none. */
  readonly csqId: number;
  /** CallID of the call that a consultation is about. */
  readonly consultOf: number | undefined;
  /** Every party: phones of agents and CTI ports first, then numbers outside. */
  readonly connections: readonly {
    readonly deviceId: string;
    readonly deviceType: number;
    /** A LocalConnectionState. */
    readonly state: number;
  }[];
}

type CallDataTruth = Omit<CallData, 'ani'>;

/** A center at one moment. Nothing in it changes later. */
export interface Truth {
  readonly agents: readonly AgentTruth[];
  readonly queues: readonly QueueTruth[];
  readonly calls: readonly CallTruth[];
}

/** Takes the picture. */
export function truthOf(center: Center): Truth {
  return {
    agents: [...center.agents.values()].map((agent) => agentTruth(center, agent)),
    queues: center.world.queues.map(({ csqId, name, autoWork }) => ({
      csqId,
      name,
      autoWork,
      waiting: (center.waiting.get(csqId) ?? []).map(({ callId }) => callId),
      counts: queueCounts(center.records.get(csqId) ?? createRecord()),
    })),
    calls: [...center.calls.values()].map(callTruth),
  };
}

/** Takes the picture of one agent. */
export function agentTruth(center: Center, agent: Agent): AgentTruth {
  const { person, state, reason, next, parties, inService } = agent;
  return {
    agentId: person.agentId,
    extension: person.extension,
    firstName: person.firstName,
    lastName: person.lastName,
    type: person.type,
    teamId: person.teamId,
    csqIds: [...person.csqIds],
    state,
    reason,
    nextState: next,
    driven: isDriven(center, agent),
    inService,
    callId: (activeOf(agent) ?? parties[0])?.call.callId,
    callIds: parties.map(({ call }) => call.callId),
  };
}

/** Takes the picture of one call. */
export function callTruth(call: Call): CallTruth {
  return {
    ...call.data,
    callId: call.callId,
    callType: call.type,
    stage: stageOf(call),
    ani: call.data.ani ?? '',
    trigger: call.called.id,
    csqId: call.csqId,
    consultOf: call.consultOf?.callId,
    connections: partiesOf(call).map(({ id, type, state }) => ({ deviceId: id, deviceType: type, state })),
  };
}
