import { beforeEach, describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { type ContactCenter, createContactCenter } from '../../core/state.ts';
import { FakeClock } from './fake-clock.ts';

let clock: FakeClock;
let mirror: ContactCenter;

beforeEach(() => {
  clock = new FakeClock();
  mirror = createContactCenter({ clock, keepEndedMs: 1000, saved: undefined });
});

/** Applies events as one batch. */
function apply(...events: CtiMessage[]): void {
  for (const event of events) mirror.apply(event);
  mirror.flush();
}

/** The parties of a call with their connection states. */
const parties = (callId: number): string[] =>
  [...(call(callId)?.connections.values() ?? [])].map(({ deviceId, state }) => `${deviceId} ${state}`);
/** The calls that have not ended. */
const live = (): number[] =>
  [...mirror.calls.store.getSnapshot().values()]
    .filter((one) => one.endedAt === undefined)
    .map((one) => one.id);
const call = (callId: number) => mirror.calls.store.getSnapshot().get(callId);
const agent = (agentId: string) => mirror.agents.store.getSnapshot().get(agentId);

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
    expect(states).toEqual(['initiated', 'queued', 'alerting', 'connected', 'held', 'cleared', 'cleared']);
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
      namedVariables: new Map([['user.id', '7']]),
      queueIds: [],
      startedAt: clock.now() - 5000,
      since: clock.now(),
    });
    expect(parties(1)).toEqual(['2001 connected', '4930123 connected']);
  });

  it('say in which queues they have waited, also when they were answered or given up', () => {
    apply(begin(1), queued(1, 3, 4), queued(1, 5, 3), established(1, '2001'));
    expect(call(1)).toMatchObject({ queueIds: [], waitedIn: [4, 5, 3] });
    apply(begin(2), queued(2, 6), end(2));
    expect(call(2)).toMatchObject({ queueIds: [], waitedIn: [6], state: 'cleared' });
  });

  it('are there also when their BEGIN comes late, and the same in the end', () => {
    apply(delivered(1, '2001'), begin(1));
    expect(call(1)).toMatchObject({ state: 'alerting', ani: '4930123' });
  });

  it('do not rise again from events that come after their END', () => {
    apply(begin(1), end(1), cleared(1));
    expect(live()).toEqual([]);
    expect(mirror.calls.store.getSnapshot().size).toBe(1);
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
    expect(mirror.calls.find(1)).toBeUndefined();
    expect(mirror.calls.find(2)).toMatchObject({
      id: 1,
      callId: 2,
      callType: 4,
      variables: { 1: 'a', 2: 'c' },
    });
  });

  it('forget a party who leaves, also the one of the event before, and know him when he comes back', () => {
    apply(begin(1), delivered(1, '2001'), held(1, '2001'));
    apply({
      type: 'CALL_CONNECTION_CLEARED_EVENT',
      ...ids(1),
      releasingDeviceType: 76,
      localConnectionState: 0,
      eventCause: 0xffff,
      releasingDeviceId: '2001',
    });
    expect(parties(1)).toEqual([]);
    apply(held(1, '2001'));
    expect(parties(1)).toEqual(['2001 held']);
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
    expect(live()).toEqual([1]);
    expect(call(2)).toMatchObject({ state: 'cleared' });
    expect(mirror.calls.find(3)).toMatchObject({
      id: 1,
      callId: 3,
      state: 'connected',
      cause: 17,
      ani: '4930123',
    });
    expect(parties(1)).toEqual(['4930123 connected', '2001 connected', '2002 connected']);
  });
});

describe('data that comes before its call', () => {
  const update = (callId: number, changes = {}): CtiMessage => ({
    type: 'CALL_DATA_UPDATE_EVENT',
    ...ids(callId),
    callType: 15,
    newConnectionDeviceType: 0,
    newCallId: callId,
    calledPartyDisposition: 0,
    newConnectionDeviceId: '2001',
    ...changes,
  });

  it('waits for the call to begin', () => {
    apply(update(1, { callVariable1: 'early' }));
    expect(live()).toEqual([]);
    apply(delivered(1, '2001'));
    expect(call(1)).toMatchObject({ id: 1, state: 'alerting', callType: 15, variables: { 1: 'early' } });
  });

  it('names the type of a conference before it is made, and makes no call of its own', () => {
    apply(begin(1), established(1, '2001'), held(1, '2001'), begin(2, { callType: 12 }), update(3));
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
      connectedParties: [{ connectedPartyCallId: 3, connectedPartyDeviceId: '2001' }],
    });
    expect(live()).toEqual([1]);
    expect(call(1)).toMatchObject({ callId: 3, callType: 15 });
  });

  it('is kept for a hundred calls at most', () => {
    for (let callId = 1; callId <= 200; callId++) apply(update(callId, { callVariable1: 'early' }));
    apply(delivered(1, '2001'), delivered(200, '2001'));
    expect(call(1)?.variables).toEqual({});
    expect(call(200)?.variables).toEqual({ 1: 'early' });
  });
});

