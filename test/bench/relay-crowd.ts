/**
 * Many browsers in one process, as bare as can be: they count what they are sent and note how long it took. Told what to
 * do by the process that forked it.
 */
import { createCodec } from 'rxcti/protocol';
import { WebSocket } from 'ws';
import { decodeEnvelope, encodeEnvelope, encodeFrames } from '../../transports/websocket/envelope.ts';
import { micros, type Report, type Task, timeAt } from './relay-clock.ts';

let counted = 0;
let ready = 0;
let delays: number[] = [];
let measuring = false;
const sockets: WebSocket[] = [];
const report = (message: Report): void => void process.send?.(message);

/** Looks at every frame of a block: when its event was made. */
function take(frames: Uint8Array): void {
  const view = new DataView(frames.buffer, frames.byteOffset, frames.length);
  for (let at = 0; at < frames.length; at += 8 + view.getUint32(at)) {
    if (view.getUint32(at + 4) !== 30) continue; // AGENT_STATE_EVENT
    counted++;
    if (measuring) delays.push((micros() - view.getUint32(at + timeAt)) >>> 0);
  }
}

function bare(url: string): void {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on('open', () => ready++);
  socket.on('message', (data: Buffer) => take(data));
  sockets.push(socket);
}

function browser(url: string, token: string): void {
  const socket = new WebSocket(url, 'rxcti.1', { perMessageDeflate: false });
  const open = createCodec({ version: 17 }).encode({
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
  let received = 0;
  let acknowledged = 0;
  socket.on('open', () =>
    socket.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined })),
  );
  socket.on('message', (data: Buffer) => {
    const envelope = decodeEnvelope(data);
    if (envelope?.kind === 'welcome') {
      socket.send(encodeFrames(0, [open], open.length));
      ready++;
    } else if (envelope?.kind === 'frames') {
      received += envelope.count;
      take(envelope.bytes);
      if (received - acknowledged < 128) return;
      acknowledged = received;
      socket.send(encodeEnvelope({ kind: 'acknowledge', received }));
    } else if (envelope?.kind === 'ping') {
      acknowledged = received;
      socket.send(encodeEnvelope({ kind: 'pong', epoch: '', place: 0, received }));
    } else throw new Error(`the relay says ${JSON.stringify(envelope)}`);
  });
  socket.on('close', (code) => {
    if (code !== 1006 && code !== 1005) throw new Error(`a browser was closed with ${code}`);
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
      for (const socket of sockets.splice(0)) socket.terminate();
      ready = 0;
      counted = 0;
      report({ kind: 'disconnected' });
      break;
  }
});
setInterval(() => report({ kind: 'counted', counted }), 5);
