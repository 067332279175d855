import { describe, expect, it } from 'vitest';
import { type CtiMessage, MessageType } from '../../core/protocol/generated/messages.ts';
import {
  configurationMaskOf,
  grantedKinds,
  wantsConfiguration,
  wantsEvent,
} from '../../core/server/event-masks.ts';
import type { Granted } from '../../core/server/grant.ts';

const granted = (fields: Partial<Granted> = {}): Granted => ({
  version: 17,
  mode: 'bridge',
  clientId: 'test',
  agentId: undefined,
  idleTimeoutSeconds: 40,
  services: 0x10,
  callMsgMask: 0,
  agentStateMask: 0,
  configMsgMask: 0,
  configurationMask: undefined,
  ...fields,
});

/** For most messages only the type matters. */
const event = (type: string, fields: object = {}): CtiMessage => ({ type, ...fields }) as CtiMessage;
const agentState = (state: number, next?: number): CtiMessage =>
  event('AGENT_STATE_EVENT', { agentState: state, nextAgentState: next });

describe('call events', () => {
  it.each([
    [0x1, 'CALL_DELIVERED_EVENT'],
    [0x2, 'CALL_QUEUED_EVENT'],
    [0x4, 'CALL_ESTABLISHED_EVENT'],
    [0x8, 'CALL_HELD_EVENT'],
    [0x10, 'CALL_RETRIEVED_EVENT'],
    [0x20, 'CALL_CLEARED_EVENT'],
    [0x40, 'CALL_CONNECTION_CLEARED_EVENT'],
    [0x80, 'CALL_ORIGINATED_EVENT'],
    [0x100, 'CALL_CONFERENCED_EVENT'],
    [0x200, 'CALL_TRANSFERRED_EVENT'],
    [0x400, 'CALL_DIVERTED_EVENT'],
    [0x800, 'CALL_SERVICE_INITIATED_EVENT'],
    [0x2000, 'BEGIN_CALL_EVENT'],
    [0x4000, 'END_CALL_EVENT'],
    [0x8000, 'CALL_DATA_UPDATE_EVENT'],
    [0x10000, 'CALL_FAILED_EVENT'],
    [0x40000, 'CALL_DEQUEUED_EVENT'],
    [0x200000, 'RTP_STARTED_EVENT'],
    [0x400000, 'RTP_STOPPED_EVENT'],
  ])('bit %i is for %s and for nothing else', (bit, type) => {
    const through = Object.keys(MessageType).filter((name) =>
      wantsEvent(granted({ callMsgMask: bit }), event(name)),
    );
    expect(through).toEqual(expect.arrayContaining([type]));
    expect(through.filter((name) => name.includes('CALL') || name.startsWith('RTP'))).toEqual([type]);
    expect(wantsEvent(granted({ callMsgMask: ~bit }), event(type))).toBe(false);
  });

  it('are not sent to a session without a mode', () => {
    expect(wantsEvent(granted({ mode: 'none', callMsgMask: 0xffffffff }), event('CALL_HELD_EVENT'))).toBe(
      false,
    );
    expect(wantsEvent(granted({ mode: 'agent', callMsgMask: 0xffffffff }), event('CALL_HELD_EVENT'))).toBe(
      true,
    );
  });
});

describe('agent events', () => {
  it.each([
    [0, 0x1],
    [1, 0x2],
    [2, 0x4],
    [3, 0x8],
    [4, 0x10],
    [5, 0x20],
    [8, 0x100],
  ])('state %i has bit %i', (state, bit) => {
    expect(wantsEvent(granted({ agentStateMask: bit }), agentState(state))).toBe(true);
    expect(wantsEvent(granted({ agentStateMask: 0x3fff & ~bit }), agentState(state))).toBe(false);
  });

  it.each([6, 7, 9, 11, 12])('state %i has no bit and is included in every mask', (state) => {
    expect(wantsEvent(granted({ agentStateMask: 0x200 }), agentState(state))).toBe(true);
    expect(wantsEvent(granted({ agentStateMask: 0 }), agentState(state))).toBe(false);
  });

  it('talking with a next state is included by the pending bits, too', () => {
    expect(wantsEvent(granted({ agentStateMask: 0x40 }), agentState(4, 5))).toBe(true);
    expect(wantsEvent(granted({ agentStateMask: 0x80 }), agentState(4, 2))).toBe(true);
    expect(wantsEvent(granted({ agentStateMask: 0xc0 }), agentState(4, 0xffff))).toBe(false);
    expect(wantsEvent(granted({ agentStateMask: 0x10 }), agentState(4, 5))).toBe(true);
  });

  it('are not sent to a session without a mode', () => {
    expect(wantsEvent(granted({ mode: 'none', agentStateMask: 0x3fff }), agentState(3))).toBe(false);
  });
});

