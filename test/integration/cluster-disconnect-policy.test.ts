/** The policy for agents whose browser is gone, where several relays serve: at most once, and by whoever is left. */
import { agentMode } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Cable, layCable } from './cable.ts';
import type { CcxTap } from './ccx-tap.ts';
import { allReady, type ClusterHouse, openClusterHouse, type RelayProcess } from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterHouse | Cable)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const graceMs = 1500;
/** Longer than a relay's silence is taken for a pause, and the time of grace. */
const longEnoughMs = 7000;
const jdoe = { role: 'agent', agentId: 'jdoe' } as const;
const jdoeMode = agentMode({ agentId: 'jdoe', extension: '2001' });

async function house(): Promise<ClusterHouse> {
  const made = await openClusterHouse(
    { callsPerHour: 0 },
    { policy: { onDisconnect: { agent: { action: 'notReady', reasonCode: 42, graceMs } } } },
  );
  opened.push(made);
  return made;
}

/** A relay as a browser reaches it over a cable of its own. */
async function wired(relay: RelayProcess): Promise<{ readonly url: string; readonly cable: Cable }> {
  const cable = await layCable(Number(new URL(relay.url).port));
  opened.push(cable);
  return { cable, url: `ws://127.0.0.1:${cable.port}/cti` };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Who was set not ready because the browser was gone, and over which connection with CCX. */
const setNotReady = ({ passed }: CcxTap): readonly [unknown, number][] =>
  passed.flatMap(({ message, to, connection }) =>
    to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ' && message.eventReasonCode === 42
      ? [[message.agentId, connection] as const]
      : [],
  );

describe.skipIf(noNats !== undefined)('an agent whose browser', { timeout: 60_000 }, () => {
  it('moves to another relay is left alone', async () => {
    const { tap, startThree, enter } = await house();
    const [, second, third] = await startThree();
    const old = await wired(second);
    const { client } = await enter([old, third], jdoe, jdoeMode);
    await old.cable.close(); // the relay lives, and the browser cannot reach it
    await vi.waitFor(
      async () => expect(await third.metric('browsers{role="agent",connection="connected"}')).toBe(1),
      10_000,
    );
    await pause(longEnoughMs);
    expect(setNotReady(tap)).toEqual([]);
    expect(client.agent.getSnapshot().state).toBe('ready');
    await client.close(); // and now for good
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 0]]), 5000);
  });

  it('moves because its relay was killed is left alone', async () => {
    const { tap, startThree, enter } = await house();
    const [, second, third] = await startThree();
    await enter([second, third], jdoe, jdoeMode);
    await pause(500);
    second.signal('SIGKILL');
    await pause(longEnoughMs);
    expect(setNotReady(tap)).toEqual([]);
  });

  it('goes down with its relay becomes not ready, once', async () => {
    const { tap, simulator, startThree, enter } = await house();
    const [, second] = await startThree();
    const { client } = await enter([second], jdoe, jdoeMode);
    await pause(500);
    second.signal('SIGKILL');
    await client.close();
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 0]]), 10_000);
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ reason: 42 });
    await pause(3000);
    expect(setNotReady(tap)).toHaveLength(1);
  });

  it('goes down with the holder becomes not ready under the next one, once', async () => {
    const { tap, startThree, enter } = await house();
    const [holder, second, third] = await startThree();
    const { client } = await enter([holder], jdoe, jdoeMode);
    await pause(500);
    holder.signal('SIGKILL');
    await client.close();
    await allReady([second, third]);
    await vi.waitFor(() => expect(setNotReady(tap)).toEqual([['jdoe', 1]]), 10_000);
    await pause(3000);
    expect(setNotReady(tap)).toHaveLength(1);
  });
});
