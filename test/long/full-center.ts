/**
 * A full CCX (ova400) with a bridge client: the client state is compared with the simulator state at every minute of the busy
 * hour. `npm test` runs a few minutes, `npm run test:long` the hour.
 */
import { expect } from 'vitest';
import { agentStateName } from '../../core/agents/agent.ts';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import { createCluster, createSimulator, type Simulator } from '../../simulator/index.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { shownBy, trueIn } from '../fuzz/state-snapshots.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';

const endpoint = { host: 'ccx', port: 42027 };

/** Agents with phones, names, reasons, next states and queues, in the client state. */
function agentsShown(client: CtiClient): string[] {
  return [...client.agents.getSnapshot().values()]
    .map(({ agentId, extension, lastName, role, state, reasonCode, nextState, queueIds }) =>
      [agentId, extension, lastName, role, state, reasonCode, nextState ?? '', queueIds.join()].join(' '),
    )
    .sort();
}

/** The same in the simulator state. Snapshots contain no reasons, so reasons of agents without an event yet are unknown. */
function agentsTrue(simulator: Simulator, heardOf: ReadonlySet<string>): string[] {
  return simulator
    .snapshot()
    .agents.map(({ agentId, extension, lastName, type, state, reason, nextState, csqIds }) =>
      [
        agentId,
        extension,
        lastName,
        type === 2 ? 'supervisor' : 'agent',
        agentStateName(state),
        heardOf.has(agentId) ? reason : 0,
        nextState === undefined ? '' : agentStateName(nextState),
        csqIds.join(),
      ].join(' '),
    )
    .sort();
}

const waitingTrue = (simulator: Simulator): string[] =>
  simulator.snapshot().queues.flatMap(({ csqId, waiting }) => waiting.map((callId) => `${csqId} ${callId}`));

const waitingShown = (client: CtiClient): string[] =>
  [...client.calls.getSnapshot().values()].flatMap(({ state, queueIds, callId }) =>
    state === 'queued' ? queueIds.map((queueId) => `${queueId} ${callId}`) : [],
  );

/** Compares large states as strings first; a readable diff only if they differ. */
function expectSame(shown: unknown, truth: unknown, when: string): void {
  if (JSON.stringify(shown) !== JSON.stringify(truth)) expect(shown, when).toEqual(truth);
}

/** Waits until a client is ready, after opening or a failover. */
async function becomeReady(client: CtiClient, clock: FakeClock): Promise<void> {
  for (let round = 0; client.session.getSnapshot().name !== 'ready'; round++) {
    if (round === 2000) throw new Error(`the session is ${client.session.getSnapshot().name}`);
    await settle(100);
    await clock.advance(10);
  }
}

/** 6,000 calls an hour. `waitedAtLeast`: sum of the calls waiting at each full minute. */
export async function compareBusyMinutes(
  minutes: number,
  loggedIn: number,
  waitedAtLeast: number,
): Promise<void> {
  const clock = new FakeClock();
  const simulator = createSimulator({ profile: 'ova400', loggedIn, seed: 4, clock });
  const network = createMemoryNetwork({ clock });
  network.listen(endpoint, (link) => simulator.attach(link));
  const client = createCtiClient({
    transport: network.transport,
    endpoints: [endpoint],
    mode: bridgeMode({ clientId: 'capacity' }),
    clock,
  });
  const connected = client.connect();
  await becomeReady(client, clock);
  await connected;
  expect(client.agents.getSnapshot().size).toBe(2000);
  expect(client.queues.getSnapshot().size).toBe(250);
  expect(client.teams.getSnapshot().size).toBe(40);

  let events = 0;
  let waited = 0;
  let busiest = 0;
  const begun = new Set<number>();
  const heardOf = new Set<string>();
  client.events$.subscribe((event) => {
    events++;
    if (event.type === 'BEGIN_CALL_EVENT') begun.add(event.callId);
    if (event.type === 'AGENT_STATE_EVENT') heardOf.add(event.agentId ?? '');
  });
  for (let minute = 1; minute <= minutes; minute++) {
    await clock.advance(60_000);
    const when = `after ${minute} minutes`;
    expectSame(shownBy(client), trueIn(simulator), `calls ${when}`);
    expectSame(agentsShown(client), agentsTrue(simulator, heardOf), `agents ${when}`);
    expectSame(waitingShown(client).sort(), waitingTrue(simulator).sort(), `queues ${when}`);
    waited += waitingTrue(simulator).length;
    busiest = Math.max(busiest, client.calls.getSnapshot().size);
  }
  // The number of calls matches the load.
  expect(begun.size).toBeGreaterThan(90 * minutes);
  expect(events).toBeGreaterThan(1000 * minutes);
  expect(busiest).toBeGreaterThan(200);
  expect(waited).toBeGreaterThanOrEqual(waitedAtLeast);
  // The server statistics match the events.
  const counts = simulator.snapshot().queues.map((queue) => queue.counts);
  const sum = (key: 'totalCalls' | 'handledCalls' | 'callsAbandoned'): number =>
    counts.reduce((total, one) => total + one[key], 0);
  expect(sum('totalCalls')).toBe(sum('handledCalls') + sum('callsAbandoned'));
  expect(begun.size - sum('totalCalls')).toBeLessThan(busiest + 400);
  void client.close();
  await clock.advance(10_000);
  await simulator.close();
}

/** 30,000 calls an hour, a mass login and a failover. */
export async function compareOverload(): Promise<void> {
  const clock = new FakeClock();
  const cluster = createCluster({
    profile: 'ova400',
    loggedIn: 0,
    callsPerHour: 30_000,
    ports: 1200,
    seed: 5,
    clock,
  });
  const network = createMemoryNetwork({ clock });
  const nodes = [
    { host: 'a', port: 42027 },
    { host: 'b', port: 42027 },
  ] as const;
  network.listen(nodes[0], (link) => cluster.a.attach(link));
  network.listen(nodes[1], (link) => cluster.b.attach(link));
  const client = createCtiClient({
    transport: network.transport,
    endpoints: [...nodes],
    mode: bridgeMode({ clientId: 'capacity' }),
    clock,
  });
  const connected = client.connect();
  await becomeReady(client, clock);
  await connected;
  const same = (when: string): void => expectSame(shownBy(client), trueIn(cluster.master), when);
  const login = cluster.master.massLogin({ agents: 400, withinSeconds: 60 });
  for (let minute = 1; minute <= 3; minute++) {
    await clock.advance(60_000);
    same(`after ${minute} minutes`);
    // Only before the failover: snapshots do not contain the queue of a call.
    expect(waitingShown(client).sort()).toEqual(waitingTrue(cluster.master).sort());
  }
  expect(await login).toBe(400);
  const before = cluster.master.snapshot().calls.length;
  expect(before).toBeGreaterThan(700);
  cluster.failover({ forgetCallData: true });
  await clock.advance(10);
  await becomeReady(client, clock);
  same('after the failover');
  for (let minute = 4; minute <= 6; minute++) {
    await clock.advance(60_000);
    same(`after ${minute} minutes`);
  }
  void client.close();
  await clock.advance(10_000);
  await cluster.close();
}
