/** A real nats-server with JetStream for one test file: on a free port, its storage in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why there are no tests with NATS; undefined when there are. */
export const noNats: string | undefined =
  spawnSync('nats-server', ['--version']).status === 0
    ? undefined
    : 'nats-server is not installed (Debian: apt-get install nats-server)';

export interface NatsServer {
  readonly port: number;
  readonly url: string;
  /** Ends at once, as in a power cut; its storage stays. */
  kill(): Promise<void>;
  /** Comes back with its storage, or without. */
  start(options?: { readonly forgetful?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function startNats(
  extra: readonly string[] = [],
  { jetStream = true } = {},
): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-nats-'));
  const port = await freePort();
  let process: ChildProcess | undefined;

  async function start({ forgetful = false } = {}): Promise<void> {
    if (forgetful) rmSync(folder, { recursive: true, force: true });
    const storage = jetStream ? ['-js', '-sd', folder] : [];
    process = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), ...storage, ...extra], {
      stdio: 'ignore',
    });
    await listening(port);
  }

  async function kill(): Promise<void> {
    const dying = process;
    if (dying === undefined) return;
    process = undefined;
    await new Promise((resolve) => {
      dying.once('exit', resolve);
      dying.kill('SIGKILL');
    });
  }

  await start();
  return {
    port,
    url: `nats://127.0.0.1:${port}`,
    kill,
    start,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago, for programs that cannot say which one they took. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nats-server does not listen on ${port}`);
}
