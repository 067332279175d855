import { describe, expect, it } from 'vitest';
import { createWebhook, type Webhook, type WebhookOptions } from '../../demo/scripts/shared/webhook.ts';

type Answer = number | Error;

interface Receiver {
  readonly webhook: Webhook;
  readonly received: { readonly body: unknown; readonly at: number }[];
  readonly complaints: string[];
  /** What is answered next; 200 when it is empty. */
  readonly answers: Answer[];
}

/** A receiver that answers as told, on a time that passes only while somebody waits for it. */
function receiver(answers: Answer[] = [], options: Partial<WebhookOptions> = {}): Receiver {
  let now = 0;
  const received: Receiver['received'] = [];
  const complaints: string[] = [];
  const webhook = createWebhook({
    url: new URL('https://hooks.example/services/secret?token=secret'),
    complain: (line) => complaints.push(line),
    wait: async (ms) => {
      now += ms;
    },
    fetch: async (_, init) => {
      received.push({ body: JSON.parse(String(init?.body)), at: now });
      const answer = answers.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return new Response('said at length', { status: answer });
    },
    ...options,
  });
  return { webhook, received, complaints, answers };
}

describe('a webhook', () => {
  it('posts one after the other, in order', async () => {
    const { webhook, received, complaints } = receiver();
    for (const n of [1, 2, 3]) webhook.post({ n });
    await webhook.close(1000);
    expect(received.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(complaints).toEqual([]);
  });

  it('tries again after longer and longer pauses, and what came later waits its turn', async () => {
    const { webhook, received, complaints } = receiver([503, new Error('reset'), 429]);
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
    expect(complaints).toEqual([]);
  });

  it('gives up after four attempts with one line that keeps the address to itself, and goes on', async () => {
    const refused = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    const { webhook, received, complaints } = receiver([500, 500, 500, refused]);
    webhook.post({ n: 1 });
    webhook.post({ n: 2 });
    await webhook.close(1000);
    expect(complaints).toEqual([
      'webhook https://hooks.example: not delivered after 4 attempts: ECONNREFUSED',
    ]);
    expect(received.at(-1)?.body).toEqual({ n: 2 });
  });

  it.each([400, 404, 302])('does not repeat what was answered with %i', async (status) => {
    const { webhook, received, complaints } = receiver([status]);
    webhook.post({});
    await webhook.close(1000);
    expect(received).toHaveLength(1);
    expect(complaints).toEqual([
      `webhook https://hooks.example: not delivered after 1 attempt: it answered ${status}`,
    ]);
  });

  it('drops the oldest when too many wait', async () => {
    const { webhook, received, complaints } = receiver([], { room: 2 });
    // The first is on its way at once; the others wait.
    for (const n of [1, 2, 3, 4]) webhook.post({ n });
    await webhook.close(1000);
    expect(received.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
    expect(complaints).toHaveLength(1);
  });

  it('ends in time although the receiver does not answer', async () => {
    const { webhook, complaints } = receiver([], {
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    webhook.post({ n: 1 });
    webhook.post({ n: 2 });
    await webhook.close(1);
    expect(complaints).toEqual([
      'webhook https://hooks.example: not delivered after 1 attempt: the program ends',
      'webhook https://hooks.example: 1 not delivered before the end',
    ]);
  });

  it('takes nothing after its end', async () => {
    const { webhook, received } = receiver();
    await webhook.close(1000);
    webhook.post({});
    expect(received).toEqual([]);
  });
});
