import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { silentLogger } from '../../core/logger.ts';
import type { ClusterRole } from '../../relay/cluster/cluster.ts';
import { type Election, startElection } from '../../relay/cluster/election.ts';
import { electionLogic } from '../../relay/cluster/election-machine.ts';
import {
  fastestClock,
  type LeaseContents,
  type LeaseStore,
  leaseTimes,
  type SeenLease,
} from '../../relay/cluster/lease.ts';
import { FakeClock, settle } from './fake-clock.ts';

const times = leaseTimes(3000); // renewed every 1000 ms, followers wait 3750 ms

const theirs = (revision: number): { type: string; lease: SeenLease } => ({
  type: 'LEASE_READ',
  lease: { revision, contents: { epoch: 'other-1', name: 'other', since: 0 } },
});
const free = { type: 'LEASE_READ', lease: { revision: 7, contents: undefined } };
const neverWritten = { type: 'LEASE_READ', lease: { revision: 0, contents: undefined } };
const takeover = { type: 'xstate.after.takeover.election.watching' };
const written = { type: 'xstate.done.actor.0.election.claiming', output: { revision: 8, until: 3000 } };
const lost = { type: 'xstate.done.actor.0.election.claiming', output: undefined };
const failed = { type: 'xstate.error.actor.0.election.claiming', error: new Error('timeout') };
const renewal = { type: 'xstate.after.renewal.election.leading.idle' };
const renewed = {
  type: 'xstate.done.actor.0.election.leading.renewing',
  output: { revision: 9, until: 4000 },
};
const taken = { type: 'xstate.done.actor.0.election.leading.renewing', output: undefined };
const unavailable = { type: 'xstate.error.actor.0.election.leading.renewing', error: new Error('timeout') };
const over = { type: 'xstate.after.leaseEnd.election.leading.renewing' };
const stop = { type: 'STOP' };
const stepDown = { type: 'STEP_DOWN' };
const released = { type: 'xstate.done.actor.0.election.steppingDown', output: undefined };
const notReleased = { type: 'xstate.error.actor.0.election.steppingDown', error: new Error('timeout') };
const yielded = { type: 'xstate.after.yield.election.yielding' };
const ccxReachable = { type: 'CCX_REACHABLE' };

function run(events: readonly { type: string }[]): { value: string; context: Record<string, unknown> } {
  let [snapshot] = initialTransition(electionLogic, { times, now: () => 0, newEpoch: () => 'mine-1' });
  for (const event of events) [snapshot] = transition(electionLogic, snapshot, event as never);
  return { value: JSON.stringify(snapshot.value).replaceAll('"', ''), context: snapshot.context };
}

describe('the election machine', () => {
  it.each([
    ['starts without a lease', [], 'starting'],
    ['watches the lease of another relay', [theirs(3)], 'watching'],
    ['claims a free lease', [free], 'claiming'],
    ['does not claim a lease at once that was never written', [neverWritten], 'watching'],
    ['claims a lease that is not renewed', [theirs(3), takeover], 'claiming'],
    ['claims a lease that becomes free while it watches', [theirs(3), free], 'claiming'],
    ['leads after a successful write', [free, written], '{leading:idle}'],
    ['watches again when another relay was faster', [free, lost], 'watching'],
    ['watches again when the write fails', [free, failed], 'watching'],
    ['renews the lease', [free, written, renewal], '{leading:renewing}'],
    ['is idle after a renewal', [free, written, renewal, renewed], '{leading:idle}'],
    ['stays leader while the store is unavailable', [free, written, renewal, unavailable], '{leading:idle}'],
    ['stops leading when another relay took the lease', [free, written, renewal, taken], 'watching'],
    ['stops leading when the lease ends', [free, written, renewal, over], 'watching'],
    [
      'stops leading when the lease expired during a suspension',
      [free, written, { type: 'LEASE_EXPIRED' }],
      'watching',
    ],
    ['releases the lease when it stops', [free, written, stop], 'releasing'],
    ['stops at once without a lease', [theirs(3), stop], 'stopped'],
    ['releases the lease when it steps down', [free, written, stepDown], 'steppingDown'],
    ['yields after it stepped down', [free, written, stepDown, released, free], 'yielding'],
    [
      'waits until its own lease expires if the release fails',
      [free, written, stepDown, notReleased],
      'watching',
    ],
    [
      'watches the lease of the relay that takes over',
      [free, written, stepDown, released, theirs(9)],
      'watching',
    ],
    ['claims again if no other relay does', [free, written, stepDown, released, yielded], 'claiming'],
    [
      'lets other relays claim first after it stepped down',
      [free, written, stepDown, released, theirs(9), free],
      'yielding',
    ],
    [
      'claims at once again after CCX was reachable',
      [free, written, stepDown, released, theirs(9), ccxReachable, free],
      'claiming',
    ],
    ['ignores STEP_DOWN while it is not the leader', [theirs(3), stepDown], 'watching'],
  ])('%s', (_, events, expected) => {
    expect(run(events).value).toBe(expected);
  });

  it('compares reads with its own last write after it was leader', () => {
    const { context } = run([free, written, renewal, renewed, renewal, over]);
    expect(context.seen).toEqual({ revision: 9, contents: undefined });
  });
});

