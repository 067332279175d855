/** `rxcti simulate`: a simulated contact center behind a port, and a live view of it. */

import {
  createCluster,
  createSimulator,
  openControlPort,
  type ProfileName,
  profiles,
} from '@rxcti/simulator';
import { Command, Option } from 'commander';
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { number, port, whole } from '../option-values.ts';
import { showLive } from '../terminal/live-view.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly profile: ProfileName;
  readonly callsPerHour?: number;
  readonly fromHour?: number;
  readonly speed: number;
  readonly seed: number;
  readonly lengthBytes: string;
  readonly standbyPort?: number;
  readonly controlPort?: number;
  readonly seconds?: number;
  readonly plain: boolean;
}

export function simulate(): Command {
  return new Command('simulate')
    .description('Runs a simulated CCX contact center and shows its agents, calls and queues as they live.')
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
    .option('--port <port>', 'port of the CTI server; 0 takes a free one', port, 42_027)
    .addOption(
      new Option('--profile <name>', 'size of the contact center')
        .choices(Object.keys(profiles))
        .default('small'),
    )
    .option(
      '--calls-per-hour <calls>',
      'calls from outside (default: those of the profile)',
      number(0, 100_000),
    )
    .option(
      '--from-hour <hour>',
      'begin a working day with its shifts and busy hours at this hour',
      number(0, 23.99),
    )
    .option('--speed <factor>', 'how much faster than life', number(0.1, 10_000), 1)
    .option('--seed <seed>', 'the same seed gives the same day', whole(0, 0xffff_ffff), 1)
    .addOption(
      new Option('--length-bytes <width>', 'width of a length in protocol 18')
        .choices(['1', '2'])
        .default('1'),
    )
    .option('--standby-port <port>', 'a second node on this port: a cluster, for failovers', port)
    .option('--control-port <port>', 'HTTP port that drives the simulator; /openapi.json describes it', port)
    .option('--seconds <seconds>', 'stop after so long (default: on Ctrl+C)', number(1, 86_400))
    .option(
      '--plain',
      'print a line now and then (default where there is no terminal)',
      !process.stdout.isTTY,
    )
    .option('--no-plain', 'draw a live screen (default on a terminal)')
    .addHelpText(
      'after',
      [
        '\nExamples:',
        '  rxcti simulate --profile ova400 --calls-per-hour 6000 --speed 10 --seed 1',
        '  rxcti simulate --from-hour 0 --speed 1440      a whole day in a minute',
        '  rxcti simulate --control-port 8042             and then: curl http://127.0.0.1:8042/openapi.json',
      ].join('\n'),
    )
    .action((options: Options) => run(options));
}

async function run(options: Options): Promise<void> {
  const { host, profile, speed, seed, callsPerHour = profiles[profile].callsPerHour } = options;
  const lengthBytes = options.lengthBytes === '2' ? 2 : 1;
  const settings = { profile, speed, seed, callsPerHour, lengthBytes, unexpected: 'nothing' } as const;
  const cluster = options.standbyPort === undefined ? undefined : createCluster(settings);
  const simulator = cluster?.a ?? createSimulator(settings);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const opened: { close(): Promise<void> }[] = [cluster ?? simulator];
  try {
    const endpoints = [{ host: reachable(host), ...(await simulator.listen({ host, port: options.port })) }];
    say(`A simulated CCX listens on ${host}:${endpoints[0]?.port}.`);
    if (cluster !== undefined) {
      endpoints.push({
        host: reachable(host),
        ...(await cluster.b.listen({ host, port: options.standbyPort ?? 0 })),
      });
      say(`Its standby node listens on ${host}:${endpoints[1]?.port}.`);
    }
    if (options.controlPort !== undefined) {
      const control = await openControlPort(cluster ?? simulator, { port: options.controlPort });
      opened.push(control);
      say(`It is driven through ${control.url}/openapi.json.`);
    }
    if (options.fromHour !== undefined) await simulator.load({ fromHour: options.fromHour });
    await using client = createCtiClient({
      transport: tcp(),
      endpoints,
      mode: bridgeMode({ clientId: 'terminal-view' }),
    });
    await showLive(client, options);
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

/** Where this machine finds what listens on an address. */
const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host);
