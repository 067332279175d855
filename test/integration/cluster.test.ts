/** Three relays in processes of their own, one CCX session and a real nats-server: clients continue when any relay fails. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allReady,
  type ClientRecorder,
  type ClusterFixture,
  expectContiguous,
  expectSameState,
  openClusterFixture,
  receivedBy,
  sentByCcx,
  statesOf,
} from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

if (noNats !== undefined) console.warn(`Cluster tests skipped: ${noNats}.`);

const opened: ClusterFixture[] = [];
afterEach(async () => {
  for (const fixture of opened.splice(0)) await fixture.close();
});

async function startFixture(...options: Parameters<typeof openClusterFixture>): Promise<ClusterFixture> {
  const made = await openClusterFixture(...options);
  opened.push(made);
  return made;
}

const admin = { role: 'admin', agentId: 'boss' } as const;
const kpatel = { role: 'supervisor', agentId: 'kpatel' } as const;

/** Waits for this many more call events. */
async function more(recorder: ClientRecorder, events = 15): Promise<void> {
  const before = receivedBy(recorder).length;
  await vi.waitFor(() => expect(receivedBy(recorder).length).toBeGreaterThanOrEqual(before + events), 15_000);
}

/**
 * The events of calls that began after both clients of one scope had connected. What a client gets of older calls depends
 * on when the first client of the scope connected to its relay.
 */
function ofNewCalls(one: ClientRecorder, other: ClientRecorder): readonly [string[], string[]] {
  const callIdIn = (event: string): number => (JSON.parse(event) as { callId?: number }).callId ?? 0;
  const both = [receivedBy(one), receivedBy(other)] as const;
  const known = Math.max(...both.flatMap((seen) => seen.slice(0, 5)).map(callIdIn));
  const [first, second] = both.map((seen) => seen.filter((event) => callIdIn(event) > known));
  // The last few may not have reached the other client.
  return [(first as string[]).slice(0, -3), second as string[]];
}

describe.skipIf(noNats !== undefined)('a cluster of three relays', { timeout: 60_000 }, () => {
  it('has one CCX session, and all clients of all relays get the same events', async () => {
    const { tap, startThree, connect } = await startFixture();
    const relays = await startThree();
    const recorders = await Promise.all(relays.map((relay) => connect([relay], admin)));
    await Promise.all(recorders.map((recorder) => more(recorder)));
    expect(tap.open).toHaveLength(1);
    for (const recorder of recorders) {
      expectContiguous(receivedBy(recorder), sentByCcx(tap, 0));
      expect(statesOf(recorder)).toEqual([]);
    }
  });

  it('continues a session at another relay without a gap after its relay was killed', async () => {
    const { tap, startThree, connect } = await startFixture();
    const [leader, dying, other] = await startThree();
    const [boss, supervisor, still] = await Promise.all([
      connect([dying, other], admin),
      connect([dying, other], kpatel),
      connect([leader], kpatel),
    ]);
    await more(supervisor);
    dying.signal('SIGKILL');
    await more(supervisor);
    await more(boss);
    for (const recorder of [boss, supervisor]) expect(statesOf(recorder)).toEqual([]);
    const cameOver = other.lines.filter(({ log }) => log === 'session migrated from another relay');
    expect(cameOver).toHaveLength(2);
    expectContiguous(receivedBy(boss), sentByCcx(tap, 0));
    // A supervisor sees a part; compare with one who stayed at the leader.
    await more(still, 1);
    expectContiguous(...ofNewCalls(supervisor, still));
  });

  it('continues a session without a gap when its relay is stopped with SIGTERM', async () => {
    const { tap, startThree, connect } = await startFixture();
    const [, stopping, other] = await startThree();
    const boss = await connect([stopping, other], admin);
    await more(boss);
    stopping.signal('SIGTERM');
    await stopping.exited;
    await more(boss);
    expect(statesOf(boss)).toEqual([]);
    expectContiguous(receivedBy(boss), sentByCcx(tap, 0));
  });

  it('has a new leader at once when the leader is stopped with SIGTERM', async () => {
    const { tap, startThree, connect } = await startFixture({}, { cluster: { leaseMs: 6000 } });
    const [leader, second, third] = await startThree();
    const boss = await connect([second, third], admin);
    await more(boss);
    const stoppedAt = Date.now();
    leader.signal('SIGTERM');
    await vi.waitFor(() => expect([second.role, third.role]).toContain('leader'), {
      timeout: 10_000,
      interval: 10,
    });
    expect(Date.now() - stoppedAt).toBeLessThan(3000); // a lease that was not released lasts six seconds
    await allReady([second, third]);
    await more(boss);
    expect(tap.open).toEqual([1]);
  });

  it('has a new leader within seconds after the leader was killed, and works with one relay of three', async () => {
    const made = await startFixture();
    const { tap, startThree, connect } = made;
    const [leader, second, third] = await startThree();
    const [boss, supervisor] = await Promise.all([
      connect([second, third], admin),
      connect([leader, second, third], admin),
    ]);
    await Promise.all([more(boss), more(supervisor)]);

    const killedAt = Date.now();
    leader.signal('SIGKILL');
    await allReady([second, third]);
    expect(Date.now() - killedAt).toBeLessThan(8000);
    await vi.waitFor(() => {
      for (const { client } of [boss, supervisor]) expect(client.session.getSnapshot().name).toBe('ready');
    }, 10_000);
    await Promise.all([more(boss), more(supervisor)]);
    // The client's relay is still running: it stays connected and resyncs.
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
    for (const recorder of [boss, supervisor]) {
      const changedAt = recorder.states[0]?.events as number;
      expectContiguous(receivedBy(recorder, 0, changedAt), sentByCcx(tap, 0));
      expectContiguous(receivedBy(recorder, changedAt), sentByCcx(tap, 1));
    }
    expect(tap.open).toEqual([1]);

    const [follower, last] = second.role === 'follower' ? [second, third] : [third, second];
    follower.signal('SIGKILL');
    await Promise.all([more(boss), more(supervisor)]);
    expect(last.isReady).toBe(true);
    for (const recorder of [boss, supervisor]) {
      const changedAt = recorder.states[0]?.events as number;
      expectContiguous(receivedBy(recorder, changedAt), sentByCcx(tap, 1));
      expect(recorder.states.at(-1)?.name).toBe('ready');
      await expectSameState(made.simulator, recorder);
    }
    expect(tap.open).toEqual([1]);
  });
});
