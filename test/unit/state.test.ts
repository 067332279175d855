import { beforeEach, describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { type ClientState, createClientState } from '../../core/state.ts';
import { FakeClock } from './fake-clock.ts';

let clock: FakeClock;
let state: ClientState;

beforeEach(() => {
  clock = new FakeClock();
  state = createClientState({ clock, keepEndedMs: 1000, savedConfiguration: undefined });
});

/** Applies events as one batch. */
function apply(...events: CtiMessage[]): void {
  for (const event of events) state.apply(event);
  state.flush();
}

/** The connections of a call with their states. */
const parties = (callId: number): string[] =>
  [...(call(callId)?.connections.values() ?? [])].map(({ deviceId, state }) => `${deviceId} ${state}`);
/** The calls that have not ended. */
const live = (): number[] =>
  [...state.calls.store.getSnapshot().values()]
    .filter((one) => one.endedAt === undefined)
    .map((one) => one.id);
const call = (callId: number) => state.calls.store.getSnapshot().get(callId);
const agent = (agentId: string) => state.agents.store.getSnapshot().get(agentId);

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
  it('go through queue, ringing, answer and hold from BEGIN to END', () => {
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
    expect(states).toEqual(['initiated', 'queued', 'alerting', 'connected', 'held', 'cleared', 'ended']);
  });

  it('have caller, variables, connections, queue and times', () => {
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

  it('keep the queues in which they waited after answer and after abandon', () => {
    apply(begin(1), queued(1, 3, 4), queued(1, 5, 3), established(1, '2001'));
    expect(call(1)).toMatchObject({ queueIds: [], waitedIn: [4, 5, 3] });
    apply(begin(2), queued(2, 6), end(2));
    expect(call(2)).toMatchObject({ queueIds: [], waitedIn: [6], state: 'ended' });
  });

  it('exist before a late BEGIN, which completes them', () => {
    apply(delivered(1, '2001'), begin(1));
    expect(call(1)).toMatchObject({ state: 'alerting', ani: '4930123' });
  });

  it('stay ended when events arrive after END', () => {
    apply(begin(1), end(1), cleared(1));
    expect(live()).toEqual([]);
    expect(state.calls.store.getSnapshot().size).toBe(1);
  });

  it('keep data that an update omits, and take a new CallID', () => {
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
    expect(state.calls.find(1)).toBeUndefined();
    expect(state.calls.find(2)).toMatchObject({
      id: 1,
      callId: 2,
      callType: 4,
      variables: { 1: 'a', 2: 'c' },
    });
  });

  it('remove a connection that clears, and add it again when the party returns', () => {
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

  it('become one call in a conference, with the connections that the event lists', () => {
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
    expect(call(2)).toMatchObject({ state: 'ended' });
    expect(state.calls.find(3)).toMatchObject({
      id: 1,
      callId: 3,
      state: 'connected',
      cause: 17,
      ani: '4930123',
    });
    expect(parties(1)).toEqual(['4930123 connected', '2001 connected', '2002 connected']);
  });
});

describe('call data before BEGIN', () => {
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

  it('is applied when the call begins', () => {
    apply(update(1, { callVariable1: 'early' }));
    expect(live()).toEqual([]);
    apply(delivered(1, '2001'));
    expect(call(1)).toMatchObject({ id: 1, state: 'alerting', callType: 15, variables: { 1: 'early' } });
  });

  it('sets the type of a conference before CALL_CONFERENCED_EVENT, and adds no call', () => {
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

  it('is kept for at most a hundred calls', () => {
    for (let callId = 1; callId <= 200; callId++) apply(update(callId, { callVariable1: 'early' }));
    apply(delivered(1, '2001'), delivered(200, '2001'));
    expect(call(1)?.variables).toEqual({});
    expect(call(200)?.variables).toEqual({ 1: 'early' });
  });
});

describe('diagnostics$', () => {
  it('emits each event that the protocol does not allow, with the state before it', () => {
    const seen: unknown[] = [];
    state.diagnostics$.subscribe((diagnostic) => seen.push(diagnostic));
    apply(begin(1), delivered(1, '2001'), established(1, '2001'), held(1, '2001'), cleared(1), end(1));
    expect(seen).toEqual([]);
    apply(begin(2), held(2, '2001'));
    expect(seen).toEqual([
      { type: 'unexpected-event', callId: 2, state: 'initiated', event: 'CALL_HELD_EVENT' },
    ]);
    expect(call(2)?.state).toBe('held');
  });

  it('emits nothing for events that the queried state contains already', () => {
    const seen: unknown[] = [];
    state.diagnostics$.subscribe((diagnostic) => seen.push(diagnostic));
    apply(begin(1));
    const buffer = state.beginResync();
    apply(queued(1, 3), established(1, '2001'));
    state.endResync(buffer);
    expect(seen).toEqual([]);
  });
});

describe('changes$ of calls', () => {
  it('emits when the snapshots of all collections contain the batch, in the order of the events', () => {
    const seen: string[] = [];
    const note = (kind: string): void => {
      seen.push(`${kind}: ${call(1)?.state}, ${agent('jdoe')?.state}`);
    };
    state.calls.store.changes$.subscribe(({ kind }) => note(`call ${kind}`));
    state.agents.store.changes$.subscribe(({ kind }) => note(`agent ${kind}`));
    apply(begin(1), stateEvent('jdoe', 8), delivered(1, '2001'));
    expect(seen).toEqual([
      'call added: alerting, reserved',
      'agent added: alerting, reserved',
      'call changed: alerting, reserved',
    ]);
  });

  it('emits the changes of a resync when it is published', () => {
    const seen: string[] = [];
    apply(begin(1));
    const buffer = state.beginResync();
    state.calls.store.changes$.subscribe(({ kind }) => seen.push(`${kind} ${call(1)?.state}`));
    state.endResync(buffer);
    expect(seen).toEqual([]);
    state.flush();
    expect(seen).toEqual(['ended ended']);
  });

  it('emits ended once, then removed once after keepEndedMs', async () => {
    const seen: string[] = [];
    state.calls.store.changes$.subscribe(({ kind, key }) => seen.push(`${kind} ${key}`));
    apply(begin(1), established(1, '2001'), cleared(1), end(1), end(1), cleared(1));
    expect(seen).toEqual(['added 1', 'changed 1', 'ended 1', 'changed 1']);
    await clock.advance(999);
    expect(call(1)?.state).toBe('ended');
    await clock.advance(1);
    expect(seen).toEqual(['added 1', 'changed 1', 'ended 1', 'changed 1', 'removed 1']);
    expect(state.calls.store.getSnapshot().size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('treats a repeated BEGIN as the same call', () => {
    apply(begin(1, { callVariable1: 'a' }), begin(1, { callVariable1: 'a' }));
    expect(live()).toEqual([1]);
  });

  it('keeps two calls with one CallID apart, and applies ESTABLISHED to the unanswered one', () => {
    apply(begin(1, { connectionDeviceId: '2001' }), established(1, '2001'));
    apply(begin(1, { connectionDeviceId: '2002', ani: '4930777' }));
    const [first = 0, second = 0] = live();
    expect(first).toBe(1);
    apply({ ...established(1, '2003'), callingDeviceId: '2002' } as CtiMessage);
    expect(parties(first)).toEqual(['4930123 connected', '2001 connected']);
    expect(parties(second)).toEqual(['2002 connected', '2003 connected']);
  });

  it('links a consult call with the held call until the consult call ends', () => {
    apply(begin(1), established(1, '2001'), held(1, '2001'), begin(2, { callType: 12 }));
    expect(call(1)?.consult).toBe(2);
    expect(call(2)?.consultOf).toBe(1);
    apply(cleared(2));
    expect(call(1)?.consult).toBeUndefined();
  });
});

describe('agents', () => {
  it('have state, reason, start time and next state', () => {
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

  it('are found by extension when an event has no agent ID', () => {
    apply(stateEvent('jdoe', 3), stateEvent('', 2));
    expect(agent('jdoe')?.state).toBe('notReady');
    expect(state.agents.store.getSnapshot().size).toBe(1);
  });

  it('with the same extension: atDevice returns the one who is logged in', () => {
    apply(stateEvent('jdoe', 3), stateEvent('late', 1));
    expect(state.agents.atDevice('2001')?.agentId).toBe('jdoe');
    expect(state.agents.atDevice('7777.2001')?.agentId).toBe('jdoe');
    apply(stateEvent('jdoe', 1), stateEvent('late', 2));
    expect(state.agents.atDevice('2001')?.agentId).toBe('late');
  });

  it('are added and removed by configuration updates, and replaced by an initial upload', () => {
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
    expect([...state.agents.store.getSnapshot().keys()]).toEqual(['a', 'c']);
    apply(...block(1, record('d')));
    expect([...state.agents.store.getSnapshot().keys()]).toEqual(['d']);
    expect(agent('d')).toMatchObject({ lastName: 'd', queueIds: [4], state: 'unknown' });
  });
});

describe('a resync', () => {
  it('sets the start time of changed connection states and keeps the others', () => {
    apply(begin(1), established(1, '2001'));
    const began = clock.now();
    clock.jump(1000);
    const buffer = state.beginResync();
    state.calls.confirm(1, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 2,
      callType: 0,
      callDevices: [
        { callConnectionCallId: 1, callDeviceId: '2001', callDeviceConnectionState: 4 },
        { callConnectionCallId: 1, callDeviceId: '4930123', callDeviceConnectionState: 3 },
      ],
    });
    state.endResync(buffer);
    state.flush();
    const legs = call(1)?.connections;
    expect(legs?.get('2001')).toMatchObject({ state: 'held', since: clock.now() });
    expect(legs?.get('4930123')).toMatchObject({ state: 'connected', since: began });
  });

  it('buffers events, ends calls that were not confirmed, then applies the events', () => {
    apply(begin(1), begin(2), stateEvent('jdoe', 3));
    const buffer = state.beginResync();
    apply(stateEvent('jdoe', 4), begin(3));
    expect(call(1)?.stale).toBe(true);
    expect(agent('jdoe')?.state).toBe('ready');
    state.agents.confirm('jdoe', { type: 'QUERY_AGENT_STATE_CONF', invokeId: 1, agentState: 2 });
    state.calls.confirm(2, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 2,
      callType: 0,
      ani: '4930999',
      callDevices: [{ callConnectionCallId: 2, callDeviceId: '2001', callDeviceConnectionState: 4 }],
    });
    state.endResync(buffer);
    state.flush();
    expect(live()).toEqual([2, 3]);
    expect(call(1)).toMatchObject({ state: 'ended', endedAt: clock.now() });
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
  ])('keeps call data when the server lost %s, and sets restored', (_, remembered, restored) => {
    apply(begin(1, { callVariable1: 'gold', namedVariables: [{ name: 'user.id', value: '7' }] }));
    clock.jump(1000);
    const buffer = state.beginResync();
    state.calls.confirm(1, '2001', {
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: 1,
      callType: 0,
      callDevices: [{ callConnectionCallId: 1, callDeviceId: '2001', callDeviceConnectionState: 3 }],
      ...remembered,
    });
    state.endResync(buffer);
    state.flush();
    expect(call(1)).toMatchObject({
      restored,
      stale: false,
      state: 'connected',
      ani: '4930123',
      variables: { 1: 'gold' },
      namedVariables: new Map([['user.id', '7']]),
    });
  });

  it('ignores a call that ended before: not stale, removed once', () => {
    apply(begin(1));
    state.markStale();
    apply(end(1));
    expect(call(1)).toMatchObject({ state: 'ended', stale: false });
    state.endResync(state.beginResync());
    expect(clock.pending).toBe(1);
  });

  it('keeps stateBeforeFailover until the server reports a change', () => {
    apply(stateEvent('jdoe', 3));
    state.markStale();
    const buffer = state.beginResync();
    state.agents.confirm('jdoe', { type: 'QUERY_AGENT_STATE_CONF', invokeId: 1, agentState: 2 });
    state.endResync(buffer);
    state.flush();
    expect(agent('jdoe')).toMatchObject({ state: 'notReady', stateBeforeFailover: 'ready', stale: false });
    apply(stateEvent('jdoe', 3));
    expect(agent('jdoe')).not.toHaveProperty('stateBeforeFailover');
  });

  it('sets an agent that the server refuses to query to loggedOut', () => {
    apply(stateEvent('jdoe', 3));
    const buffer = state.beginResync();
    state.agents.confirm('jdoe', undefined);
    state.endResync(buffer);
    state.flush();
    expect(agent('jdoe')?.state).toBe('loggedOut');
  });
});

describe('snapshots', () => {
  it('keep their identity while nothing changes, and are immutable', () => {
    apply(begin(1));
    const before = state.calls.store.getSnapshot();
    apply({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    expect(state.calls.store.getSnapshot()).toBe(before);
    apply(begin(2));
    expect(before.size).toBe(1);
    expect(state.calls.store.getSnapshot().get(1)).toBe(before.get(1));
  });

  it('of a call do not change with later events', () => {
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

  it('of a call keep their identity when an event changes nothing, and so do unchanged connections', () => {
    apply(begin(1), established(1, '2001'));
    const first = state.calls.store.get(1);
    clock.jump(1000);
    apply(established(1, '2001'));
    expect(state.calls.store.get(1)).toBe(first);
    apply(held(1, '2001'));
    const second = state.calls.store.get(1);
    expect(second).not.toBe(first);
    expect(second?.connections.get('4930123')).toBe(first?.connections.get('4930123'));
    expect(second?.connections.get('2001')).toMatchObject({ state: 'held', since: clock.now() });
  });

  it('are emitted as value and previous, one change per event and call, identical to those of the map', () => {
    apply(begin(1), established(1, '2001'), held(1, '2001'));
    const before = call(1);
    const told: unknown[] = [];
    state.calls.store.changes$.subscribe((change) => told.push(change));
    apply(begin(2, { callType: 12 }));
    expect(told).toEqual([
      { kind: 'added', key: 2, value: call(2) },
      { kind: 'changed', key: 1, value: call(1), previous: before },
    ]);
    expect(call(2)).toMatchObject({ consultOf: 1 });
    expect(call(1)).toMatchObject({ consult: 2 });
  });
});
