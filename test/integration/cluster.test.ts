/** Three relays in processes of their own, one CCX session, a real nats-server: browsers go on whoever dies. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allReady,
  type ClusterHouse,
  expectRun,
  expectTruth,
  openClusterHouse,
  recordOf,
  seenBy,
  statesOf,
  type Witness,
} from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

if (noNats !== undefined) console.warn(`The tests of clusters did not run: ${noNats}.`);

const opened: ClusterHouse[] = [];
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
});

async function house(...options: Parameters<typeof openClusterHouse>): Promise<ClusterHouse> {
  const made = await openClusterHouse(...options);
  opened.push(made);
  return made;
}

const admin = { role: 'admin', agentId: 'boss' } as const;
const kpatel = { role: 'supervisor', agentId: 'kpatel' } as const;

/** Until this many more live events have come. */
async function more(witness: Witness, events = 15): Promise<void> {
  const before = seenBy(witness).length;
  await vi.waitFor(() => expect(seenBy(witness).length).toBeGreaterThanOrEqual(before + events), 15_000);
}

/**
 * What two users of one scope saw of the calls that were new to both. Of older ones each knows what was in sight when
 * the first of the scope came to its relay.
 */
function ofNewCalls(one: Witness, other: Witness): readonly [string[], string[]] {
  const callIdIn = (event: string): number => (JSON.parse(event) as { callId?: number }).callId ?? 0;
  const both = [seenBy(one), seenBy(other)] as const;
  const known = Math.max(...both.flatMap((seen) => seen.slice(0, 5)).map(callIdIn));
  const [first, second] = both.map((seen) => seen.filter((event) => callIdIn(event) > known));
  // The last few may not have reached the other one.
  return [(first as string[]).slice(0, -3), second as string[]];
}

describe.skipIf(noNats !== undefined)('a cluster of three relays', { timeout: 60_000 }, () => {
  it('has one session with CCX, and every browser of every relay sees the same', async () => {
    const { tap, startThree, enter } = await house();
    const relays = await startThree();
    const witnesses = await Promise.all(relays.map((relay) => enter([relay], admin)));
    await Promise.all(witnesses.map((witness) => more(witness)));
    expect(tap.open).toHaveLength(1);
    for (const witness of witnesses) {
      expectRun(seenBy(witness), recordOf(tap, 0));
      expect(statesOf(witness)).toEqual([]);
    }
  });

  it('lets a browser whose relay is killed go on at another one without a gap', async () => {
    const { tap, startThree, enter } = await house();
    const [holder, dying, other] = await startThree();
    const [boss, leader, still] = await Promise.all([
      enter([dying, other], admin),
      enter([dying, other], kpatel),
      enter([holder], kpatel),
    ]);
    await more(leader);
    dying.signal('SIGKILL');
    await more(leader);
    await more(boss);
    for (const witness of [boss, leader]) expect(statesOf(witness)).toEqual([]);
    const cameOver = other.lines.filter(({ log }) => log === 'a session came from another relay');
    expect(cameOver).toHaveLength(2);
    expectRun(seenBy(boss), recordOf(tap, 0));
    // A supervisor sees a part; the one who sat at the holder all the time saw it without a change of relays.
    await more(still, 1);
    expectRun(...ofNewCalls(leader, still));
  });

  it('lets browsers go on without a gap when their relay is stopped in order', async () => {
    const { tap, startThree, enter } = await house();
    const [, stopping, other] = await startThree();
    const boss = await enter([stopping, other], admin);
    await more(boss);
    stopping.signal('SIGTERM');
    await stopping.exited;
    await more(boss);
    expect(statesOf(boss)).toEqual([]);
    expectRun(seenBy(boss), recordOf(tap, 0));
  });

  it('has another holder at once when the holder is stopped in order', async () => {
    const { tap, startThree, enter } = await house({}, { cluster: { leaseMs: 6000 } });
    const [holder, second, third] = await startThree();
    const boss = await enter([second, third], admin);
    await more(boss);
    const stoppedAt = Date.now();
    holder.signal('SIGTERM');
    await vi.waitFor(() => expect([second.part, third.part]).toContain('holder'), {
      timeout: 10_000,
      interval: 10,
    });
    expect(Date.now() - stoppedAt).toBeLessThan(3000); // a lease that was not given back lasts six seconds
    await allReady([second, third]);
    await more(boss);
    expect(tap.open).toEqual([1]);
  });

  it('has another holder within seconds of a kill, and then goes on with one relay of three', async () => {
    const made = await house();
    const { tap, startThree, enter } = made;
    const [holder, second, third] = await startThree();
    const [boss, leader] = await Promise.all([
      enter([second, third], admin),
      enter([holder, second, third], admin),
    ]);
    await Promise.all([more(boss), more(leader)]);

    const killedAt = Date.now();
    holder.signal('SIGKILL');
    await allReady([second, third]);
    expect(Date.now() - killedAt).toBeLessThan(8000);
    await vi.waitFor(() => {
      for (const { client } of [boss, leader]) expect(client.session.getSnapshot().name).toBe('ready');
    }, 10_000);
    await Promise.all([more(boss), more(leader)]);
    // Its own relay lives: the browser stays connected, and builds its picture anew.
    expect(statesOf(boss)).toEqual(['synchronizing', 'ready']);
    for (const witness of [boss, leader]) {
      const changedAt = witness.states[0]?.events as number;
      expectRun(seenBy(witness, 0, changedAt), recordOf(tap, 0));
      expectRun(seenBy(witness, changedAt), recordOf(tap, 1));
    }
    expect(tap.open).toEqual([1]);

    const [follower, last] = second.part === 'follower' ? [second, third] : [third, second];
    follower.signal('SIGKILL');
    await Promise.all([more(boss), more(leader)]);
    expect(last.isReady).toBe(true);
    for (const witness of [boss, leader]) {
      const changedAt = witness.states[0]?.events as number;
      expectRun(seenBy(witness, changedAt), recordOf(tap, 1));
      expect(witness.states.at(-1)?.name).toBe('ready');
      await expectTruth(made.simulator, witness);
    }
    expect(tap.open).toEqual([1]);
  });
});
