/**
 * End-to-end throughput: a server in this process writes frames to a loopback socket as fast as they are read; a client on
 * Node, Deno or Bun decodes them, updates its state and notifies four subscribers.
 */
import { execFile } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type CtiMessage, createCodec, createFramer } from 'rxcti/protocol';
import { bunBinary, denoBinary } from '../runtimes/binaries.ts';

const events = 300_000;
const rounds = 3;
const codec = createCodec({ version: 17 });

/** The six events of one call. */
function callEvents(callId: number): CtiMessage[] {
  const ids = { connectionDeviceType: 0, callId, connectionDeviceId: '2001' };
  const call = {
    lineType: 3,
    applicationId: 0xffffffff,
    csqId: 0xffffffff,
    callingDeviceType: 0,
    calledDeviceType: 74,
  };
  const ani = `+49301${String(callId).slice(-6)}`;
  return [
    {
      type: 'BEGIN_CALL_EVENT',
      ...ids,
      callType: 1,
      calledPartyDisposition: 0,
      ani,
      dnis: '7000',
      dialedNumber: '7000',
    },
    {
      type: 'CALL_DELIVERED_EVENT',
      ...ids,
      ...call,
      alertingDeviceType: 76,
      lastRedirectDeviceType: 0xffff,
      localConnectionState: 2,
      eventCause: 0xffff,
      alertingDeviceId: '2001',
      callingDeviceId: ani,
      calledDeviceId: '7000',
      ani,
      dnis: '7000',
      callVariable1: 'gold',
      callVariable2: '4711',
      callVariable3: 'de',
    },
    {
      type: 'CALL_ESTABLISHED_EVENT',
      ...ids,
      ...call,
      answeringDeviceType: 76,
      lastRedirectDeviceType: 0xffff,
      localConnectionState: 3,
      eventCause: 0xffff,
      answeringDeviceId: '2001',
      callingDeviceId: ani,
      calledDeviceId: '7000',
    },
    {
      type: 'CALL_HELD_EVENT',
      ...ids,
      holdingDeviceType: 76,
      localConnectionState: 4,
      eventCause: 0xffff,
      holdingDeviceId: '2001',
    },
    {
      type: 'CALL_CLEARED_EVENT',
      callId,
      localConnectionState: 0,
      eventCause: 0xffff,
      connectionDeviceId: '2001',
    },
    { type: 'END_CALL_EVENT', ...ids },
  ];
}

/** Frames of interleaved calls, in blocks of the size that a busy server writes. */
function blocks(): Uint8Array[] {
  const result: Uint8Array[] = [];
  let block: Uint8Array[] = [];
  for (let index = 0; index * 6 < events; index += 20) {
    const calls = Array.from({ length: 20 }, (_, offset) => callEvents(16_777_216 + index + offset));
    for (let step = 0; step < 6; step++)
      for (const call of calls) block.push(codec.encode(call[step] as CtiMessage));
    if (index % 100 === 0) {
      result.push(Buffer.concat(block));
      block = [];
    }
  }
  result.push(Buffer.concat(block));
  return result;
}

async function stream(socket: Socket, frameBlocks: readonly Uint8Array[]): Promise<void> {
  for (const block of frameBlocks) {
    if (socket.write(block)) continue;
    await new Promise((resolve) => socket.once('drain', resolve));
  }
}

const programs: Readonly<Record<string, () => [string, string[]]>> = {
  Node: () => [process.execPath, ['--import', 'tsx']],
  Deno: () => [denoBinary(), ['run', '--allow-all', '--no-remote']],
  Bun: () => [bunBinary(), ['run']],
};

/** Measures all runtimes, interleaved, several times; returns a Markdown table of the medians. */
export async function endToEndTable(): Promise<string> {
  const frameBlocks = blocks();
  const total = Math.ceil(events / 120) * 120;
  const server = createServer((socket) => {
    const framer = createFramer();
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      for (const frame of framer.push(chunk)) {
        const message = codec.decode(frame);
        if (message.type === 'CLOSE_REQ')
          socket.write(codec.encode({ type: 'CLOSE_CONF', invokeId: message.invokeId }));
        if (message.type !== 'OPEN_REQ') continue;
        const { invokeId } = message;
        socket.write(
          codec.encode({
            type: 'OPEN_CONF',
            invokeId,
            servicesGranted: 0x10,
            ccxOnline: true,
            agentState: 0,
          }),
        );
        setTimeout(() => void stream(socket, frameBlocks), 200);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const results = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const [command, args] = program();
      const script = 'test/bench/end-to-end-client.ts';
      const { stdout } = await promisify(execFile)(command, [...args, script, String(port), String(total)], {
        timeout: 120_000,
      });
      const { eventsPerSecond } = JSON.parse(stdout) as { eventsPerSecond: number };
      results.set(name, [...(results.get(name) ?? []), eventsPerSecond]);
    }
  }
  server.close();
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[values.length >> 1] as number;
  const node = median(results.get('Node') ?? []);
  const rows = [...results].map(([name, values]) => {
    const value = median(values);
    return `| ${name} | ${value.toLocaleString('en')} | ${(value / node).toFixed(2)} |`;
  });
  return ['| runtime | events per second | relative to Node |', '|---|---|---|', ...rows].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await endToEndTable());
