import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { ServerSession } from '../../core/server/server-host.ts';
import { createUploadQueue } from '../../simulator/sessions/upload-queue.ts';
import { FakeClock } from './fake-clock.ts';

const messages = (count: number, from = 0): CtiMessage[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'CONFIG_END_EVENT', status: from + index }));

/** A session whose client does not read until told to; each message is 1 kB. */
function slowSession() {
  const sent: number[] = [];
  const session = {
    state: 'open' as ServerSession['state'],
    bufferedAmount: 0,
    dropped: false,
    send(message: CtiMessage) {
      if (message.type === 'CONFIG_END_EVENT') sent.push(message.status);
      session.bufferedAmount += 1024;
    },
    drop() {
      session.dropped = true;
      session.state = 'closed';
    },
  };
  return { session, serving: session as unknown as ServerSession, sent };
}

describe('the upload queue', () => {
  it('waits for a slow client and keeps the order', async () => {
    const clock = new FakeClock();
    const { session, serving, sent } = slowSession();
    const outbox = createUploadQueue(clock);
    outbox.send(serving, messages(300));
    outbox.send(serving, messages(2, 300));
    expect(sent).toHaveLength(128);
    await clock.advance(1000);
    expect(sent).toHaveLength(128);
    session.bufferedAmount = 0;
    await clock.advance(10);
    expect(sent).toHaveLength(256);
    session.bufferedAmount = 0;
    await clock.advance(10);
    expect(sent).toEqual(Array.from({ length: 302 }, (_, index) => index));
    expect(clock.pending).toBe(0);
    // Once the upload is sent, the next one starts at once.
    session.bufferedAmount = 0;
    outbox.send(serving, messages(1, 302));
    expect(sent.at(-1)).toBe(302);
  });

  it('discards messages of a closed session', async () => {
    const clock = new FakeClock();
    const { session, serving, sent } = slowSession();
    const outbox = createUploadQueue(clock);
    outbox.send(serving, messages(300));
    session.state = 'closed';
    session.bufferedAmount = 0;
    await clock.advance(10);
    expect(sent).toHaveLength(128);
    expect(clock.pending).toBe(0);
  });

  it('drops a client that keeps requesting and reads nothing', () => {
    const { session, serving } = slowSession();
    const outbox = createUploadQueue(new FakeClock());
    for (let upload = 0; upload < 100 && !session.dropped; upload++) outbox.send(serving, messages(1000));
    expect(session.dropped).toBe(true);
  });
});
