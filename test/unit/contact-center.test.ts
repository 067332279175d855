import { beforeEach, describe, expect, it } from 'vitest';
import { type ContactCenter, createContactCenter } from '../../core/contact-center/contact-center.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { FakeClock } from './fake-clock.ts';

let clock: FakeClock;
let mirror: ContactCenter;

beforeEach(() => {
  clock = new FakeClock();
  mirror = createContactCenter(clock);
});

/** Applies events as one batch. */
function apply(...events: CtiMessage[]): void {
  for (const event of events) mirror.apply(event);
  mirror.flush();
}

const call = (callId: number) => mirror.calls.getSnapshot().get(callId);
const agent = (agentId: string) => mirror.agents.getSnapshot().get(agentId);

const ids = (callId: number, connectionDeviceId = '2001') => ({
  connectionDeviceType: 0,
  callId,
  connectionDeviceId,
});
const begin = (
  callId: number,
  changes: Partial<Extract<CtiMessage, { type: 'BEGIN_CALL_EVENT' }>> = {},
): CtiMessage => ({
  type: 'BEGIN_CALL_EVENT',
  ...ids(callId),
  callType: 1,
  calledPartyDisposition: 0,
  ani: '4930123',
  dnis: '7000',
  ...changes,
});
const queued = (callId: number, ...queueIds: number[]): CtiMessage => ({
  type: 'CALL_QUEUED_EVENT',
  ...ids(callId),
  applicationId: 1,
  queueDeviceType: 77,
  callingDeviceType: 0,
  calledDeviceType: 74,
  lastRedirectDeviceType: 0xffff,
  localConnectionState: 5,
  eventCause: 0xffff,
  csqs: queueIds.map((csqId) => ({ csqId })),
});
const line = {
  lineType: 3,
  applicationId: 1,
  csqId: 1,
  callingDeviceType: 0,
  calledDeviceType: 74,
  lastRedirectDeviceType: 0xffff,
};
const delivered = (callId: number, device: string): CtiMessage => ({
  type: 'CALL_DELIVERED_EVENT',
  ...ids(callId, device),
  ...line,
  alertingDeviceType: 76,
  localConnectionState: 2,
  eventCause: 0xffff,
  alertingDeviceId: device,
});
const established = (callId: number, device: string): CtiMessage => ({
  type: 'CALL_ESTABLISHED_EVENT',
  ...ids(callId, device),
  ...line,
  answeringDeviceType: 76,
  localConnectionState: 3,
  eventCause: 0xffff,
  answeringDeviceId: device,
  callingDeviceId: '4930123',
});
const held = (callId: number, device: string): CtiMessage => ({
  type: 'CALL_HELD_EVENT',
  ...ids(callId, device),
  holdingDeviceType: 76,
  localConnectionState: 4,
  eventCause: 0xffff,
  holdingDeviceId: device,
});
const cleared = (callId: number): CtiMessage => ({
  type: 'CALL_CLEARED_EVENT',
  callId,
  localConnectionState: 0,
  eventCause: 0xffff,
  connectionDeviceId: '2001',
});
const end = (callId: number): CtiMessage => ({ type: 'END_CALL_EVENT', ...ids(callId) });
const stateEvent = (agentId: string, agentState: number, changes = {}): CtiMessage => ({
  type: 'AGENT_STATE_EVENT',
  csqState: 0,
  stateDuration: 0,
  csqId: 0xffffffff,
  agentState,
  eventReasonCode: 0,
  agentId,
  agentExtension: '2001',
  ...changes,
});

describe('calls', () => {
  it('live from BEGIN to END, through queue, ringing, answer and hold', () => {
    const states: (string | undefined)[] = [];
    for (const event of [
      begin(1),
      queued(1, 3),
      delivered(1, '2001'),
      established(1, '2001'),
      held(1, '2001'),
      cleared(1),
      end(1),
    ]) {
      apply(event);
      states.push(call(1)?.state);
    }
    expect(states).toEqual(['initiated', 'queued', 'alerting', 'connected', 'held', 'cleared', undefined]);
  });

  it('know caller, variables, parties, queue and since when', () => {
    apply(
      begin(1, { callVariable2: 'gold', namedVariables: [{ name: 'user.id', value: '7' }] }),
      queued(1, 3),
    );
    clock.jump(5000);
    apply(established(1, '2001'));
    expect(call(1)).toMatchObject({
      ani: '4930123',
      dnis: '7000',
      callType: 1,
      variables: { 2: 'gold' },
      namedVariables: [{ name: 'user.id', value: '7' }],
      queueIds: [],
      startedAt: clock.now() - 5000,
      since: clock.now(),
    });
    expect(call(1)?.connections).toEqual(
      new Map([
        ['4930123', 'connected'],
        ['2001', 'connected'],
      ]),
    );
  });

  it('are there also when their BEGIN comes late, and the same in the end', () => {
    apply(delivered(1, '2001'), begin(1));
    expect(call(1)).toMatchObject({ state: 'alerting', ani: '4930123' });
  });

  it('do not rise again from events that come after their END', () => {
    apply(begin(1), end(1), cleared(1));
    expect(mirror.calls.getSnapshot().size).toBe(0);
  });

  it('keep data that an update leaves out, and follow a new CallID', () => {
    apply(begin(1, { callVariable1: 'a', callVariable2: 'b' }));
    apply({
      type: 'CALL_DATA_UPDATE_EVENT',
      ...ids(1),
      callType: 4,
      newConnectionDeviceType: 0,
      newCallId: 2,
      calledPartyDisposition: 0,
      newConnectionDeviceId: '2001',
      callVariable2: 'c',
    });
    expect(call(1)).toBeUndefined();
    expect(call(2)).toMatchObject({ callId: 2, callType: 4, variables: { 1: 'a', 2: 'c' } });
  });

  it('become one call in a conference, with the parties that the event lists', () => {
    apply(
      begin(1),
      established(1, '2001'),
      held(1, '2001'),
      begin(2, { callType: 12 }),
      established(2, '2002'),
    );
    apply({
      type: 'CALL_CONFERENCED_EVENT',
      primaryDeviceType: 0,
      primaryCallId: 1,
      lineType: 3,
      secondaryDeviceType: 0,
      secondaryCallId: 2,
      controllerDeviceType: 76,
      addedPartyDeviceType: 76,
      localConnectionState: 3,
      eventCause: 17,
      primaryDeviceId: '2001',
      secondaryDeviceId: '2002',
      connectedParties: ['4930123', '2001', '2002'].map((device) => ({
        connectedPartyCallId: 3,
        connectedPartyDeviceType: 0,
        connectedPartyDeviceId: device,
      })),
    });
    expect([...mirror.calls.getSnapshot().keys()]).toEqual([3]);
    expect(call(3)).toMatchObject({ callId: 3, state: 'connected', cause: 17, ani: '4930123' });
    expect([...(call(3)?.connections ?? [])]).toEqual([
      ['4930123', 'connected'],
      ['2001', 'connected'],
      ['2002', 'connected'],
    ]);
  });
});

