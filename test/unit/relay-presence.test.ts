/** Agents whose browsers move between relays, leave, or go down with their relay. */
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../core/logger.ts';
import { createRollCall, type RollCall } from '../../relay/cluster/presence.ts';
import { createDepartures, type Departures } from '../../relay/sessions/disconnect-policy.ts';
import type { Upstream } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

const beatMs = 3000;
const graceMs = 5000;
const jdoe = { role: 'agent', subject: 'u-jdoe', agentId: 'jdoe' } as const;

interface Member {
  readonly call: RollCall;
  readonly departures: Departures;
  /** Of the session with CCX, as this relay sees it. */
  isReady: boolean;
  isHolder: boolean;
  isCutOff: boolean;
  /** As after SIGKILL. */
  die(): void;
}

function cluster() {
  const clock = new FakeClock();
  const startedAt = clock.now();
  const agent = { agentId: 'jdoe', extension: '2001', state: 'ready' };
  const requests: { by: Member; after: number }[] = [];
  const ears = new Map<Member, (text: string) => void>();
  const said: string[] = [];
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };

  function start(isHolder = false): Member {
    const upstream = {
      get isReady() {
        return member.isReady;
      },
      mirror: { agents: { get: () => ({ getSnapshot: () => agent }) } },
      request: () => {
        requests.push({ by: member, after: clock.now() - startedAt });
        agent.state = 'notReady';
        return Promise.resolve({});
      },
    } as unknown as Upstream;
    let isDead = false;
    const departures = createDepartures({
      upstream,
      policy: { agent: { action: 'notReady', graceMs } },
      clock,
      logger: silentLogger,
      events: { observed: false, next() {} },
      acts: () => member.isHolder,
      settled: (agentId) => member.call.settled(agentId),
    });
    const bus = {
      tell(text: string) {
        if (isDead || member.isCutOff) return;
        said.push(text);
        for (const [to, ear] of ears) if (!to.isCutOff) ear(text);
      },
      hear(ear: (text: string) => void) {
        ears.set(member, ear);
        return () => ears.delete(member);
      },
    };
    const member: Member = {
      departures,
      isReady: true,
      isHolder,
      isCutOff: false,
      call: undefined as never,
      die() {
        isDead = true;
        ears.delete(member);
        departures.stop();
        member.isHolder = false;
      },
    };
    Object.assign(member, {
      call: createRollCall({ bus, beatMs, departures, clock, logger }),
    });
    return member;
  }
  const shout = (text: string): void => {
    for (const ear of ears.values()) ear(text);
  };
  return {
    clock,
    agent,
    requests,
    said,
    warnings,
    shout,
    start,
    relays: [start(true), start(), start()] as const,
  };
}

describe('an agent whose browser is gone from its relay', () => {
  it('is left alone when the browser has moved to another relay', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.call.left(jdoe);
    await clock.advance(graceMs - 500);
    next.call.arrived(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is left alone when the browser comes to the other relay before it leaves the first', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    next.call.arrived(jdoe);
    await clock.advance(9000);
    old.call.left(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is set not ready once, by the holder, when the browser comes nowhere', async () => {
    const { clock, agent, requests, relays } = cluster();
    const [holder, old] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.call.left(jdoe);
    await clock.advance(graceMs + 100);
    expect(requests.map(({ by }) => by)).toEqual([holder]);
    agent.state = 'ready'; // by phone, say: nobody does it again, whoever holds the session
    holder.die();
    old.isHolder = true;
    await clock.advance(120_000);
    expect(requests).toHaveLength(1);
  });

  it('is set not ready once when the relay was killed with the browser', async () => {
    const { clock, requests, relays } = cluster();
    const [holder, old] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.die();
    await clock.advance(3 * beatMs + graceMs);
    expect(requests.map(({ by }) => by)).toEqual([holder]);
    await clock.advance(120_000);
    expect(requests).toHaveLength(1);
  });

  it('is left alone when the relay was killed and the browser came to another', async () => {
    const { clock, requests, relays } = cluster();
    const [, old, next] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.die();
    await clock.advance(300);
    next.call.arrived(jdoe);
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is set not ready by the next holder when the holder was killed with the browser, or while it waited', async () => {
    for (const isThere of [true, false]) {
      const { clock, requests, relays } = cluster();
      const [holder, next, third] = relays;
      holder.call.arrived(jdoe);
      await clock.advance(1000);
      if (!isThere) holder.call.left(jdoe);
      await clock.advance(1000);
      holder.die();
      for (const each of [next, third]) each.isReady = false;
      await clock.advance(3 * beatMs + graceMs);
      expect(requests).toEqual([]);
      next.isHolder = true;
      for (const each of [next, third]) each.isReady = true;
      await clock.advance(3000);
      expect(requests.map(({ by }) => by)).toEqual([next]);
      await clock.advance(120_000);
      expect(requests).toHaveLength(1);
    }
  });

  it('is set not ready when its relay was stopped in order and it came to no other', async () => {
    const { clock, requests, relays } = cluster();
    const [, old] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.call.stop();
    old.departures.stop();
    await clock.advance(graceMs + 100);
    expect(requests).toHaveLength(1);
  });

  it('is left alone when its relay was out of reach of the others for less than the time of grace', async () => {
    const { clock, requests, relays } = cluster();
    const [, old] = relays;
    old.call.arrived(jdoe);
    await clock.advance(1000);
    old.isCutOff = true;
    await clock.advance(2 * beatMs + graceMs);
    old.isCutOff = false;
    await clock.advance(120_000);
    expect(requests).toEqual([]);
  });

  it('is known to a relay that came later', async () => {
    const { clock, requests, relays, start } = cluster();
    const [holder, old, third] = relays;
    old.call.arrived(jdoe);
    await clock.advance(10_000);
    const late = start();
    await clock.advance(100);
    for (const each of [holder, old, third]) each.die();
    late.isHolder = true;
    await clock.advance(3 * beatMs + graceMs);
    expect(requests.map(({ by }) => by)).toEqual([late]);
  });
});

it('many who come at once are told of once', async () => {
  const { clock, said, relays } = cluster();
  await clock.advance(1000);
  said.length = 0;
  const [, relay] = relays;
  for (let index = 0; index < 400; index++)
    relay.call.arrived({ role: 'agent', subject: `u${index}`, agentId: `a${index}` });
  await clock.advance(100);
  expect(said).toHaveLength(1);
  expect(JSON.parse(said[0] as string).agents).toHaveLength(400);
});

it('nonsense from the bus is logged, and changes nothing', async () => {
  const { clock, requests, relays, shout, warnings } = cluster();
  relays[1].call.arrived(jdoe);
  await clock.advance(1000);
  for (const text of [
    '',
    'null',
    '{}',
    '{"relay":7,"agents":[]}',
    '{"relay":"x","agents":[{"agentId":"jdoe","role":"king"}]}',
  ])
    shout(text);
  expect(warnings).toHaveLength(5 * relays.length);
  await clock.advance(60_000);
  expect(requests).toEqual([]);
});
