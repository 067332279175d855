import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.ts';

const codec = createCodec({ version: 17 });
const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listen(options: SimulatorOptions): Promise<{ simulator: Simulator; port: number }> {
  const simulator = createSimulator(options);
  closing.push(() => simulator.close());
  return { simulator, ...(await simulator.listen({ port: 0 })) };
}

/** A raw socket client that reads only on demand. */
async function open(port: number, services: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  closing.push(() => socket.destroy());
  const framer = createFramer();
  const received: CtiMessage[] = [];
  let wake = (): void => {};
  let ended = false;
  const news = (): void => wake();
  socket.on('data', (chunk) => {
    for (const frame of framer.push(chunk)) received.push(codec.decode(frame));
    news();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    ended = true;
    news();
  });
  const send = (message: CtiMessage): void => void socket.write(codec.encode(message));
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((resolve) => (wake = resolve));
  };
  send({
    type: 'OPEN_REQ',
    invokeId: 1,
    versionNumber: 17,
    idleTimeout: 119,
    servicesRequested: services,
    callMsgMask: 0x7fffff,
    agentStateMask: 0x3fff,
    configMsgMask: 0xf,
    clientId: '',
    clientPassword: new Uint8Array(0),
  });
  await until(() => received[0]?.type === 'OPEN_CONF');
  return { socket, received, send, until, ended: () => ended };
}

describe('a client that reads slowly', () => {
  it('receives a configuration larger than the send buffer', async () => {
    const { port } = await listen({ profile: 'ova400', autoStart: false });
    const { socket, received, send, until, ended } = await open(port, 0x40010);
    socket.pause();
    // Seven times, which exceeds the buffers of the link and the operating system.
    for (let upload = 0; upload < 7; upload++) send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0xf });
    // Nothing is read meanwhile; a session that drops slow clients at once would have ended.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(ended()).toBe(false);
    socket.resume();
    const ends = (): number => received.filter(({ type }) => type === 'CONFIG_END_EVENT').length;
    await until(() => ends() === 28 || ended());
    expect(ends()).toBe(28);
    const agents = received.flatMap((message) =>
      message.type === 'CONFIG_AGENT_EVENT' ? (message.records ?? []) : [],
    );
    expect(agents).toHaveLength(7 * 2000);
    expect(new Set(agents.map(({ loginId }) => loginId)).size).toBe(2000);
    expect(agents.filter(({ csqs }) => csqs?.length === 25)).toHaveLength(7 * 1958);
  });
});

describe('a client that keeps requesting and reads nothing', () => {
  it('is dropped; other sessions continue', async () => {
    const { simulator, port } = await listen({ profile: 'ova400', autoStart: false });
    const deaf = await open(port, 0x40010);
    const other = await open(port, 0x10);
    deaf.socket.pause();
    for (let upload = 0; upload < 120; upload++)
      deaf.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0xf });
    while (simulator.sessions.length > 1) await new Promise((resolve) => setTimeout(resolve, 10));
    other.send({ type: 'HEARTBEAT_REQ', invokeId: 7 });
    await other.until(() => other.received.some(({ type }) => type === 'HEARTBEAT_CONF') || other.ended());
    expect(other.ended()).toBe(false);
    expect(simulator.sessions).toHaveLength(1);
  });
});
