/** Relays that freeze, are cut off from NATS, or have none; requests that travel to the holder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AgentState } from '../../core/protocol/constants/agents.ts';
import type { CcxTap } from './ccx-tap.ts';
import {
  allReady,
  type ClusterHouse,
  expectRuns,
  leaseMs,
  openClusterHouse,
  recordOf,
  seenBy,
  statesOf,
} from './cluster-fixture.ts';
import { cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function house(...options: Parameters<typeof openClusterHouse>): Promise<ClusterHouse> {
  const made = await openClusterHouse(...options);
  opened.push(made);
  return made;
}

const admin = { role: 'admin', agentId: 'boss' } as const;

/** What a relay told CCX on a connection since a moment. */
const toldCcx = ({ passed }: CcxTap, connection: number, since: number): string[] =>
  passed
    .filter((each) => each.connection === connection && each.to === 'ccx' && each.at > since)
    .map(({ message }) => message.type);

const openedAt = ({ passed }: CcxTap, connection: number): number =>
  passed.find((each) => each.connection === connection && each.message.type === 'OPEN_REQ')?.at ?? Number.NaN;

const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1000));

describe.skipIf(noNats !== undefined)('a relay that freezes', { timeout: 60_000 }, () => {
  it('says nothing more to CCX when it wakes after its lease, and follows', async () => {
    const { tap, startThree, enter } = await house();
    const [holder, second, third] = await startThree();
    const boss = await enter([second], admin);
    holder.signal('SIGSTOP');
    const frozenAt = Date.now();
    await allReady([second, third]);
    expect(openedAt(tap, 1) - frozenAt).toBeGreaterThan(leaseMs / 2);
    expect(openedAt(tap, 1) - frozenAt).toBeLessThan(8000);
    holder.signal('SIGCONT');
    await allReady([holder, second, third]);
    await seconds(1);
    expect(holder.part).toBe('follower');
    expect(toldCcx(tap, 0, frozenAt)).toEqual([]);
    expect(tap.open).toEqual([1]);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
  });

  it('goes on when it wakes in time', async () => {
    const { tap, startThree, enter } = await house();
    const [holder, second, third] = await startThree();
    const boss = await enter([second], admin);
    holder.signal('SIGSTOP');
    await seconds(leaseMs / 4000);
    holder.signal('SIGCONT');
    await seconds((3 * leaseMs) / 1000);
    expect([holder, second, third].map(({ part }) => part)).toEqual(['holder', 'follower', 'follower']);
    expect(tap.open).toEqual([0]);
    expect(statesOf(boss)).toEqual([]);
  });
});

