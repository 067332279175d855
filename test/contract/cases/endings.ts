/** A link ends once, with a reason; bytes received before can still be read. */
import type { Link } from '../../../core/transport.ts';
import { check, endedAs, equal, equalBytes, isCtiError, throwsLinkClosed } from '../assertions.ts';
import { echo, pattern, read, readAll } from '../bytes.ts';
import { type ContractCase, type ContractHarness, firstBytes, type Pair, withPair } from '../harness.ts';

/** More bytes than the socket buffer, fewer than the limit. */
const plenty = 600_000;

async function greetedBy(
  harness: ContractHarness,
  which: 'resetting' | 'closing',
  body: (link: Link) => Promise<void>,
): Promise<void> {
  const link = await harness.transport.dial(harness[which]);
  try {
    equalBytes(await read(link, firstBytes.byteLength), firstBytes, 'first bytes');
    await body(link);
  } finally {
    link.abort();
  }
}

const endings: Readonly<Record<string, (pair: Pair) => void>> = {
  'close()': ({ client }) => void client.close(),
  'abort()': ({ client }) => client.abort(),
  'the peer’s close()': ({ server }) => void server.close(),
  'the peer’s abort()': ({ server }) => server.abort(),
  overflow: ({ client }) => client.send(new Uint8Array(1_048_577)),
};

export const endingCases: readonly ContractCase[] = [
  {
    name: 'FIN from the peer: incoming ends, the link is closed',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        void server.close();
        equal((await readAll(client)).byteLength, 0, 'bytes received');
        await endedAs(client, { reason: 'peer', wasClean: true });
        await endedAs(server, { reason: 'local', wasClean: true });
        throwsLinkClosed(client, 'after the peer’s FIN');
      }),
  },
  {
    name: 'FIN from a peer without close_notify is FIN',
    run: (harness) =>
      greetedBy(harness, 'closing', async (link) => {
        link.send(pattern(10));
        equal((await readAll(link)).byteLength, 0, 'bytes after the first bytes');
        await endedAs(link, { reason: 'peer', wasClean: true });
      }),
  },
  {
    name: 'FIN right after data: no unread byte is lost',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        server.send(pattern(plenty));
        const closing = server.close();
        equalBytes(await readAll(client), pattern(plenty), 'bytes before FIN');
        await endedAs(client, { reason: 'peer', wasClean: true });
        await closing;
        await endedAs(server, { reason: 'local', wasClean: true });
      }),
  },
  {
    name: 'close() sends what is buffered first',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        for (let offset = 0; offset < plenty; offset += 1_000) client.send(pattern(1_000, offset));
        const closing = client.close();
        throwsLinkClosed(client, 'after close()');
        equalBytes(await readAll(server), pattern(plenty), 'bytes sent before close()');
        await closing;
        await endedAs(client, { reason: 'local', wasClean: true });
        await endedAs(server, { reason: 'peer', wasClean: true });
      }),
  },
  {
    name: 'close() with bytes unread does not destroy what was sent',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        server.send(pattern(50_000));
        client.send(pattern(plenty));
        const closing = client.close();
        equalBytes(await readAll(server), pattern(plenty), 'bytes sent before close()');
        await closing;
        await endedAs(client, { reason: 'local', wasClean: true });
      }),
  },
  {
    name: 'close() twice, and after the peer’s FIN',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        await Promise.all([client.close(), client.close()]);
        await client.close();
        await readAll(server);
        await server.close();
        await endedAs(client, { reason: 'local', wasClean: true });
        await endedAs(server, { reason: 'peer', wasClean: true });
      }),
  },
  {
    name: 'close() on both sides at once',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        await Promise.all([client.close(), server.close()]);
        check((await client.closed).wasClean, 'the client’s end was not clean');
        check((await server.closed).wasClean, 'the server’s end was not clean');
      }),
  },
  {
    name: 'reset by the peer',
    run: (harness) =>
      greetedBy(harness, 'resetting', async (link) => {
        link.send(pattern(10));
        equal((await readAll(link)).byteLength, 0, 'bytes after the first bytes');
        const how = await endedAs(link, { reason: 'error', wasClean: false });
        equal(isCtiError(how.error, 'LINK_LOST').details.reason, 'ECONNRESET', 'details.reason');
        throwsLinkClosed(link, 'after the reset');
      }),
  },
  {
    name: 'abort() with a reason',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const reason = new Error('heartbeats went unanswered');
        client.abort(reason);
        const how = await endedAs(client, { reason: 'aborted', wasClean: false });
        equal(how.error, reason, 'error');
        throwsLinkClosed(client, 'after abort()');
        equal((await readAll(client)).byteLength, 0, 'bytes received');
        await readAll(server);
        const atPeer = await server.closed;
        if (harness.abortResets) isCtiError(atPeer.error, 'LINK_LOST');
        equal(atPeer.reason, harness.abortResets ? 'error' : 'peer', 'how the peer saw it');
      }),
  },
  {
    name: 'abort() without a reason, with bytes unsent and unread',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        server.send(pattern(plenty));
        client.send(pattern(plenty));
        client.abort();
        const how = await endedAs(client, { reason: 'aborted', wasClean: false });
        check(!('error' in how), 'an error was made up');
        equal(client.bufferedAmount, 0, 'bufferedAmount');
        equal((await readAll(client)).byteLength, 0, 'bytes read');
        await readAll(server);
        await server.closed;
      }),
  },
  {
    name: 'abort() while close() waits ends the link at once',
    run: (harness) =>
      withPair(harness, async ({ client }) => {
        client.send(pattern(plenty));
        const closing = client.close();
        const { reason } = await Promise.race([client.closed, Promise.resolve({ reason: undefined })]);
        client.abort();
        await closing;
        // In memory close() may have finished before.
        equal((await client.closed).reason, reason ?? 'aborted', 'reason');
      }),
  },
  {
    name: 'closed resolves once, whatever is done after',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        equal(client.closed, client.closed, 'closed is one promise');
        client.abort();
        const how = await client.closed;
        client.abort(new Error('again'));
        await client.close();
        await server.close();
        equal(await client.closed, how, 'the outcome');
      }),
  },
  ...Object.entries(endings).map(
    ([name, end]): ContractCase => ({
      name: `a waiting reader sees the end: ${name}`,
      run: (harness) =>
        withPair(harness, async (pair) => {
          const reading = readAll(pair.client);
          end(pair);
          equal((await reading).byteLength, 0, 'bytes received');
          await pair.client.closed;
          throwsLinkClosed(pair.client, 'after the end');
        }),
    }),
  ),
  {
    name: 'closing a listener keeps its links open',
    run: async (harness) => {
      const listener = await harness.listen((link) => void echo(link));
      const link = await harness.transport.dial(listener.endpoint);
      link.send(pattern(10));
      await read(link, 10);
      await listener.close();
      link.send(pattern(20));
      equalBytes(await read(link, 20), pattern(20), 'echoed bytes');
      await link.close();
    },
  },
];
