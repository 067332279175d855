/** Resume after network failures: no gap and no duplicate within the resume window. */
import type { CtiClient, CtiMessage } from 'rxcti';
import { afterEach, expect, it } from 'vitest';
import { type Cable, layCable } from './cable.ts';
import { openRelayFixture, type RelayFixture, waitUntil } from './relay-fixture.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

interface ResumeFixture extends RelayFixture {
  readonly cable: Cable;
  /** On a stable network. */
  readonly stable: CtiClient;
  /** Behind the cable. */
  readonly interrupted: CtiClient;
  /** Events that each received. */
  readonly received: { readonly stable: CtiMessage[]; readonly interrupted: CtiMessage[] };
  /** Session states of the interrupted client. */
  readonly states: string[];
  /** `reachable` of its session states, without repetitions. */
  readonly reachable: boolean[];
}

async function openResumeFixture(resumeWindowMs = 20_000): Promise<ResumeFixture> {
  const fixture = await openRelayFixture({
    // A busy center: dozens of events a second.
    simulator: { callsPerHour: 600, speed: 60, autoAnswer: 'always' },
    relay: { limits: { pingIntervalMs: 200, resumeWindowMs } },
  });
  opened.push(fixture);
  const cable = await layCable(fixture.relay.port);
  opened.push(cable);
  const stable = await fixture.connect({ role: 'admin' });
  const interrupted = await fixture.connect({ role: 'admin' }, undefined, {
    port: cable.port,
  });
  const received = { stable: [] as CtiMessage[], interrupted: [] as CtiMessage[] };
  const states: string[] = [];
  const reachable: boolean[] = [];
  let last = interrupted.session.getSnapshot();
  interrupted.session.subscribe(() => {
    const state = interrupted.session.getSnapshot();
    if (state.name !== last.name) states.push(state.name);
    if (state.reachable !== last.reachable) reachable.push(state.reachable);
    last = state;
  });
  // Both are ready: from now on they receive the same events.
  stable.events$.subscribe((event) => received.stable.push(event));
  interrupted.events$.subscribe((event) => received.interrupted.push(event));
  return { ...fixture, cable, stable, interrupted, received, states, reachable };
}

/** An event as one line; states that only one of them asked for, and times, are left out. */
const line = (event: CtiMessage): string =>
  JSON.stringify(event, (key, value: unknown) => (key === 'stateDuration' ? undefined : value));

/** Stops the simulator, waits until both clients have received everything, and compares. */
async function expectSameEvents({ simulator, received, stable, interrupted }: ResumeFixture): Promise<void> {
  await waitUntil(() => expect(received.interrupted.length).toBeGreaterThan(30), 8000);
  simulator.stop();
  // A round trip to CCX: everything before it has arrived.
  for (const client of [stable, interrupted]) await client.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' });
  const [all, some] = [received.stable.map(line), received.interrupted.map(line)];
  // The client that subscribed later may have missed the first few.
  const from = all.indexOf(some[0] as string);
  expect(from).toBeGreaterThanOrEqual(0);
  expect(some).toEqual(all.slice(from));
}

it('resumes after a pulled cable', async () => {
  const fixture = await openResumeFixture();
  await waitUntil(() => expect(fixture.received.interrupted.length).toBeGreaterThan(5), 5000);
  fixture.cable.pull();
  await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 2, connected: 1 }), 5000);
  const before = fixture.received.stable.length;
  await waitUntil(() => expect(fixture.received.stable.length).toBeGreaterThan(before + 20), 5000);
  await waitUntil(() => expect(fixture.reachable).toEqual([false]));
  fixture.cable.plug();
  await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 2, connected: 2 }), 8000);
  await expectSameEvents(fixture);
  await waitUntil(() => expect(fixture.reachable).toEqual([false, true]));
  expect(fixture.states).toEqual([]);
});

