import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import type { Link } from '../../core/transport.ts';
import { guardLink } from '../../relay/cluster/lease.ts';
import { ChunkQueue } from '../../transports/link/chunk-queue.ts';

function pair(): { link: Link; sent: Uint8Array[]; incoming: ChunkQueue; aborted: Error[] } {
  const sent: Uint8Array[] = [];
  const aborted: Error[] = [];
  const incoming = new ChunkQueue({ highWaterBytes: 1000, lowWaterBytes: 0 });
  const link: Link = {
    endpoint: { host: 'ccx', port: 42027 },
    incoming,
    bufferedAmount: 0,
    send: (bytes) => sent.push(bytes),
    close: async () => {},
    abort: (reason) => {
      if (reason) aborted.push(reason);
      incoming.end();
    },
    closed: new Promise(() => {}),
  };
  return { link, sent, incoming, aborted };
}

const bytes = Uint8Array.of(1);

describe('a link that is guarded by the lease', () => {
  it('forwards everything while the lease is valid', async () => {
    const { link, sent, incoming } = pair();
    const guarded = guardLink(link, () => true);
    guarded.send(bytes);
    incoming.push(bytes);
    incoming.end();
    const read: Uint8Array[] = [];
    for await (const chunk of guarded.incoming) read.push(chunk);
    expect({ sent, read }).toEqual({ sent: [bytes], read: [bytes] });
  });

  it('rejects send() and aborts the link once the lease has expired', () => {
    const { link, sent, aborted } = pair();
    const guarded = guardLink(link, () => false);
    let error: unknown;
    try {
      guarded.send(bytes);
    } catch (caught) {
      error = caught;
    }
    expect(CtiError.is(error, 'LINK_CLOSED')).toBe(true);
    expect(sent).toEqual([]);
    expect(aborted).toHaveLength(1);
  });

  it('delivers nothing more once the lease has expired, even if it has arrived', async () => {
    const { link, incoming, aborted } = pair();
    let isLeader = true;
    const guarded = guardLink(link, () => isLeader);
    incoming.push(bytes);
    incoming.push(bytes);
    let read = 0;
    for await (const _ of guarded.incoming) {
      read++;
      isLeader = false;
    }
    expect(read).toBe(1);
    expect(aborted).toHaveLength(1);
  });
});
