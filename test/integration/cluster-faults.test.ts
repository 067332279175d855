/** Relays that are suspended or cut off from NATS, NATS failures, and requests that are forwarded to the leader. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectNats } from '@nats-io/transport-node';
import { CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AgentState } from '../../core/protocol/constants/agents.ts';
import type { CcxTap } from './ccx-tap.ts';
import {
  allReady,
  type ClusterFixture,
  expectContiguousSpans,
  leaseMs,
  openClusterFixture,
  receivedBy,
  sentByCcx,
  sleep,
  statesOf,
} from './cluster-fixture.ts';
import { cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function startFixture(...options: Parameters<typeof openClusterFixture>): Promise<ClusterFixture> {
  const made = await openClusterFixture(...options);
  opened.push(made);
  return made;
}

const admin = { role: 'admin', agentId: 'boss' } as const;

/** What CCX received on a connection since a time. */
const receivedByCcx = ({ passed }: CcxTap, connection: number, since: number): string[] =>
  passed
    .filter((each) => each.connection === connection && each.to === 'ccx' && each.at > since)
    .map(({ message }) => message.type);

const openedAt = ({ passed }: CcxTap, connection: number): number =>
  passed.find((each) => each.connection === connection && each.message.type === 'OPEN_REQ')?.at ?? Number.NaN;

describe.skipIf(noNats !== undefined)('a relay that is suspended', { timeout: 60_000 }, () => {
  it('sends nothing to CCX when it continues after its lease, and becomes a follower', async () => {
    const { tap, startThree, connect } = await startFixture();
    const [leader, second, third] = await startThree();
    const boss = await connect([second], admin);
    leader.signal('SIGSTOP');
    const suspendedAt = Date.now();
    await allReady([second, third]);
    expect(openedAt(tap, 1) - suspendedAt).toBeGreaterThan(leaseMs / 2);
    expect(openedAt(tap, 1) - suspendedAt).toBeLessThan(8000);
    leader.signal('SIGCONT');
    await allReady([leader, second, third]);
    expect(leader.role).toBe('follower');
    await sleep(leaseMs); // Twice the time between two renewals: the old leader would have sent a heartbeat or a request.
    expect(receivedByCcx(tap, 0, suspendedAt)).toEqual([]);
    expect(tap.open).toEqual([1]);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
  });

  it('stays leader when it continues within its lease', async () => {
    const { tap, startThree, connect } = await startFixture();
    const [leader, second, third] = await startThree();
    const boss = await connect([second], admin);
    leader.signal('SIGSTOP');
    await sleep(leaseMs / 4);
    leader.signal('SIGCONT');
    await sleep(2 * leaseMs); // Followers take over 1.25 leases after the last renewal.
    expect([leader, second, third].map(({ role }) => role)).toEqual(['leader', 'follower', 'follower']);
    expect(tap.open).toEqual([0]);
    expect(statesOf(boss)).toEqual([]);
  });
});

