import { describe, expect, it } from 'vitest';
import { createWebhook, type Webhook, type WebhookOptions } from '../../demo/scripts/shared/webhook.ts';

type Reply = number | Error;

interface Receiver {
  readonly webhook: Webhook;
  readonly received: { readonly body: unknown; readonly at: number }[];
  readonly errors: string[];
  /** Replies to the next requests; 200 when empty. */
  readonly replies: Reply[];
}

/** A receiver with given replies. Time passes only during `wait`. */
function receiver(replies: Reply[] = [], options: Partial<WebhookOptions> = {}): Receiver {
  let now = 0;
  const received: Receiver['received'] = [];
  const errors: string[] = [];
  const webhook = createWebhook({
    url: new URL('https://hooks.example/services/secret?token=secret'),
    logError: (line) => errors.push(line),
    wait: async (ms) => {
      now += ms;
    },
    fetch: async (_, init) => {
      received.push({ body: JSON.parse(String(init?.body)), at: now });
      const reply = replies.shift() ?? 200;
      if (reply instanceof Error) throw reply;
      return new Response('response body', { status: reply });
    },
    ...options,
  });
  return { webhook, received, errors, replies };
}

describe('createWebhook', () => {
  it('posts one at a time, in order', async () => {
    const { webhook, received, errors } = receiver();
    for (const n of [1, 2, 3]) webhook.post({ n });
    await webhook.close(1000);
    expect(received.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(errors).toEqual([]);
  });

  it('retries with increasing delays and keeps the order', async () => {
    const { webhook, received, errors } = receiver([503, new Error('reset'), 429]);
    webhook.post({ n: 1 });
    webhook.post({ n: 2 });
    await webhook.close(1000);
    expect(received).toEqual([
      { body: { n: 1 }, at: 0 },
      { body: { n: 1 }, at: 1000 },
      { body: { n: 1 }, at: 4000 },
      { body: { n: 1 }, at: 14_000 },
      { body: { n: 2 }, at: 14_000 },
    ]);
    expect(errors).toEqual([]);
  });

  it('gives up after four attempts, logs one line without the path, and continues', async () => {
    const refused = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    const { webhook, received, errors } = receiver([500, 500, 500, refused]);
    webhook.post({ n: 1 });
    webhook.post({ n: 2 });
    await webhook.close(1000);
    expect(errors).toEqual(['webhook https://hooks.example: delivery failed after 4 attempts: ECONNREFUSED']);
    expect(received.at(-1)?.body).toEqual({ n: 2 });
  });

  it.each([400, 404, 302])('does not retry after status %i', async (status) => {
    const { webhook, received, errors } = receiver([status]);
    webhook.post({});
    await webhook.close(1000);
    expect(received).toHaveLength(1);
    expect(errors).toEqual([
      `webhook https://hooks.example: delivery failed after 1 attempt: HTTP status ${status}`,
    ]);
  });

  it('drops the oldest post when the queue is full', async () => {
    const { webhook, received, errors } = receiver([], { maxQueue: 2 });
    // The first post is sent at once; the others wait.
    for (const n of [1, 2, 3, 4]) webhook.post({ n });
    await webhook.close(1000);
    expect(received.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
    expect(errors).toHaveLength(1);
  });

  it('closes within the timeout although the receiver does not reply', async () => {
    const { webhook, errors } = receiver([], {
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    webhook.post({ n: 1 });
    webhook.post({ n: 2 });
    await webhook.close(1);
    expect(errors).toEqual([
      'webhook https://hooks.example: delivery failed after 1 attempt: shutting down',
      'webhook https://hooks.example: 1 undelivered at shutdown',
    ]);
  });

  it('accepts no posts after close()', async () => {
    const { webhook, received } = receiver();
    await webhook.close(1000);
    webhook.post({});
    expect(received).toEqual([]);
  });
});
