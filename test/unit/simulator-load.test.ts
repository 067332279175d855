import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/index.ts';
import type { FakeClock } from './fake-clock.ts';
import { openClient, simulate } from './simulator-harness.ts';

const loggedIn = (simulator: Simulator): number =>
  simulator.snapshot().agents.filter(({ state, type }) => state !== 1 && type === 1).length;
const arrived = (simulator: Simulator): number =>
  simulator.snapshot().queues.reduce((sum, { counts }) => sum + counts.totalCalls, 0) +
  simulator.snapshot().calls.length;

/** Advances a center without clients. */
function living(options: Parameters<typeof simulate>[0]): { simulator: Simulator; clock: FakeClock } {
  const harness = simulate(options);
  harness.simulator.attach({
    endpoint: { host: 'nobody', port: 1 },
    bufferedAmount: 0,
    closed: new Promise(() => {}),
    incoming: { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) },
    send: () => {},
    close: async () => {},
    abort: () => {},
  });
  return harness;
}

describe('setLoad()', () => {
  it('changes how often customers call', async () => {
    const { simulator, clock } = living({ profile: 'ova100', callsPerHour: 0, seed: 2 });
    await clock.advance(3_600_000);
    expect(arrived(simulator)).toBe(0);
    await simulator.setLoad({ callsPerHour: 1200 });
    await clock.advance(3_600_000);
    const first = arrived(simulator);
    // Poisson: the standard deviation is the square root of the mean.
    expect(Math.abs(first - 1200)).toBeLessThan(4 * Math.sqrt(1200));
    await simulator.setLoad({ callsPerHour: 300 });
    await clock.advance(3_600_000);
    expect(Math.abs(arrived(simulator) - first - 300)).toBeLessThan(4 * Math.sqrt(300));
  });

  it('changes how long they talk and how long they wait', async () => {
    const talkOf = async (talkSeconds: number): Promise<number> => {
      const { simulator, clock } = living({ profile: 'ova100', callsPerHour: 600 });
      await simulator.setLoad({ talkSeconds, holdShare: 0 });
      await clock.advance(3 * 3_600_000);
      const { queues } = simulator.snapshot();
      const handled = queues.reduce((sum, { counts }) => sum + counts.handledCalls, 0);
      const talked = queues.reduce(
        (sum, { counts }) => sum + counts.avgTalkDuration * counts.handledCalls,
        0,
      );
      return talked / handled;
    };
    // The mean of a log-normal distribution: its median times e to the half of sigma squared.
    const factor = Math.exp(0.5 ** 2 / 2);
    expect((await talkOf(60)) / (60 * factor)).toBeCloseTo(1, 1);
    expect((await talkOf(180)) / (180 * factor)).toBeCloseTo(1, 1);

    const abandoned = async (patienceSeconds: number): Promise<number> => {
      const { simulator, clock } = living({
        agents: 3,
        loggedIn: 1,
        queues: 1,
        callsPerHour: 25,
        ports: 50,
      });
      await simulator.setLoad({ patienceSeconds });
      await clock.advance(3_600_000);
      return simulator.snapshot().queues[0]?.counts.callsAbandoned ?? 0;
    };
    expect(await abandoned(10)).toBeGreaterThan(2 * (await abandoned(1_000)));
  });

  it('follows working days with shifts, reproducibly with the same seed', async () => {
    const day = async (hours: number): Promise<{ calls: number[]; agents: number[] }> => {
      const { simulator, clock } = living({ profile: 'ova100', callsPerHour: 1200, seed: 6 });
      await simulator.setLoad({ fromHour: 0 });
      const calls: number[] = [];
      const agents: number[] = [];
      let before = 0;
      for (let hour = 0; hour < hours; hour++) {
        await clock.advance(3_600_000);
        calls.push(arrived(simulator) - before);
        before = arrived(simulator);
        agents.push(loggedIn(simulator));
      }
      return { calls, agents };
    };
    const { calls, agents } = await day(34);
    const [night, early, busy, evening] = [calls[3] ?? 0, calls[6] ?? 0, calls[9] ?? 0, calls[20] ?? 0];
    expect(Math.abs(busy - 1200)).toBeLessThan(4 * Math.sqrt(1200));
    expect(Math.abs(early - 180)).toBeLessThan(4 * Math.sqrt(180));
    expect(night).toBeLessThan(40);
    expect(evening).toBeLessThan(early);
    // At the end of the hour: no agents at night, the early shift at seven, nearly all agents at one.
    expect([agents[3], agents[22]]).toEqual([0, 0]);
    expect(agents[6]).toBeGreaterThan(15);
    expect(agents[12]).toBeGreaterThan(80);
    expect(agents[17]).toBeLessThan(40);
    expect(agents[30]).toBeGreaterThan(15);
    expect(await day(9)).toEqual({ calls: calls.slice(0, 9), agents: agents.slice(0, 9) });
  }, 120_000); // no waiting, but a day and a third of work on a machine that may have other things to do

  it('restarts the day with a new hour', async () => {
    const { simulator, clock } = living({ profile: 'ova100', callsPerHour: 0 });
    await simulator.setLoad({ fromHour: 13 });
    expect(loggedIn(simulator)).toBeGreaterThan(60);
    await simulator.setLoad({ fromHour: 2 });
    expect(loggedIn(simulator)).toBe(0);
    await simulator.setLoad({ fromHour: 1 });
    // Twelve hours later it is night on the first schedule, early afternoon on the second.
    await clock.advance(12 * 3_600_000);
    expect(loggedIn(simulator)).toBeGreaterThan(80);
  });

  it.each([
    [{ callsPerHour: -1 }, 'callsPerHour'],
    [{ talkSeconds: 0 }, 'talkSeconds'],
    [{ holdShare: 2 }, 'holdShare'],
    [{ patienceSeconds: Number.NaN }, 'patienceSeconds'],
    [{ fromHour: 24 }, 'fromHour'],
  ])('refuses %j', async (load, argument) => {
    const { simulator } = simulate();
    await expect(simulator.setLoad(load)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: { argument },
    });
  });
});

describe('massLogin()', () => {
  it('logs in all agents within the period, and they take calls', async () => {
    const { simulator, clock } = simulate({ profile: 'ova100', loggedIn: 0, callsPerHour: 0 });
    const client = await openClient(simulator);
    expect(loggedIn(simulator)).toBe(0);
    const count = simulator.massLogin({ agents: 100, withinSeconds: 60 });
    await clock.advance(30_000);
    expect(Math.abs(loggedIn(simulator) - 50)).toBeLessThan(20);
    await clock.advance(30_000);
    expect(await count).toBe(100);
    await clock.advance(15_000);
    expect(simulator.snapshot().agents.filter(({ state }) => state === 3)).toHaveLength(100);
    const logons = client
      .take()
      .filter((one) => one.type === 'AGENT_STATE_EVENT' && one.eventReasonCode === 32760);
    expect(logons).toHaveLength(100);
    await simulator.massLogin({ agents: 0 });
  });

  it('rejects invalid numbers', async () => {
    const { simulator } = simulate();
    await expect(simulator.massLogin({ agents: -1 })).rejects.toThrow(
      'agents must be a number of at least 0, not -1',
    );
    await expect(simulator.massLogin({ withinSeconds: Number.NaN })).rejects.toThrow('withinSeconds');
  });
});
