/**
 * Many complete clients in one process, as in browser pages. Controlled by the parent process; reports when all are ready, and
 * when all are ready again after a resync.
 */
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';

/** Sent to the process. */
export type PagesTask =
  | { readonly kind: 'open'; readonly url: string; readonly tokens: readonly string[] }
  /** Reports when each session has left `ready` once and all are ready again. */
  | { readonly kind: 'watch' };

/** Sent by the process: elapsed time, CPU time, and the number of agents in the first client. */
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
  const reportAs = stopwatch();
  if (task.kind === 'open') {
    await Promise.all(clients.map((client) => client.close()));
    clients = task.tokens.map((token) =>
      createCtiClient({
        transport: webSocket({ url: task.url, token }),
        mode: bridgeMode({ clientId: 'bench' }),
      }),
    );
    await Promise.all(clients.map((client) => client.connect()));
    reportAs('ready');
    return;
  }
  const missing = new Set(clients);
  for (const client of clients) {
    const unsubscribe = client.session.subscribe(() => {
      if (nameOf(client) === 'ready') return;
      missing.delete(client);
      queueMicrotask(() => unsubscribe());
    });
  }
  process.send?.({ kind: 'watching', elapsedMs: 0, cpuMs: 0, agents: 0 } satisfies PagesReport);
  await until(() => missing.size === 0 && clients.every((client) => nameOf(client) === 'ready'));
  reportAs('again');
});
process.on('disconnect', () => process.exit(0));
