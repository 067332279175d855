/** A nats-server with JetStream on a free port, with its storage in a temporary folder. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why tests with NATS are skipped; undefined if they run. */
export const noNats: string | undefined =
  spawnSync('nats-server', ['--version']).status === 0
    ? undefined
    : 'nats-server is not installed (Debian: apt-get install nats-server)';

export interface NatsServer {
  readonly port: number;
  readonly url: string;
  /** Kills the server; its storage is kept. */
  kill(): Promise<void>;
  /** Starts the server again, with its storage or (`isEmpty`) without. */
  start(options?: { readonly isEmpty?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function startNats(
  extra: readonly string[] = [],
  { jetStream = true } = {},
): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-nats-'));
  const port = await freePort();
  let process: ChildProcess | undefined;

  async function start({ isEmpty = false } = {}): Promise<void> {
    if (isEmpty) rmSync(folder, { recursive: true, force: true });
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

/** A port that was free a moment ago, for programs that cannot report the port they listen on. */
async function freePort(): Promise<number> {
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
  throw new Error(`nats-server is not listening on ${port}`);
}
