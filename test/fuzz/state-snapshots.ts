import { agentStateName } from '../../core/agents/agent.ts';
import { connectionStateName } from '../../core/calls/connections.ts';
import type { CtiClient } from '../../core/client.ts';
import type { Simulator } from '../../simulator/index.ts';

/** Comparable lines for agents and calls. */
export interface Picture {
  readonly agents: readonly string[];
  readonly calls: readonly string[];
  readonly stale: number;
}

/** The client state. */
export function shownBy(client: CtiClient): Picture {
  const calls = [...client.calls.getSnapshot().values()].filter((call) => call.endedAt === undefined);
  return {
    agents: [...client.agents.getSnapshot().values()]
      .map(({ agentId, state }) => `${agentId} ${state}`)
      .sort(),
    calls: calls
      .map(({ callId, ani, connections, variables }) =>
        words(callId, ani, [...connections.values()], variables[1]),
      )
      .sort(),
    stale: calls.filter((call) => call.stale).length,
  };
}

/** The simulator state. */
export function trueIn(simulator: Simulator): Picture {
  const { agents, calls } = simulator.snapshot();
  return {
    agents: agents.map(({ agentId, state }) => `${agentId} ${agentStateName(state)}`).sort(),
    calls: calls
      .map(({ callId, ani, connections, callVariable1 }) => {
        const legs = connections.map(({ deviceId, state }) => ({
          deviceId,
          state: connectionStateName(state),
        }));
        return words(callId, ani, legs, callVariable1);
      })
      .sort(),
    stale: 0,
  };
}

function words(
  callId: number,
  ani: string | undefined,
  legs: readonly { deviceId: string; state: string }[],
  variable: string | undefined,
): string {
  const parties = legs.map(({ deviceId, state }) => `${deviceId} ${state}`).sort();
  return `${callId} ${ani ?? ''} [${parties.join(', ')}] ${variable ?? ''}`;
}
