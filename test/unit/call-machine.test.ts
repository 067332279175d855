import { describe, expect, it } from 'vitest';
import { callMachine, initialCallState, nextCallState } from '../../core/calls/call-machine.ts';

describe('the call machine', () => {
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
  ] as const)('is %s after %j', (state, events) => {
    expect(events.reduce((current, event) => nextCallState(current, event), initialCallState)).toBe(state);
  });

  it('reaches every state', () => {
    const events = ['DELIVERED', 'QUEUED', 'ESTABLISHED', 'HELD', 'FAILED', 'CLEARED'] as const;
    const reached = new Set([initialCallState, ...events.map((event) => nextCallState('initiated', event))]);
    expect([...reached].sort()).toEqual(Object.keys(callMachine.states).sort());
  });
});
