import { describe, expect, it } from 'vitest';
import { agentLifecycle, agentLogic } from '../../core/agents/agent-machine.ts';
import { callLifecycle, callLogic, connectionLifecycle } from '../../core/calls/call-machine.ts';

describe('the life of a call', () => {
  it.each([
    ['initiated', []],
    ['alerting', ['DELIVERED']],
    ['queued', ['DELIVERED', 'ESTABLISHED', 'QUEUED']],
    ['alerting', ['QUEUED', 'DELIVERED']],
    ['connected', ['DELIVERED', 'ESTABLISHED']],
    ['held', ['ESTABLISHED', 'HELD']],
    ['connected', ['ESTABLISHED', 'HELD', 'RETRIEVED']],
    ['connected', ['HELD', 'MERGED']],
    ['failed', ['DELIVERED', 'FAILED']],
    ['cleared', ['ESTABLISHED', 'CLEARED']],
    ['cleared', ['ENDED', 'DELIVERED', 'ESTABLISHED']],
    ['alerting', ['DELIVERED', 'NO_SUCH_EVENT']],
  ] as const)('is %s after %j', (state, events) => {
    expect(events.reduce((at, event) => callLifecycle.next(at, event), callLifecycle.initial)).toBe(state);
  });

  it('visits every state there is', () => {
    const events = ['DELIVERED', 'QUEUED', 'ESTABLISHED', 'HELD', 'FAILED', 'CLEARED'];
    const visited = new Set([
      callLifecycle.initial,
      ...events.map((event) => callLifecycle.next('initiated', event)),
    ]);
    expect([...visited].sort()).toEqual(Object.keys(callLogic.states).sort());
  });
});

describe('what a party may do', () => {
  it.each([
    ['alerting', ['answer', 'clear', 'clearConnection']],
    ['connected', ['clear', 'clearConnection', 'consult', 'hold', 'sendDtmf', 'transferSingleStep']],
    ['held', ['clear', 'clearConnection', 'retrieve']],
    ['queued', ['clear']],
    ['null', []],
  ] as const)('while %s: %j', (state, allowed) => {
    const all = [
      'answer',
      'clear',
      'clearConnection',
      'consult',
      'hold',
      'retrieve',
      'sendDtmf',
      'transferSingleStep',
    ];
    expect(all.filter((tag) => connectionLifecycle.hasTag(state, tag))).toEqual(allowed);
  });
});

describe('the life of an agent', () => {
  it('follows the server from every state to every state', () => {
    const states = Object.keys(agentLogic.states) as (typeof agentLifecycle.initial)[];
    for (const from of states)
      for (const to of states) expect(agentLifecycle.next(from, `TO_${to}`)).toBe(to);
  });

  it.each([
    ['loggedOut', ['login']],
    ['ready', ['logout', 'makeCall', 'notReady']],
    ['talking', ['forceLogout', 'makeCall', 'notReady', 'ready', 'work']],
    ['reserved', ['notReady']],
  ] as const)('allows a %s agent %j', (state, allowed) => {
    const all = ['forceLogout', 'login', 'logout', 'makeCall', 'notReady', 'ready', 'work'];
    expect(all.filter((tag) => agentLifecycle.hasTag(state, tag))).toEqual(allowed);
  });
});
