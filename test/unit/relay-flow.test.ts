/** What bounds a browser: how often it may ask, what is left out when too much waits, what becomes of its agent. */

import fc from 'fast-check';
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { RateLimiter, TokenBucket } from '../../relay/connections/rate-limiter.ts';
import { auditLine } from '../../relay/observability/audit.ts';
import { coalesceAgentStates } from '../../relay/sessions/coalesce.ts';
import { createDepartures, type DisconnectPolicy } from '../../relay/sessions/disconnect-policy.ts';
import type { SessionEvent } from '../../relay/sessions/events.ts';
import type { Upstream } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

describe('a bucket', () => {
  it('gives so many at once and so many more each second', () => {
    const bucket = new TokenBucket(10, 2, 0);
    expect([bucket.take(10, 0), bucket.take(1, 0), bucket.take(1, 400), bucket.take(1, 500)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(bucket.isFull(3000)).toBe(false);
    expect(bucket.isFull(6000)).toBe(true);
  });
  it('is one for each key, also when very many keys come', () => {
    const buckets = new RateLimiter(1, 1);
    expect(buckets.take('a', 0)).toBe(true);
    expect(buckets.take('a', 0)).toBe(false);
    for (let index = 0; index < 30_000; index++) expect(buckets.take(`key ${index}`, 0)).toBe(true);
  });
});

describe('a queue that is too long', () => {
  const state = fc.record({ agent: fc.nat(4), agentState: fc.integer({ min: 1, max: 5 }) });
  const message = fc.oneof(
    state.map(
      ({ agent, agentState }): CtiMessage => ({
        type: 'AGENT_STATE_EVENT',
        csqState: 0,
        stateDuration: 0,
        csqId: 0xffffffff,
        agentState,
        eventReasonCode: 0,
        agentId: `agent${agent}`,
      }),
    ),
    fc.nat(100).map(
      (callId): CtiMessage => ({
        type: 'CALL_CLEARED_EVENT',
        callId,
        localConnectionState: 0,
        eventCause: 0xffff,
        connectionDeviceId: '2001',
      }),
    ),
  );

  it.each([10, 13, 16, 17, 18])(
    'keeps all calls in order, and of each agent the latest state: version %i',
    (version) => {
      const codec = createCodec({ version });
      fc.assert(
        fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
          const queue = messages.map((each) => ({ bytes: codec.encode(each), position: undefined }));
          const kept = coalesceAgentStates(() => version)(queue).map(({ bytes }) => codec.decode(bytes));
          const calls = (all: readonly CtiMessage[]): CtiMessage[] =>
            all.filter(({ type }) => type === 'CALL_CLEARED_EVENT');
          expect(calls(kept)).toEqual(calls(messages));
          const latest = new Map(
            messages.flatMap((each) =>
              each.type === 'AGENT_STATE_EVENT' ? [[each.agentId, each.agentState]] : [],
            ),
          );
          const states = kept.flatMap((each) => (each.type === 'AGENT_STATE_EVENT' ? [each] : []));
          expect(new Map(states.map(({ agentId, agentState }) => [agentId, agentState]))).toEqual(latest);
          expect(states).toHaveLength(latest.size);
        }),
      );
    },
  );
});

describe('an agent whose browser is gone', () => {
  function center(
    policy: DisconnectPolicy,
    state: string,
    answer: () => Promise<unknown> = async () => ({}),
  ) {
    const clock = new FakeClock();
    const sent: object[] = [];
    const trail: unknown[] = [];
    const agent = { agentId: 'jdoe', extension: '2001', state };
    const upstream = {
      isReady: true,
      mirror: { agents: { get: () => ({ getSnapshot: () => agent }) } },
      request: (message: object) => {
        sent.push({ at: clock.now(), ...message });
        return answer();
      },
    } as unknown as Upstream;
    const startedAt = clock.now();
    const events = {
      observed: true,
      next: (event: SessionEvent) => void (event.type === 'command' && trail.push(auditLine(event.command))),
    };
    const departures = createDepartures({ upstream, policy, clock, logger: silentLogger, events });
    return { clock, sent, agent, departures, startedAt, trail };
  }
  const jdoe = { role: 'agent', subject: 'jdoe', agentId: 'jdoe' } as const;
  const logout = { agent: { action: 'logout', graceMs: 5000, reasonCode: 9 } } as const;

  it('is left alone until the time of grace is over, and for good when the browser is back', async () => {
    const { clock, sent, departures } = center(logout, 'ready');
    departures.arrived(jdoe);
    departures.left(jdoe);
    await clock.advance(4900);
    departures.arrived(jdoe);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    departures.left(jdoe);
    await clock.advance(5000);
    expect(sent).toMatchObject([{ agentState: 1, eventReasonCode: 9, agentId: 'jdoe', forcedFlag: 0 }]);
  });

  it('finishes a call first', async () => {
    const { clock, sent, agent, departures, startedAt } = center(logout, 'talking');
    departures.arrived(jdoe);
    departures.left(jdoe);
    await clock.advance(120_000);
    expect(sent).toEqual([]);
    agent.state = 'work';
    await clock.advance(2000);
    expect(sent).toMatchObject([{ agentState: 1 }]);
    expect((sent[0] as { at: number }).at - startedAt).toBeGreaterThan(120_000);
  });

  it.each(['loggedOut', 'notReady'])('is left alone when %s already', async (state) => {
    const { clock, sent, departures } = center({ agent: { action: 'notReady' } }, state);
    departures.arrived(jdoe);
    departures.left(jdoe);
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
    ['accepted', async () => ({}), 'the browser is gone'],
    [
      'refused',
      () => Promise.reject(new CtiError('CONTROL_FAILED', 'refused', refused)),
      'CF_INVALID_AGENT_WORKMODE',
    ],
    [
      'timeout',
      () => Promise.reject(new CtiError('REQUEST_TIMEOUT', 'no answer', { request: '', timeoutMs: 1 })),
      'REQUEST_TIMEOUT',
    ],
    ['failed', () => Promise.reject(new CtiError('LINK_LOST', 'cut', { reason: 'cut' })), 'LINK_LOST'],
    ['failed', () => Promise.reject(new TypeError('a defect')), 'UNKNOWN'],
  ])('leaves in the trail what became of it: %s (%#)', async (result, answer, reason) => {
    const { clock, departures, trail } = center(logout, 'ready', answer);
    departures.arrived(jdoe);
    departures.left(jdoe);
    await clock.advance(5000);
    expect(trail).toMatchObject([{ request: 'SET_AGENT_STATE_REQ', result, reason }]);
  });

  it('is left alone when the relay stops', async () => {
    const { clock, sent, departures } = center(logout, 'ready');
    departures.arrived(jdoe);
    departures.stop();
    departures.left(jdoe);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
  });
});
