import { expect, it } from 'vitest';
import type { LiveAgent } from '../../core/agents/live-agent.ts';
import { reloginWhenReady } from '../../core/agents/relogin.ts';
import { silentLogger } from '../../core/logger.ts';
import { agentMode } from '../../core/session/open-request.ts';
import type { SessionState } from '../../core/session/session-state.ts';
import { createLiveValue } from '../../core/store/live-value.ts';

it('logs in when the session becomes ready, not when the relay is reachable again', () => {
  const endpoint = { host: 'relay', port: 1 };
  const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };
  const ready: SessionState = { name: 'ready', reachable: true, endpoint, grant };
  const session = createLiveValue<SessionState>({
    name: 'connecting',
    reachable: false,
    endpoint,
    attempt: 1,
  });
  let logins = 0;
  const agent = {
    getSnapshot: () => ({ state: 'loggedOut', stateBeforeFailover: 'ready' }),
    login: async () => logins++,
  } as unknown as LiveAgent;
  reloginWhenReady(session, agent, agentMode({ agentId: 'jdoe', extension: '2001' }), silentLogger);
  session.set(ready);
  expect(logins).toBe(1);
  session.set({ ...ready, reachable: false });
  session.set(ready);
  expect(logins).toBe(1);
});
