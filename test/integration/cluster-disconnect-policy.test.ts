/** The disconnect policy in a cluster: applied at most once, by the leader that is left. */
import { agentMode } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Cable, layCable } from './cable.ts';
import type { CcxTap } from './ccx-tap.ts';
import {
  allReady,
  type ClusterFixture,
  leaseMs,
  openClusterFixture,
  type RelayProcess,
  sleep,
} from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterFixture | Cable)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

/** Grace period for clients that move: longer than they need to reconnect on a busy machine. */
const movingGraceMs = 3500;
/** Longer than the timeout of presence and the grace period together: the policy would have been applied, or applied again. */
const longEnoughMs = (graceMs: number): number => 3 * leaseMs + graceMs + 1000;
/** Relays announce the presence of a client at once; until then a killed relay leaves no trace of it. */
const presenceMs = 500;
const jdoe = { role: 'agent', agentId: 'jdoe' } as const;
const jdoeMode = agentMode({ agentId: 'jdoe', extension: '2001' });

async function startFixture(graceMs = 1000): Promise<ClusterFixture> {
  const made = await openClusterFixture(
    // In real time, agents do not take breaks of their own during a test.
    { callsPerHour: 0, speed: 1 },
    { policy: { onDisconnect: { agent: { action: 'notReady', reasonCode: 42, graceMs } } } },
  );
  opened.push(made);
  return made;
}

/** A relay behind a cable that the test can cut. */
async function wired(relay: RelayProcess): Promise<{ readonly url: string; readonly cable: Cable }> {
  const cable = await layCable(Number(new URL(relay.url).port));
  opened.push(cable);
  return { cable, url: `ws://127.0.0.1:${cable.port}/cti` };
}

/** Agents that were set not ready by the policy, with the CCX connection. */
const setNotReady = ({ passed }: CcxTap): readonly [unknown, number][] =>
  passed.flatMap(({ message, to, connection }) =>
    to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ' && message.eventReasonCode === 42
      ? [[message.agentId, connection] as const]
      : [],
  );

describe.skipIf(noNats !== undefined)('the disconnect policy', { timeout: 60_000 }, () => {
  it('is not applied when the client moved to another relay', async () => {
    const { tap, startThree, connect } = await startFixture(movingGraceMs);
    const [, second, third] = await startThree();
    const old = await wired(second);
    const { client } = await connect([old, third], jdoe, jdoeMode);
    await old.cable.close(); // the relay is running, but the client cannot reach it
    await vi.waitFor(
      async () => expect(await third.metric('sessions{role="agent",connection="connected"}')).toBe(1),
      10_000,
    );
    await sleep(longEnoughMs(movingGraceMs));
    expect(setNotReady(tap)).toEqual([]);
    expect(client.agent.getSnapshot().state).toBe('ready');
    await client.close(); // now it is
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 0]]), 5000);
  });

  it('is not applied when the client moved because its relay was killed', async () => {
    const { tap, startThree, connect } = await startFixture(movingGraceMs);
    const [, second, third] = await startThree();
    await connect([second, third], jdoe, jdoeMode);
    await sleep(presenceMs);
    second.signal('SIGKILL');
    await sleep(longEnoughMs(movingGraceMs));
    expect(setNotReady(tap)).toEqual([]);
  });

  it('is applied once when the client and its relay failed together', async () => {
    const { tap, simulator, startThree, connect } = await startFixture();
    const [, second] = await startThree();
    const { client } = await connect([second], jdoe, jdoeMode);
    await sleep(presenceMs);
    second.signal('SIGKILL');
    await client.close();
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 0]]), 10_000);
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ reason: 42 });
    await sleep(longEnoughMs(1000));
    expect(setNotReady(tap)).toHaveLength(1);
  });

  it('is applied once by the next leader when the client and the leader failed together', async () => {
    const { tap, startThree, connect } = await startFixture();
    const [leader, second, third] = await startThree();
    const { client } = await connect([leader], jdoe, jdoeMode);
    await sleep(presenceMs);
    leader.signal('SIGKILL');
    await client.close();
    await allReady([second, third]);
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 1]]), 10_000);
    await sleep(longEnoughMs(1000));
    expect(setNotReady(tap)).toHaveLength(1);
  });
});
