import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Setup } from '../../demo/desktop/session/setup.ts';
import type { Account } from '../../demo/desktop/session/sign-in.ts';
import { createTokenSource } from '../../demo/desktop/session/token-source.ts';

const setup = { signIn: 'http://relay/sign-in' } as Setup;
const lifetimeSeconds = 900;

/** Same structure as the relay's tokens; only the times are read. */
function newToken(): string {
  const iat = Math.floor(Date.now() / 1000);
  return `head.${btoa(JSON.stringify({ iat, exp: iat + lifetimeSeconds }))}.signature`;
}

const account = (password: string): Account => ({
  agentId: 'jdoe',
  extension: '2001',
  password,
  role: 'agent',
  token: newToken(),
  clockOffsetMs: 0,
});

describe('createTokenSource', () => {
  let validPassword = '12345';
  let requests: string[] = [];
  beforeEach(() => {
    validPassword = '12345';
    requests = [];
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      const { password } = JSON.parse(body) as { password: string };
      requests.push(password);
      return password === validPassword
        ? Response.json({ token: newToken(), role: 'agent' })
        : Response.json({ error: 'no' }, { status: 401 });
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const advance = (seconds: number): void => {
    vi.advanceTimersByTime(seconds * 1000);
  };

  it('renews the token after half of its lifetime', async () => {
    const renewed = vi.fn();
    const tokens = createTokenSource(account('12345'), setup, renewed);
    const first = await tokens.token();
    advance(lifetimeSeconds / 2 - 1);
    expect(await tokens.token()).toBe(first);
    advance(2);
    const second = await tokens.token();
    expect(second).not.toBe(first);
    expect(renewed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ token: second }));
    expect(tokens.passwordRequired.get()).toBe(false);
  });

  it('uses a token until it expires without a password, then requests it and rejects an incorrect one', async () => {
    const tokens = createTokenSource(account(''), setup, () => {});
    advance(lifetimeSeconds - 5);
    expect(await tokens.token()).toMatch(/^head/);
    advance(10);
    const waiting = tokens.token();
    await Promise.resolve();
    expect(tokens.passwordRequired.get()).toBe(true);
    await expect(tokens.signInAgain('wrong')).rejects.toMatchObject({ reason: 'wrong' });
    expect(tokens.passwordRequired.get()).toBe(true);
    await tokens.signInAgain('12345');
    expect(await waiting).toBe(await tokens.token());
    expect(tokens.passwordRequired.get()).toBe(false);
    expect(await tokens.password()).toBe('12345');
  });

  it('does not retry with a password that was changed, to avoid locking the account', async () => {
    const tokens = createTokenSource(account('12345'), setup, () => {});
    validPassword = 'new';
    advance(lifetimeSeconds);
    const waiting = [tokens.token()];
    await vi.waitFor(() => expect(tokens.passwordRequired.get()).toBe(true));
    waiting.push(tokens.token());
    expect(requests).toEqual(['12345']);
    await tokens.signInAgain('new');
    const [one, other] = await Promise.all(waiting);
    expect(one).toBe(other);
    expect(requests).toEqual(['12345', 'new']);
  });
});
