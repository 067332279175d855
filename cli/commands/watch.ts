/** `rxcti watch`: a live view of a CCX or a simulator. */
import { Command } from 'commander';
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { integer } from '../option-values.ts';
import { addViewOptions, showLiveView, type ViewOptions } from '../terminal/live-view.ts';

interface Options extends ViewOptions {
  readonly host: readonly string[];
  readonly port: number;
  readonly clientId: string;
  readonly tls: boolean;
}

export function watch(): Command {
  const command = new Command('watch')
    .requiredOption('--host <host...>', 'nodes of the cluster, in the order to try')
    .option('--port <port>', 'CTI port', integer(1, 65_535), 42_027)
    .option(
      '--client-id <name>',
      'client ID of the session; a newer session with the same ID replaces it',
      'rxcti-watch',
    )
    .option('--tls', 'connect to a TLS proxy in front of CCX', false);
  return addViewOptions(command)
    .addHelpText('after', '\nExample:\n  rxcti watch --host ccx-a.example.com ccx-b.example.com')
    .action((options: Options) => run(options));
}

async function run({ host, port, clientId, tls, ...view }: Options): Promise<void> {
  await using client = createCtiClient({
    transport: tcp({ tls }),
    endpoints: host.map((name) => ({ host: name, port })),
    mode: bridgeMode({ clientId }),
  });
  await showLiveView(client, view);
}
