import { describe, expect, it } from 'vitest';
import type { Clock } from '../../core/clock.ts';
import { createRandom } from '../../simulator/model/random.ts';
import { createSchedule } from '../../simulator/time/schedule.ts';
import { FakeClock } from './fake-clock.ts';

describe('createRandom', () => {
  it('is mulberry32', () => {
    const random = createRandom(1);
    // From the published reference code, seed 1.
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('forks independently of earlier draws', () => {
    const random = createRandom(9);
    const early = random.fork('call 1').next();
    random.next();
    expect(random.fork('call 1').next()).toBe(early);
    expect(random.fork('call 2').next()).not.toBe(early);
    expect(createRandom(10).fork('call 1').next()).not.toBe(early);
  });

  it('follows its distributions', () => {
    const random = createRandom(3);
    const draw = (one: () => number): number[] => Array.from({ length: 20_000 }, one).sort((a, b) => a - b);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(draw(() => random.exponential(50)))).toBeCloseTo(50, -1);
    const talk = draw(() => random.logNormal(100, 0.5));
    expect(talk[10_000]).toBeGreaterThan(97);
    expect(talk[10_000]).toBeLessThan(103);
    const ring = draw(() => random.between(2, 8));
    expect(ring[0]).toBeGreaterThanOrEqual(2);
    expect(ring.at(-1)).toBeLessThan(8);
    expect(new Set(draw(() => random.below(3)))).toEqual(new Set([0, 1, 2]));
  });
});

describe('createSchedule', () => {
  it('runs tasks in order of time, then of creation', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    const seen: string[] = [];
    const note = (name: string) => () => void seen.push(`${name} ${schedule.now}`);
    schedule.after(20, note('b'));
    schedule.after(10, () => {
      note('a')();
      schedule.after(10, note('c'));
      schedule.after(0, note('at once'));
    });
    await clock.advance(100);
    expect(seen).toEqual([]);
    schedule.start();
    await clock.advance(100);
    expect(seen).toEqual(['a 10', 'at once 10', 'b 20', 'c 20']);
    expect(schedule.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('sorts thousands of tasks', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1000);
    const random = createRandom(4);
    const due: number[] = [];
    for (let i = 0; i < 3000; i++) schedule.after(random.below(10_000), () => void due.push(schedule.now));
    schedule.start();
    await clock.advance(10);
    expect(due).toHaveLength(3000);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  it('runs faster than its clock', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 60);
    schedule.start();
    let done = false;
    schedule.after(60_000, () => {
      done = true;
    });
    await clock.advance(999);
    expect(done).toBe(false);
    await clock.advance(1);
    expect(done).toBe(true);
  });

  it('does not run canceled tasks', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    schedule.start();
    const seen: number[] = [];
    const harness = Array.from({ length: 500 }, (_, i) => schedule.after(i, () => void seen.push(i)));
    for (const [i, one] of harness.entries()) if (i % 5 !== 0) schedule.cancel(one);
    schedule.cancel(harness[1]);
    schedule.cancel(undefined);
    expect(schedule.size).toBe(100);
    await clock.advance(1000);
    expect(seen).toEqual(harness.flatMap((_, i) => (i % 5 === 0 ? [i] : [])));
    schedule.cancel(harness[0]);
    expect(schedule.size).toBe(0);
  });

  it('pauses while stopped', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    schedule.start();
    let done = false;
    schedule.after(100, () => {
      done = true;
    });
    await clock.advance(60);
    schedule.stop();
    await clock.advance(1000);
    expect(done).toBe(false);
    schedule.start();
    await clock.advance(39);
    expect(done).toBe(false);
    await clock.advance(1);
    expect(done).toBe(true);
  });

  it('can be stopped by a task', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    const seen: string[] = [];
    schedule.after(10, () => {
      seen.push('first');
      schedule.stop();
    });
    schedule.after(10, () => void seen.push('second'));
    schedule.start();
    await clock.advance(50);
    expect(seen).toEqual(['first']);
    schedule.start();
    await clock.advance(0);
    expect(seen).toEqual(['first', 'second']);
  });

  it('catches up before its timer has fired', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    schedule.start();
    const seen: number[] = [];
    schedule.after(10, () => void seen.push(schedule.now));
    clock.jump(25);
    schedule.catchUp();
    expect(seen).toEqual([10]);
    expect(schedule.now).toBe(25);
  });

  it('yields to other work if it cannot keep up', async () => {
    const clock = new FakeClock();
    // Each action takes 1 ms of real time, in which 1 s of center time should pass.
    let spentMs = 0;
    const slow: Clock = {
      now: () => clock.now() + spentMs,
      setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
      clearTimeout: (timer) => clock.clearTimeout(timer),
    };
    const schedule = createSchedule(slow, 1000);
    schedule.start();
    const seen: number[] = [];
    const due = Array.from({ length: 200 }, (_, i) => (i + 1) * 10);
    for (const ms of due) {
      schedule.after(ms, () => {
        seen.push(schedule.now);
        spentMs++;
      });
    }
    await clock.advance(1);
    expect(seen.length).toBeLessThan(50);
    for (let turn = 0; seen.length < 200 && turn < 200; turn++) {
      const before = seen.length;
      await clock.advance(1);
      expect(seen.length - before).toBeLessThan(50);
    }
    expect(seen).toEqual(due);
  });

  it('skips a sleep of the machine', async () => {
    const clock = new FakeClock();
    const schedule = createSchedule(clock, 1);
    schedule.start();
    let beats = 0;
    const beat = (): void => {
      beats++;
      schedule.after(1000, beat);
    };
    schedule.after(1000, beat);
    clock.jump(8 * 3600 * 1000);
    await clock.advance(1);
    expect(beats).toBe(1);
    await clock.advance(5000);
    expect(beats).toBe(6);
  });
});