describe('fastestClock', () => {
  it('follows the clock that runs faster', () => {
    let wall = 1000;
    let monotonic = 50;
    const now = fastestClock(
      () => wall,
      () => monotonic,
    );
    wall += 10;
    monotonic += 10;
    expect(now()).toBe(10);
    wall -= 5000; // the clock was set back
    monotonic += 10;
    expect(now()).toBe(20);
    wall += 300; // the machine slept, and only one clock continued
    expect(now()).toBe(320);
  });
});

/** One relay's connection to the store. */
interface StoreAccess {
  isDown: boolean;
  losesConfirmations?: boolean;
  /** Duration of a release. */
  releaseMs?: number;
}

/** A store in memory that can become unavailable. */
class Store implements LeaseStore {
  revision = 0;
  contents: LeaseContents | undefined;
  writes: { at: number; epoch: string }[] = [];
  releases = 0;
  readonly clock: FakeClock;
  constructor(clock: FakeClock) {
    this.clock = clock;
  }
  /** For one relay. */
  accessedBy(access: StoreAccess): LeaseStore {
    const check = (): void => {
      if (access.isDown) throw new Error('store unavailable');
    };
    return {
      read: async () => {
        check();
        return this.read();
      },
      write: async (contents, revision) => {
        check();
        const result = await this.write(contents, revision);
        if (access.losesConfirmations) throw new Error('timeout');
        return result;
      },
      release: async (epoch) => {
        check();
        if (access.releaseMs !== undefined)
          await new Promise((resolve) =>
            this.clock.setTimeout(() => resolve(undefined), access.releaseMs ?? 0),
          );
        await this.release(epoch);
      },
      watch: () => () => {},
    };
  }
  read(): Promise<SeenLease> {
    return Promise.resolve({ revision: this.revision, contents: this.contents });
  }
  write(contents: LeaseContents, revision: number): Promise<number | undefined> {
    if (revision !== this.revision) return Promise.resolve(undefined);
    this.contents = contents;
    this.writes.push({ at: this.clock.now(), epoch: contents.epoch });
    return Promise.resolve(++this.revision);
  }
  release(epoch: string): Promise<void> {
    if (this.contents?.epoch === epoch) {
      this.releases++;
      this.contents = undefined;
      this.revision++;
    }
    return Promise.resolve();
  }
  watch(): () => void {
    return () => {};
  }
}

interface Member {
  readonly election: Election;
  readonly roles: ClusterRole['role'][];
  readonly access: StoreAccess;
}

function member(store: Store, run: string, clock: FakeClock): Member {
  const access: StoreAccess = { isDown: false };
  const roles: ClusterRole['role'][] = [];
  const election = startElection({
    store: store.accessedBy(access),
    times,
    run,
    name: run,
    clock,
    monotonic: () => 0,
    logger: silentLogger,
    roleChanged: ({ role }) => roles.push(role),
  });
  return { election, roles, access };
}

