import { describe, expect, it } from 'vitest';
import { createStepDownTimer } from '../../relay/cluster/step-down.ts';
import { FakeClock } from './fake-clock.ts';

describe('a leader without CCX', () => {
  function leader(hasFollowers = true) {
    const clock = new FakeClock();
    const startedAt = clock.now();
    const stepDowns: number[] = [];
    let failedTerms = 0;
    const timer = createStepDownTimer({
      timeoutMs: 10_000,
      clock,
      failedTerms: () => failedTerms,
      hasFollowers: () => hasFollowers,
      stepDown: () => stepDowns.push(clock.now() - startedAt),
    });
    return { clock, startedAt, timer, stepDowns, failTerm: () => failedTerms++ };
  }
  const withoutCcx = { isLeader: true, isOpen: false };

  it('steps down after the timeout, and after twice the timeout the next time', async () => {
    const { clock, startedAt, timer, stepDowns, failTerm } = leader();
    timer.update(withoutCcx);
    expect(timer.at).toBe(startedAt + 10_000);
    await clock.advance(9000);
    timer.update(withoutCcx); // another failed attempt does not restart the timer
    await clock.advance(1000);
    expect(stepDowns).toEqual([10_000]);
    failTerm();
    timer.update(withoutCcx);
    await clock.advance(20_000);
    expect(stepDowns).toEqual([10_000, 30_000]);
    for (let terms = 0; terms < 20; terms++) failTerm();
    timer.update(withoutCcx);
    await clock.advance(320_000);
    expect(stepDowns).toEqual([10_000, 30_000, 350_000]);
  });

  it('stays leader when CCX opens a session in time, and restarts the timer when that is lost', async () => {
    const { clock, timer, stepDowns } = leader();
    timer.update(withoutCcx);
    await clock.advance(9000);
    timer.update({ isLeader: true, isOpen: true });
    expect(timer.at).toBeUndefined();
    await clock.advance(60_000);
    expect(stepDowns).toEqual([]);
    timer.update(withoutCcx);
    await clock.advance(9999);
    expect(stepDowns).toEqual([]);
    await clock.advance(1);
    expect(stepDowns).toHaveLength(1);
  });

  it('stays leader without followers', async () => {
    const { clock, timer, stepDowns } = leader(false);
    timer.update(withoutCcx);
    await clock.advance(100_000);
    expect(stepDowns).toEqual([]);
    expect(timer.at).toBeDefined();
  });

  it('stops the timer when it is no longer the leader', async () => {
    const { clock, timer, stepDowns } = leader();
    timer.update(withoutCcx);
    timer.update({ isLeader: false, isOpen: false });
    await clock.advance(100_000);
    expect(stepDowns).toEqual([]);
  });
});
