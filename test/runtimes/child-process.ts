/** Starts a script of demo/ for real on a runtime, and receives what it posts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { bunBinary, denoBinary } from './binaries.ts';
import { stripsTypes } from './type-stripping.ts';

/** A runtime's name, program and arguments before the script's name. */
export const runtimes: readonly [name: string, program: () => string, args: readonly string[]][] = [
  ['Node', () => process.execPath, stripsTypes ? [] : ['--import', 'tsx']],
  ['Deno', denoBinary, ['run', '--allow-net', '--allow-env', '--no-remote']],
  ['Bun', bunBinary, ['run']],
];

/** Things that come one by one and are waited for. */
export class Arrivals<T> {
  readonly all: T[] = [];
  readonly #watchers = new Set<() => void>();
  #end: Error | undefined;

  add(item: T): void {
    this.all.push(item);
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** No more will come: whoever waits is told why. */
  end(why: Error): void {
    this.#end = why;
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** The first one, there already or still to come, that fits. */
  first(fits: (item: T) => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.all.find(fits);
        if (found === undefined && this.#end === undefined) return;
        this.#watchers.delete(look);
        if (found === undefined) reject(this.#end);
        else resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}

/** A script that runs. */
export interface Script {
  readonly lines: Arrivals<string>;
  readonly complaints: Arrivals<string>;
  /** The exit code, once it has ended. */
  readonly exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Sends SIGTERM; resolves with the exit code. */
  end(): Promise<number | null>;
  /** Kills it, if it runs still. */
  kill(): void;
}

export function start(program: string, args: readonly string[]): Script {
  const child: ChildProcess = spawn(program, [...args], { env: { ...process.env, NO_COLOR: '1' } });
  const lines = new Arrivals<string>();
  const complaints = new Arrivals<string>();
  if (child.stdout === null || child.stderr === null) throw new Error('the program has no output');
  createInterface(child.stdout).on('line', (line) => lines.add(line));
  createInterface(child.stderr).on('line', (line) => complaints.add(line));
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      const said = [...lines.all.slice(-20), ...complaints.all].join('\n');
      const why = new Error(`the program has ended (${code}):\n${said}`);
      lines.end(why);
      complaints.end(why);
      resolve(code);
    });
  });
  return {
    lines,
    complaints,
    exited,
    signal: (name) => void child.kill(name),
    end() {
      child.kill('SIGTERM');
      return exited;
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** A receiver of webhooks. */
export interface Receiver<T> {
  readonly url: string;
  readonly posts: Arrivals<T>;
  /** Statuses to answer with next; 204 when there are none. What is refused does not arrive. */
  readonly refusals: number[];
  close(): void;
}

export async function receive<T>(): Promise<Receiver<T>> {
  const posts = new Arrivals<T>();
  const refusals: number[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const refusal = refusals.shift();
    response.writeHead(refusal ?? 204).end();
    if (refusal === undefined) posts.add(JSON.parse(body) as T);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=secret`,
    posts,
    refusals,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
