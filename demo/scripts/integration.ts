/**
 * An integration application: other systems ask over HTTP who is ready, set agents' states and make calls, and are told
 * by webhook when an agent's phone rings. `--help` lists its options and paths.
 */
import { bridgeMode, createCtiClient, type SessionState } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { serve } from './integration/node-http.ts';
import { ringsOf } from './integration/ring-events.ts';
import { createService } from './integration/service.ts';
import { ccxOptions, helpText, readOptions, text, UsageError, webAddress, whole } from './shared/options.ts';
import { createWebhook } from './shared/webhook.ts';

const options = {
  host: { value: 'host', help: 'where callers reach the service', read: text, fallback: '127.0.0.1' },
  port: { value: 'port', help: 'its port; 0 takes a free one', read: whole(0, 65_535), fallback: '8080' },
  token: {
    value: 'token',
    help: 'bearer token required of callers; needed on hosts other than this',
    read: text,
  },
  webhook: { value: 'address', help: "where rings at agents' phones are posted as JSON", read: webAddress },
  ...ccxOptions('integration'),
} as const;
const purpose = 'Agent states and calls of a Unified CCX for other systems, over HTTP.';
const paths = `  GET  /agents?state=ready   who is in a state
  GET  /agents/:id           one agent
  POST /agents/:id/state     {"state":"notReady","reasonCode":12}; 202 when CCX has accepted it
  POST /agents/:id/calls     {"to":"7000"}; 202 with the callId
  GET  /healthz              200 while the session with CCX is ready, without token`;

async function main(): Promise<void> {
  const given = readOptions(options, process.argv.slice(2), process.env);
  if (given === 'help') return console.log(helpText('integration.ts', purpose, options, paths));
  if (given.token === undefined && !['127.0.0.1', '::1', 'localhost'].includes(given.host)) {
    throw new UsageError(`--host ${given.host} lets others in: a --token is required`);
  }
  const client = createCtiClient({
    transport: tcp(),
    endpoints: given.ccxHost.map((host) => ({ host, port: given.ccxPort })),
    mode: bridgeMode({ clientId: given.clientId }),
  });
  const service = createService({ client, token: given.token, complain: console.error });
  const server = await serve(service, given.host, given.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${given.port} is in use: choose another with --port, or 0 for a free one`);
  });
  const shownHost = given.host.includes(':') ? `[${given.host}]` : given.host;
  console.log(`listening on http://${shownHost}:${server.port}`);
  const webhook = given.webhook && createWebhook({ url: given.webhook, complain: console.error });
  if (webhook) ringsOf(client).subscribe(webhook.post);
  let shownState = '';
  client.session.value$.subscribe((state) => {
    const line = wordsFor(state);
    if (line !== shownState) console.log(`session: ${line}`);
    shownState = line;
  });

  const signaled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const ended = new Promise<void>((resolve) => client.session.value$.subscribe({ complete: resolve }));
  client.connect().catch(() => {}); // why, the session's last state tells
  await Promise.race([signaled, ended]);
  const last = client.session.getSnapshot();
  await server.close();
  await Promise.all([client.close(), webhook?.close(3000)]);
  if (last.name !== 'closed') return;
  console.error(last.error?.message ?? `the session has ended: ${last.reason}`);
  process.exitCode = 1;
}

function wordsFor(state: SessionState): string {
  if (state.name === 'waiting') return `waiting: ${state.error.message}`;
  return state.name === 'synchronizing' && !state.online ? 'CCX is offline' : state.name;
}

main().catch((error: unknown) => {
  console.error(`integration.ts: ${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
