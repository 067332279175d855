/** `rxcti simulate`: a simulated contact center on a TCP port, with a live view. */
import {
  createCluster,
  createSimulator,
  type ProfileName,
  profiles,
  type SimulatorOptions,
  startControlApi,
} from '@rxcti/simulator';
import { Command, Option } from 'commander';
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { integer, number, port } from '../option-values.ts';
import { addViewOptions, showLiveView, type ViewOptions } from '../terminal/live-view.ts';

interface Options extends ViewOptions {
  readonly host: string;
  readonly port: number;
  readonly profile: ProfileName;
  readonly callsPerHour?: number;
  readonly fromHour?: number;
  readonly speed: number;
  readonly seed: number;
  readonly lengthBytes: string;
  readonly standbyPort?: number;
  readonly controlApiPort?: number;
}

export function simulate(): Command {
  const command = new Command('simulate')
    .option('--host <address>', 'address to listen on; 0.0.0.0 accepts remote connections', '127.0.0.1')
    .option('--port <port>', 'port of the CTI server; 0 for a free one', port, 42_027)
    .addOption(
      new Option('--profile <name>', 'size of the contact center')
        .choices(Object.keys(profiles))
        .default('small'),
    )
    .option('--calls-per-hour <calls>', 'incoming calls (default: as in the profile)', number(0, 100_000))
    .option(
      '--from-hour <hour>',
      'simulate a working day with shifts and busy hours, starting at this hour',
      number(0, 23.99),
    )
    .option('--speed <factor>', 'speed relative to real time', number(0.1, 10_000), 1)
    .option('--seed <seed>', 'random seed; the same seed gives the same run', integer(0, 0xffff_ffff), 1)
    .addOption(
      new Option('--length-bytes <width>', 'width of field lengths in protocol version 18')
        .choices(['1', '2'])
        .default('1'),
    )
    .option('--standby-port <port>', 'run a second node on this port, for failovers; 0 for a free one', port)
    .option(
      '--control-api-port <port>',
      'port of the control API (HTTP), described by /openapi.json; 0 for a free one',
      port,
    );
  return addViewOptions(command)
    .addHelpText(
      'after',
      [
        '\nExamples:',
        '  rxcti simulate --profile ova400 --calls-per-hour 6000 --speed 10 --seed 1',
        '  rxcti simulate --from-hour 0 --speed 1440      a whole day in one minute',
        '  rxcti simulate --control-api-port 8042         then: curl http://127.0.0.1:8042/openapi.json',
      ].join('\n'),
    )
    .action((options: Options) => run(options));
}

async function run(options: Options): Promise<void> {
  const { host, profile, speed, seed, callsPerHour = profiles[profile].callsPerHour } = options;
  const lengthBytes = options.lengthBytes === '2' ? 2 : 1;
  const settings = {
    profile,
    speed,
    seed,
    callsPerHour,
    lengthBytes,
    failOn: 'nothing',
  } satisfies SimulatorOptions;
  const cluster = options.standbyPort === undefined ? undefined : createCluster(settings);
  const simulator = cluster?.a ?? createSimulator(settings);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const resources: { close(): Promise<void> }[] = [cluster ?? simulator];
  try {
    const endpoints = [{ host: dialHost(host), ...(await simulator.listen({ host, port: options.port })) }];
    print(`CTI server listening on ${host}:${endpoints[0]?.port}`);
    if (cluster !== undefined) {
      const standby = await cluster.b.listen({ host, port: options.standbyPort ?? 0 });
      endpoints.push({ host: dialHost(host), ...standby });
      print(`standby node listening on ${host}:${standby.port}`);
    }
    if (options.controlApiPort !== undefined) {
      const control = await startControlApi(cluster ?? simulator, { port: options.controlApiPort });
      resources.push(control);
      print(`control API: ${control.url}/openapi.json`);
    }
    if (options.fromHour !== undefined) await simulator.setLoad({ fromHour: options.fromHour });
    await using client = createCtiClient({
      transport: tcp(),
      endpoints,
      mode: bridgeMode({ clientId: 'terminal-view' }),
    });
    await showLiveView(client, options);
  } finally {
    for (const resource of resources.reverse()) await resource.close();
  }
}

/** The address at which this machine reaches a listener. */
const dialHost = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host);
