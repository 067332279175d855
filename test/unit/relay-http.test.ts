/** Who may come in at the relay's door, how often, and from where. */
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
import { reconnectDelayMs as dialDelayMs } from '../../transports/websocket/client-link.ts';
import { FakeClock } from './fake-clock.ts';

describe("a browser's address", () => {
  const requestFrom = (peer: string, forwarded?: string): IncomingMessage =>
    ({
      socket: { remoteAddress: peer },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;

  it.each<[string, readonly string[], string, string | undefined, string]>([
    ['nobody is trusted', [], '10.0.0.1', '203.0.113.9', '10.0.0.1'],
    ['the peer is a stranger', ['10.0.0.0/8'], '198.51.100.4', '203.0.113.9', '198.51.100.4'],
    ['a proxy', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['a proxy in IPv6 clothes', ['10.0.0.0/8'], '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['two proxies', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    [
      'what the browser claims is further left',
      ['10.0.0.1'],
      '10.0.0.1',
      '127.0.0.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['a claim to be one of the proxies', ['10.0.0.0/8'], '10.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['a proxy by name', ['loopback'], '::1', '2001:db8::7', '2001:db8::7'],
    ['with a port', ['loopback'], '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['IPv6 with a port', ['loopback'], '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['one that is hidden', ['10.0.0.0/8'], '10.0.0.1', 'unknown', '10.0.0.1'],
    ['one that is hidden from the second proxy', ['10.0.0.0/8'], '10.0.0.1', '_x, 10.0.0.2', '10.0.0.2'],
    ['no header', ['10.0.0.0/8'], '10.0.0.1', undefined, '10.0.0.1'],
  ])('%s', (_, trusted, peer, forwarded, address) => {
    expect(createClientAddress(trusted)(requestFrom(peer, forwarded))).toBe(address);
  });

  it('has no sense behind what is no address', () => {
    for (const wrong of ['everybody', '10.0.0.0/99', ''])
      expect(() => createClientAddress([wrong])).toThrow(
        expect.toSatisfy((error: unknown) => CtiError.is(error, 'INVALID_ARGUMENT')),
      );
  });
});

describe('log lines of those who are refused', () => {
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

  it('are ten of a kind in a minute, and one that says how many more there were', async () => {
    const { clock, lines, counted, refusals } = book();
    for (let index = 0; index < 500; index++) refusals.reject('origin', 'foreign', { index });
    refusals.reject('token', 'a token', {});
    expect(lines.map(({ message }) => message)).toEqual([...Array(10).fill('foreign'), 'a token']);
    expect(counted).toHaveLength(501);
    await clock.advance(60_000);
    expect(lines.slice(11)).toEqual([
      { message: '490 more refused in the last minute', fields: { reason: 'origin', more: 490 } },
    ]);
    refusals.reject('origin', 'foreign', {});
    expect(lines.at(-1)?.message).toBe('foreign');
    await clock.advance(600_000);
    expect(lines).toHaveLength(13);
  });

  it('are all written while they are few, however long that goes on', async () => {
    const { clock, lines, refusals } = book();
    for (let index = 0; index < 40; index++) {
      refusals.reject('origin', 'foreign', {});
      await clock.advance(10_000);
    }
    expect(lines).toHaveLength(40);
  });

  it('are not lost when the relay stops', () => {
    const { lines, refusals } = book();
    for (let index = 0; index < 12; index++) refusals.warn('broken', 'broke', {});
    refusals.stop();
    expect(lines.at(-1)?.message).toBe('2 more refused in the last minute');
  });
});

describe('throttle a password', () => {
  function desk(): { readonly clock: FakeClock; readonly throttle: SignInThrottle } {
    const clock = new FakeClock();
    return { clock, throttle: createSignInThrottle(defaultLimits, clock) };
  }
  const wrong = (throttle: SignInThrottle, address: string, agentId = 'jdoe'): number | undefined => {
    const attempt = throttle.start(address, agentId);
    attempt?.ended('invalid');
    return attempt?.delayMs;
  };

  it('ends after five failures at one address, for that agent, for a while', async () => {
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

  it('does not become easier when many are tried at once', () => {
    const { throttle } = desk();
    const attempts = Array.from({ length: 20 }, () => throttle.start('a', 'jdoe'));
    expect(attempts.filter((attempt) => attempt !== undefined)).toHaveLength(5);
  });

  it('does not keep the agent out: neither at a known address nor at a new one', () => {
    const { throttle } = desk();
    throttle.start('home', 'jdoe')?.ended('valid');
    for (let index = 0; index < 100; index++) wrong(throttle, 'mallory');
    expect(throttle.start('home', 'jdoe')?.delayMs).toBe(0);
    expect(throttle.start('office', 'jdoe')?.delayMs).toBe(0);
  });

  it('is slowed down for all strangers together, and the agent at a known address does not notice', async () => {
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
    // Who was only turned away for the others has all of the own tries.
    for (let index = 0; index < 40; index++) wrong(throttle, `another bot ${index}`);
    for (let index = 0; index < 8; index++) throttle.start('office', 'jdoe');
    await clock.advance(22_000);
    const tries = Array.from({ length: 5 }, () => throttle.start('office', 'jdoe'));
    expect(tries).not.toContain(undefined);
  });

  it('is not what those do who are right, or whom CCX does not answer', () => {
    const { throttle } = desk();
    for (let index = 0; index < 100; index++) {
      const attempt = throttle.start('a', 'jdoe');
      expect(attempt?.delayMs).toBe(0);
      attempt?.ended(index % 2 === 0 ? 'unknown' : 'valid');
    }
  });

  it('from a known address is bounded too, and after a month it is a stranger again', async () => {
    const { clock, throttle } = desk();
    throttle.start('home', 'jdoe')?.ended('valid');
    expect(Array.from({ length: 6 }, () => wrong(throttle, 'home')).at(-1)).toBeUndefined();
    await clock.advance(31 * 86_400_000);
    for (let index = 0; index < 22; index++) wrong(throttle, `bot ${index}`);
    expect(throttle.start('home', 'jdoe')?.delayMs).toBe(4000);
  });
});

describe('room for a session', () => {
  const limits = { ...defaultLimits, maxSessions: 6, maxSessionsPerUser: 2, maxSessionsPerAddress: 3 };
  const browser = (subject: string, host: string, disconnectedAt?: number): KnownClient =>
    ({
      rights: { role: 'admin', subject },
      link: { endpoint: { host, port: 1 } },
      disconnectedAt,
    }) as KnownClient;
  const house = (...browsers: KnownClient[]): ReadonlyMap<string, KnownClient> =>
    new Map(browsers.map((each, index) => [String(index), each]));
  const ask = (browsers: ReadonlyMap<string, KnownClient>, subject: string, host: string): unknown =>
    checkSessionLimits(browsers, limits, { role: 'admin', subject }, { host, port: 1 });

  it('is there while user, address and relay have less than they may', () => {
    expect(ask(house(browser('a', '1'), browser('b', '1')), 'a', '1')).toEqual({ replaced: undefined });
  });
  it('is not there for a user with too many', () => {
    expect(ask(house(browser('a', '1'), browser('a', '2')), 'a', '3')).toMatchObject({
      code: 'too-many-sessions',
      sentence: expect.stringContaining('for this user (2)'),
    });
  });
  it('is made by the one of the user that is away the longest, as after a reload', () => {
    const old = browser('a', '1', 5);
    expect(ask(house(browser('a', '1', 9), old, browser('b', '1', 1)), 'a', '3')).toEqual({ replaced: old });
  });
  it('is not there for an address with too many, whosever they are', () => {
    expect(ask(house(browser('a', '1'), browser('b', '1'), browser('c', '1')), 'd', '1')).toMatchObject({
      code: 'too-many-sessions',
      sentence: expect.stringContaining('for this address (3)'),
    });
  });
  it('is not there when the relay is full', () => {
    const full = house(...Array.from({ length: 6 }, (_, index) => browser(`u${index}`, `${index}`)));
    expect(ask(full, 'x', 'x')).toMatchObject({ code: 'too-many' });
  });
});

describe('coming back', () => {
  it('after a stop, no more come in a second than may, each at another time', () => {
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

  it('after a crash, all try at different times, and ever less often', () => {
    expect(dialDelayMs(0, 3, 0.9)).toBe(50); // another relay
    expect([0, 1].map((random) => dialDelayMs(0, 1, random))).toEqual([125, 250]);
    expect([0, 1].map((random) => dialDelayMs(9, 1, random))).toEqual([2000, 4000]);
  });
});