describe('changes$ of calls', () => {
  it('tells ended before removed, each once, and removes after the set time', async () => {
    const seen: string[] = [];
    mirror.calls.store.changes$.subscribe(({ kind, key }) => seen.push(`${kind} ${key}`));
    apply(begin(1), established(1, '2001'), cleared(1), end(1), end(1), cleared(1));
    expect(seen).toEqual(['added 1', 'changed 1', 'ended 1']);
    await clock.advance(999);
    expect(call(1)?.state).toBe('cleared');
    await clock.advance(1);
    expect(seen).toEqual(['added 1', 'changed 1', 'ended 1', 'removed 1']);
    expect(mirror.calls.store.getSnapshot().size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('takes a repeated BEGIN for the same call', () => {
    apply(begin(1, { callVariable1: 'a' }), begin(1, { callVariable1: 'a' }));
    expect(live()).toEqual([1]);
  });

  it('keeps two calls of one CallID apart, and gives ESTABLISHED to the one without a destination', () => {
    apply(begin(1, { connectionDeviceId: '2001' }), established(1, '2001'));
    apply(begin(1, { connectionDeviceId: '2002', ani: '4930777' }));
    const [first = 0, second = 0] = live();
    expect(first).toBe(1);
    apply({ ...established(1, '2003'), callingDeviceId: '2002' } as CtiMessage);
    expect(parties(first)).toEqual(['4930123 connected', '2001 connected']);
    expect(parties(second)).toEqual(['2002 connected', '2003 connected']);
  });

  it('links a consult call with the call that was held for it, until it is over', () => {
    apply(begin(1), established(1, '2001'), held(1, '2001'), begin(2, { callType: 12 }));
    expect(call(1)?.consult).toBe(2);
    expect(call(2)?.consultOf).toBe(1);
    apply(cleared(2));
    expect(call(1)?.consult).toBeUndefined();
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
    expect(mirror.agents.store.getSnapshot().size).toBe(1);
  });

  it('who share a phone: it is the phone of the one who is logged in', () => {
    apply(stateEvent('jdoe', 3), stateEvent('late', 1));
    expect(mirror.agents.at('2001')?.agentId).toBe('jdoe');
    expect(mirror.agents.at('7777.2001')?.agentId).toBe('jdoe');
    apply(stateEvent('jdoe', 1), stateEvent('late', 2));
    expect(mirror.agents.at('2001')?.agentId).toBe('late');
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
    expect([...mirror.agents.store.getSnapshot().keys()]).toEqual(['a', 'c']);
    apply(...block(1, record('d')));
    expect([...mirror.agents.store.getSnapshot().keys()]).toEqual(['d']);
    expect(agent('d')).toMatchObject({ lastName: 'd', queueIds: [4], state: 'unknown' });
  });
});

describe('a rebuild', () => {
  it('says since when a party is in the state in which it was found', () => {
    apply(begin(1), established(1, '2001'));
    const began = clock.now();
    clock.jump(1000);
    const rebuilding = mirror.beginRebuild();
    mirror.calls.confirm(1, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 2,
      callType: 0,
      callDevices: [
        { callConnectionCallId: 1, callDeviceId: '2001', callDeviceConnectionState: 4 },
        { callConnectionCallId: 1, callDeviceId: '4930123', callDeviceConnectionState: 3 },
      ],
    });
    mirror.endRebuild(rebuilding);
    mirror.flush();
    const legs = call(1)?.connections;
    expect(legs?.get('2001')).toMatchObject({ state: 'held', since: clock.now() });
    expect(legs?.get('4930123')).toMatchObject({ state: 'connected', since: began });
  });

  it('holds events back, drops calls that are gone, and applies the events after', () => {
    apply(begin(1), begin(2), stateEvent('jdoe', 3));
    const rebuilding = mirror.beginRebuild();
    apply(stateEvent('jdoe', 4), begin(3));
    expect(call(1)?.stale).toBe(true);
    expect(agent('jdoe')?.state).toBe('ready');
    mirror.agents.confirm('jdoe', { type: 'QUERY_AGENT_STATE_CONF', invokeId: 1, agentState: 2 });
    mirror.calls.confirm(2, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 2,
      callType: 0,
      ani: '4930999',
      callDevices: [{ callConnectionCallId: 2, callDeviceId: '2001', callDeviceConnectionState: 4 }],
    });
    mirror.endRebuild(rebuilding);
    mirror.flush();
    expect(live()).toEqual([2, 3]);
    expect(call(1)).toMatchObject({ state: 'cleared', endedAt: clock.now() });
    expect(call(2)).toMatchObject({ stale: false, state: 'held', callType: 1, ani: '4930999' });
    expect(agent('jdoe')?.state).toBe('talking');
  });

  it.each([
    ['everything', {}, true],
    ['the caller', { callVariable1: 'gold', namedVariables: [{ name: 'user.id', value: '7' }] }, true],
    ['a call variable', { ani: '4930123', namedVariables: [{ name: 'user.id', value: '7' }] }, true],
    ['a named variable', { ani: '4930123', callVariable1: 'gold' }, true],
    [
      'nothing',
      { ani: '4930123', callVariable1: 'gold', namedVariables: [{ name: 'user.id', value: '7' }] },
      false,
    ],
  ])('keeps call data when the server forgot %s, and says so', (_, remembered, restored) => {
    apply(begin(1, { callVariable1: 'gold', namedVariables: [{ name: 'user.id', value: '7' }] }));
    clock.jump(1000);
    const rebuilding = mirror.beginRebuild();
    mirror.calls.confirm(1, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 1,
      callType: 0,
      callDevices: [{ callConnectionCallId: 1, callDeviceId: '2001', callDeviceConnectionState: 3 }],
      ...remembered,
    });
    mirror.endRebuild(rebuilding);
    mirror.flush();
    expect(call(1)).toMatchObject({
      restored,
      stale: false,
      state: 'connected',
      ani: '4930123',
      variables: { 1: 'gold' },
      namedVariables: new Map([['user.id', '7']]),
    });
  });

  it('leaves a call alone that ended before it began: no longer stale, removed once', () => {
    apply(begin(1));
    mirror.markStale();
    apply(end(1));
    expect(call(1)).toMatchObject({ state: 'cleared', stale: false });
    mirror.endRebuild(mirror.beginRebuild());
    expect(clock.pending).toBe(1);
  });

  it('remembers the state of before until the server tells of a change', () => {
    apply(stateEvent('jdoe', 3));
    mirror.markStale();
    const rebuilding = mirror.beginRebuild();
    mirror.agents.confirm('jdoe', { type: 'QUERY_AGENT_STATE_CONF', invokeId: 1, agentState: 2 });
    mirror.endRebuild(rebuilding);
    mirror.flush();
    expect(agent('jdoe')).toMatchObject({ state: 'notReady', stateBeforeFailover: 'ready', stale: false });
    apply(stateEvent('jdoe', 3));
    expect(agent('jdoe')).not.toHaveProperty('stateBeforeFailover');
  });

  it('shows an agent whom the server does not know as logged out', () => {
    apply(stateEvent('jdoe', 3));
    const rebuilding = mirror.beginRebuild();
    mirror.agents.confirm('jdoe', undefined);
    mirror.endRebuild(rebuilding);
    mirror.flush();
    expect(agent('jdoe')?.state).toBe('loggedOut');
  });
});

