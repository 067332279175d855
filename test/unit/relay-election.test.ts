import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../core/logger.ts';
import type { ClusterRole } from '../../relay/cluster/cluster.ts';
import { type Election, startElection } from '../../relay/cluster/election.ts';
import { startElectionActor, toState } from '../../relay/cluster/election-actor.ts';
import {
  type ElectionEvent,
  type ElectionInput,
  electionLogic,
  type Term,
  type WrittenLease,
} from '../../relay/cluster/election-machine.ts';
import {
  fastestClock,
  type LeaseContents,
  type LeaseStore,
  leaseTimes,
  type SeenLease,
} from '../../relay/cluster/lease.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { allTransitions, elapsedDelay } from './machine-graph.ts';

const times = leaseTimes(3000); // renewed every 1000 ms, followers wait 3750 ms

const theirs = (revision: number): ElectionEvent => ({
  type: 'LEASE_READ',
  lease: { revision, contents: { epoch: 'other-1', name: 'other', since: 0 }, isReleased: false },
});
const released: ElectionEvent = {
  type: 'LEASE_READ',
  lease: { revision: 7, contents: undefined, isReleased: true },
};
const deleted: ElectionEvent = {
  type: 'LEASE_READ',
  lease: { revision: 8, contents: undefined, isReleased: false },
};
const neverWritten: ElectionEvent = {
  type: 'LEASE_READ',
  lease: { revision: 0, contents: undefined, isReleased: false },
};
const written: ElectionEvent = { type: 'WRITTEN', written: { revision: 9, until: 3000 } };
const input: ElectionInput = { times, now: () => 0, newEpoch: () => 'mine-1' };

const allEvents: readonly ElectionEvent[] = [
  theirs(3),
  theirs(4),
  released,
  deleted,
  written,
  { type: 'TAKEN' },
  { type: 'STORE_UNAVAILABLE' },
  { type: 'LEASE_EXPIRED' },
  { type: 'STEP_DOWN' },
  { type: 'CCX_REACHABLE' },
  { type: 'STOP' },
];
const transitions = allTransitions(electionLogic, input, allEvents, ({ failedTerms }) =>
  Math.min(failedTerms, 1),
);

/** The running machine with effects that the test settles. */
function startMachine() {
  const clock = new FakeClock(0);
  const effects = { writes: [] as Term[], releases: 0 };
  let settleWrite = { resolve: (_: WrittenLease | undefined) => {}, reject: (_: Error) => {} };
  let settleRelease = { resolve: () => {}, reject: (_: Error) => {} };
  let terms = 0;
  const actor = startElectionActor(
    { times, now: () => clock.now(), newEpoch: () => `mine-${++terms}` },
    {
      write(term) {
        effects.writes.push(term);
        return new Promise((resolve, reject) => {
          settleWrite = { resolve, reject };
        });
      },
      release() {
        effects.releases++;
        return new Promise((resolve, reject) => {
          settleRelease = { resolve, reject };
        });
      },
    },
    clock,
    () => {},
    (error) => {
      throw error;
    },
  );
  return {
    clock,
    effects,
    actor,
    async step(event: ElectionEvent | { readonly type: `xstate.${string}` }) {
      const delay = elapsedDelay(event);
      if (delay === 'leaseEnd') {
        // Renewals fail until then.
        for (let passed = 0; passed <= times.leaseMs; passed += 100) {
          await clock.advance(100);
          settleWrite.reject(new Error('timeout'));
        }
      } else if (delay === 'renewal') await clock.advance(times.renewMs);
      else if (delay === 'takeover') await clock.advance(times.takeoverMs + 3 * times.renewMs);
      else if (delay === 'yield') await clock.advance(3 * times.renewMs);
      else if (event.type === 'WRITTEN')
        settleWrite.resolve({ ...event.written, until: clock.now() + times.leaseMs });
      else if (event.type === 'TAKEN') settleWrite.resolve(undefined);
      else if (event.type === 'STORE_UNAVAILABLE') settleWrite.reject(new Error('timeout'));
      else if (event.type.startsWith('xstate.done')) settleRelease.resolve();
      else if (event.type.startsWith('xstate.error')) settleRelease.reject(new Error('timeout'));
      else if (isElectionEvent(event)) actor.send(event);
      await settle();
    },
  };
}

const isElectionEvent = (event: { readonly type: string }): event is ElectionEvent =>
  !event.type.startsWith('xstate.');

