/** Resume after network failures: no gap and no duplicate within the resume window. */
import type { CtiClient, CtiMessage } from 'rxcti';
import { afterEach, expect, it } from 'vitest';
import { type Cable, layCable } from './cable.ts';
import { eventually, type House, openHouse } from './relay-fixture.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

interface Scene extends House {
  readonly cable: Cable;
  /** On a sound network. */
  readonly steady: CtiClient;
  /** Behind the cable. */
  readonly shaken: CtiClient;
  /** What each was sent. */
  readonly heard: { readonly steady: CtiMessage[]; readonly shaken: CtiMessage[] };
  /** States that the shaken session went through. */
  readonly states: string[];
  /** `reachable` of its session states, without repetitions. */
  readonly reachable: boolean[];
}

async function scene(resumeWindowMs = 20_000): Promise<Scene> {
  const house = await openHouse({
    // A busy center: dozens of events a second.
    simulator: { callsPerHour: 600, speed: 60, autoAnswer: 'always' },
    relay: { limits: { pingIntervalMs: 200, resumeWindowMs } },
  });
  opened.push(house);
  const cable = await layCable(house.relay.port);
  opened.push(cable);
  const steady = await house.enter({ role: 'admin' });
  const shaken = await house.enter({ role: 'admin' }, undefined, {
    port: cable.port,
  });
  const heard = { steady: [] as CtiMessage[], shaken: [] as CtiMessage[] };
  const states: string[] = [];
  const reachable: boolean[] = [];
  let last = shaken.session.getSnapshot();
  shaken.session.subscribe(() => {
    const state = shaken.session.getSnapshot();
    if (state.name !== last.name) states.push(state.name);
    if (state.reachable !== last.reachable) reachable.push(state.reachable);
    last = state;
  });
  // Both are ready: from here on each hears the same.
  steady.events$.subscribe((event) => heard.steady.push(event));
  shaken.events$.subscribe((event) => heard.shaken.push(event));
  return { ...house, cable, steady, shaken, heard, states, reachable };
}

/** An event as one line; states that only one of them asked for, and times, are left out. */
const line = (event: CtiMessage): string =>
  JSON.stringify(event, (key, value: unknown) => (key === 'stateDuration' ? undefined : value));

/** Lets the center rest and the streams run dry, then compares. */
async function sameHeard({ simulator, heard, steady, shaken }: Scene): Promise<void> {
  await eventually(() => expect(heard.shaken.length).toBeGreaterThan(30), 8000);
  simulator.stop();
  // A round trip to CCX: everything before it has arrived.
  for (const client of [steady, shaken]) await client.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' });
  const [all, some] = [heard.steady.map(line), heard.shaken.map(line)];
  // The one who listens a moment later may have missed the first few.
  const from = all.indexOf(some[0] as string);
  expect(from).toBeGreaterThanOrEqual(0);
  expect(some).toEqual(all.slice(from));
}

it('resumes after a pulled cable', async () => {
  const stage = await scene();
  await eventually(() => expect(stage.heard.shaken.length).toBeGreaterThan(5), 5000);
  stage.cable.pull();
  await eventually(() => expect(stage.relay.sessions).toEqual({ open: 2, connected: 1 }), 5000);
  const before = stage.heard.steady.length;
  await eventually(() => expect(stage.heard.steady.length).toBeGreaterThan(before + 20), 5000);
  expect(stage.reachable).toEqual([false]);
  stage.cable.plug();
  await eventually(() => expect(stage.relay.sessions).toEqual({ open: 2, connected: 2 }), 8000);
  await sameHeard(stage);
  expect(stage.reachable).toEqual([false, true]);
  expect(stage.states).toEqual([]);
});

it('resumes after repeated resets; pending requests are answered once', async () => {
  const stage = await scene();
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < 5; round++) {
    answers.push(stage.shaken.request({ type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'jdoe' }));
    stage.cable.reset();
    answers.push(stage.shaken.request({ type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'asmith' }));
    const made = stage.cable.connections;
    await eventually(() => expect(stage.cable.connections).toBeGreaterThan(made), 5000);
    await eventually(() => expect(stage.relay.sessions.connected).toBe(2), 5000);
  }
  const named = (await Promise.all(answers)) as { agentId: string }[];
  expect(named.map(({ agentId }) => agentId)).toEqual(Array(5).fill(['jdoe', 'asmith']).flat());
  await sameHeard(stage);
  expect(stage.states).toEqual([]);
});

it('resyncs after the resume window', async () => {
  const stage = await scene(500);
  stage.cable.pull();
  await eventually(() => expect(stage.relay.sessions).toEqual({ open: 1, connected: 1 }), 8000);
  stage.cable.plug();
  await eventually(() => expect(stage.states).toContain('waiting'), 8000);
  expect(stage.reachable[0]).toBe(false);
  await eventually(() => expect(stage.shaken.session.getSnapshot().name).toBe('ready'), 8000);
  expect(stage.relay.sessions).toEqual({ open: 2, connected: 2 });
});

it('resyncs a client whose send queue exceeds the limit', async () => {
  const house = await openHouse({
    simulator: { callsPerHour: 600, speed: 60, autoAnswer: 'always' },
    relay: { limits: { pingIntervalMs: 200, maxQueueBytes: 4000 } },
  });
  opened.push(house);
  const cable = await layCable(house.relay.port);
  opened.push(cable);
  const steady = await house.enter({ role: 'admin' });
  const shaken = await house.enter({ role: 'admin' }, undefined, { port: cable.port });
  const states: string[] = [];
  shaken.session.subscribe(() => states.push(shaken.session.getSnapshot().name));
  cable.pull();
  await eventually(() => expect(house.relay.sessions.open).toBe(1), 10_000);
  cable.plug();
  await eventually(() => expect(states).toContain('waiting'), 8000);
  await eventually(() => expect(shaken.session.getSnapshot().name).toBe('ready'), 8000);
  expect(steady.session.getSnapshot().name).toBe('ready');
});

it.each([10, 16, 17, 18])(
  'is told only the latest state of each agent when too much waits, and goes on: version %i',
  async (version) => {
    const house = await openHouse({ relay: { limits: { pingIntervalMs: 200, maxQueueBytes: 4000 } } });
    opened.push(house);
    const cable = await layCable(house.relay.port);
    opened.push(cable);
    const steady = await house.enter({ role: 'admin' });
    const shaken = await house.enter({ role: 'admin' }, undefined, { port: cable.port, client: { version } });
    const states = new Set<string>();
    shaken.session.subscribe(() => states.add(shaken.session.getSnapshot().name));
    cable.pull();
    await eventually(() => expect(house.relay.sessions).toEqual({ open: 2, connected: 1 }));
    const reasons = Array.from({ length: 120 }, (_, index) => index + 1);
    for (const reasonCode of reasons) await steady.agents.get('jdoe')?.setState('notReady', { reasonCode });
    await eventually(() => expect(steady.agents.getSnapshot().get('jdoe')?.reasonCode).toBe(120));
    const heard: number[] = [];
    shaken.events$.subscribe((event) => {
      if (event.type === 'AGENT_STATE_EVENT') heard.push(event.eventReasonCode);
    });
    cable.plug();
    await eventually(() => expect(shaken.agents.getSnapshot().get('jdoe')?.reasonCode).toBe(120));
    expect(heard.length).toBeLessThan(reasons.length / 2);
    expect([...states]).toEqual(['ready']); // only `reachable` changed
  },
);