it('resumes after repeated resets; pending requests are answered once', async () => {
  const fixture = await openResumeFixture();
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < 5; round++) {
    answers.push(fixture.interrupted.request({ type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'jdoe' }));
    fixture.cable.reset();
    answers.push(
      fixture.interrupted.request({ type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'asmith' }),
    );
    const made = fixture.cable.connections;
    await waitUntil(() => expect(fixture.cable.connections).toBeGreaterThan(made), 5000);
    await waitUntil(() => expect(fixture.relay.sessions.connected).toBe(2), 5000);
  }
  const named = (await Promise.all(answers)) as { agentId: string }[];
  expect(named.map(({ agentId }) => agentId)).toEqual(Array(5).fill(['jdoe', 'asmith']).flat());
  await expectSameEvents(fixture);
  expect(fixture.states).toEqual([]);
});

it('resyncs after the resume window', async () => {
  const fixture = await openResumeFixture(500);
  fixture.cable.pull();
  await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 1, connected: 1 }), 8000);
  fixture.cable.plug();
  await waitUntil(() => expect(fixture.states).toContain('waiting'), 8000);
  await waitUntil(() => expect(fixture.reachable[0]).toBe(false));
  await waitUntil(() => expect(fixture.interrupted.session.getSnapshot().name).toBe('ready'), 8000);
  expect(fixture.relay.sessions).toEqual({ open: 2, connected: 2 });
});

it('resyncs a client whose send queue exceeds the limit', async () => {
  const fixture = await openRelayFixture({
    simulator: { callsPerHour: 600, speed: 60, autoAnswer: 'always' },
    relay: { limits: { pingIntervalMs: 200, maxQueueBytes: 4000 } },
  });
  opened.push(fixture);
  const cable = await layCable(fixture.relay.port);
  opened.push(cable);
  const stable = await fixture.connect({ role: 'admin' });
  const interrupted = await fixture.connect({ role: 'admin' }, undefined, { port: cable.port });
  const states: string[] = [];
  interrupted.session.subscribe(() => states.push(interrupted.session.getSnapshot().name));
  cable.pull();
  await waitUntil(() => expect(fixture.relay.sessions.open).toBe(1), 10_000);
  cable.plug();
  await waitUntil(() => expect(states).toContain('waiting'), 8000);
  await waitUntil(() => expect(interrupted.session.getSnapshot().name).toBe('ready'), 8000);
  expect(stable.session.getSnapshot().name).toBe('ready');
});

it('coalesces agent states for a client whose send queue exceeds the limit, in each message layout', async () => {
  const fixture = await openRelayFixture({ relay: { limits: { pingIntervalMs: 200, maxQueueBytes: 4000 } } });
  opened.push(fixture);
  const cable = await layCable(fixture.relay.port);
  opened.push(cable);
  const stable = await fixture.connect({ role: 'admin' });
  const versions = [10, 16, 17, 18];
  const interrupted = await Promise.all(
    versions.map((version) =>
      fixture.connect({ role: 'admin' }, undefined, { port: cable.port, client: { version } }),
    ),
  );
  const states = new Set<string>();
  for (const { session } of interrupted) session.subscribe(() => states.add(session.getSnapshot().name));
  cable.pull();
  await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 5, connected: 1 }));
  const reasons = Array.from({ length: 120 }, (_, index) => index + 1);
  for (const reasonCode of reasons) await stable.agents.get('jdoe')?.setState('notReady', { reasonCode });
  await waitUntil(() => expect(stable.agents.getSnapshot().get('jdoe')?.reasonCode).toBe(120));
  const received = versions.map(() => 0);
  for (const [index, { events$ }] of interrupted.entries())
    events$.subscribe(({ type }) => {
      if (type === 'AGENT_STATE_EVENT') received[index] = (received[index] ?? 0) + 1;
    });
  cable.plug();
  for (const client of interrupted)
    await waitUntil(() => expect(client.agents.getSnapshot().get('jdoe')?.reasonCode).toBe(120));
  for (const count of received) expect(count).toBeLessThan(reasons.length / 2);
  expect([...states]).toEqual(['ready']); // only `reachable` changed
});