describe('configuration events', () => {
  const configured = (configMsgMask: number, configurationMask: number | undefined): Granted =>
    granted({ services: 0x40010, configMsgMask, configurationMask });

  it('swap agents and applications between the two masks', () => {
    expect([1, 2, 4, 8, 16, 5, 31].map(configurationMaskOf)).toEqual([4, 2, 1, 8, 16, 5, 31]);
    expect(wantsEvent(configured(0x1, 0x4), event('CONFIG_AGENT_EVENT'))).toBe(true);
    expect(wantsEvent(configured(0x4, 0x4), event('CONFIG_AGENT_EVENT'))).toBe(false);
    expect(wantsEvent(configured(0x4, 0x1), event('CONFIG_APPLICATION_EVENT'))).toBe(true);
    expect(wantsEvent(configured(0x1, 0x1), event('CONFIG_APPLICATION_EVENT'))).toBe(false);
  });

  it.each([
    ['CONFIG_CSQ_EVENT', 0x2],
    ['CONFIG_DEVICE_EVENT', 0x8],
    ['CONFIG_TERMINAL_EVENT', 0x10],
  ])('%s needs its bit in both', (type, bit) => {
    expect(wantsEvent(configured(bit, bit), event(type))).toBe(true);
    expect(wantsEvent(configured(0x1f & ~bit, 0x1f), event(type))).toBe(false);
    expect(wantsEvent(configured(0x1f, 0x1f & ~bit), event(type))).toBe(false);
    expect(wantsEvent(configured(bit, bit), event('CONFIG_BEGIN_EVENT', { configurationMask: bit }))).toBe(
      true,
    );
    expect(
      wantsEvent(configured(0x1f & ~bit, 0x1f), event('CONFIG_BEGIN_EVENT', { configurationMask: bit })),
    ).toBe(false);
  });

  it('are sent after the first CONFIG_REQUEST_EVENT; mask 0 includes all', () => {
    expect(wantsConfiguration(configured(0x1f, undefined), 0x4)).toBe(false);
    expect(wantsConfiguration(configured(0x1f, 0), 0x4)).toBe(true);
    expect(wantsConfiguration(configured(0x1e, 0), 0x4)).toBe(false);
  });

  it('require the service', () => {
    const without = granted({ services: 0x10, configMsgMask: 0x1f, configurationMask: 0x1f });
    expect(wantsEvent(without, event('CONFIG_CSQ_EVENT'))).toBe(false);
    expect(wantsEvent(without, event('CONFIG_END_EVENT'))).toBe(false);
    expect(grantedKinds(without)).toBe(0);
    expect(wantsEvent(configured(0x1f, 0x1f), event('CONFIG_END_EVENT'))).toBe(true);
  });
});

describe('other events', () => {
  it.each(['TEAM_CONFIG_EVENT', 'SUPERVISOR_ASSIST_EVENT', 'EMERGENCY_CALL_EVENT'])(
    '%s is for supervisors',
    (type) => {
      expect(wantsEvent(granted({ services: 0x90 }), event(type))).toBe(true);
      expect(wantsEvent(granted({ services: 0x10 }), event(type))).toBe(false);
    },
  );

  it.each(['SYSTEM_EVENT', 'FAILURE_EVENT'])('%s is always sent', (type) => {
    expect(wantsEvent(granted({ mode: 'none', services: 0 }), event(type))).toBe(true);
  });

  it('confirmations are not events', () => {
    const all = granted({
      services: 0xffffffff,
      callMsgMask: 0xffffffff,
      agentStateMask: 0xffffffff,
      configMsgMask: 0x1f,
      configurationMask: 0x1f,
    });
    const through = Object.keys(MessageType).filter((name) => wantsEvent(all, event(name)));
    expect(through.filter((name) => !name.endsWith('_EVENT'))).toEqual([]);
  });
});
