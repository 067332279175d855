/**
 * Snapshots of the contact center, for tests to compare a client's state with.
 * @module
 */
import { isClientControlled } from './agents.ts';
import { activeOf, partiesInOrder, stageOf } from './calls.ts';
import type { ContactCenter } from './contact-center.ts';
import type { Agent, Call, CallData, CallStage } from './entities.ts';
import { createRecord, type QueueCounts, queueCounts } from './queue-record.ts';

/** The state of an agent or supervisor. */
export interface AgentSnapshot {
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
  /** The AgentState after the current call, if one was requested. */
  readonly nextState: number | undefined;
  /** Whether a client controls the agent: it has set the state, controlled a call or has an agent-mode session open. */
  readonly clientControlled: boolean;
  readonly inService: boolean;
  /** CallID of the call at the agent's phone; of two, the active one. */
  readonly callId: number | undefined;
  /** CallIDs of all calls at the agent's phone: two at most. */
  readonly callIds: readonly number[];
}

/** The state of a contact service queue. */
export interface QueueSnapshot {
  readonly csqId: number;
  readonly name: string;
  readonly autoWork: boolean;
  /** CallIDs in the order of service. */
  readonly waiting: readonly number[];
  /** Call statistics since the start. */
  readonly counts: QueueCounts;
}

/** A call in progress with its data. */
export interface CallSnapshot extends CallDataSnapshot {
  readonly callId: number;
  /** A CallType. */
  readonly callType: number;
  readonly stage: CallStage;
  /** The calling number. */
  readonly ani: string;
  /** The called number. */
  readonly trigger: string;
  /** The CSQ of the call; 0xffffffff for none. */
  readonly csqId: number;
  /** Of a consult call: CallID of the call it is about. */
  readonly consultOf: number | undefined;
  /** All parties: agents' phones and CTI ports first, then public numbers. */
  readonly connections: readonly {
    readonly deviceId: string;
    readonly deviceType: number;
    /** A LocalConnectionState. */
    readonly state: number;
  }[];
}

type CallDataSnapshot = Omit<CallData, 'ani'>;

/** The state of a contact center at one moment. Immutable. */
export interface Snapshot {
  readonly agents: readonly AgentSnapshot[];
  readonly queues: readonly QueueSnapshot[];
  readonly calls: readonly CallSnapshot[];
}

/** Takes a snapshot of the center. */
export function snapshotOf(center: ContactCenter): Snapshot {
  return {
    agents: [...center.agents.values()].map((agent) => agentSnapshot(center, agent)),
    queues: center.config.queues.map(({ csqId, name, autoWork }) => ({
      csqId,
      name,
      autoWork,
      waiting: (center.waiting.get(csqId) ?? []).map(({ callId }) => callId),
      counts: queueCounts(center.queueRecords.get(csqId) ?? createRecord()),
    })),
    calls: [...center.calls.values()].map(callSnapshot),
  };
}

/** Takes a snapshot of one agent. */
export function agentSnapshot(center: ContactCenter, agent: Agent): AgentSnapshot {
  const { config, state, reason, nextState, parties, inService } = agent;
  return {
    agentId: config.agentId,
    extension: config.extension,
    firstName: config.firstName,
    lastName: config.lastName,
    type: config.type,
    teamId: config.teamId,
    csqIds: [...config.csqIds],
    state,
    reason,
    nextState,
    clientControlled: isClientControlled(center, agent),
    inService,
    callId: (activeOf(agent) ?? parties[0])?.call.callId,
    callIds: parties.map(({ call }) => call.callId),
  };
}

/** Takes a snapshot of one call. */
export function callSnapshot(call: Call): CallSnapshot {
  return {
    ...call.data,
    callId: call.callId,
    callType: call.type,
    stage: stageOf(call),
    ani: call.data.ani ?? '',
    trigger: call.called.id,
    csqId: call.csqId,
    consultOf: call.consultOf?.callId,
    connections: partiesInOrder(call).map(({ id, type, state }) => ({
      deviceId: id,
      deviceType: type,
      state,
    })),
  };
}
