import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { connection, controlHarness, lines, parties, type Request } from './simulator-control-harness.ts';
import { setState } from './simulator-harness.ts';
import { snapshotDifferences } from './simulator-invariants.ts';

const none = 0xffffffff;
const actions = { clear: 0, monitor: 1, bargeIn: 3, intercept: 4 } as const;

const supervise = (action: number, more: object = {}): Request =>
  ({
    type: 'SUPERVISE_CALL_REQ',
    agentCallId: none,
    supervisorCallId: none,
    agentConnectionDeviceType: 0xffff,
    supervisorConnectionDeviceType: 0xffff,
    supervisoryAction: action,
    agentId: 'jdoe',
    supervisorInstrument: '2011',
    ...more,
  }) as Request;

/** jdoe is talking with a customer; kpatel, the supervisor of the team, has a client. */
async function setUp() {
  const harness = await controlHarness(['jdoe']);
  const callId = await harness.talking('2001');
  const own = await harness.agent('jdoe');
  const supervisor = await harness.agent('kpatel', 0x85);
  harness.bridge.take();
  return { ...harness, harness, callId, own, supervisor };
}

const find = <T extends CtiMessage['type']>(messages: readonly CtiMessage[], type: T) =>
  messages.find((message) => message.type === type) as Extract<CtiMessage, { type: T }>;

describe('SUPERVISE_CALL_REQ', () => {
  it('barge-in makes the supervisor a party of the call', async () => {
    const { harness, supervisor, own, bridge, callId, call } = await setUp();
    const received = await harness.sendConfirmed(supervisor, supervise(actions.bargeIn));
    expect(received[0]).toMatchObject({ callId, connectionDeviceId: '2011' });
    expect(lines(received)).toEqual([
      'SUPERVISE_CALL_CONF',
      'BEGIN_CALL_EVENT 23',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'CALL_CONFERENCED_EVENT',
    ]);
    const expected = ['CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT', 'CALL_CONFERENCED_EVENT'];
    expect(lines(own.take())).toEqual(expected);
    const events = bridge.take();
    expect(lines(events)).toEqual(expected);
    expect(find(events, 'CALL_CONFERENCED_EVENT')).toMatchObject({
      eventCause: 48,
      primaryCallId: callId,
      controllerDeviceId: '2001',
      addedPartyDeviceId: '2011',
      connectedParties: [
        { connectedPartyCallId: callId, connectedPartyDeviceId: '15550001111' },
        { connectedPartyCallId: callId, connectedPartyDeviceId: '2001' },
        { connectedPartyCallId: callId, connectedPartyDeviceId: '2011' },
      ],
    });
    expect(parties(call(callId))).toEqual(['2001 3', '2011 3', '15550001111 3']);
    expect(await snapshotDifferences(harness)).toEqual([]);
    expect(await harness.sendRequest(supervisor, supervise(actions.bargeIn))).toMatchObject([
      { failureCode: 22 },
    ]);
    expect(lines(await harness.sendConfirmed(supervisor, supervise(actions.clear)))).toEqual([
      'SUPERVISE_CALL_CONF',
      'CALL_CONNECTION_CLEARED_EVENT',
      'END_CALL_EVENT',
    ]);
    expect(find(own.take(), 'CALL_CONNECTION_CLEARED_EVENT')).toMatchObject({
      eventCause: 45,
      releasingDeviceId: '2011',
    });
    expect(parties(call(callId))).toEqual(['2001 3', '15550001111 3']);
    expect(await harness.sendRequest(supervisor, supervise(actions.clear))).toMatchObject([
      { failureCode: 22 },
    ]);
  });

  it('intercept replaces the agent by the supervisor', async () => {
    const { harness, supervisor, own, callId, call, state } = await setUp();
    expect(lines(await harness.sendConfirmed(supervisor, supervise(actions.intercept)))).toEqual([
      'SUPERVISE_CALL_CONF',
      'BEGIN_CALL_EVENT 24',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'CALL_CONFERENCED_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
    ]);
    const events = own.take();
    expect(lines(events).slice(-3)).toEqual(['CALL_CONNECTION_CLEARED_EVENT', 'END_CALL_EVENT', 'jdoe 5']);
    expect(find(events, 'CALL_CONNECTION_CLEARED_EVENT')).toMatchObject({ eventCause: 49 });
    expect(parties(call(callId))).toEqual(['2011 3', '15550001111 3']);
    expect(state('jdoe')[0]).toBe(5);
  });

  it('intercept after a barge-in releases the agent', async () => {
    const { harness, supervisor, callId, call } = await setUp();
    const named = { agentCallId: callId, agentConnectionDeviceId: '2001' };
    await harness.sendConfirmed(supervisor, supervise(actions.bargeIn, named));
    expect(lines(await harness.sendConfirmed(supervisor, supervise(actions.intercept, named)))).toEqual([
      'SUPERVISE_CALL_CONF',
      'CALL_CONNECTION_CLEARED_EVENT',
    ]);
    expect(parties(call(callId))).toEqual(['2011 3', '15550001111 3']);
  });

  it.each([
    ['silent monitoring', supervise(actions.monitor), 15],
    ['unknown actions', supervise(99), 3],
    ['agents without a call', supervise(actions.bargeIn, { agentId: 'asmith' }), 11],
    ['unknown calls', supervise(actions.bargeIn, { agentCallId: 1 }), 11],
    ['phones of agents', supervise(actions.bargeIn, { supervisorInstrument: '2002' }), 8],
    ["another supervisor's phone", supervise(actions.bargeIn, { supervisorInstrument: '2012' }), 8],
  ])('is refused for %s', async (_what, request, failureCode) => {
    const { harness, supervisor } = await setUp();
    expect(await harness.sendRequest(supervisor, request)).toMatchObject([{ failureCode }]);
  });

  it('is refused for absent supervisors and agents of other teams', async () => {
    const { harness, bridge } = await setUp();
    const other = { supervisorInstrument: '2012' };
    expect(await harness.sendRequest(bridge, supervise(actions.bargeIn, other))).toMatchObject([
      { failureCode: 5 },
    ]);
    bridge.send(setState(1, 'lnovak', 0, { agentPassword: '12345', agentInstrument: '2012' }));
    await bridge.answers();
    expect(await harness.sendRequest(bridge, supervise(actions.bargeIn, other))).toMatchObject([
      { failureCode: 8, ccxErrorCode: 88009 },
    ]);
  });

  it('is refused without the service', async () => {
    const { harness, own } = await setUp();
    expect(await harness.sendRequest(own, supervise(actions.bargeIn))).toMatchObject([
      { failureCode: 8, ccxErrorCode: 88018 },
    ]);
  });
});

