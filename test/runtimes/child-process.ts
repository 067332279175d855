/** Starts programs as child processes on Node, Deno and Bun, and receives their webhooks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { bunBinary, denoBinary } from './binaries.ts';
import { stripsTypes } from './type-stripping.ts';

/** Name, executable and arguments before the script, for each runtime. */
export const runtimes: readonly [name: string, program: () => string, args: readonly string[]][] = [
  ['Node', () => process.execPath, stripsTypes ? [] : ['--import', 'tsx']],
  ['Deno', denoBinary, ['run', '--allow-net', '--allow-env', '--no-remote']],
  ['Bun', bunBinary, ['run']],
];

/** Collects items and waits for them. */
class Collected<T> {
  readonly all: T[] = [];
  readonly #watchers = new Set<() => void>();
  #end: Error | undefined;

  add(item: T): void {
    this.all.push(item);
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** No more items will come: pending waits reject with this error. */
  end(error: Error): void {
    this.#end = error;
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Resolves with the first item, present or future, that matches. */
  first(matches: (item: T) => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = this.all.find(matches);
        if (found === undefined && this.#end === undefined) return;
        this.#watchers.delete(check);
        if (found === undefined) reject(this.#end);
        else resolve(found);
      };
      this.#watchers.add(check);
      check();
    });
  }
}

/** A running program. */
export interface ChildProgram {
  /** Lines of standard output. */
  readonly stdout: Collected<string>;
  /** Lines of standard error. */
  readonly stderr: Collected<string>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Sends SIGTERM; resolves with the exit code. */
  end(): Promise<number | null>;
  /** Sends SIGKILL. */
  kill(): void;
}

export function start(program: string, args: readonly string[]): ChildProgram {
  const child: ChildProcess = spawn(program, [...args], { env: { ...process.env, NO_COLOR: '1' } });
  const stdout = new Collected<string>();
  const stderr = new Collected<string>();
  if (child.stdout === null || child.stderr === null) throw new Error('the child process has no pipes');
  createInterface(child.stdout).on('line', (line) => stdout.add(line));
  createInterface(child.stderr).on('line', (line) => stderr.add(line));
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      const output = [...stdout.all.slice(-20), ...stderr.all].join('\n');
      const error = new Error(`the program exited with code ${code}:\n${output}`);
      stdout.end(error);
      stderr.end(error);
      resolve(code);
    });
  });
  return {
    stdout,
    stderr,
    exited,
    signal: (name) => void child.kill(name),
    end() {
      child.kill('SIGTERM');
      return exited;
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** An HTTP server that receives webhooks. */
export interface WebhookReceiver<T> {
  readonly url: string;
  readonly posts: Collected<T>;
  /** Statuses for the next requests, whose bodies are dropped; 204 when empty. */
  readonly rejections: number[];
  close(): void;
}

export async function startWebhookReceiver<T>(): Promise<WebhookReceiver<T>> {
  const posts = new Collected<T>();
  const rejections: number[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const rejection = rejections.shift();
    response.writeHead(rejection ?? 204).end();
    if (rejection === undefined) posts.add(JSON.parse(body) as T);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=secret`,
    posts,
    rejections,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
