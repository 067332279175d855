/** Agents whose clients move between relays, disconnect, or fail together with their relay. */
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../core/logger.ts';
import { createPresence, type Presence } from '../../relay/cluster/presence.ts';
import { createDisconnectHandler, type DisconnectHandler } from '../../relay/sessions/disconnect-policy.ts';
import type { Upstream } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

const intervalMs = 3000;
const graceMs = 5000;
const jdoe = { role: 'agent', subject: 'u-jdoe', agentId: 'jdoe' } as const;

interface Member {
  readonly presence: Presence;
  readonly disconnects: DisconnectHandler;
  /** Its replica is complete. */
  isReady: boolean;
  isLeader: boolean;
  isCutOff: boolean;
  /** As after SIGKILL. */
  kill(): void;
}

function cluster() {
  const clock = new FakeClock();
  const startedAt = clock.now();
  const agent = { agentId: 'jdoe', extension: '2001', state: 'ready' };
  const requests: { by: Member; after: number }[] = [];
  const listeners = new Map<Member, (text: string) => void>();
  const sent: string[] = [];
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };

  function start(isLeader = false): Member {
    const upstream = {
      get isReady() {
        return member.isReady;
      },
      replica: { agents: { get: () => ({ getSnapshot: () => agent }) } },
      request: () => {
        requests.push({ by: member, after: clock.now() - startedAt });
        agent.state = 'notReady';
        return Promise.resolve({});
      },
    } as unknown as Upstream;
    let isKilled = false;
    const disconnects = createDisconnectHandler({
      upstream,
      policy: { agent: { action: 'notReady', graceMs } },
      clock,
      logger: silentLogger,
      events: { observed: false, next: () => {} },
      isActing: () => member.isLeader,
    });
    const bus = {
      broadcast(text: string) {
        if (isKilled || member.isCutOff) return;
        sent.push(text);
        for (const [to, receive] of listeners) if (!to.isCutOff) receive(text);
      },
      onBroadcast(receive: (text: string) => void) {
        listeners.set(member, receive);
        return () => listeners.delete(member);
      },
    };
    const member: Member = {
      disconnects,
      isReady: true,
      isLeader,
      isCutOff: false,
      presence: undefined as never,
      kill() {
        isKilled = true;
        listeners.delete(member);
        disconnects.stop();
        member.isLeader = false;
      },
    };
    Object.assign(member, {
      presence: createPresence({ bus, intervalMs, disconnects, clock, logger }),
    });
    return member;
  }
  const inject = (text: string): void => {
    for (const receive of listeners.values()) receive(text);
  };
  return {
    clock,
    agent,
    requests,
    sent,
    warnings,
    inject,
    start,
    relays: [start(true), start(), start()] as const,
  };
}

describe('the disconnect policy in a cluster', () => {
  it('is not applied when the client moved to another relay', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.presence.disconnected(jdoe);
    await clock.advance(graceMs - 500);
    next.presence.connected(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is not applied when the client connects to another relay before it disconnects from the first', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    next.presence.connected(jdoe);
    await clock.advance(9000);
    old.presence.disconnected(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is applied once, by the leader, when the client does not reconnect', async () => {
    const { clock, agent, requests, relays } = cluster();
    const [leader, old] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.presence.disconnected(jdoe);
    await clock.advance(graceMs + 100);
    expect(requests.map(({ by }) => by)).toEqual([leader]);
    agent.state = 'ready'; // for example by phone: it must not be applied again, by any leader
    leader.kill();
    old.isLeader = true;
    await clock.advance(120_000);
    expect(requests).toHaveLength(1);
  });

  it('is applied once when the relay and the client failed together', async () => {
    const { clock, requests, relays } = cluster();
    const [leader, old] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.kill();
    await clock.advance(3 * intervalMs + graceMs);
    expect(requests.map(({ by }) => by)).toEqual([leader]);
    await clock.advance(120_000);
    expect(requests).toHaveLength(1);
  });

  it('is not applied when the relay was killed and the client moved to another', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.kill();
    await clock.advance(300);
    next.presence.connected(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is applied by the next leader when the leader was killed with the client, or during the grace period', async () => {
    for (const isConnected of [true, false]) {
      const { clock, requests, relays } = cluster();
      const [leader, next, third] = relays;
      leader.presence.connected(jdoe);
      await clock.advance(1000);
      if (!isConnected) leader.presence.disconnected(jdoe);
      await clock.advance(1000);
      leader.kill();
      for (const each of [next, third]) each.isReady = false;
      await clock.advance(3 * intervalMs + graceMs);
      expect(requests).toEqual([]);
      next.isLeader = true;
      for (const each of [next, third]) each.isReady = true;
      await clock.advance(3000);
      expect(requests.map(({ by }) => by)).toEqual([next]);
      await clock.advance(120_000);
      expect(requests).toHaveLength(1);
    }
  });

  it('is applied when the relay stopped and the client moved to no other', async () => {
    const { clock, requests, relays } = cluster();
    const [, old] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.presence.stop();
    old.disconnects.stop();
    await clock.advance(graceMs + 100);
    expect(requests).toHaveLength(1);
  });

  it('is not applied when the relay was cut off for less than the grace period', async () => {
    const { clock, requests, relays } = cluster();
    const [, old] = relays;
    old.presence.connected(jdoe);
    await clock.advance(1000);
    old.isCutOff = true;
    await clock.advance(2 * intervalMs + graceMs);
    old.isCutOff = false;
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is applied by a relay that started after the agent connected', async () => {
    const { clock, requests, relays, start } = cluster();
    const [leader, old, third] = relays;
    old.presence.connected(jdoe);
    await clock.advance(10_000);
    const late = start();
    await clock.advance(100);
    for (const each of [leader, old, third]) each.kill();
    late.isLeader = true;
    await clock.advance(3 * intervalMs + graceMs);
    expect(requests.map(({ by }) => by)).toEqual([late]);
  });
});

it('sends one broadcast for many agents that connect at once', async () => {
  const { clock, sent, relays } = cluster();
  await clock.advance(1000);
  sent.length = 0;
  const [, relay] = relays;
  for (let index = 0; index < 400; index++)
    relay.presence.connected({ role: 'agent', subject: `u${index}`, agentId: `a${index}` });
  await clock.advance(100);
  expect(sent).toHaveLength(1);
  expect(JSON.parse(sent[0] as string).agents).toHaveLength(400);
});

it('logs and ignores malformed broadcasts', async () => {
  const { clock, requests, relays, inject, warnings } = cluster();
  relays[1].presence.connected(jdoe);
  await clock.advance(1000);
  for (const text of [
    '',
    'null',
    '{}',
    '{"relay":7,"agents":[]}',
    '{"relay":"x","agents":[{"agentId":"jdoe","role":"king"}]}',
  ])
    inject(text);
  expect(warnings).toHaveLength(5 * relays.length);
  await clock.advance(60_000);
  expect(requests).toEqual([]);
});