describe('SUPERVISOR_ASSIST_REQ and EMERGENCY_CALL_REQ', () => {
  const assist = (callId: number): Request => ({
    type: 'SUPERVISOR_ASSIST_REQ',
    ...connection(callId, '2001'),
  });
  const emergency = (callId: number): Request => ({
    type: 'EMERGENCY_CALL_REQ',
    peripheralId: 1,
    connectionCallId: callId,
    connectionDeviceType: 0,
    connectionDeviceId: '2001',
  });

  it.each([
    ['SUPERVISOR_ASSIST', assist, 19, 43],
    ['EMERGENCY_CALL', emergency, 20, 44],
  ] as const)('%s calls a free supervisor of the team', async (name, request, callType, cause) => {
    const { harness, own, supervisor, callId, call, simulator } = await setUp();
    const received = await harness.sendConfirmed(own, request(callId));
    expect(lines(received)).toEqual([
      `${name}_CONF`,
      'CALL_HELD_EVENT',
      `BEGIN_CALL_EVENT ${callType}`,
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    const events = supervisor.take();
    expect(lines(events)).toEqual([`BEGIN_CALL_EVENT ${callType}`, 'CALL_DELIVERED_EVENT', `${name}_EVENT`]);
    expect(find(events, 'CALL_DELIVERED_EVENT').eventCause).toBe(cause);
    const help = simulator.snapshot().calls.find((one) => one.callId !== callId);
    expect(help).toMatchObject({ callType, consultOf: callId });
    expect(parties(help)).toEqual(['2001 1', '2011 2']);
    expect(parties(call(callId))).toEqual(['2001 4', '15550001111 3']);
  });

  it.each([
    ['SUPERVISOR_ASSIST_REQ', assist],
    ['EMERGENCY_CALL_REQ', emergency],
  ] as const)('%s fails with FAILURE_CONF when no supervisor is free', async (_name, request) => {
    const { harness, own, bridge, callId, call } = await setUp();
    bridge.send(setState(1, 'kpatel', 1, { agentInstrument: '2011' }));
    await bridge.answers();
    expect(await harness.sendRequest(own, request(callId))).toMatchObject([
      { type: 'FAILURE_CONF', status: 17 },
    ]);
    expect(parties(call(callId))).toEqual(['2001 3', '15550001111 3']);
    expect(await harness.sendRequest(own, request(1))).toMatchObject([{ failureCode: 11 }]);
  });

  it('work without a call', async () => {
    const { harness, bridge } = await setUp();
    expect(
      lines(
        await harness.sendConfirmed(bridge, {
          type: 'SUPERVISOR_ASSIST_REQ',
          ...connection(none, ''),
          agentId: 'bwong',
        }),
      )[0],
    ).toBe('SUPERVISOR_ASSIST_CONF');
  });
});

describe('BAD_CALL_REQ', () => {
  it('is confirmed without effect', async () => {
    const { harness, own, callId } = await setUp();
    expect(
      lines(await harness.sendConfirmed(own, { type: 'BAD_CALL_REQ', ...connection(callId, '2001') })),
    ).toEqual(['BAD_CALL_CONF']);
    expect(await harness.sendRequest(own, { type: 'BAD_CALL_REQ', ...connection(1, '2001') })).toMatchObject([
      { failureCode: 11 },
    ]);
  });
});
