import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createSimulator, type Simulator } from '../../simulator/index.ts';

const running: (Simulator | Socket)[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('close' in one) await one.close();
    else one.destroy();
  }
});

/** A raw socket client with a codec. */
function dial(port: number, version: number, lengthBytes: 1 | 2 = 1) {
  const codec = createCodec({ version, ...(version >= 18 ? { lengthBytes } : {}) });
  const framer = createFramer();
  const socket = connect(port, '127.0.0.1');
  running.push(socket);
  const seen: CtiMessage[] = [];
  const waiting: (() => void)[] = [];
  const wake = (): void => {
    for (const one of waiting.splice(0)) one();
  };
  let over: 'end' | 'reset' | undefined;
  socket.on('data', (chunk) => {
    seen.push(...framer.push(chunk).map((frame) => codec.decode(frame)));
    wake();
  });
  socket.on('end', () => {
    over ??= 'end';
    wake();
  });
  socket.on('error', () => {
    over ??= 'reset';
    wake();
  });
  return {
    seen,
    send: (...messages: CtiMessage[]) => {
      for (const message of messages) socket.write(codec.encode(message));
    },
    /** Resolves with the first matching message. */
    async first(fits: (message: CtiMessage) => boolean): Promise<CtiMessage> {
      for (;;) {
        const found = seen.find(fits);
        if (found !== undefined) return found;
        if (over !== undefined) throw new Error(`the link is over (${over})`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async over(): Promise<'end' | 'reset'> {
      while (over === undefined) await new Promise<void>((resolve) => waiting.push(resolve));
      return over;
    },
  };
}

const open = (versionNumber: number): CtiMessage => ({
  type: 'OPEN_REQ',
  invokeId: 1,
  versionNumber,
  idleTimeout: 40,
  servicesRequested: 0x40096,
  callMsgMask: 0x7fffff,
  agentStateMask: 0x3fff,
  configMsgMask: 0xf,
  clientId: 'integration',
  clientPassword: new Uint8Array(0),
});

it.each([
  [10, 1],
  [17, 1],
  [18, 1],
  [18, 2],
] as const)('a call comes over TCP in version %i, lengths of %i', async (version, lengthBytes) => {
  const simulator = createSimulator({ speed: 200, callsPerHour: 600, lengthBytes });
  running.push(simulator);
  const { port } = await simulator.listen({ port: 0 });
  const client = dial(port, version, lengthBytes);
  client.send(open(version), { type: 'CONFIG_REQUEST_EVENT', configurationMask: 0xf });
  client.send({ type: 'HEARTBEAT_REQ', invokeId: 2 });
  await client.first(({ type }) => type === 'HEARTBEAT_CONF');
  expect(client.seen[0]).toMatchObject({ type: 'OPEN_CONF', servicesGranted: 0x40096 });
  expect(client.seen.filter(({ type }) => type === 'CONFIG_END_EVENT')).toHaveLength(4);
  const begin = await client.first(({ type }) => type === 'BEGIN_CALL_EVENT');
  if (begin.type !== 'BEGIN_CALL_EVENT') throw new Error('no call');
  await client.first((message) => message.type === 'END_CALL_EVENT' && message.callId === begin.callId);
  const life = client.seen.flatMap((message) =>
    'callId' in message && message.callId === begin.callId ? [message.type] : [],
  );
  expect(life.slice(0, 4)).toEqual([
    'BEGIN_CALL_EVENT',
    'CALL_DELIVERED_EVENT',
    'CALL_ESTABLISHED_EVENT',
    'CALL_QUEUED_EVENT',
  ]);
  expect(life.slice(-3)).toEqual(['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT']);
});

it('close() closes the links and frees the port', async () => {
  const simulator = createSimulator({ callsPerHour: 0 });
  const { port } = await simulator.listen({ port: 0 });
  const client = dial(port, 17);
  client.send(open(17));
  await client.first(({ type }) => type === 'OPEN_CONF');
  await simulator.close();
  expect(await client.over()).toBe('end');
  const next = createSimulator({ callsPerHour: 0 });
  running.push(next);
  expect(await next.listen({ port })).toEqual({ port });
});

it('dropLink() resets the links', async () => {
  const simulator = createSimulator({ callsPerHour: 0 });
  running.push(simulator);
  const { port } = await simulator.listen({ port: 0 });
  const client = dial(port, 17);
  client.send(open(17));
  await client.first(({ type }) => type === 'OPEN_CONF');
  simulator.dropLink();
  expect(await client.over()).toBe('reset');
});

it('listen() rejects for a port in use', async () => {
  const simulator = createSimulator();
  running.push(simulator);
  const { port } = await simulator.listen({ port: 0 });
  const second = createSimulator();
  running.push(second);
  await expect(second.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