describe('the election machine', () => {
  it('has all states', () => {
    const values = transitions.map(({ state }) => JSON.stringify(state.value));
    expect(new Set(values)).toEqual(
      new Set([
        '"noContact"',
        '"follower"',
        '"candidate"',
        '{"leader":"idle"}',
        '{"leader":"renewing"}',
        '"steppingDown"',
        '"yielding"',
        '"stopping"',
        '"stopped"',
      ]),
    );
  });

  it.each(transitions)('$title: the effects match the state', async ({ events, state }) => {
    const { actor, effects, step } = startMachine();
    for (const event of events) await step(event);
    expect(actor.state.name).toBe(toState(state).name);
    const before = effects.writes.length;
    await step(written);
    const value = JSON.stringify(state.value);
    const isWriting = value === '"candidate"' || value === '{"leader":"renewing"}';
    if (isWriting) expect(actor.state.name).toBe('leader');
    else expect(actor.state.name).toBe(toState(state).name);
    expect(effects.writes).toHaveLength(before);
    const isAfterTerm = events.some(({ type }) => type === 'WRITTEN');
    const hasReleased = events.some(({ type }) => type === 'STOP' || type === 'STEP_DOWN');
    if (effects.releases > 0) expect(isAfterTerm && hasReleased).toBe(true);
    if (value === '"steppingDown"' || value === '"stopping"') expect(effects.releases).toBeGreaterThan(0);
  });

  it('never leads without a confirmed write, and writes only as candidate or leader', () => {
    for (const { events, state } of transitions) {
      const value = JSON.stringify(state.value);
      if (value.includes('leader')) expect(events.map(({ type }) => type)).toContain('WRITTEN');
    }
  });

  it.each<[string, ElectionEvent[], 'at once' | 'later']>([
    ['a released lease', [released], 'at once'],
    ['a lease that is released while it watches', [theirs(3), released], 'at once'],
    ['a deleted lease', [theirs(3), deleted], 'later'],
    ['the lease of another relay', [theirs(3)], 'later'],
    ['a lease that was never written', [neverWritten], 'later'],
  ])('claims %s at the right time: %#', async (_, events, when) => {
    const { effects, step } = startMachine();
    for (const event of events) await step(event);
    expect(effects.writes).toHaveLength(when === 'at once' ? 1 : 0);
  });

  it('waits longer than a lease lasts before it claims a deleted lease', async () => {
    const { clock, effects, step } = startMachine();
    await step(theirs(3));
    await clock.advance(times.takeoverMs - 1);
    await step(deleted);
    await clock.advance(times.takeoverMs - 1);
    expect(effects.writes).toEqual([]);
    await clock.advance(1);
    expect(effects.writes).toEqual([{ epoch: 'mine-1', revision: 8 }]);
  });

  it('claims nothing after the store was unavailable until it was read again', async () => {
    const { clock, effects, step } = startMachine();
    await step(released);
    await step({ type: 'STORE_UNAVAILABLE' });
    await clock.advance(60_000);
    expect(effects.writes).toHaveLength(1);
    await step(released);
    expect(effects.writes).toHaveLength(2);
  });

  it('lets other relays claim first after it stepped down, until CCX was reachable', async () => {
    const { effects, step } = startMachine();
    for (const event of [released, written, { type: 'STEP_DOWN' }] as const) await step(event);
    await step({ type: 'xstate.done.actor.release' });
    await step(theirs(9));
    await step(released);
    expect(effects.writes).toHaveLength(1);
    await step(theirs(10));
    await step({ type: 'CCX_REACHABLE' });
    await step(released);
    expect(effects.writes).toHaveLength(2);
  });

  it('renews over its own last write', async () => {
    const { effects, step } = startMachine();
    for (const event of [released, written, { type: 'xstate.after.renewal' }] as const) await step(event);
    expect(effects.writes).toEqual([
      { epoch: 'mine-1', revision: 7 },
      { epoch: 'mine-1', revision: 9 },
    ]);
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
  isReleased = false;
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
    const { revision, contents, isReleased } = this;
    return Promise.resolve({ revision, contents, isReleased });
  }
  write(contents: LeaseContents, revision: number): Promise<number | undefined> {
    if (revision !== this.revision) return Promise.resolve(undefined);
    this.contents = contents;
    this.isReleased = false;
    this.writes.push({ at: this.clock.now(), epoch: contents.epoch });
    return Promise.resolve(++this.revision);
  }
  release(epoch: string): Promise<void> {
    if (this.contents?.epoch === epoch) {
      this.releases++;
      this.contents = undefined;
      this.isReleased = true;
      this.revision++;
    }
    return Promise.resolve();
  }
  /** What an operator does by mistake. */
  deleteLease(): void {
    this.contents = undefined;
    this.revision++;
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

  it('never both lead after the lease was deleted', async () => {
    const clock = new FakeClock();
    const store = new Store(clock);
    const a = member(store, 'a', clock);
    await clock.advance(400); // they read and renew at different moments
    const b = member(store, 'b', clock);
    await clock.advance(10_000);
    for (let round = 0; round < 12; round++) {
      await clock.advance(100);
      store.deleteLease();
      for (let step = 0; step < 150; step++) {
        await clock.advance(50);
        expect(leaders(a, b)).toBeLessThan(2);
      }
      expect(leaders(a, b)).toBe(1);
    }
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
