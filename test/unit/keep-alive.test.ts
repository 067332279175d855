/** Keep-alive of the WebSocket transport. */
import { afterEach, describe, expect, it } from 'vitest';
import { startKeepAlive } from '../../transports/websocket/keep-alive.ts';
import { FakeClock } from './fake-clock.ts';

const pingMs = 4000;

interface Page {
  readonly clock: FakeClock;
  /** Calls with their time in seconds. */
  readonly log: string[];
  /** The relay answers each ping at once. */
  answers: boolean;
  heard(): void;
  stop(): void;
}

const pages: Page[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.stop();
});

function watch(): Page {
  const clock = new FakeClock(0);
  let lastReceivedAt = 0;
  const page: Page = {
    clock,
    log: [],
    answers: true,
    heard: () => (lastReceivedAt = clock.now()),
    stop: () => {},
  };
  const note = (what: string): void => void page.log.push(`${what} ${clock.now() / 1000}`);
  page.stop = startKeepAlive({
    clock,
    pingMs,
    lastReceivedAt: () => lastReceivedAt,
    ping() {
      note('ping');
      if (page.answers) lastReceivedAt = clock.now();
    },
    onDead: () => note('dead'),
    onWake: () => note('wake'),
  });
  pages.push(page);
  return page;
}

describe('keep-alive', () => {
  it('pings after silence only', async () => {
    const page = watch();
    await page.clock.advance(9000);
    expect(page.log).toEqual(['ping 4', 'ping 8']);
    for (let second = 0; second < 20; second++) {
      page.heard();
      await page.clock.advance(1000);
    }
    expect(page.log).toHaveLength(2);
  });

  it('detects an unanswered ping', async () => {
    const page = watch();
    page.answers = false;
    await page.clock.advance(12_000);
    expect(page.log.find((line) => line.startsWith('dead'))).toBe('dead 10');
  });

  it('probes with a timeout of two seconds after sleep', async () => {
    const page = watch();
    page.clock.jump(3_600_000);
    await page.clock.advance(20_000);
    expect(page.log[0]).toBe('ping 3600');
    expect(page.log.some((line) => line.startsWith('dead'))).toBe(false);
  });

  it('detects a dead peer two seconds after sleep', async () => {
    const page = watch();
    page.answers = false;
    page.clock.jump(3_600_000);
    await page.clock.advance(5000);
    expect(page.log.slice(0, 2)).toEqual(['ping 3600', 'dead 3602']);
  });

  it('tolerates throttled timers of a background page while messages arrive', async () => {
    const page = watch();
    for (let minute = 1; minute <= 10; minute++) {
      page.clock.jump(59_000);
      page.heard(); // messages are not slowed down
      await page.clock.advance(1000);
    }
    expect(page.log.filter((line) => line.startsWith('dead'))).toEqual([]);
    // And it still watches.
    page.answers = false;
    await page.clock.advance(12_000);
    expect(page.log.some((line) => line.startsWith('dead'))).toBe(true);
  });

  it('probes at once when the network is back', async () => {
    const target = new EventTarget();
    const { addEventListener, removeEventListener } = globalThis as Record<string, unknown>;
    Object.assign(globalThis, {
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    });
    try {
      const page = watch();
      await page.clock.advance(3500);
      page.answers = false;
      target.dispatchEvent(new Event('online'));
      await page.clock.advance(2500);
      expect(page.log.slice(0, 3)).toEqual(['wake 3.5', 'ping 3.5', 'dead 5.5']);
      page.stop();
      target.dispatchEvent(new Event('online'));
      expect(page.log.filter((line) => line.startsWith('wake'))).toHaveLength(1);
    } finally {
      Object.assign(globalThis, { addEventListener, removeEventListener });
    }
  });
});
