/**
 * An integration service: lists agents, sets agent states and makes calls over HTTP, and posts a webhook when an agent's
 * phone rings. `--help` lists its options and paths.
 */
import { bridgeMode, createCtiClient, type SessionState } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { serve } from './integration/node-http.ts';
import { ringEvents } from './integration/ring-events.ts';
import { createService } from './integration/service.ts';
import {
  ccxOptions,
  helpText,
  httpUrl,
  integer,
  nonEmptyString,
  readOptions,
  UsageError,
} from './shared/options.ts';
import { createWebhook } from './shared/webhook.ts';

const options = {
  host: {
    placeholder: 'host',
    help: 'address to listen on',
    parse: nonEmptyString,
    default: '127.0.0.1',
  },
  port: {
    placeholder: 'port',
    help: 'port to listen on; 0 for a free one',
    parse: integer(0, 65_535),
    default: '8080',
  },
  token: {
    placeholder: 'token',
    help: 'bearer token that requests must carry; required unless the host is local',
    parse: nonEmptyString,
  },
  webhook: { placeholder: 'url', help: 'URL to post ring events to, as JSON', parse: httpUrl },
  ...ccxOptions('integration'),
} as const;
const description = 'HTTP API for agent states and calls of a CCX.';
const paths = `Paths:
  GET  /agents?state=ready   agents, optionally in one state
  GET  /agents/:id           one agent
  POST /agents/:id/state     {"state":"notReady","reasonCode":12}; 202 when CCX has accepted it
  POST /agents/:id/calls     {"to":"7000"}; 202 with the callId
  GET  /healthz              200 while the CCX session is ready; needs no token`;

async function main(): Promise<void> {
  const settings = readOptions(options, process.argv.slice(2), process.env);
  if (settings === 'help') return console.log(helpText('integration.ts', description, options, paths));
  if (settings.token === undefined && !['127.0.0.1', '::1', 'localhost'].includes(settings.host)) {
    throw new UsageError(`--host ${settings.host} accepts remote requests: --token is required`);
  }
  const client = createCtiClient({
    transport: tcp(),
    endpoints: settings.ccxHost.map((host) => ({ host, port: settings.ccxPort })),
    mode: bridgeMode({ clientId: settings.clientId }),
  });
  const service = createService({ client, token: settings.token, logError: console.error });
  const server = await serve(service, settings.host, settings.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `port ${settings.port} is already in use: choose another with --port, or 0 for a free one`,
    );
  });
  const urlHost = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  console.log(`listening on http://${urlHost}:${server.port}`);
  const webhook = settings.webhook && createWebhook({ url: settings.webhook, logError: console.error });
  if (webhook) ringEvents(client).subscribe(webhook.post);
  let lastLabel = '';
  client.session.value$.subscribe((state) => {
    const label = sessionLabel(state);
    if (label !== lastLabel) console.log(`session: ${label}`);
    lastLabel = label;
  });

  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const ended = new Promise<void>((resolve) => client.session.value$.subscribe({ complete: resolve }));
  client.connect().catch(() => {}); // the last session state has the reason
  await Promise.race([signalled, ended]);
  const last = client.session.getSnapshot();
  await server.close();
  await Promise.all([client.close(), webhook?.close(3000)]);
  if (last.name !== 'closed') return;
  console.error(last.error?.message ?? `session closed: ${last.reason}`);
  process.exitCode = 1;
}

function sessionLabel(state: SessionState): string {
  if (state.name === 'waiting') return `waiting: ${state.error.message}`;
  return state.name === 'synchronizing' && !state.online ? 'CCX is offline' : state.name;
}

main().catch((error: unknown) => {
  console.error(`integration.ts: ${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
