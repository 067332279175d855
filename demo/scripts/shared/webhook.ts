/** Posts JSON to a URL, one request at a time, with retries. `post()` never blocks. */

export interface WebhookOptions {
  readonly url: URL;
  /** Receives one line per delivery failure. */
  logError(line: string): void;
  /** Default: the runtime's `fetch`. */
  readonly fetch?: typeof fetch;
  /** Delays before the second and later attempts. Default 1000, 3000, 10000. */
  readonly retryDelaysMs?: readonly number[];
  /** Waits between attempts. Default: a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Timeout of one attempt. Default 5000. */
  readonly timeoutMs?: number;
  /** Posts that may wait; beyond that the oldest is dropped. Default 1000. */
  readonly maxQueue?: number;
}

export interface Webhook {
  post(body: unknown): void;
  /** Accepts no more posts; resolves when all are delivered or after `timeoutMs`. */
  close(timeoutMs: number): Promise<void>;
}

/** A status for which a retry is pointless. */
class PermanentError extends Error {}

export function createWebhook(options: WebhookOptions): Webhook {
  const { url, logError, retryDelaysMs = [1000, 3000, 10_000], timeoutMs = 5000, maxQueue = 1000 } = options;
  const { fetch: send = fetch, wait = sleep } = options;
  // The path and the query of a webhook URL are often secret.
  const name = `webhook ${url.origin}`;
  const abort = new AbortController();
  const queue: string[] = [];
  let delivering: Promise<void> | undefined;
  let closed = false;

  async function attempt(body: string): Promise<void> {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const isTransient = response.status >= 500 || response.status === 408 || response.status === 429;
    throw new (isTransient ? Error : PermanentError)(`HTTP status ${response.status}`);
  }

  async function deliver(body: string): Promise<void> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(body);
      } catch (error) {
        const isFinal = error instanceof PermanentError || abort.signal.aborted;
        const delayMs = isFinal ? undefined : retryDelaysMs[attempts - 1];
        if (delayMs === undefined) {
          const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
          logError(`${name}: delivery failed after ${times}: ${failureReason(error)}`);
          return;
        }
        await wait(delayMs, abort.signal);
      }
    }
  }

  async function deliverQueue(): Promise<void> {
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
      if (abort.signal.aborted) {
        logError(`${name}: ${queue.length + 1} undelivered at shutdown`);
        break;
      }
      await deliver(body);
    }
    delivering = undefined;
  }

  return {
    post(body) {
      if (closed) return;
      queue.push(JSON.stringify(body));
      if (queue.length > maxQueue) {
        queue.shift();
        logError(`${name}: queue full (limit ${maxQueue}), oldest post dropped`);
      }
      delivering ??= deliverQueue();
    },
    async close(closeTimeoutMs) {
      closed = true;
      const timer = setTimeout(() => abort.abort(new Error('shutting down')), closeTimeoutMs);
      await delivering;
      clearTimeout(timer);
    },
  };
}

function failureReason(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return 'timeout';
  const { code, message: causeMessage } = (cause ?? {}) as NodeJS.ErrnoException;
  return (code ?? causeMessage ?? message).replaceAll(/\s+/g, ' ');
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
