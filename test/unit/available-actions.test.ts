import { describe, expect, it } from 'vitest';
import { newAgent } from '../../core/agents/agent.ts';
import { agentActionRefusal } from '../../core/agents/agent-actions.ts';
import type { Call } from '../../core/calls/call.ts';
import { callActions } from '../../core/calls/call-actions.ts';

describe('connection actions', () => {
  it.each([
    ['alerting', ['answer', 'clear', 'clearConnection']],
    ['connected', ['clear', 'clearConnection', 'consult', 'hold', 'sendDtmf', 'transferSingleStep']],
    ['held', ['clear', 'clearConnection', 'retrieve']],
    ['queued', ['clear']],
    ['null', []],
  ] as const)('while %s: %j', (state, available) => {
    const all = [
      'answer',
      'clear',
      'clearConnection',
      'consult',
      'hold',
      'retrieve',
      'sendDtmf',
      'transferSingleStep',
    ] as const;
    const target = { call: {} as Call, deviceId: '2001', state, other: undefined };
    expect(all.filter((action) => callActions[action].refusal(target) === undefined)).toEqual(available);
  });
});

describe('agent actions', () => {
  const refusal = (
    state: Parameters<typeof agentActionRefusal>[0]['state'],
    action: Parameters<typeof agentActionRefusal>[1],
    force = false,
  ) => agentActionRefusal({ ...newAgent('jdoe', 0), state }, action, force);

  it.each([
    ['loggedOut', ['login']],
    ['ready', ['logout', 'makeCall', 'notReady']],
    ['talking', ['makeCall', 'notReady', 'ready', 'work']],
    ['reserved', ['notReady']],
  ] as const)('while %s: %j', (state, available) => {
    const all = ['login', 'logout', 'makeCall', 'notReady', 'ready', 'work'] as const;
    expect(all.filter((action) => refusal(state, action) === undefined)).toEqual(available);
  });

  it('force allows login in every state, and logout while talking', () => {
    expect(refusal('ready', 'login', true)).toBeUndefined();
    expect(refusal('talking', 'logout')).toBe('A talking agent can be logged out with force only.');
    expect(refusal('talking', 'logout', true)).toBeUndefined();
    expect(refusal('reserved', 'logout', true)).toBe('The agent is reserved.');
  });
});
