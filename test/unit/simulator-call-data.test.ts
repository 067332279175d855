import { describe, expect, it } from 'vitest';
import { TestClient } from './server-harness.ts';
import { connection, controlHarness, type Request } from './simulator-control-harness.ts';
import { openClient } from './simulator-harness.ts';

const named = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `user.variable.number.${from + index}`.padEnd(32, 'x'),
    value: 'v'.repeat(160),
  }));

describe('call data', () => {
  async function setUp() {
    const harness = await controlHarness(['jdoe']);
    const callId = await harness.talking('2001');
    const set = (more: object): Request => ({
      type: 'SET_CALL_DATA_REQ',
      ...connection(callId, '2001'),
      callType: 0,
      calledPartyDisposition: 0,
      ...more,
    });
    return { ...harness, callId, set };
  }

  it('reject more than 2,000 bytes of named fields, over any number of requests', async () => {
    const { bridge, sendRequest, sendConfirmed, set, call, callId } = await setUp();
    await sendConfirmed(bridge, set({ namedVariables: named(10) }));
    expect(await sendRequest(bridge, set({ namedVariables: named(1, 10) }))).toMatchObject([
      { type: 'CONTROL_FAILURE_CONF', failureCode: 3, ccxErrorCode: 88010 },
    ]);
    expect(call(callId)?.namedVariables).toHaveLength(10);
    // New values for existing names do not add to the size.
    await sendConfirmed(bridge, set({ namedVariables: named(10).map((one) => ({ ...one, value: 'new' })) }));
    await sendConfirmed(bridge, set({ namedVariables: named(1, 10) }));
    expect(call(callId)?.namedVariables).toHaveLength(11);
  });

  it('use the last value of a repeated name', async () => {
    const { bridge, sendConfirmed, set, call, callId } = await setUp();
    const twice = [
      { name: 'user.a', value: 'first' },
      { name: 'user.a', value: 'last' },
    ];
    await sendConfirmed(bridge, set({ namedVariables: twice }));
    expect(call(callId)?.namedVariables).toEqual([{ name: 'user.a', value: 'last' }]);
  });

  const active = { activeConnectionDeviceType: 0, activeConnectionDeviceId: '2001' };
  const single = {
    ...active,
    heldCallId: 0xffffffff,
    heldConnectionDeviceType: 0xffff,
    agentInstrument: '2001',
    dialedNumber: '2002',
  };

  it.each([
    ['CONSULT_CALL_REQ', { ...active, consultType: 0, dialedNumber: '2002' }],
    ['TRANSFER_CALL_REQ', single],
    ['CONFERENCE_CALL_REQ', single],
  ] as const)('are refused when %s brings too many', async (type, fields) => {
    const { bridge, sendConfirmed, sendRequest, set, callId, simulator } = await setUp();
    await sendConfirmed(bridge, set({ namedVariables: named(10) }));
    const before = simulator.snapshot();
    const more = { namedArrays: [{ index: 1, name: 'user.list', value: 'x'.repeat(200) }] };
    const request = { type, activeCallId: callId, ...fields, ...more } as Request;
    expect(await sendRequest(bridge, request)).toMatchObject([{ failureCode: 3 }]);
    expect(simulator.snapshot()).toEqual(before);
  });

  it('are sent to each session with the fields of its version', async () => {
    const { simulator, callId } = await setUp();
    const old = await openClient(simulator, { clientId: 'old' }, new TestClient(16));
    const young = await openClient(simulator, { clientId: 'young' }, new TestClient(17));
    old.send({
      type: 'SET_CALL_DATA_REQ',
      invokeId: 1,
      ...connection(callId, '2001'),
      callType: 0,
      calledPartyDisposition: 0,
      callVariable2: 'both',
      callWrapupData: 'sold',
    });
    const event = (await old.answers()).at(-1);
    expect(event).toMatchObject({ callVariable2: 'both', callWrapupData: 'sold' });
    const [events] = await young.answers();
    expect(events).toMatchObject({ type: 'CALL_DATA_UPDATE_EVENT', callVariable2: 'both' });
    expect(events).not.toHaveProperty('callWrapupData');
    const snapshot = { type: 'SNAPSHOT_CALL_REQ', invokeId: 2, ...connection(callId, '') } as const;
    old.send(snapshot);
    young.send(snapshot);
    expect((await old.answers())[0]).toHaveProperty('callWrapupData', 'sold');
    expect((await young.answers())[0]).not.toHaveProperty('callWrapupData');
  });
});
