/** Requests that wait: many under one signal. */
import { expect, it } from 'vitest';
import { PendingRequests } from '../../core/session/pending-requests.ts';
import { FakeClock } from './fake-clock.ts';

it('a signal has one listener and aborts its pending requests', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...facts: Parameters<typeof add>): void => {
    listeners++;
    add(...facts);
  };
  const requests = new PendingRequests(new FakeClock());
  const ask = (invokeId: number): Promise<unknown> =>
    requests
      .wait('TEAM_CONFIG_REQ', invokeId, { signal })
      .catch((error: unknown) => (error as { code: string }).code);
  const asked = [1, 2, 3].map(ask);
  requests.answer({ type: 'TEAM_CONFIG_CONF', invokeId: 2, status: 0 });
  controller.abort();
  expect(await Promise.all(asked)).toMatchObject(['ABORTED', { status: 0 }, 'ABORTED']);
  expect(listeners).toBe(1);
  expect(requests.size).toBe(0);
});
