import { beforeEach, describe, expect, it } from 'vitest';
import { callsAtDevice } from '../../core/calls/calls-at-device.ts';
import { type ClientState, createClientState } from '../../core/state.ts';
import { FakeClock } from './fake-clock.ts';

let state: ClientState;

beforeEach(() => {
  state = createClientState({ clock: new FakeClock(), keepEndedMs: 1000, savedConfiguration: undefined });
});

function hold(callId: number, deviceId: string): void {
  state.apply({
    type: 'CALL_HELD_EVENT',
    connectionDeviceType: 0,
    callId,
    connectionDeviceId: deviceId,
    holdingDeviceType: 76,
    localConnectionState: 4,
    eventCause: 0xffff,
    holdingDeviceId: deviceId,
  });
  state.flush();
}

describe('callsAtDevice', () => {
  const ids = (deviceId: string): number[] =>
    callsAtDevice(state.calls.store.getSnapshot(), deviceId).map(({ id }) => id);

  it('finds calls by extension and by primary.actual, oldest first', () => {
    hold(1, '2001');
    hold(2, '7777.2001');
    hold(3, '2002');
    expect(ids('2001')).toEqual([1, 2]);
    expect(ids('8888.2001')).toEqual([1, 2]);
    expect(ids('7777')).toEqual([]);
  });

  it('finds no call that has ended', () => {
    hold(1, '2001');
    state.apply({ type: 'END_CALL_EVENT', connectionDeviceType: 0, callId: 1, connectionDeviceId: '2001' });
    state.flush();
    expect(state.calls.store.getSnapshot().size).toBe(1);
    expect(ids('2001')).toEqual([]);
  });

  it('builds one index per snapshot', () => {
    hold(1, '2001');
    const snapshot = state.calls.store.getSnapshot();
    expect(callsAtDevice(snapshot, '2001')).toBe(callsAtDevice(snapshot, '2001'));
  });
});
