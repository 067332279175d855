import { describe, expect, it } from 'vitest';
import { createCluster } from '../../simulator/cluster.ts';
import { FakeClock } from './fake-clock.ts';
import { TestClient } from './server-harness.ts';
import { connection, controlHarnessOf, parties } from './simulator-control-harness.ts';
import { openClient } from './simulator-harness.ts';

function cluster(options: Parameters<typeof createCluster>[0] = {}) {
  const clock = new FakeClock();
  return { clock, cluster: createCluster({ clock, callsPerHour: 0, agents: 1, queues: 1, ...options }) };
}

describe('a cluster', () => {
  it('has one master; the other node refuses with status 92', async () => {
    const { cluster: harness } = cluster();
    const refused = new TestClient();
    harness.b.attach(refused.link);
    refused.open();
    expect(await refused.answers()).toMatchObject([{ type: 'FAILURE_CONF', status: 92 }]);
    expect(harness.master).toBe(harness.a);
    await openClient(harness.a);
    await harness.close();
  });

  it('keeps calls, CallIDs and agents in a failover', async () => {
    const { cluster: harness, clock } = cluster();
    const first = await controlHarnessOf(harness.a, clock);
    const { callId } = await harness.a.inboundCall({
      ani: '15550001111',
      variables: { callVariable1: 'C-1', namedVariables: { 'user.name': 'Li' } },
    });
    await first.wait(25);
    expect(parties(first.call(callId))).toEqual(['2001 3', '15550001111 3']);
    const before = harness.a.snapshot();

    harness.failover();
    expect(first.bridge.link.ended).toBe('aborted');
    expect(harness.master).toBe(harness.b);
    expect(harness.b.snapshot()).toEqual(before);
    expect(harness.a.snapshot()).toEqual(before);
    const refused = new TestClient();
    harness.a.attach(refused.link);
    refused.open();
    expect(await refused.answers()).toMatchObject([{ status: 92 }]);

    const second = await controlHarnessOf(harness.b, clock);
    expect(
      await second.sendRequest(second.bridge, { type: 'SNAPSHOT_CALL_REQ', ...connection(callId, '2001') }),
    ).toMatchObject([
      { callVariable1: 'C-1', namedVariables: [{ name: 'user.name', value: 'Li' }], ani: '15550001111' },
    ]);
    await second.sendConfirmed(second.bridge, { type: 'HOLD_CALL_REQ', ...connection(callId, '2001') });
    expect(parties(harness.a.snapshot().calls[0])).toEqual(['2001 4', '15550001111 3']);
    const { callId: next } = await harness.b.inboundCall();
    expect(next).toBe(callId + 1);
    await harness.b.hangUp('15550001111');
    expect(harness.b.snapshot().calls.map((call) => call.callId)).toEqual([next]);
  });

  it('loses call data of earlier calls with forgetCallData', async () => {
    const { cluster: harness, clock } = cluster();
    const first = await controlHarnessOf(harness.a, clock);
    const { callId } = await harness.a.inboundCall({ variables: { callVariable1: 'C-1' } });
    await first.wait(5);
    harness.failover({ forgetCallData: true });
    const { sendRequest, bridge } = await controlHarnessOf(harness.b, clock);
    const { callId: later } = await harness.b.inboundCall({ variables: { callVariable1: 'C-2' } });
    const [forgotten] = await sendRequest(bridge, { type: 'SNAPSHOT_CALL_REQ', ...connection(callId, '') });
    expect(forgotten).toMatchObject({ type: 'SNAPSHOT_CALL_CONF', callDevices: expect.any(Array) });
    expect(Object.keys(forgotten ?? {})).not.toContain('callVariable1');
    expect(Object.keys(forgotten ?? {})).not.toContain('ani');
    const [known] = await sendRequest(bridge, { type: 'SNAPSHOT_CALL_REQ', ...connection(later, '') });
    expect(known).toMatchObject({ callVariable1: 'C-2' });
    expect(harness.b.snapshot().calls[0]?.callVariable1).toBe('C-1');
  });

  it('shares one schedule that runs while a node is open', async () => {
    const { cluster: harness, clock } = cluster({ callsPerHour: 600, agents: 12 });
    harness.a.start();
    await clock.advance(600_000);
    expect(harness.b.snapshot().calls.length).toBeGreaterThan(0);
    await harness.a.close();
    const before = harness.b.snapshot();
    await clock.advance(60_000);
    expect(harness.b.snapshot()).not.toEqual(before);
    await harness.close();
    const last = harness.b.snapshot();
    await clock.advance(60_000);
    expect(harness.b.snapshot()).toEqual(last);
    expect(clock.pending).toBe(0);
  });
});
