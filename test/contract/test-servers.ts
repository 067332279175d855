/**
 * Servers that the contract cases dial: one that does not answer, one that resets, one that closes. They run on Node, whatever the
 * runtime of the cases.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '../../core/transport.ts';
import { listen, type TcpListener, type TlsIdentity } from '../../transports/tcp/node.ts';
import { firstBytes } from './harness.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const host = '127.0.0.1';

/** The test certificate, for `localhost` and `127.0.0.1`. */
export const identity: TlsIdentity = {
  cert: readFileSync(here('./certificates/localhost.cert.pem'), 'utf8'),
  key: readFileSync(here('./certificates/localhost.key.pem'), 'utf8'),
};

/** The servers' addresses as JSON, for other processes. */
export interface TestServers {
  readonly unanswering: Endpoint | string;
  readonly resetting: Endpoint;
  readonly closing: Endpoint;
}

export interface RunningTestServers extends TestServers {
  close(): Promise<void>;
}

export async function startTestServers(tls?: TlsIdentity): Promise<RunningTestServers> {
  const hole = process.platform === 'linux' ? await startUnanswering() : undefined;
  const resetting = await startDropping(tls, (socket) => socket.resetAndDestroy());
  const closing = await startDropping(tls, (socket) => socket.end());
  return {
    unanswering:
      hole?.endpoint ?? `a listener that does not answer needs Linux’s backlog, this is ${process.platform}`,
    resetting: { host, port: resetting.port },
    closing: { host, port: closing.port },
    close: async () => {
      await closing.close();
      await resetting.close();
      await hole?.close();
    },
  };
}

/**
 * A proxy in front of a listener that sends `firstBytes` and then drops the link. The proxy ends the TCP connection below TLS.
 */
async function startDropping(
  tls: TlsIdentity | undefined,
  end: (socket: Socket) => void,
): Promise<TcpListener> {
  const listener = await listen({
    port: 0,
    ...(tls && { tls }),
    async onLink(link) {
      link.send(firstBytes);
      for await (const _ of link.incoming) link.abort();
    },
  });
  const proxy = createServer((front) => {
    const back = connect({ host, port: listener.port });
    for (const socket of [front, back]) socket.on('error', () => {});
    front.on('data', (chunk) => back.write(chunk));
    back.on('data', (chunk) => front.write(chunk));
    front.on('close', () => back.destroy());
    back.on('close', () => end(front));
  });
  proxy.listen(0, host);
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    close: async () => {
      proxy.close();
      await listener.close();
    },
  };
}

async function startUnanswering(): Promise<{ endpoint: Endpoint; close(): Promise<void> }> {
  const child = spawn(process.execPath, [here('./unanswering-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(printed.toString());
  // A backlog of one holds two on Linux.
  const fillers: Socket[] = [];
  for (let count = 0; count < 2; count += 1) {
    const filler = connect({ host, port });
    filler.on('error', () => {});
    await once(filler, 'connect');
    fillers.push(filler);
  }
  return {
    endpoint: { host, port },
    close: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      for (const filler of fillers) filler.destroy();
    },
  };
}
