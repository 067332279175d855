/**
 * What is true in the centre, for tests to compare a client's picture with.
 * @module
 */
import type { NamedVariable } from '../../core/protocol/data-types.ts';
import { partiesOf } from './calls.ts';
import type { CallStage, Centre } from './centre.ts';
import { connectionStates } from './snapshots.ts';

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
  /** CallID of the call at the agent's phone. */
  readonly callId: number | undefined;
}

/** A contact service queue. */
export interface QueueTruth {
  readonly csqId: number;
  readonly name: string;
  readonly autoWork: boolean;
  /** CallIDs, oldest first. */
  readonly waiting: readonly number[];
}

/** A call that is going on. */
export interface CallTruth {
  readonly callId: number;
  readonly stage: CallStage;
  readonly ani: string;
  /** The number that was called. */
  readonly trigger: string;
  readonly csqId: number;
  readonly callVariable1: string;
  readonly callVariable2: string;
  readonly namedVariables: readonly NamedVariable[];
  readonly connections: readonly {
    readonly deviceId: string;
    readonly deviceType: number;
    readonly state: number;
  }[];
}

/** A centre at one moment. Nothing in it changes later. */
export interface Truth {
  readonly agents: readonly AgentTruth[];
  readonly queues: readonly QueueTruth[];
  readonly calls: readonly CallTruth[];
}

/** Takes the picture. */
export function truthOf(centre: Centre): Truth {
  return {
    agents: [...centre.agents.values()].map(({ person, state, reason, next, call }) => ({
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
      callId: call?.callId,
    })),
    queues: centre.world.queues.map(({ csqId, name, autoWork }) => ({
      csqId,
      name,
      autoWork,
      waiting: (centre.waiting.get(csqId) ?? []).map(({ callId }) => callId),
    })),
    calls: [...centre.calls.values()].map((call) => ({
      callId: call.callId,
      stage: call.stage,
      ani: call.ani,
      trigger: call.application.trigger,
      csqId: call.application.csqId,
      callVariable1: call.callVariable1,
      callVariable2: call.callVariable2,
      namedVariables: call.namedVariables,
      connections: partiesOf(call).map(({ id, type }) => ({
        deviceId: id,
        deviceType: type,
        state: connectionStates[call.stage],
      })),
    })),
  };
}