describe('two relays', () => {
  const start = (): { clock: FakeClock; store: Store; a: Member; b: Member } => {
    const clock = new FakeClock();
    const store = new Store(clock);
    return { clock, store, a: member(store, 'a', clock), b: member(store, 'b', clock) };
  };
  const leaders = (...members: Member[]): number =>
    members.filter(({ election }) => election.isLeader()).length;

  it('elect one leader and keep it', async () => {
    const { clock, a, b } = start();
    await clock.advance(60_000);
    expect(leaders(a, b)).toBe(1);
    expect([a.roles, b.roles].map((list) => list.join()).sort()).toEqual(['follower', 'leader']);
  });

  it('never both lead while one is cut off, and the other takes over in time', async () => {
    const { clock, store, a, b } = start();
    await clock.advance(10_000);
    const [leader, follower] = a.election.isLeader() ? [a, b] : [b, a];
    const cutAt = clock.now();
    leader.access.isDown = true;
    let takenOverAt = 0;
    for (let step = 0; step < 200; step++) {
      await clock.advance(50);
      expect(leaders(a, b)).toBeLessThan(2);
      if (takenOverAt === 0 && follower.election.isLeader()) takenOverAt = clock.now();
    }
    expect(takenOverAt - cutAt).toBeGreaterThan(times.leaseMs - times.renewMs);
    expect(takenOverAt - cutAt).toBeLessThanOrEqual(times.takeoverMs + times.renewMs);
    leader.access.isDown = false;
    await clock.advance(2000);
    expect(leader.election.role.role).toBe('follower');
    expect(new Set(store.writes.map(({ epoch }) => epoch)).size).toBe(2);
  });

  it('notice an expired lease before a timer fires', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const leader = a.election.isLeader() ? a : b;
    clock.jump(times.leaseMs); // no timer has fired
    expect(leader.election.role.role).toBe('leader');
    expect(leader.election.isLeader()).toBe(false);
    expect(leader.election.role.role).not.toBe('leader');
  });

  it('hand over the lease at once when it is released', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [leader, follower] = a.election.isLeader() ? [a, b] : [b, a];
    await leader.election.stop();
    await clock.advance(times.renewMs);
    expect(follower.election.isLeader()).toBe(true);
    expect(leader.election.isLeader()).toBe(false);
  });

  it('stop only after the lease was released', async () => {
    const { clock, store, a, b } = start();
    await clock.advance(10_000);
    const leader = a.election.isLeader() ? a : b;
    leader.access.releaseMs = 500; // the connection must stay open until then
    let isStopped = false;
    void leader.election.stop().then(() => {
      isStopped = true;
    });
    await clock.advance(400);
    expect([isStopped, leader.election.isLeader(), leader.election.role.role]).toEqual([
      false,
      false,
      'none',
    ]);
    await clock.advance(200);
    expect(isStopped).toBe(true);
    expect(store.releases).toBe(1);
  });

  it('keep a lease whose renewal was written but not confirmed', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const leader = a.election.isLeader() ? a : b;
    const { epoch } = (leader.election.role as Extract<ClusterRole, { role: 'leader' }>).lease;
    leader.access.losesConfirmations = true;
    await clock.advance(times.renewMs);
    leader.access.losesConfirmations = false;
    await clock.advance(20_000);
    expect(leader.election.role).toMatchObject({ role: 'leader', lease: { epoch } });
  });

  it('take turns when neither reaches CCX: a relay that stepped down lets the other claim first', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [leader, follower] = a.election.isLeader() ? [a, b] : [b, a];
    leader.election.stepDown();
    expect(leader.election.isLeader()).toBe(false);
    await clock.advance(times.renewMs);
    expect(follower.election.isLeader()).toBe(true);
    await clock.advance(60_000);
    expect(leader.election.role.role).toBe('follower');

    follower.election.stepDown();
    await clock.advance(3 * times.renewMs);
    expect(leader.election.isLeader()).toBe(true);
    expect(follower.election.isLeader()).toBe(false);
  });

  it('lead again when no other relay claims the lease', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [leader, follower] = a.election.isLeader() ? [a, b] : [b, a];
    await follower.election.stop();
    leader.election.stepDown();
    await clock.advance(4 * times.renewMs);
    expect(leader.election.isLeader()).toBe(true);
  });

  it('have no leader while the store is unavailable from the start', async () => {
    const clock = new FakeClock();
    const store = new Store(clock);
    const a = member(store, 'a', clock);
    a.access.isDown = true;
    await clock.advance(30_000);
    expect(a.election.role.role).toBe('none');
    a.access.isDown = false;
    await clock.advance(times.takeoverMs + times.renewMs);
    await settle();
    expect(a.election.isLeader()).toBe(true);
  });
});