describe('snapshots', () => {
  it('keep their identity while nothing changes, and are never written to', () => {
    apply(begin(1));
    const before = mirror.calls.store.getSnapshot();
    apply({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    expect(mirror.calls.store.getSnapshot()).toBe(before);
    apply(begin(2));
    expect(before.size).toBe(1);
    expect(mirror.calls.store.getSnapshot().get(1)).toBe(before.get(1));
  });

  it('of a call are as it was when somebody looked, whatever comes later', () => {
    apply(begin(1), established(1, '2001'));
    const before = call(1);
    const legs = parties(1);
    apply(held(1, '2001'), queued(1, 3));
    expect(before).toMatchObject({ state: 'connected', queueIds: [] });
    expect([...(before?.connections.values() ?? [])].map((leg) => `${leg.deviceId} ${leg.state}`)).toEqual(
      legs,
    );
    expect(call(1)).toMatchObject({ state: 'queued', queueIds: [3] });
  });

  it('of a call stay when an event changes nothing, and so do the parties whom it leaves alone', () => {
    apply(begin(1), established(1, '2001'));
    const first = mirror.calls.store.at(1);
    clock.jump(1000);
    apply(established(1, '2001'));
    expect(mirror.calls.store.at(1)).toBe(first);
    apply(held(1, '2001'));
    const second = mirror.calls.store.at(1);
    expect(second).not.toBe(first);
    expect(second?.connections.get('4930123')).toBe(first?.connections.get('4930123'));
    expect(second?.connections.get('2001')).toMatchObject({ state: 'held', since: clock.now() });
  });

  it('are told as value and previous, one change for each event and call, as they are in the map', () => {
    apply(begin(1), established(1, '2001'), held(1, '2001'));
    const before = call(1);
    const told: unknown[] = [];
    mirror.calls.store.changes$.subscribe((change) => told.push(change));
    apply(begin(2, { callType: 12 }));
    expect(told).toEqual([
      { kind: 'added', key: 2, value: call(2) },
      { kind: 'changed', key: 1, value: call(1), previous: before },
    ]);
    expect(call(2)).toMatchObject({ consultOf: 1 });
    expect(call(1)).toMatchObject({ consult: 2 });
  });
});
