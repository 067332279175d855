/** Client addresses, rejection log, sign-in throttle, session limits. */
import type { IncomingMessage } from 'node:http';

import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { type LogFields, silentLogger } from '../../core/logger.ts';
import type { KnownClient } from '../../relay/connections/client.ts';
import { reconnectDelayMs } from '../../relay/connections/clients.ts';
import { checkSessionLimits, defaultLimits } from '../../relay/connections/limits.ts';
import { createRejectionLog } from '../../relay/connections/rejection-log.ts';
import { createClientAddress } from '../../relay/http/client-address.ts';
import { createSignInThrottle, type SignInThrottle } from '../../relay/http/sign-in-throttle.ts';
import { reconnectDelayMs as dialDelayMs } from '../../transports/websocket/reconnect-machine.ts';
import { FakeClock } from './fake-clock.ts';

describe('client address', () => {
  const requestFrom = (peer: string, forwarded?: string): IncomingMessage =>
    ({
      socket: { remoteAddress: peer },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;

  it.each<[string, readonly string[], string, string | undefined, string]>([
    ['no trusted proxy', [], '10.0.0.1', '203.0.113.9', '10.0.0.1'],
    ['an untrusted peer', ['10.0.0.0/8'], '198.51.100.4', '203.0.113.9', '198.51.100.4'],
    ['a proxy', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['a proxy as IPv4-mapped IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['two proxies', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    [
      'an entry of the client further left',
      ['10.0.0.1'],
      '10.0.0.1',
      '127.0.0.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['an entry that names a proxy', ['10.0.0.0/8'], '10.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['a proxy by name', ['loopback'], '::1', '2001:db8::7', '2001:db8::7'],
    ['with a port', ['loopback'], '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['IPv6 with a port', ['loopback'], '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['an unknown address', ['10.0.0.0/8'], '10.0.0.1', 'unknown', '10.0.0.1'],
    ['an obfuscated address', ['10.0.0.0/8'], '10.0.0.1', '_x, 10.0.0.2', '10.0.0.2'],
    ['no header', ['10.0.0.0/8'], '10.0.0.1', undefined, '10.0.0.1'],
  ])('%s', (_, trusted, peer, forwarded, address) => {
    expect(createClientAddress(trusted)(requestFrom(peer, forwarded))).toBe(address);
  });

  it('rejects invalid proxy entries', () => {
    for (const wrong of ['everybody', '10.0.0.0/99', ''])
      expect(() => createClientAddress([wrong])).toThrow(
        expect.toSatisfy((error: unknown) => CtiError.is(error, 'INVALID_ARGUMENT')),
      );
  });
});

describe('log lines of refusals', () => {
  function book() {
    const clock = new FakeClock();
    const lines: { readonly message: string; readonly fields: LogFields | undefined }[] = [];
    const counted: string[] = [];
    const refusals = createRejectionLog({
      clock,
      logger: { ...silentLogger, warn: (message, fields) => void lines.push({ message, fields }) },
      events: {
        observed: true,
        next: (event) => void (event.type === 'rejected' && counted.push(event.reason)),
      },
    });
    return { clock, lines, counted, refusals };
  }

  it('are limited to ten of a kind per minute and a count of the others', async () => {
    const { clock, lines, counted, refusals } = book();
    for (let index = 0; index < 500; index++) refusals.reject('origin', 'origin not allowed', { index });
    refusals.reject('token', 'a token', {});
    expect(lines.map(({ message }) => message)).toEqual([...Array(10).fill('origin not allowed'), 'a token']);
    expect(counted).toHaveLength(501);
    await clock.advance(60_000);
    expect(lines.slice(11)).toEqual([
      { message: '490 more refused in the last minute', fields: { reason: 'origin', more: 490 } },
    ]);
    refusals.reject('origin', 'origin not allowed', {});
    expect(lines.at(-1)?.message).toBe('origin not allowed');
    await clock.advance(600_000);
    expect(lines).toHaveLength(13);
  });

  it('are all written below the limit', async () => {
    const { clock, lines, refusals } = book();
    for (let index = 0; index < 40; index++) {
      refusals.reject('origin', 'origin not allowed', {});
      await clock.advance(10_000);
    }
    expect(lines).toHaveLength(40);
  });

  it('are counted when the relay stops', () => {
    const { lines, refusals } = book();
    for (let index = 0; index < 12; index++) refusals.warn('broken', 'broke', {});
    refusals.stop();
    expect(lines.at(-1)?.message).toBe('2 more refused in the last minute');
  });
});

describe('sign-in throttle', () => {
  function desk(): { readonly clock: FakeClock; readonly throttle: SignInThrottle } {
    const clock = new FakeClock();
    return { clock, throttle: createSignInThrottle(defaultLimits, clock) };
  }
  const wrong = (throttle: SignInThrottle, address: string, agentId = 'jdoe'): number | undefined => {
    const attempt = throttle.start(address, agentId);
    attempt?.ended('invalid');
    return attempt?.delayMs;
  };

  it('refuses attempts after five failures per minute for one agent from one address', async () => {
    const { clock, throttle } = desk();
    expect(Array.from({ length: 7 }, () => wrong(throttle, 'a'))).toEqual([
      0,
      0,
      0,
      0,
      0,
      undefined,
      undefined,
    ]);
    expect(wrong(throttle, 'a', 'JDoe')).toBeUndefined();
    expect(wrong(throttle, 'a', 'asmith')).toBe(0);
    await clock.advance(12_000);
    expect(wrong(throttle, 'a')).toBe(0);
    expect(wrong(throttle, 'a')).toBeUndefined();
  });

  it('counts concurrent attempts', () => {
    const { throttle } = desk();
    const attempts = Array.from({ length: 20 }, () => throttle.start('a', 'jdoe'));
    expect(attempts.filter((attempt) => attempt !== undefined)).toHaveLength(5);
  });

  it('does not affect other addresses of the agent', () => {
    const { throttle } = desk();
    throttle.start('home', 'jdoe')?.ended('valid');
    for (let index = 0; index < 100; index++) wrong(throttle, 'mallory');
    expect(throttle.start('home', 'jdoe')?.delayMs).toBe(0);
    expect(throttle.start('office', 'jdoe')?.delayMs).toBe(0);
  });

  it('delays attempts from many unknown addresses and not from known ones', async () => {
    const { clock, throttle } = desk();
    throttle.start('home', 'jdoe')?.ended('valid');
    const delays = Array.from({ length: 35 }, (_, index) => wrong(throttle, `bot ${index}`));
    expect(delays.slice(0, 20)).toEqual(Array(20).fill(0));
    // Then they take turns, and at most ten of them wait.
    expect(delays.slice(20, 30)).toEqual([0, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000, 18_000]);
    expect(delays.slice(30)).toEqual(Array(5).fill(undefined));
    expect(throttle.start('home', 'jdoe')?.delayMs).toBe(0);
    expect(wrong(throttle, 'bot 1', 'asmith')).toBe(0);
    await clock.advance(60_000);
    expect(wrong(throttle, 'bot 99')).toBe(0);
    // A refusal because of other addresses does not count as an attempt.
    for (let index = 0; index < 40; index++) wrong(throttle, `another bot ${index}`);
    for (let index = 0; index < 8; index++) throttle.start('office', 'jdoe');
    await clock.advance(22_000);
    const tries = Array.from({ length: 5 }, () => throttle.start('office', 'jdoe'));
    expect(tries).not.toContain(undefined);
  });

  it('does not count successes and attempts without an answer of CCX', () => {
    const { throttle } = desk();
    for (let index = 0; index < 100; index++) {
      const attempt = throttle.start('a', 'jdoe');
      expect(attempt?.delayMs).toBe(0);
      attempt?.ended(index % 2 === 0 ? 'unknown' : 'valid');
    }
  });

  it('limits known addresses too, and removes them after a month', async () => {
    const { clock, throttle } = desk();
    throttle.start('home', 'jdoe')?.ended('valid');
    expect(Array.from({ length: 6 }, () => wrong(throttle, 'home')).at(-1)).toBeUndefined();
    await clock.advance(31 * 86_400_000);
    for (let index = 0; index < 22; index++) wrong(throttle, `bot ${index}`);
    expect(throttle.start('home', 'jdoe')?.delayMs).toBe(4000);
  });
});

describe('session limits', () => {
  const limits = { ...defaultLimits, maxSessions: 6, maxSessionsPerUser: 2, maxSessionsPerAddress: 3 };
  const client = (subject: string, host: string, disconnectedAt?: number): KnownClient =>
    ({
      rights: { role: 'admin', subject },
      link: { endpoint: { host, port: 1 } },
      disconnectedAt,
    }) as KnownClient;
  const clients = (...list: KnownClient[]): ReadonlyMap<string, KnownClient> =>
    new Map(list.map((each, index) => [String(index), each]));
  const ask = (list: ReadonlyMap<string, KnownClient>, subject: string, host: string): unknown =>
    checkSessionLimits(list, limits, { role: 'admin', subject }, { host, port: 1 });

  it('allow a session below the limits', () => {
    expect(ask(clients(client('a', '1'), client('b', '1')), 'a', '1')).toEqual({ replaced: undefined });
  });
  it('refuse a session at the limit of the user', () => {
    expect(ask(clients(client('a', '1'), client('a', '2')), 'a', '3')).toMatchObject({
      code: 'too-many-sessions',
      sentence: expect.stringContaining('for this user (2)'),
    });
  });
  it('replace the session of the user that was disconnected longest', () => {
    const old = client('a', '1', 5);
    expect(ask(clients(client('a', '1', 9), old, client('b', '1', 1)), 'a', '3')).toEqual({ replaced: old });
  });
  it('refuse a session at the limit of the address', () => {
    expect(ask(clients(client('a', '1'), client('b', '1'), client('c', '1')), 'd', '1')).toMatchObject({
      code: 'too-many-sessions',
      sentence: expect.stringContaining('for this address (3)'),
    });
  });
  it('refuse a session at the limit of the relay', () => {
    const full = clients(...Array.from({ length: 6 }, (_, index) => client(`u${index}`, `${index}`)));
    expect(ask(full, 'x', 'x')).toMatchObject({ code: 'too-many' });
  });
});

describe('reconnect delays', () => {
  it('are spread at the configured rate after shutdown', () => {
    const times = Array.from({ length: 1000 }, (_, place) =>
      reconnectDelayMs(place, 1000, Math.random(), defaultLimits),
    );
    for (let second = 0; second < 5; second++)
      expect(times.filter((ms) => Math.floor(ms / 1000) === second)).toHaveLength(200);
    // Those that go on at another relay must not be away for too long.
    const many = reconnectDelayMs(99_999, 100_000, 1, defaultLimits);
    expect(many).toBe(defaultLimits.resumeWindowMs / 2);
    expect(reconnectDelayMs(0, 1, 0.5, defaultLimits)).toBeLessThan(10);
  });

  it('are randomized and increase after a crash', () => {
    expect(dialDelayMs(0, 3, 0.9)).toBe(50); // another relay
    expect([0, 1].map((random) => dialDelayMs(0, 1, random))).toEqual([125, 250]);
    expect([0, 1].map((random) => dialDelayMs(9, 1, random))).toEqual([2000, 4000]);
  });
});
