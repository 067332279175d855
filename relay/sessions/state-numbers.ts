/**
 * From the mirror's words back to the protocol's numbers.
 * @module
 */
import { type AgentStateName, agentStateName, type ConnectionStateName } from 'rxcti';
import { AgentState, LocalConnectionState } from 'rxcti/protocol';

/** AgentState number by name. */
export const agentStateNumbers: ReadonlyMap<AgentStateName, number> = new Map(
  Object.values(AgentState).map((state) => [agentStateName(state), state] as const),
).set('unknown', AgentState.AGENT_STATE_UNKNOWN);

const { LCS_NULL, LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_QUEUED, LCS_FAIL } =
  LocalConnectionState;

/** LocalConnectionState number by name. */
export const connectionStateNumbers: Readonly<Record<ConnectionStateName, number>> = {
  null: LCS_NULL,
  initiated: LCS_INITIATE,
  alerting: LCS_ALERTING,
  connected: LCS_CONNECT,
  held: LCS_HOLD,
  queued: LCS_QUEUED,
  failed: LCS_FAIL,
  unknown: LCS_NULL,
};
