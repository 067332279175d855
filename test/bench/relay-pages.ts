/**
 * Pages in one process, each with a whole client, as they are in browsers. Told what to do by the process that forked it;
 * tells when all of them are ready, and when all are ready again.
 */
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';

/** What the pages are to do. */
export type PagesTask =
  | { readonly kind: 'open'; readonly url: string; readonly tokens: readonly string[] }
  /** Tells when all were out of step once and are ready again. */
  | { readonly kind: 'watch' };

/** What they say: how long it took, with processor time, and how many agents the first of them knows. */
export interface PagesReport {
  readonly kind: 'ready' | 'watching' | 'again';
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly agents: number;
}

let clients: CtiClient[] = [];
const nameOf = (client: CtiClient): string => client.session.getSnapshot().name;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function stopwatch(): (kind: PagesReport['kind']) => void {
  const started = performance.now();
  const usage = process.cpuUsage();
  return (kind) => {
    const { user, system } = process.cpuUsage(usage);
    const agents = clients[0]?.agents.getSnapshot().size ?? 0;
    const report: PagesReport = {
      kind,
      elapsedMs: performance.now() - started,
      cpuMs: (user + system) / 1000,
      agents,
    };
    process.send?.(report);
  };
}

process.on('message', async (task: PagesTask) => {
  const tell = stopwatch();
  if (task.kind === 'open') {
    await Promise.all(clients.map((client) => client.close()));
    clients = task.tokens.map((token) =>
      createCtiClient({
        transport: webSocket({ url: task.url, token }),
        mode: bridgeMode({ clientId: 'bench' }),
      }),
    );
    await Promise.all(clients.map((client) => client.connect()));
    tell('ready');
    return;
  }
  const missing = new Set(clients);
  for (const client of clients) {
    const watching = client.session.subscribe(() => {
      if (nameOf(client) === 'ready') return;
      missing.delete(client);
      queueMicrotask(() => watching());
    });
  }
  process.send?.({ kind: 'watching', elapsedMs: 0, cpuMs: 0, agents: 0 } satisfies PagesReport);
  await until(() => missing.size === 0 && clients.every((client) => nameOf(client) === 'ready'));
  tell('again');
});
process.on('disconnect', () => process.exit(0));
