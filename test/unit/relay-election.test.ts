import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { silentLogger } from '../../core/logger.ts';
import { type Election, type Standing, startElection } from '../../relay/cluster/election.ts';
import { electionLogic } from '../../relay/cluster/election-machine.ts';
import {
  hastyTime,
  type LeaseContents,
  type LeaseStore,
  leaseTimes,
  type SeenLease,
} from '../../relay/cluster/lease.ts';
import { FakeClock, settle } from './fake-clock.ts';

const times = leaseTimes(3000); // renewed every 1000, others wait 3750

const theirs = (revision: number): { type: string; lease: SeenLease } => ({
  type: 'SEEN',
  lease: { revision, contents: { epoch: 'other-1', name: 'other', since: 0 } },
});
const free = { type: 'SEEN', lease: { revision: 7, contents: undefined } };
const nobodyEver = { type: 'SEEN', lease: { revision: 0, contents: undefined } };
const patience = { type: 'xstate.after.patience.election.watching' };
const written = { type: 'xstate.done.actor.0.election.claiming', output: { revision: 8, until: 3000 } };
const tooLate = { type: 'xstate.done.actor.0.election.claiming', output: undefined };
const noAnswer = { type: 'xstate.error.actor.0.election.claiming', error: new Error('timeout') };
const renewal = { type: 'xstate.after.renewal.election.holding.resting' };
const renewed = {
  type: 'xstate.done.actor.0.election.holding.renewing',
  output: { revision: 9, until: 4000 },
};
const taken = { type: 'xstate.done.actor.0.election.holding.renewing', output: undefined };
const unreachable = { type: 'xstate.error.actor.0.election.holding.renewing', error: new Error('timeout') };
const over = { type: 'xstate.after.leaseEnd.election.holding.renewing' };
const stop = { type: 'STOP' };
const resign = { type: 'RESIGN' };
const resigned = { type: 'xstate.done.actor.0.election.resigning', output: undefined };
const notReleased = { type: 'xstate.error.actor.0.election.resigning', error: new Error('timeout') };
const stoodBack = { type: 'xstate.after.standBack.election.standingBack' };
const reached = { type: 'REACHED' };

function run(events: readonly { type: string }[]): { value: string; context: Record<string, unknown> } {
  let [snapshot] = initialTransition(electionLogic, { times, now: () => 0, newEpoch: () => 'mine-1' });
  for (const event of events) [snapshot] = transition(electionLogic, snapshot, event as never);
  return { value: JSON.stringify(snapshot.value).replaceAll('"', ''), context: snapshot.context };
}

describe('the election machine', () => {
  it.each([
    ['knows nothing at first', [], 'blind'],
    ['watches a lease of another', [theirs(3)], 'watching'],
    ['claims what was given back', [free], 'claiming'],
    ['does not claim at once where nobody ever was', [nobodyEver], 'watching'],
    ['claims what does not change', [theirs(3), patience], 'claiming'],
    ['claims what is given back while it watches', [theirs(3), free], 'claiming'],
    ['holds what it wrote', [free, written], '{holding:resting}'],
    ['watches on when another was faster', [free, tooLate], 'watching'],
    ['watches on when nobody answers', [free, noAnswer], 'watching'],
    ['renews', [free, written, renewal], '{holding:renewing}'],
    ['rests after a renewal', [free, written, renewal, renewed], '{holding:resting}'],
    ['holds on while the store is out of reach', [free, written, renewal, unreachable], '{holding:resting}'],
    ['gives up what another took', [free, written, renewal, taken], 'watching'],
    ['gives up at the end of the lease', [free, written, renewal, over], 'watching'],
    ['gives up when it stood still too long', [free, written, { type: 'OVER' }], 'watching'],
    ['gives the lease back', [free, written, stop], 'releasing'],
    ['has nothing to give back', [theirs(3), stop], 'stopped'],
    ['resigns by giving the lease back', [free, written, resign], 'resigning'],
    ['stands back when it has resigned', [free, written, resign, resigned, free], 'standingBack'],
    [
      'waits its own lease out when it cannot be given back',
      [free, written, resign, notReleased],
      'watching',
    ],
    ['follows who takes over from it', [free, written, resign, resigned, theirs(9)], 'watching'],
    ['claims again when nobody else does', [free, written, resign, resigned, stoodBack], 'claiming'],
    [
      'lets others go first when it resigned before',
      [free, written, resign, resigned, theirs(9), free],
      'standingBack',
    ],
    [
      'is as good as all others once CCX was reached',
      [free, written, resign, resigned, theirs(9), reached, free],
      'claiming',
    ],
    ['cannot resign what it does not hold', [theirs(3), resign], 'watching'],
  ])('%s', (_, events, expected) => {
    expect(run(events).value).toBe(expected);
  });

  it('compares with its own last write when it is a follower again', () => {
    const { context } = run([free, written, renewal, renewed, renewal, over]);
    expect(context.seen).toEqual({ revision: 9, contents: undefined });
  });
});

