/**
 * Many minimal clients in one process: they count events and record their delays. Controlled by the parent process.
 */
import { createCodec } from 'rxcti/protocol';
import { decodeEnvelope, encodeEnvelope, encodeFrames } from '../../transports/websocket/envelope.ts';
import { acknowledgeChunks } from '../../transports/websocket/resumable-stream.ts';
import { type LightSocket, openLightSocket } from './light-socket.ts';
import { micros, type Report, type Task, timeAt } from './relay-messages.ts';

let counted = 0;
let ready = 0;
let delays: number[] = [];
let measuring = false;
const sockets: LightSocket[] = [];
const openReq = openRequest();
const report = (message: Report): void => {
  if (process.connected) process.send?.(message);
};

function openRequest(): Uint8Array {
  return createCodec({ version: 17 }).encode({
    type: 'OPEN_REQ',
    invokeId: 1,
    versionNumber: 17,
    idleTimeout: 60,
    servicesRequested: 0x10,
    callMsgMask: 0x65efff,
    agentStateMask: 0x3fff,
    configMsgMask: 0,
    clientId: 'bench',
    clientPassword: new Uint8Array(1),
  });
}

/** Counts the events of a block of frames and records their delays. */
function countEvents(frames: Buffer): void {
  for (let at = 0; at < frames.length; at += 8 + frames.readUInt32BE(at)) {
    if (frames.readUInt32BE(at + 4) !== 30) continue; // AGENT_STATE_EVENT
    counted++;
    if (measuring) delays.push((micros() - frames.readUInt32BE(at + timeAt)) >>> 0);
  }
}

const closed = (code: number): void => {
  throw new Error(`client disconnected with code ${code}`);
};

function connectToBareServer(url: string): void {
  sockets.push(openLightSocket(url, '', { open: () => ready++, message: countEvents, closed }));
}

/** Offsets in the messages of encodeFrames(). */
const framesLayout = { countAt: 8, lengthAt: 13, chunksAt: 17 };
const framesHead = Buffer.from([0x95, 2, 0xce]);

function connectToRelay(url: string, token: string): void {
  let received = 0;
  let acknowledged = 0;
  const socket = openLightSocket(url, 'rxcti.1', {
    open: () => socket.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined })),
    message(data) {
      if (data.compare(framesHead, 0, framesHead.length, 0, framesHead.length) === 0) {
        const { countAt, lengthAt, chunksAt } = framesLayout;
        received += data.readUInt32BE(countAt);
        countEvents(data.subarray(chunksAt, chunksAt + data.readUInt32BE(lengthAt)));
        if (received - acknowledged < acknowledgeChunks) return;
        acknowledged = received;
        socket.send(encodeEnvelope({ kind: 'acknowledge', received }));
        return;
      }
      const envelope = decodeEnvelope(data);
      if (envelope?.kind === 'welcome') {
        socket.send(encodeFrames(0, [openReq], openReq.length));
        ready++;
      } else if (envelope?.kind === 'ping') {
        acknowledged = received;
        socket.send(encodeEnvelope({ kind: 'pong', epoch: '', offset: 0, received }));
      } else throw new Error(`unexpected message from the relay: ${JSON.stringify(envelope)}`);
    },
    closed,
  });
  sockets.push(socket);
}

process.on('message', async (task: Task) => {
  switch (task.kind) {
    case 'connect':
      for (let index = 0; index < task.clients; index++) {
        if (task.tokens === undefined) connectToBareServer(task.url);
        else connectToRelay(task.url, task.tokens[index % task.tokens.length] as string);
        // At most 50 handshakes at a time.
        while (sockets.length - ready > 50) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      while (ready < task.clients) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 300));
      report({ kind: 'connected' });
      break;
    case 'measure':
      delays = [];
      measuring = task.on;
      break;
    case 'delays': {
      const sorted = delays.sort((a, b) => a - b);
      const at = (share: number): number => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000;
      report({ kind: 'delays', medianMs: at(0.5), p99Ms: at(0.99), count: sorted.length });
      break;
    }
    case 'disconnect':
      for (const socket of sockets.splice(0)) socket.destroy();
      ready = 0;
      counted = 0;
      report({ kind: 'disconnected' });
      break;
  }
});
setInterval(() => report({ kind: 'counted', counted }), 5);
process.on('disconnect', () => process.exit(0));
