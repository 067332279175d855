/** The memory transport beyond the contract: faults and determinism. */
import { expect, test } from 'vitest';
import type { Link } from '../../core/transport.ts';
import { createMemoryNetwork, type MemoryListener, type MemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';

const endpoint = { host: 'ccx', port: 42_027 };
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

async function connected(
  network: MemoryNetwork,
): Promise<{ listener: MemoryListener; client: Link; server: Link }> {
  let server: Link | undefined;
  const listener = network.listen(endpoint, (link) => {
    server = link;
  });
  const client = await network.transport.dial(endpoint);
  if (!server) throw new Error('the dial resolved before the listener had its link');
  return { listener, client, server };
}

async function outcome(promise: Promise<unknown>): Promise<unknown> {
  let settled: unknown = 'pending';
  promise.then(
    (value) => {
      settled = value;
    },
    (error: unknown) => {
      settled = error;
    },
  );
  await settle();
  return settled;
}

test('a held dial waits for its timeout on the given clock', async () => {
  const clock = new FakeClock();
  const network = createMemoryNetwork({ clock });
  const links: Link[] = [];
  const listener = network.listen(endpoint, (link) => links.push(link));
  listener.hold();
  const dialing = network.transport.dial(endpoint, { timeoutMs: 5_000 });
  const failure = expect(dialing).rejects.toMatchObject({
    code: 'CONNECT_TIMEOUT',
    details: { timeoutMs: 5_000 },
  });
  await clock.advance(4_999);
  expect(await outcome(dialing)).toBe('pending');
  await clock.advance(1);
  await failure;
  listener.resume();
  await settle();
  expect(links).toEqual([]);
  expect(clock.pending).toBe(0);
});

test('resume() accepts waiting dials in order', async () => {
  const network = createMemoryNetwork();
  const ports: number[] = [];
  const listener = network.listen(endpoint, (link) => ports.push(link.endpoint.port));
  listener.hold();
  const dialing = [network.transport.dial(endpoint), network.transport.dial(endpoint)];
  expect(await outcome(Promise.race(dialing))).toBe('pending');
  listener.resume();
  await Promise.all(dialing);
  expect(ports).toEqual([...ports].sort((a, b) => a - b));
  expect(ports).toHaveLength(2);
});

test('closing a listener refuses waiting dials', async () => {
  const network = createMemoryNetwork();
  const listener = network.listen(endpoint, () => {});
  listener.hold();
  const dialing = network.transport.dial(endpoint);
  await settle();
  listener.close();
  await expect(dialing).rejects.toMatchObject({
    code: 'CONNECT_FAILED',
    details: { reason: 'ECONNREFUSED' },
  });
});

test('stall() drops bytes and FINs in both directions while both ends stay open', async () => {
  const network = createMemoryNetwork();
  const { listener, client, server } = await connected(network);
  listener.stall();
  client.send(bytes(1));
  server.send(bytes(2));
  expect(client.bufferedAmount).toBe(0);
  expect(await outcome(server.incoming[Symbol.asyncIterator]().next())).toBe('pending');
  server.abort();
  expect(await outcome(client.closed)).toBe('pending');
  expect(await outcome(network.transport.dial(endpoint))).toBe('pending');

  listener.resume();
  const next = await network.transport.dial(endpoint);
  expect(next).not.toBe(client);
  expect(await outcome(client.closed)).toBe('pending');
  // Without confirmation that the peer received everything.
  await client.close();
  expect(await client.closed).toEqual({ reason: 'local', wasClean: false });
});

test('stall(link) stalls one link only, from either end', async () => {
  const network = createMemoryNetwork();
  const servers: Link[] = [];
  const listener = network.listen(endpoint, (link) => servers.push(link));
  const silent = await network.transport.dial(endpoint);
  const loud = await network.transport.dial(endpoint);
  const [silentServer, loudServer] = servers;
  if (!silentServer || !loudServer) throw new Error('no links');
  listener.stall(silentServer);
  silent.send(bytes(1));
  loud.send(bytes(2));
  expect(await outcome(silentServer.incoming[Symbol.asyncIterator]().next())).toBe('pending');
  expect(await outcome(loudServer.incoming[Symbol.asyncIterator]().next())).toEqual({
    done: false,
    value: bytes(2),
  });
});

test('FIN closes the link after its bytes were read', async () => {
  const network = createMemoryNetwork();
  const { client, server } = await connected(network);
  const seen: string[] = [];
  const reading = (async () => {
    for await (const chunk of client.incoming) {
      await Promise.resolve();
      client.send(bytes(9));
      seen.push(`chunk ${chunk[0]}`);
    }
    seen.push('end');
  })();
  void client.closed.then(({ reason }) => seen.push(`closed by ${reason}`));
  await settle();
  server.send(bytes(1));
  server.send(bytes(2));
  void server.close();
  await reading;
  await settle();
  expect(seen.slice(0, 2)).toEqual(['chunk 1', 'chunk 2']);
  expect(seen.slice(2).sort()).toEqual(['closed by peer', 'end']);
});

test('unread bytes of the peer count as buffered', async () => {
  const network = createMemoryNetwork({ maxBufferedBytes: 10 });
  const { client, server } = await connected(network);
  client.send(bytes(1, 2, 3, 4, 5, 6));
  expect(client.bufferedAmount).toBe(6);
  client.send(bytes(7, 8, 9, 10));
  expect(client.bufferedAmount).toBe(10);
  const reader = server.incoming[Symbol.asyncIterator]();
  await reader.next();
  expect(client.bufferedAmount).toBe(4);
  client.send(bytes(1, 2, 3, 4, 5, 6, 7));
  expect(await client.closed).toMatchObject({
    reason: 'error',
    error: { code: 'SEND_OVERFLOW', details: { bufferedBytes: 11, maxBufferedBytes: 10 } },
  });
  expect(await server.closed).toMatchObject({ reason: 'error', error: { code: 'LINK_LOST' } });
});

test('an endpoint has one listener', async () => {
  const network = createMemoryNetwork();
  const listener = network.listen(endpoint, () => {});
  expect(() => network.listen(endpoint, () => {})).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
  listener.close();
  const second = network.listen(endpoint, () => {});
  listener.close();
  await network.transport.dial(endpoint);
  second.close();
  await expect(network.transport.dial(endpoint)).rejects.toMatchObject({ code: 'CONNECT_FAILED' });
});
