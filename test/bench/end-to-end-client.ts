/** Client of the end-to-end benchmark, for all runtimes: counts events until the given number has arrived. */
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';

const [port, events] = process.argv.slice(2).map(Number) as [number, number];
const client = createCtiClient({
  transport: tcp(),
  endpoints: [{ host: '127.0.0.1', port }],
  mode: bridgeMode({ clientId: 'bench' }),
  services: 0x10,
});
let first = 0;
let counted = 0;
const counts = [0, 0, 0];
const done = new Promise<void>((resolve) => {
  client.events$.subscribe(() => {
    if (counted === 0) first = performance.now();
    if (++counted === events) resolve();
  });
});
counts.forEach((_, index) => {
  client.events$.subscribe(() => {
    counts[index] = (counts[index] ?? 0) + 1;
  });
});
await client.connect();
await done;
const seconds = (performance.now() - first) / 1000;
if (counts.some((count) => count !== events)) throw new Error(`subscribers counted ${counts.join(', ')}`);
console.log(JSON.stringify({ eventsPerSecond: Math.round(events / seconds) }));
await client.close();
