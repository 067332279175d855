/** Posts JSON to an address, one after the other, with a few patient retries; whoever asks never waits. */

/** Makes failures visible and time stand still in tests. */
export interface WebhookOptions {
  readonly url: URL;
  /** One line for each thing that could not be delivered. */
  complain(line: string): void;
  readonly fetch?: typeof fetch;
  /** Pauses before the second, third ... attempt. */
  readonly pausesMs?: readonly number[];
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long one attempt may take. */
  readonly timeoutMs?: number;
  /** Posts that may wait; beyond that the oldest is dropped. */
  readonly room?: number;
}

export interface Webhook {
  post(body: unknown): void;
  /** Takes no more, and ends when everything has been delivered or the time is over. */
  close(timeoutMs: number): Promise<void>;
}

/** The other side says that trying again will not help. */
class Refused extends Error {}

export function createWebhook(options: WebhookOptions): Webhook {
  const { url, complain, pausesMs = [1000, 3000, 10_000], timeoutMs = 5000, room = 1000 } = options;
  const { fetch: send = fetch, wait = sleep } = options;
  // Paths and queries of webhooks are often secrets.
  const name = `webhook ${url.origin}`;
  const end = new AbortController();
  const waiting: string[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  async function attempt(body: string): Promise<void> {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([end.signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const worthIt = response.status >= 500 || response.status === 408 || response.status === 429;
    throw new (worthIt ? Error : Refused)(`it answered ${response.status}`);
  }

  async function deliver(body: string): Promise<void> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(body);
      } catch (error) {
        const pause = error instanceof Refused || end.signal.aborted ? undefined : pausesMs[attempts - 1];
        if (pause === undefined) {
          const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
          complain(`${name}: not delivered after ${times}: ${reasonOf(error)}`);
          return;
        }
        await wait(pause, end.signal);
      }
    }
  }

  async function work(): Promise<void> {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      if (end.signal.aborted) {
        complain(`${name}: ${waiting.length + 1} not delivered before the end`);
        break;
      }
      await deliver(body);
    }
    working = undefined;
  }

  return {
    post(body) {
      if (closed) return;
      waiting.push(JSON.stringify(body));
      if (waiting.length > room) {
        waiting.shift();
        complain(`${name}: it is too slow, the oldest of ${room} that wait was dropped`);
      }
      working ??= work();
    },
    async close(timeLeftMs) {
      closed = true;
      const timer = setTimeout(() => end.abort(new Error('the program ends')), timeLeftMs);
      await working;
      clearTimeout(timer);
    },
  };
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return 'no answer in time';
  const { code, message: below } = (cause ?? {}) as NodeJS.ErrnoException;
  return (code ?? below ?? message).replaceAll(/\s+/g, ' ');
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
