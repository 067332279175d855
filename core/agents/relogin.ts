/**
 * Logs an agent in again after a failover in which the login was lost (option `relogin`).
 * @module
 */
import type { Logger } from '../logger.ts';
import type { AgentMode } from '../session/open-request.ts';
import type { SessionState } from '../session/session-state.ts';
import type { LiveValue } from '../store/live-value.ts';
import type { LiveAgent } from './live-agent.ts';

/** Each time the session becomes ready, logs the agent in if the agent was logged in before the failover only. */
export function reloginWhenReady(
  session: LiveValue<SessionState>,
  agent: LiveAgent,
  { password, instrument }: AgentMode,
  logger: Logger,
): void {
  async function relogin(): Promise<void> {
    const { state, stateBeforeFailover = 'loggedOut' } = agent.getSnapshot();
    if (state !== 'loggedOut' || stateBeforeFailover === 'loggedOut' || stateBeforeFailover === 'unknown')
      return;
    try {
      await agent.login({ password, ...(instrument === undefined ? {} : { instrument }) });
    } catch (error) {
      logger.warn('relogin failed', { agentId: agent.agentId, reason: String(error) });
    }
  }

  let last = session.getSnapshot().name;
  session.subscribe(() => {
    const { name } = session.getSnapshot();
    if (name === 'ready' && last !== 'ready') void relogin();
    last = name;
  });
}
