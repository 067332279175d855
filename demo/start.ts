/**
 * `npm start`: a simulated contact centre and a live view of it in the terminal. The view knows only the public client,
 * which speaks to the simulator over TCP, as it would to a real CCX.
 */
import { Command, InvalidArgumentError } from 'commander';
import logUpdate from 'log-update';
import { bridgeMode, CtiError, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { createSimulator } from 'rxcti/testing';
import { pictureOf } from './terminal/model.ts';
import { draw, summarise } from './terminal/view.ts';

function number(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= from && value <= to)) {
      throw new InvalidArgumentError(`It must be a number from ${from} to ${to}.`);
    }
    return value;
  };
}

const program = new Command('npm start --')
  .description(
    'Runs a simulated Unified CCX contact centre and shows its agents, calls and queues as they live.',
  )
  .option('--port <port>', 'port of the simulated CTI server; 0 takes a free one', number(0, 65_535), 42_027)
  .option('--connect <host>', 'watch the CCX on this host (and --port) instead of a simulated one')
  .option('--seed <seed>', 'the same seed gives the same day', number(0, 0xffff_ffff), 1)
  .option('--speed <factor>', 'how much faster than life', number(0.1, 1000), 4)
  .option('--calls-per-hour <calls>', 'calls from outside', number(0, 100_000), 240)
  .option('--seconds <seconds>', 'stop after so long (default: on Ctrl+C)', number(1, 86_400))
  .option('--plain', 'print a line now and then instead of a live screen', !process.stdout.isTTY)
  .parse();

interface Options {
  readonly port: number;
  readonly connect?: string;
  readonly seed: number;
  readonly speed: number;
  readonly callsPerHour: number;
  readonly seconds?: number;
  readonly plain: boolean;
}

async function main(options: Options): Promise<void> {
  const simulator =
    options.connect === undefined
      ? createSimulator({ seed: options.seed, speed: options.speed, callsPerHour: options.callsPerHour })
      : undefined;
  const port = (await simulator?.listen({ port: options.port }))?.port ?? options.port;
  const host = options.connect ?? '127.0.0.1';
  if (simulator) process.stdout.write(`A simulated CCX listens on ${host}:${port}.\n`);

  await using client = createCtiClient({
    transport: tcp(),
    endpoints: [{ host, port }],
    mode: bridgeMode({ clientId: 'terminal-view' }),
  });
  let received = 0;
  client.messages$.subscribe(({ direction }) => {
    if (direction === 'received') received++;
  });

  const everyMs = options.plain ? 2000 : 250;
  let rate = 0;
  const screen = setInterval(() => {
    const fresh = (received * 1000) / everyMs;
    rate = options.plain ? fresh : rate + (fresh - rate) * 0.1;
    received = 0;
    const picture = pictureOf(client, rate, Date.now());
    if (options.plain) process.stdout.write(`${summarise(picture)}\n`);
    else logUpdate(draw(picture, process.stdout.rows ?? 40));
  }, everyMs);
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (options.seconds !== undefined) setTimeout(resolve, options.seconds * 1000);
  });

  const connecting = client.connect().catch((error: unknown) => {
    // Ctrl+C before the session was ready is no failure.
    if (!CtiError.is(error, 'SESSION_CLOSED')) throw error;
  });
  try {
    await Promise.race([ended, connecting.then(() => ended)]);
  } finally {
    clearInterval(screen);
    await client.close();
    await simulator?.close();
  }
}

main(program.opts<Options>()).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: choose another with -- --port <port>, or 0 for a free one.`;
  return message;
}