describe('the time of a holder', () => {
  it('follows whichever clock runs faster', () => {
    let wall = 1000;
    let monotonic = 50;
    const now = hastyTime(
      () => wall,
      () => monotonic,
    );
    wall += 10;
    monotonic += 10;
    expect(now()).toBe(10);
    wall -= 5000; // set back
    monotonic += 10;
    expect(now()).toBe(20);
    wall += 300; // the machine slept, and only one clock went on
    expect(now()).toBe(320);
  });
});

/** How one relay reaches the store. */
interface Door {
  shut: boolean;
  losesAnswers?: boolean;
  /** How long it takes to give the lease back. */
  slowMs?: number;
}

/** A store in memory, with a door that can be shut. */
class Store implements LeaseStore {
  revision = 0;
  contents: LeaseContents | undefined;
  writes: { at: number; epoch: string }[] = [];
  releases = 0;
  readonly clock: FakeClock;
  constructor(clock: FakeClock) {
    this.clock = clock;
  }
  /** As one relay sees it. */
  seenBy(relay: Door): LeaseStore {
    const open = (): void => {
      if (relay.shut) throw new Error('out of reach');
    };
    return {
      read: async () => {
        open();
        return this.read();
      },
      write: async (contents, revision) => {
        open();
        const result = await this.write(contents, revision);
        if (relay.losesAnswers) throw new Error('no answer');
        return result;
      },
      release: async (epoch) => {
        open();
        if (relay.slowMs !== undefined)
          await new Promise((resolve) => this.clock.setTimeout(() => resolve(undefined), relay.slowMs ?? 0));
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
  readonly standings: Standing['part'][];
  readonly door: Door;
}

function member(store: Store, run: string, clock: FakeClock): Member {
  const door: Door = { shut: false };
  const standings: Standing['part'][] = [];
  const election = startElection({
    store: store.seenBy(door),
    times,
    run,
    name: run,
    clock,
    monotonic: () => 0,
    logger: silentLogger,
    changed: (standing) => standings.push(standing.part),
  });
  return { election, standings, door };
}

describe('two relays', () => {
  const start = (): { clock: FakeClock; store: Store; a: Member; b: Member } => {
    const clock = new FakeClock();
    const store = new Store(clock);
    return { clock, store, a: member(store, 'a', clock), b: member(store, 'b', clock) };
  };
  const holders = (...members: Member[]): number =>
    members.filter(({ election }) => election.isHolder()).length;

  it('agree on one holder, and keep it', async () => {
    const { clock, a, b } = start();
    await clock.advance(60_000);
    expect(holders(a, b)).toBe(1);
    expect([a.standings, b.standings].map((list) => list.join()).sort()).toEqual(['follower', 'holder']);
  });

  it('never both hold while one is cut off, and the other takes over in time', async () => {
    const { clock, store, a, b } = start();
    await clock.advance(10_000);
    const [holder, follower] = a.election.isHolder() ? [a, b] : [b, a];
    const cutAt = clock.now();
    holder.door.shut = true;
    let tookOverAt = 0;
    for (let step = 0; step < 200; step++) {
      await clock.advance(50);
      expect(holders(a, b)).toBeLessThan(2);
      if (tookOverAt === 0 && follower.election.isHolder()) tookOverAt = clock.now();
    }
    expect(tookOverAt - cutAt).toBeGreaterThan(times.leaseMs - times.renewMs);
    expect(tookOverAt - cutAt).toBeLessThanOrEqual(times.patienceMs + times.renewMs);
    holder.door.shut = false;
    await clock.advance(2000);
    expect(holder.election.standing.part).toBe('follower');
    expect(new Set(store.writes.map(({ epoch }) => epoch)).size).toBe(2);
  });

  it('find out before anything else that they stood still', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const holder = a.election.isHolder() ? a : b;
    clock.jump(times.leaseMs); // no timer has fired
    expect(holder.election.standing.part).toBe('holder');
    expect(holder.election.isHolder()).toBe(false);
    expect(holder.election.standing.part).not.toBe('holder');
  });

  it('pass the lease on at once when it is given back', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [holder, follower] = a.election.isHolder() ? [a, b] : [b, a];
    await holder.election.stop();
    await clock.advance(times.renewMs);
    expect(follower.election.isHolder()).toBe(true);
    expect(holder.election.isHolder()).toBe(false);
  });

  it('have stopped only when the lease is given back', async () => {
    const { clock, store, a, b } = start();
    await clock.advance(10_000);
    const holder = a.election.isHolder() ? a : b;
    holder.door.slowMs = 500; // its connection must not be closed before
    let hasStopped = false;
    void holder.election.stop().then(() => {
      hasStopped = true;
    });
    await clock.advance(400);
    expect([hasStopped, holder.election.isHolder(), holder.election.standing.part]).toEqual([
      false,
      false,
      'none',
    ]);
    await clock.advance(200);
    expect(hasStopped).toBe(true);
    expect(store.releases).toBe(1);
  });

  it('go on with a lease whose renewal was written but not answered', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const holder = a.election.isHolder() ? a : b;
    const { epoch } = (holder.election.standing as Extract<Standing, { part: 'holder' }>).lease;
    holder.door.losesAnswers = true;
    await clock.advance(times.renewMs);
    holder.door.losesAnswers = false;
    await clock.advance(20_000);
    expect(holder.election.standing).toMatchObject({ part: 'holder', lease: { epoch } });
  });

  it('take turns when both hold in vain, and who held in vain lets the other go first', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [holder, follower] = a.election.isHolder() ? [a, b] : [b, a];
    holder.election.resign();
    expect(holder.election.isHolder()).toBe(false);
    await clock.advance(times.renewMs);
    expect(follower.election.isHolder()).toBe(true);
    await clock.advance(60_000);
    expect(holder.election.standing.part).toBe('follower');

    follower.election.resign();
    await clock.advance(3 * times.renewMs);
    expect(holder.election.isHolder()).toBe(true);
    expect(follower.election.isHolder()).toBe(false);
  });

  it('hold again what nobody else takes', async () => {
    const { clock, a, b } = start();
    await clock.advance(10_000);
    const [holder, follower] = a.election.isHolder() ? [a, b] : [b, a];
    await follower.election.stop();
    holder.election.resign();
    await clock.advance(4 * times.renewMs);
    expect(holder.election.isHolder()).toBe(true);
  });

  it('hold nothing when the store is out of reach from the start', async () => {
    const clock = new FakeClock();
    const store = new Store(clock);
    const a = member(store, 'a', clock);
    a.door.shut = true;
    await clock.advance(30_000);
    expect(a.election.standing.part).toBe('none');
    a.door.shut = false;
    await clock.advance(times.patienceMs + times.renewMs);
    await settle();
    expect(a.election.isHolder()).toBe(true);
  });
});
