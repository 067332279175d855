/** Delivery, order and backpressure. */
import { check, endedAs, equal, equalBytes, isCtiError, throwsLinkClosed } from '../assertions.ts';
import { concatenate, echo, pattern, read, readAll, sendPaced } from '../bytes.ts';
import { type ContractCase, deferred, turn, until, withPair } from '../harness.ts';

export const dataCases: readonly ContractCase[] = [
  {
    name: 'echo',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        void echo(server);
        client.send(pattern(100));
        equalBytes(await read(client, 100), pattern(100), 'echoed bytes');
      }),
  },
  {
    name: 'the link knows its endpoint',
    run: (harness) =>
      withPair(harness, async ({ client, server, endpoint }) => {
        equal(client.endpoint.host, endpoint.host, 'host');
        equal(client.endpoint.port, endpoint.port, 'port');
        check(server.endpoint.port > 0, 'the server does not see the client’s port');
      }),
  },
  {
    name: 'a megabyte arrives intact, sent byte by byte and in large blocks',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const payload = pattern(1_048_576);
        const received = read(server, payload.byteLength);
        await sendPaced(client, payload.subarray(0, 2_048), 1);
        await sendPaced(client, payload.subarray(2_048), 65_536);
        equalBytes(await received, payload, 'payload');
      }),
  },
  {
    name: 'one block larger than the socket buffer arrives intact',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const received = read(server, 1_000_000);
        client.send(pattern(1_000_000));
        equalBytes(await received, pattern(1_000_000), 'payload');
      }),
  },
  {
    name: 'many small sends keep their order, in both directions at once',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const payload = pattern(120_000);
        const received = Promise.all([read(server, payload.byteLength), read(client, payload.byteLength)]);
        for (let offset = 0; offset < payload.byteLength; offset += 24) {
          client.send(payload.subarray(offset, offset + 24));
          server.send(payload.subarray(offset, offset + 24));
        }
        const [atServer, atClient] = await received;
        equalBytes(atServer, payload, 'client to server');
        equalBytes(atClient, payload, 'server to client');
      }),
  },
  {
    name: 'chunks do not change after they were read',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        void echo(server);
        const kept: Uint8Array[] = [];
        for (let round = 0; round < 200; round += 1) {
          client.send(pattern(50, round * 50));
          kept.push(await read(client, 50));
        }
        equalBytes(concatenate(kept), pattern(10_000), 'kept chunks');
      }),
  },
  {
    name: 'sending no bytes sends nothing',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        client.send(new Uint8Array());
        client.send(pattern(3));
        for await (const chunk of server.incoming) {
          check(chunk.byteLength > 0, 'an empty chunk came in');
          break;
        }
      }),
  },
  {
    name: 'a reader that leaves loses nothing; there is one reader at a time',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const first = deferred<void>();
        const reading = (async () => {
          for await (const chunk of server.incoming) {
            first.resolve();
            return chunk;
          }
          return new Uint8Array();
        })();
        let refusal: unknown;
        try {
          server.incoming[Symbol.asyncIterator]();
        } catch (error) {
          refusal = error;
        }
        isCtiError(refusal, 'INVALID_ARGUMENT');
        client.send(pattern(10));
        const head = await reading;
        client.send(pattern(90, 10));
        const tail = await read(server, 100 - head.byteLength);
        equalBytes(concatenate([head, tail]), pattern(100), 'bytes of both readers');
      }),
  },
  {
    name: 'a reader that does not read slows the sender and loses nothing',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        const blockBytes = 65_536;
        // The capacity of both kernels and the receiver's buffer; without backpressure the loop exceeds any limit.
        const maxBytes = 64 * 1_048_576;
        let sent = 0;
        while (client.bufferedAmount < 524_288) {
          check(sent < maxBytes, `${sent} bytes were accepted without a reader`);
          client.send(pattern(blockBytes, sent));
          sent += blockBytes;
          await turn();
        }
        const received = await read(server, sent);
        equalBytes(received, pattern(sent), 'bytes after the pause');
        await until(() => client.bufferedAmount === 0);
      }),
  },
  {
    name: 'a peer that never reads ends the link with SEND_OVERFLOW',
    run: (harness) =>
      withPair(harness, async ({ client, server }) => {
        let isOver = false;
        void client.closed.then(() => {
          isOver = true;
        });
        let sent = 0;
        while (!isOver) {
          check(sent < 64 * 1_048_576, `${sent} bytes were accepted without a reader`);
          client.send(pattern(65_536));
          sent += 65_536;
          check(
            client.bufferedAmount <= 1_048_576,
            `${client.bufferedAmount} bytes are held, more than the bound`,
          );
          await Promise.resolve();
        }
        const how = await endedAs(client, { reason: 'error', wasClean: false });
        const { details } = isCtiError(how.error, 'SEND_OVERFLOW');
        equal(details.maxBufferedBytes, 1_048_576, 'details.maxBufferedBytes');
        check(details.bufferedBytes > 1_048_576, `details.bufferedBytes is ${details.bufferedBytes}`);
        throwsLinkClosed(client, 'after the overflow');
        equal(client.bufferedAmount, 0, 'bufferedAmount after the overflow');
        equal((await readAll(client)).byteLength, 0, 'bytes read after the overflow');
        // The peer's link ends after the bytes received so far; how depends on its kernel's buffer.
        await readAll(server);
        await server.closed;
      }),
  },
  {
    name: 'two links of one listener are independent',
    run: async (harness) => {
      const listener = await harness.listen((link) => void echo(link));
      const doomed = await harness.transport.dial(listener.endpoint);
      const other = await harness.transport.dial(listener.endpoint);
      try {
        doomed.send(pattern(10));
        other.send(pattern(20, 5));
        equalBytes(await read(doomed, 10), pattern(10), 'first link');
        doomed.abort();
        await doomed.closed;
        equalBytes(await read(other, 20), pattern(20, 5), 'second link');
        other.send(pattern(30));
        equalBytes(await read(other, 30), pattern(30), 'second link after the end of the first');
      } finally {
        doomed.abort();
        other.abort();
        await listener.close();
      }
    },
  },
];
