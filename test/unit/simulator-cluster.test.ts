import { describe, expect, it } from 'vitest';
import { createCluster } from '../../simulator/cluster.ts';
import { FakeClock } from './fake-clock.ts';
import { TestClient } from './server-harness.ts';
import { controlHarnessOf, leg, parties } from './simulator-control-harness.ts';
import { openClient } from './simulator-harness.ts';

function cluster(options: Parameters<typeof createCluster>[0] = {}) {
  const clock = new FakeClock();
  return { clock, cluster: createCluster({ clock, callsPerHour: 0, agents: 1, queues: 1, ...options }) };
}

describe('a cluster', () => {
  it('has one master; the other node refuses with status 92', async () => {
    const { cluster: made } = cluster();
    const refused = new TestClient();
    made.b.attach(refused.link);
    refused.open();
    expect(await refused.answers()).toMatchObject([{ type: 'FAILURE_CONF', status: 92 }]);
    expect(made.master).toBe(made.a);
    await openClient(made.a);
    await made.close();
  });

  it('keeps calls, CallIDs and agents in a failover', async () => {
    const { cluster: made, clock } = cluster();
    const first = await controlHarnessOf(made.a, clock);
    const { callId } = await made.a.inboundCall({
      ani: '15550001111',
      variables: { callVariable1: 'C-1', namedVariables: { 'user.name': 'Li' } },
    });
    await first.wait(25);
    expect(parties(first.call(callId))).toEqual(['2001 3', '15550001111 3']);
    const before = made.a.snapshot();

    made.failover();
    expect(first.bridge.link.ended).toBe('aborted');
    expect(made.master).toBe(made.b);
    expect(made.b.snapshot()).toEqual(before);
    expect(made.a.snapshot()).toEqual(before);
    const refused = new TestClient();
    made.a.attach(refused.link);
    refused.open();
    expect(await refused.answers()).toMatchObject([{ status: 92 }]);

    const second = await controlHarnessOf(made.b, clock);
    expect(
      await second.ask(second.bridge, { type: 'SNAPSHOT_CALL_REQ', ...leg(callId, '2001') }),
    ).toMatchObject([
      { callVariable1: 'C-1', namedVariables: [{ name: 'user.name', value: 'Li' }], ani: '15550001111' },
    ]);
    await second.done(second.bridge, { type: 'HOLD_CALL_REQ', ...leg(callId, '2001') });
    expect(parties(made.a.snapshot().calls[0])).toEqual(['2001 4', '15550001111 3']);
    const { callId: next } = await made.b.inboundCall();
    expect(next).toBe(callId + 1);
    await made.b.hangUp('15550001111');
    expect(made.b.snapshot().calls.map((call) => call.callId)).toEqual([next]);
  });

  it('loses call data of earlier calls with forgetCallData', async () => {
    const { cluster: made, clock } = cluster();
    const first = await controlHarnessOf(made.a, clock);
    const { callId } = await made.a.inboundCall({ variables: { callVariable1: 'C-1' } });
    await first.wait(5);
    made.failover({ forgetCallData: true });
    const { ask, bridge } = await controlHarnessOf(made.b, clock);
    const { callId: later } = await made.b.inboundCall({ variables: { callVariable1: 'C-2' } });
    const [forgotten] = await ask(bridge, { type: 'SNAPSHOT_CALL_REQ', ...leg(callId, '') });
    expect(forgotten).toMatchObject({ type: 'SNAPSHOT_CALL_CONF', callDevices: expect.any(Array) });
    expect(Object.keys(forgotten ?? {})).not.toContain('callVariable1');
    expect(Object.keys(forgotten ?? {})).not.toContain('ani');
    const [known] = await ask(bridge, { type: 'SNAPSHOT_CALL_REQ', ...leg(later, '') });
    expect(known).toMatchObject({ callVariable1: 'C-2' });
    expect(made.b.snapshot().calls[0]?.callVariable1).toBe('C-1');
  });

  it('shares one schedule that runs while a node is open', async () => {
    const { cluster: made, clock } = cluster({ callsPerHour: 600, agents: 12 });
    made.a.start();
    await clock.advance(600_000);
    expect(made.b.snapshot().calls.length).toBeGreaterThan(0);
    await made.a.close();
    const before = made.b.snapshot();
    await clock.advance(60_000);
    expect(made.b.snapshot()).not.toEqual(before);
    await made.close();
    const last = made.b.snapshot();
    await clock.advance(60_000);
    expect(made.b.snapshot()).toEqual(last);
    expect(clock.pending).toBe(0);
  });
});
