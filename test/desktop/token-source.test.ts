import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Setup } from '../../demo/desktop/session/setup.ts';
import type { Account } from '../../demo/desktop/session/sign-in.ts';
import { createTokens } from '../../demo/desktop/session/token-source.ts';

const setup = { signIn: 'http://relay/sign-in' } as Setup;
const lifetimeSeconds = 900;

/** As the relay makes them; only the times are looked at. */
function tokenMadeNow(): string {
  const iat = Math.floor(Date.now() / 1000);
  return `head.${btoa(JSON.stringify({ iat, exp: iat + lifetimeSeconds }))}.signature`;
}

const account = (password: string): Account => ({
  agentId: 'jdoe',
  extension: '2001',
  password,
  role: 'agent',
  token: tokenMadeNow(),
  clockOffsetMs: 0,
});

describe('the token of a page', () => {
  let right = '12345';
  let asked: string[] = [];
  beforeEach(() => {
    right = '12345';
    asked = [];
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      const { password } = JSON.parse(body) as { password: string };
      asked.push(password);
      return password === right
        ? Response.json({ token: tokenMadeNow(), role: 'agent' })
        : Response.json({ error: 'no' }, { status: 401 });
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const later = (seconds: number): void => {
    vi.advanceTimersByTime(seconds * 1000);
  };

  it('is renewed with the password before it ends, and kept for a reload', async () => {
    const renewed = vi.fn();
    const tokens = createTokens(account('12345'), setup, renewed);
    const first = await tokens.token();
    later(lifetimeSeconds / 2 - 1);
    expect(await tokens.token()).toBe(first);
    later(2);
    const second = await tokens.token();
    expect(second).not.toBe(first);
    expect(renewed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ token: second }));
    expect(tokens.wanted.get()).toBe(false);
  });

  it('is used to its end by a page that was loaded again, which then asks; wrong ones are refused', async () => {
    const tokens = createTokens(account(''), setup, () => {});
    later(lifetimeSeconds - 5);
    expect(await tokens.token()).toMatch(/^head/);
    later(10);
    const waiting = tokens.token();
    await Promise.resolve();
    expect(tokens.wanted.get()).toBe(true);
    await expect(tokens.signInAgain('wrong')).rejects.toMatchObject({ reason: 'wrong' });
    expect(tokens.wanted.get()).toBe(true);
    await tokens.signInAgain('12345');
    expect(await waiting).toBe(await tokens.token());
    expect(tokens.wanted.get()).toBe(false);
    expect(await tokens.password()).toBe('12345');
  });

  it('is not asked for again and again with a password that was changed: that would lock the account', async () => {
    const tokens = createTokens(account('12345'), setup, () => {});
    right = 'new';
    later(lifetimeSeconds);
    const waiting = [tokens.token()];
    await vi.waitFor(() => expect(tokens.wanted.get()).toBe(true));
    waiting.push(tokens.token());
    expect(asked).toEqual(['12345']);
    await tokens.signInAgain('new');
    const [one, other] = await Promise.all(waiting);
    expect(one).toBe(other);
    expect(asked).toEqual(['12345', 'new']);
  });
});