describe.skipIf(noNats !== undefined)('a relay that is cut off from NATS', { timeout: 60_000 }, () => {
  it('gives up the session before another one opens it, and follows when it is back', async () => {
    const { tap, nats, startRelay } = await house();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const holder = await startRelay('a', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([holder]);
    const others = await Promise.all([startRelay('b'), startRelay('c')]);
    await allReady([holder, ...others]);

    proxy.cut();
    const cutAt = Date.now();
    await vi.waitFor(() => expect(holder.part).toBe('none'), { timeout: 2 * leaseMs, interval: 10 });
    await allReady(others);
    const takenAt = openedAt(tap, 1);
    expect(takenAt - cutAt).toBeLessThan(8000);
    expect(toldCcx(tap, 0, takenAt)).toEqual([]);
    expect(holder.isReady).toBe(false);

    proxy.mend();
    await allReady([holder, ...others]);
    expect(holder.part).toBe('follower');
    expect(tap.open).toEqual([1]);
  });

  it('goes on without a gap as a follower that is back soon', async () => {
    const { tap, nats, startRelay, enter } = await house();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const holder = await startRelay('a');
    await allReady([holder]);
    const follower = await startRelay('b', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([holder, follower]);
    const boss = await enter([follower], admin);
    await seconds(1);
    proxy.cut();
    await seconds(4); // its link over NATS is given up after three
    proxy.mend();
    const before = seenBy(boss).length;
    await vi.waitFor(() => expect(seenBy(boss).length).toBeGreaterThan(before + 10), 10_000);
    expect(statesOf(boss)).toEqual([]);
    const record = recordOf(tap, 0);
    const start = record.indexOf(seenBy(boss)[0] as string);
    expect(seenBy(boss)).toEqual(record.slice(start, start + seenBy(boss).length));
  });

  it('serves its browsers on as a follower, which had to begin anew', async () => {
    const { nats, startRelay, enter } = await house();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const holder = await startRelay('a');
    await allReady([holder]);
    const follower = await startRelay('b', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([holder, follower]);
    const boss = await enter([follower], admin);
    proxy.cut();
    await vi.waitFor(() => expect(follower.isReady).toBe(false), 20_000);
    proxy.mend();
    await allReady([holder, follower]);
    await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
  });
});

describe.skipIf(noNats !== undefined)(
  'a follower that NATS drops because it reads too slowly',
  { timeout: 60_000 },
  () => {
    it('is back as soon as it reads again, and its browsers have a whole picture', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rxcti-slow-'));
      const config = join(folder, 'server.conf');
      writeFileSync(config, 'max_payload: 400KB\nmax_pending: 1MB\nwrite_deadline: "1s"\n');
      const { tap, nats, startRelay, enter } = await house({}, {}, ['-c', config]);
      opened.push({ close: () => rmSync(folder, { recursive: true }) });
      const holder = await startRelay('a');
      await allReady([holder]);
      const follower = await startRelay('b');
      await allReady([holder, follower]);
      const boss = await enter([follower], admin);
      await vi.waitFor(() => expect(seenBy(boss).length).toBeGreaterThan(5), 10_000);

      follower.signal('SIGSTOP');
      const other = await connect({ servers: nats.url });
      for (let count = 0; count < 40; count++) {
        other.publish('rxcti.default.changed', new Uint8Array(390_000)); // what all relays hear
        await other.flush();
      }
      await other.close();
      follower.signal('SIGCONT');
      await vi.waitFor(
        () => expect(follower.lines.map(({ log }) => log)).toContain('NATS is in reach again'),
        10_000,
      );
      await allReady([holder, follower]);
      await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
      const before = seenBy(boss).length;
      await vi.waitFor(() => expect(seenBy(boss).length).toBeGreaterThan(before + 10), 10_000);
      expect(holder.part).toBe('holder');
      expectRuns(boss, tap);
    });
  },
);

describe.skipIf(noNats !== undefined)('NATS itself', { timeout: 60_000 }, () => {
  it('may come after the relays, go away, and come back without its memory', async () => {
    const { tap, nats, startRelay, enter } = await house();
    await nats.kill();
    const relays = await Promise.all([startRelay('a'), startRelay('b')]);
    await seconds(1);
    expect(relays.map(({ part, isReady }) => [part, isReady])).toEqual([
      ['none', false],
      ['none', false],
    ]);
    await nats.start();
    await allReady(relays);
    const boss = await enter(relays, admin);

    await nats.kill();
    await vi.waitFor(() => expect(relays.map(({ isReady }) => isReady)).toEqual([false, false]), 20_000);
    expect(tap.open).toEqual([]);
    await nats.start({ forgetful: true });
    await allReady(relays);
    await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
    expect(tap.open).toHaveLength(1);
    // No two relays were ever connected with CCX at once.
    const ends = tap.passed.reduce(
      (last, { connection, at }) => last.set(connection, at),
      new Map<number, number>(),
    );
    for (const [connection, end] of ends)
      if (ends.has(connection + 1)) expect(openedAt(tap, connection + 1)).toBeGreaterThanOrEqual(end);
  });
});

describe.skipIf(noNats !== undefined)('requests', { timeout: 60_000 }, () => {
  const requests = ({ passed }: CcxTap): string[] =>
    passed.filter(({ message }) => message.type === 'SET_AGENT_STATE_REQ').map(({ message }) => message.type);
  const quiet = { callsPerHour: 0, autoAnswer: false } as const;

  it('travel to the holder once, and the answer to the asker only', async () => {
    const { tap, startThree, enter } = await house(quiet);
    const [, second, third] = await startThree();
    const [asker, other] = await Promise.all([enter([second], admin), enter([third], admin)]);
    const answers: string[] = [];
    other.client.messages$.subscribe(({ message }) => answers.push(message.type));
    await asker.client.agents.get('jdoe')?.setState('notReady', { reasonCode: 1 });
    await vi.waitFor(() => {
      for (const { client } of [asker, other])
        expect(client.agents.get('jdoe')?.getSnapshot().state).toBe('notReady');
    });
    expect(requests(tap)).toHaveLength(1);
    expect(answers).not.toContain('SET_AGENT_STATE_CONF');
  });

  it('are never sent again when the holder dies with them', async () => {
    const { tap, startThree, enter } = await house(quiet);
    const [holder, second, third] = await startThree();
    const asker = await enter([second], admin);
    holder.signal('SIGSTOP');
    const request = asker.client.request({
      type: 'SET_AGENT_STATE_REQ',
      agentState: AgentState.AGENT_STATE_NOT_READY,
      eventReasonCode: 1,
      forcedFlag: 0,
      agentCapacity: 0,
      agentInstrument: '2001',
      agentId: 'jdoe',
    });
    const code = request.then(
      () => 'done',
      (error: unknown) => (CtiError.is(error) ? error.code : String(error)),
    );
    await allReady([second, third]);
    expect(['REQUEST_FAILED', 'REQUEST_TIMEOUT', 'SESSION_NOT_READY']).toContain(await code);
    holder.signal('SIGCONT');
    await allReady([holder, second, third]);
    await seconds(1);
    expect(requests(tap)).toEqual([]);
  });
});
