import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { type ReconnectCause, reconnectPolicy } from '../../core/session/reconnect-policy.ts';

const lost = new CtiError('LINK_LOST', 'lost', { reason: 'reset' });
const refused = (status: number): CtiError =>
  new CtiError('OPEN_REFUSED', 'refused', { status, statusName: '' });
const replaced = new CtiError('SESSION_REPLACED', 'replaced', { status: 11 });

function decide(cause: Partial<ReconnectCause>, options = {}): number | 'giveUp' {
  const decision = reconnectPolicy(options)({
    error: lost,
    attempt: 1,
    endpoints: 2,
    wasReady: true,
    random: 0,
    ...cause,
  });
  return decision.action === 'retry' ? decision.delayMs : 'giveUp';
}

describe('the default reconnect policy', () => {
  it('tries all nodes fast, then backs off to the maximum', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((attempt) => decide({ attempt }));
    expect(pauses).toEqual([500, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('waits between half a second and a second in the first round', () => {
    expect(decide({ random: 0 })).toBe(500);
    expect(decide({ random: 0.999 })).toBe(1000);
    expect(decide({ random: 0.999, attempt: 40 })).toBe(30_000);
  });

  it.each([
    ['a standby', refused(92), { attempt: 1 }, 500],
    ['a phone in use', refused(10), { attempt: 1 }, 10_000],
    ['a phone in use, many times', refused(10), { attempt: 30 }, 30_000],
    ['wrong data at the first opening', refused(6), { wasReady: false }, 'giveUp'],
    ['wrong data after it was ready once', refused(6), { wasReady: true }, 10_000],
    ['a newer session', replaced, { wasReady: true }, 'giveUp'],
  ] as const)('after %s', (_, error, cause, expected) => {
    expect(decide({ error, ...cause })).toBe(expected);
  });

  it('gives up after maxAttempts, unless it was ready before', () => {
    expect(decide({ attempt: 3, wasReady: false }, { maxAttempts: 3 })).toBe('giveUp');
    expect(decide({ attempt: 2, wasReady: false }, { maxAttempts: 3 })).toBe(500);
    expect(decide({ attempt: 300 }, { maxAttempts: 3 })).toBe(30_000);
  });
});
