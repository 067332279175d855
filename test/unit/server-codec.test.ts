import { describe, expect, it } from 'vitest';
import type { ConfigAgentEvent, CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createDowngradingCodec, downgradeMessage, isInVersion } from '../../core/server/server-codec.ts';

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
    const fitted = downgradeMessage(update, version);
    expect(fitted).toMatchObject({ callVariable1: 'one' });
    expect('callWrapupData' in fitted ? fitted.callWrapupData : undefined).toBe(callWrapupData);
    const codec = createDowngradingCodec({ version });
    expect(codec.decode(codec.encode(update))).toEqual(fitted);
  });

  it.each([
    [10, undefined],
    [16, undefined],
    [17, 1],
    [18, 1],
  ])('has in version %i the media domain %s in its records', (version, mrdId) => {
    const agents: ConfigAgentEvent = {
      type: 'CONFIG_AGENT_EVENT',
      records: [
        {
          recordType: 0,
          agentType: 0,
          loginId: 'jdoe',
          lastName: 'Doe',
          firstName: 'Jane',
          extension: '2001',
          description: '',
          csqs: [],
          agentState: 3,
          mrdId: 1,
          activeTerminal: 'SEP001',
        },
      ],
    };
    const codec = createDowngradingCodec({ version });
    const { records = [] } = codec.decode(codec.encode(agents)) as ConfigAgentEvent;
    const [record] = records;
    expect(record).toMatchObject({ loginId: 'jdoe', agentState: 3 });
    expect(record?.mrdId).toBe(mrdId);
    expect(record?.activeTerminal).toBe(version === 18 ? 'SEP001' : undefined);
  });

  it('is not sent in versions without the message', () => {
    expect([17, 18].map((version) => isInVersion('CONFIG_TERMINAL_EVENT', version))).toEqual([false, true]);
    expect(isInVersion('CONFIG_AGENT_EVENT', 10)).toBe(true);
  });

  it('stays the same object if the version has all fields', () => {
    expect(downgradeMessage(update, 16)).toBe(update);
    const heartbeat = { type: 'HEARTBEAT_CONF', invokeId: 1 } as const;
    expect(downgradeMessage(heartbeat, 17)).toBe(heartbeat);
  });
});
