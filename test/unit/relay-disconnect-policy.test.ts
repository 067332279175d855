import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { auditLine } from '../../relay/observability/audit.ts';
import { createDisconnectHandler, type DisconnectPolicy } from '../../relay/sessions/disconnect-policy.ts';
import type { SessionEvent } from '../../relay/sessions/events.ts';
import type { Upstream } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

describe('the disconnect policy', () => {
  function setUp(policy: DisconnectPolicy, state: string, reply: () => Promise<unknown> = async () => ({})) {
    const clock = new FakeClock();
    const sent: object[] = [];
    const audit: unknown[] = [];
    const agent = { agentId: 'jdoe', extension: '2001', state };
    const upstream = {
      isReady: true,
      replica: { agents: { get: () => ({ getSnapshot: () => agent }) } },
      request: (message: object) => {
        sent.push({ at: clock.now(), ...message });
        return reply();
      },
    } as unknown as Upstream;
    const startedAt = clock.now();
    const events = {
      observed: true,
      next(event: SessionEvent) {
        if (event.type === 'command') audit.push(auditLine(event.command));
      },
    };
    const disconnects = createDisconnectHandler({ upstream, policy, clock, logger: silentLogger, events });
    return { clock, sent, agent, disconnects, startedAt, audit };
  }
  const jdoe = { role: 'agent', subject: 'jdoe', agentId: 'jdoe' } as const;
  const logout = { agent: { action: 'logout', graceMs: 5000, reasonCode: 9 } } as const;

  it('is applied after the grace period, unless a client has reconnected', async () => {
    const { clock, sent, disconnects } = setUp(logout, 'ready');
    disconnects.connected(jdoe);
    disconnects.disconnected(jdoe);
    await clock.advance(4900);
    disconnects.connected(jdoe);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    disconnects.disconnected(jdoe);
    await clock.advance(5000);
    expect(sent).toMatchObject([{ agentState: 1, eventReasonCode: 9, agentId: 'jdoe', forcedFlag: 0 }]);
  });

  it('is applied after the call of an agent who is on a call', async () => {
    const { clock, sent, agent, disconnects, startedAt } = setUp(logout, 'talking');
    disconnects.connected(jdoe);
    disconnects.disconnected(jdoe);
    await clock.advance(120_000);
    expect(sent).toEqual([]);
    agent.state = 'work';
    await clock.advance(2000);
    expect(sent).toMatchObject([{ agentState: 1 }]);
    expect((sent[0] as { at: number }).at - startedAt).toBeGreaterThan(120_000);
  });

  it.each(['loggedOut', 'notReady'])('is not applied to an agent in the state %s', async (state) => {
    const { clock, sent, disconnects } = setUp({ agent: { action: 'notReady' } }, state);
    disconnects.connected(jdoe);
    disconnects.disconnected(jdoe);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
  });

  const refused = {
    request: 'SET_AGENT_STATE_REQ',
    failureCode: 260,
    failureName: 'CF_INVALID_AGENT_WORKMODE',
    ccxErrorCode: 0,
  };
  it.each<[string, () => Promise<unknown>, string]>([
    ['accepted', async () => ({}), 'client disconnected'],
    [
      'refused',
      () => Promise.reject(new CtiError('CONTROL_FAILED', 'refused', refused)),
      'CF_INVALID_AGENT_WORKMODE',
    ],
    [
      'timeout',
      () => Promise.reject(new CtiError('REQUEST_TIMEOUT', 'timeout', { request: '', timeoutMs: 1 })),
      'REQUEST_TIMEOUT',
    ],
    ['failed', () => Promise.reject(new CtiError('LINK_LOST', 'cut', { reason: 'cut' })), 'LINK_LOST'],
    ['failed', () => Promise.reject(new TypeError('a defect')), 'UNKNOWN'],
  ])('writes its result to the audit log: %s (%#)', async (result, reply, reason) => {
    const { clock, disconnects, audit } = setUp(logout, 'ready', reply);
    disconnects.connected(jdoe);
    disconnects.disconnected(jdoe);
    await clock.advance(5000);
    expect(audit).toMatchObject([{ request: 'SET_AGENT_STATE_REQ', result, reason }]);
  });

  it('is not applied when the relay stops', async () => {
    const { clock, sent, disconnects } = setUp(logout, 'ready');
    disconnects.connected(jdoe);
    disconnects.stop();
    disconnects.disconnected(jdoe);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
  });
});
