/**
 * Many browsers in one process, as bare as can be: they count what they are sent and note how long it took. Told what to
 * do by the process that forked it.
 */
import { createCodec } from 'rxcti/protocol';
import { decodeEnvelope, encodeEnvelope, encodeFrames } from '../../transports/websocket/envelope.ts';
import { acknowledgeChunks } from '../../transports/websocket/resumable-stream.ts';
import { type LightSocket, openLightSocket } from './light-socket.ts';
import { micros, type Report, type Task, timeAt } from './relay-clock.ts';

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
    clientId: 'crowd',
    clientPassword: new Uint8Array(1),
  });
}

/** Looks at every frame of a block: when its event was made. */
function take(frames: Buffer): void {
  for (let at = 0; at < frames.length; at += 8 + frames.readUInt32BE(at)) {
    if (frames.readUInt32BE(at + 4) !== 30) continue; // AGENT_STATE_EVENT
    counted++;
    if (measuring) delays.push((micros() - frames.readUInt32BE(at + timeAt)) >>> 0);
  }
}

const closed = (code: number): void => {
  throw new Error(`a browser was closed with ${code}`);
};

function bare(url: string): void {
  sockets.push(openLightSocket(url, '', { open: () => ready++, message: take, closed }));
}

/** Where encodeFrames() puts what. */
const framesLayout = { countAt: 8, lengthAt: 13, chunksAt: 17 };
const framesHead = Buffer.from([0x95, 2, 0xce]);

function browser(url: string, token: string): void {
  let received = 0;
  let acknowledged = 0;
  const socket = openLightSocket(url, 'rxcti.1', {
    open: () => socket.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined })),
    message(data) {
      if (data.compare(framesHead, 0, framesHead.length, 0, framesHead.length) === 0) {
        const { countAt, lengthAt, chunksAt } = framesLayout;
        received += data.readUInt32BE(countAt);
        take(data.subarray(chunksAt, chunksAt + data.readUInt32BE(lengthAt)));
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
      } else throw new Error(`the relay says ${JSON.stringify(envelope)}`);
    },
    closed,
  });
  sockets.push(socket);
}

process.on('message', async (task: Task) => {
  switch (task.kind) {
    case 'connect':
      for (let index = 0; index < task.browsers; index++) {
        if (task.tokens === undefined) bare(task.url);
        else browser(task.url, task.tokens[index % task.tokens.length] as string);
        // As they come in the morning, not all in one packet.
        while (sockets.length - ready > 50) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      while (ready < task.browsers) await new Promise((resolve) => setTimeout(resolve, 5));
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
