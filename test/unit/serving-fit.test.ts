import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createFittingCodec, fitVersion } from '../../core/serving/fit.ts';

const update: CtiMessage = {
  type: 'CALL_DATA_UPDATE_EVENT',
  callType: 1,
  connectionDeviceType: 0,
  callId: 7,
  newConnectionDeviceType: 0,
  newCallId: 7,
  calledPartyDisposition: 0,
  connectionDeviceId: '2001',
  newConnectionDeviceId: '2001',
  callVariable1: 'one',
  callWrapupData: 'sold',
};

describe('an event for sessions of several versions', () => {
  it.each([
    [10, 'sold'],
    [16, 'sold'],
    [17, undefined],
    [18, undefined],
  ])('has in version %i the wrap-up data %s', (version, callWrapupData) => {
    const fitted = fitVersion(update, version);
    expect(fitted).toMatchObject({ callVariable1: 'one' });
    expect('callWrapupData' in fitted ? fitted.callWrapupData : undefined).toBe(callWrapupData);
    const codec = createFittingCodec({ version });
    expect(codec.decode(codec.encode(update))).toEqual(fitted);
  });

  it('stays the same object where all fields fit', () => {
    expect(fitVersion(update, 16)).toBe(update);
    const heartbeat = { type: 'HEARTBEAT_CONF', invokeId: 1 } as const;
    expect(fitVersion(heartbeat, 17)).toBe(heartbeat);
  });
});