describe('agents', () => {
  it('have a state with its reason, since when, and what comes next', () => {
    apply(stateEvent('jdoe', 4, { stateDuration: 30, nextAgentState: 2 }));
    expect(agent('jdoe')).toMatchObject({
      state: 'talking',
      nextState: 'notReady',
      since: clock.now() - 30_000,
    });
    clock.jump(1000);
    apply(stateEvent('jdoe', 2, { eventReasonCode: 32763, nextAgentState: 65535 }));
    expect(agent('jdoe')).toMatchObject({ state: 'notReady', reasonCode: 32763, since: clock.now() });
    expect(agent('jdoe')).not.toHaveProperty('nextState');
  });

  it('are found by extension when an event leaves their ID out', () => {
    apply(stateEvent('jdoe', 3), stateEvent('', 2));
    expect(agent('jdoe')?.state).toBe('notReady');
    expect(mirror.agents.getSnapshot().size).toBe(1);
  });

  it('come and go with the configuration; a new upload replaces what was known', () => {
    const record = (loginId: string, recordType = 0) => ({
      recordType,
      loginId,
      lastName: loginId,
      csqs: [{ csqId: 4 }],
    });
    const block = (configType: number, ...records: ReturnType<typeof record>[]): CtiMessage[] => [
      { type: 'CONFIG_BEGIN_EVENT', configType, configurationMask: 4 },
      { type: 'CONFIG_AGENT_EVENT', records },
      { type: 'CONFIG_END_EVENT', status: 0 },
    ];
    apply(...block(1, record('a'), record('b')));
    apply(...block(2, record('b', 2), record('c')));
    expect([...mirror.agents.getSnapshot().keys()]).toEqual(['a', 'c']);
    apply(...block(1, record('d')));
    expect([...mirror.agents.getSnapshot().keys()]).toEqual(['d']);
    expect(agent('d')).toMatchObject({ lastName: 'd', queueIds: [4], state: 'unknown' });
  });
});

describe('a rebuild', () => {
  it('holds events back, drops calls that are gone, and applies the events after', () => {
    apply(begin(1), begin(2), stateEvent('jdoe', 3));
    mirror.beginRebuild();
    apply(stateEvent('jdoe', 4), begin(3));
    expect(call(1)?.stale).toBe(true);
    expect(agent('jdoe')?.state).toBe('ready');
    mirror.rebuildAgent('jdoe', { type: 'QUERY_AGENT_STATE_CONF', invokeId: 1, agentState: 2 });
    mirror.rebuildCall(2, {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 2,
      callType: 0,
      ani: '4930999',
      callDevices: [{ callConnectionCallId: 2, callDeviceId: '2001', callDeviceConnectionState: 4 }],
    });
    mirror.endRebuild();
    mirror.flush();
    expect([...mirror.calls.getSnapshot().keys()]).toEqual([2, 3]);
    expect(call(2)).toMatchObject({ stale: false, state: 'held', callType: 1, ani: '4930999' });
    expect(agent('jdoe')?.state).toBe('talking');
  });

  it('shows an agent whom the server does not know as logged out', () => {
    apply(stateEvent('jdoe', 3));
    mirror.beginRebuild();
    mirror.rebuildAgent('jdoe', undefined);
    mirror.endRebuild();
    mirror.flush();
    expect(agent('jdoe')?.state).toBe('loggedOut');
  });
});

describe('snapshots', () => {
  it('keep their identity while nothing changes, and are never written to', () => {
    apply(begin(1));
    const before = mirror.calls.getSnapshot();
    apply({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    expect(mirror.calls.getSnapshot()).toBe(before);
    apply(begin(2));
    expect(before.size).toBe(1);
    expect(mirror.calls.getSnapshot().get(1)).toBe(before.get(1));
  });
});
