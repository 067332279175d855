/** `rxcti watch`: a live view of a CCX, or of a simulator that runs elsewhere. */
import { Command } from 'commander';
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { number, whole } from '../option-values.ts';
import { showLive } from '../terminal/live-view.ts';

interface Options {
  readonly host: readonly string[];
  readonly port: number;
  readonly clientId: string;
  readonly tls: boolean;
  readonly seconds?: number;
  readonly plain: boolean;
}

export function watch(): Command {
  return new Command('watch')
    .description('Shows the agents, calls and queues of a CCX as they are now.')
    .requiredOption('--host <host...>', 'its nodes, in the order to try')
    .option('--port <port>', 'its CTI port', whole(1, 65_535), 42_027)
    .option(
      '--client-id <name>',
      'name of the session; a newer one of the same name replaces it',
      'rxcti-watch',
    )
    .option('--tls', 'through a TLS proxy in front of it', false)
    .option('--seconds <seconds>', 'stop after so long (default: on Ctrl+C)', number(1, 86_400))
    .option(
      '--plain',
      'print a line now and then (default where there is no terminal)',
      !process.stdout.isTTY,
    )
    .option('--no-plain', 'draw a live screen (default on a terminal)')
    .addHelpText('after', '\nExample:\n  rxcti watch --host ccx-a.example.com ccx-b.example.com')
    .action((options: Options) => run(options));
}

async function run({ host, port, clientId, tls, ...view }: Options): Promise<void> {
  await using client = createCtiClient({
    transport: tcp({ tls }),
    endpoints: host.map((name) => ({ host: name, port })),
    mode: bridgeMode({ clientId }),
  });
  await showLive(client, view);
}
