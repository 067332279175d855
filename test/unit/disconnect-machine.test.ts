/** The disconnect policy of one agent: all transitions of the machine, with its effects on a fake clock. */
import { describe, expect, it } from 'vitest';
import {
  type Assessment,
  disconnectLogic,
  startDisconnect,
} from '../../relay/sessions/disconnect-machine.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { allTransitions, elapsedDelay } from './machine-graph.ts';

const graceMs = 5000;

/** The running machine; `apply` is settled by the test. */
function startMachine(assess: () => Assessment) {
  const clock = new FakeClock(0);
  const done = { applied: 0, ended: 0 };
  let answer = (_: boolean): void => {};
  const actor = startDisconnect(
    { graceMs, assess },
    () => {
      done.applied++;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    clock,
    () => done.ended++,
  );
  return { clock, done, actor, answer: (isAnswered: boolean) => answer(isAnswered) };
}

const assessments: readonly Assessment[] = ['act', 'busy', 'leaderActs', 'nothing'];

describe.each(assessments)('the assessment %s', (assessment) => {
  const transitions = allTransitions(disconnectLogic, { graceMs, assess: () => assessment }, [
    { type: 'RECONNECTED' },
    { type: 'HANDLED' },
    { type: 'APPLIED' },
    { type: 'FAILED' },
  ] as const);

  it.each(transitions)('$title: the effects match the state', async ({ events, state }) => {
    const { clock, done, actor, answer } = startMachine(() => assessment);
    for (const event of events) {
      const delay = elapsedDelay(event);
      if (delay !== undefined) await clock.advance(delay === 'grace' ? graceMs : 2000);
      else if (event.type === 'APPLIED' || event.type === 'FAILED') answer(event.type === 'APPLIED');
      else if (event.type === 'RECONNECTED' || event.type === 'HANDLED') actor.send(event);
      await settle();
    }
    const value = state.value;
    expect(done.ended).toBe(value === 'done' ? 1 : 0);
    expect(clock.pending).toBe(value === 'gracePeriod' || value === 'waiting' ? 1 : 0);
    if (assessment !== 'act') expect(done.applied).toBe(0);
    if (value === 'applying') expect(done.applied).toBeGreaterThan(0);
  });
});

it('does not act once a client has reconnected, even if the request was already sent and failed', async () => {
  const { clock, done, actor, answer } = startMachine(() => 'act');
  await clock.advance(graceMs);
  actor.send({ type: 'RECONNECTED' });
  answer(false);
  await clock.advance(60_000);
  expect(done).toEqual({ applied: 1, ended: 1 });
});

it('acts when the agent is no longer busy', async () => {
  let assessment: Assessment = 'busy';
  const { clock, done } = startMachine(() => assessment);
  await clock.advance(60_000);
  expect(done.applied).toBe(0);
  assessment = 'act';
  await clock.advance(2000);
  expect(done.applied).toBe(1);
});

it('waits as a follower for the leader, acts if it becomes the leader, and ends after 15 checks', async () => {
  let assessment: Assessment = 'leaderActs';
  const successor = startMachine(() => assessment);
  const follower = startMachine(() => 'leaderActs');
  await successor.clock.advance(graceMs + 10_000);
  assessment = 'act';
  await successor.clock.advance(2000);
  expect(successor.done.applied).toBe(1);
  await follower.clock.advance(graceMs + 15 * 2000 - 1);
  expect(follower.done).toEqual({ applied: 0, ended: 0 });
  await follower.clock.advance(1);
  expect(follower.done).toEqual({ applied: 0, ended: 1 });
});