describe.skipIf(noNats !== undefined)('a relay that is cut off from NATS', { timeout: 60_000 }, () => {
  it('closes its CCX session before another relay opens one, and becomes a follower when it is back', async () => {
    const { tap, nats, startRelay } = await startFixture();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const leader = await startRelay('a', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([leader]);
    const others = await Promise.all([startRelay('b'), startRelay('c')]);
    await allReady([leader, ...others]);

    proxy.cut();
    const cutAt = Date.now();
    await vi.waitFor(() => expect(leader.role).toBe('none'), { timeout: 2 * leaseMs, interval: 10 });
    await allReady(others);
    const takenAt = openedAt(tap, 1);
    expect(takenAt - cutAt).toBeLessThan(8000);
    expect(receivedByCcx(tap, 0, takenAt)).toEqual([]);
    expect(leader.isReady).toBe(false);

    proxy.mend();
    await allReady([leader, ...others]);
    expect(leader.role).toBe('follower');
    expect(tap.open).toEqual([1]);
  });

  it('resumes without a gap as a follower that is back in time', async () => {
    const { tap, nats, startRelay, connect } = await startFixture();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const leader = await startRelay('a');
    await allReady([leader]);
    const follower = await startRelay('b', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([leader, follower]);
    const boss = await connect([follower], admin);
    await vi.waitFor(() => expect(receivedBy(boss).length).toBeGreaterThan(5), 10_000);
    proxy.cut();
    // Its link times out after three seconds.
    await vi.waitFor(
      async () => expect(await leader.metric('cluster_stream_lag_bytes{follower="b"}')).toBeUndefined(),
      { timeout: 10_000, interval: 50 },
    );
    proxy.mend();
    const before = receivedBy(boss).length;
    await vi.waitFor(() => expect(receivedBy(boss).length).toBeGreaterThan(before + 10), 10_000);
    expect(statesOf(boss)).toEqual([]);
    const record = sentByCcx(tap, 0);
    const start = record.indexOf(receivedBy(boss)[0] as string);
    expect(receivedBy(boss)).toEqual(record.slice(start, start + receivedBy(boss).length));
  });

  it('keeps its clients when it has to resync as a follower', async () => {
    const { nats, startRelay, connect } = await startFixture();
    const proxy = await cutProxy(nats.port);
    opened.push(proxy);
    const leader = await startRelay('a');
    await allReady([leader]);
    const follower = await startRelay('b', { natsUrl: `nats://127.0.0.1:${proxy.port}` });
    await allReady([leader, follower]);
    const boss = await connect([follower], admin);
    proxy.cut();
    await vi.waitFor(() => expect(follower.isReady).toBe(false), 20_000);
    proxy.mend();
    await allReady([leader, follower]);
    await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
  });
});

describe.skipIf(noNats !== undefined)(
  'a follower that NATS disconnects as a slow consumer',
  { timeout: 60_000 },
  () => {
    it('reconnects when it reads again, and its clients have a complete state', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rxcti-slow-'));
      const config = join(folder, 'server.conf');
      writeFileSync(config, 'max_payload: 400KB\nmax_pending: 1MB\nwrite_deadline: "1s"\n');
      const { tap, nats, startRelay, connect } = await startFixture({}, {}, ['-c', config]);
      opened.push({ close: () => rmSync(folder, { recursive: true }) });
      const leader = await startRelay('a');
      await allReady([leader]);
      const follower = await startRelay('b');
      await allReady([leader, follower]);
      const boss = await connect([follower], admin);
      await vi.waitFor(() => expect(receivedBy(boss).length).toBeGreaterThan(5), 10_000);

      follower.signal('SIGSTOP');
      const other = await connectNats({ servers: nats.url });
      for (let count = 0; count < 40; count++) {
        other.publish('rxcti.default.changed', new Uint8Array(390_000)); // all relays receive it
        await other.flush();
      }
      await other.close();
      follower.signal('SIGCONT');
      await vi.waitFor(
        () => expect(follower.lines.map(({ log }) => log)).toContain('NATS reconnected'),
        10_000,
      );
      await allReady([leader, follower]);
      await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
      const before = receivedBy(boss).length;
      await vi.waitFor(() => expect(receivedBy(boss).length).toBeGreaterThan(before + 10), 10_000);
      expect(leader.role).toBe('leader');
      expectContiguousSpans(boss, tap);
    });
  },
);

describe.skipIf(noNats !== undefined)('NATS itself', { timeout: 60_000 }, () => {
  it('may start after the relays, stop, and start again without its data', async () => {
    const { tap, nats, startRelay, connect } = await startFixture();
    await nats.kill();
    const relays = await Promise.all([startRelay('a'), startRelay('b')]);
    await sleep(500); // Both have tried to connect to NATS by then.
    expect(relays.map(({ role, isReady }) => [role, isReady])).toEqual([
      ['none', false],
      ['none', false],
    ]);
    await nats.start();
    await allReady(relays);
    const boss = await connect(relays, admin);

    await nats.kill();
    await vi.waitFor(() => expect(relays.map(({ isReady }) => isReady)).toEqual([false, false]), 20_000);
    expect(tap.open).toEqual([]);
    await nats.start({ isEmpty: true });
    await allReady(relays);
    await vi.waitFor(() => expect(boss.client.session.getSnapshot().name).toBe('ready'), 10_000);
    expect(tap.open).toHaveLength(1);
    // Two relays were never connected to CCX at the same time.
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

  it('are forwarded to the leader once, and only the requester gets the reply', async () => {
    const { tap, startThree, connect } = await startFixture(quiet);
    const [, second, third] = await startThree();
    const [requester, other] = await Promise.all([connect([second], admin), connect([third], admin)]);
    const answers: string[] = [];
    other.client.messages$.subscribe(({ message }) => answers.push(message.type));
    await requester.client.agents.get('jdoe')?.setState('notReady', { reasonCode: 1 });
    await vi.waitFor(() => {
      for (const { client } of [requester, other])
        expect(client.agents.get('jdoe')?.getSnapshot().state).toBe('notReady');
    }, 10_000);
    expect(requests(tap)).toHaveLength(1);
    expect(answers).not.toContain('SET_AGENT_STATE_CONF');
  });

  it('are not sent again when the leader fails with them', async () => {
    const { tap, startThree, connect } = await startFixture(quiet);
    const [leader, second, third] = await startThree();
    const requester = await connect([second], admin);
    leader.signal('SIGSTOP');
    const request = requester.client.request({
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
    leader.signal('SIGCONT');
    await allReady([leader, second, third]);
    await sleep(500); // A request that was kept would be sent as soon as the relay is ready.
    expect(requests(tap)).toEqual([]);
  });
});
