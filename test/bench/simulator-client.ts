/** Client of the simulator benchmark: counts events for a number of seconds and prints the result. */
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';

const [port, seconds] = process.argv.slice(2).map(Number) as [number, number];
const client = createCtiClient({
  transport: tcp(),
  endpoints: [{ host: '127.0.0.1', port }],
  mode: bridgeMode({ clientId: 'bench' }),
});
await client.connect();
let events = 0;
let ageMs = 0;
const started = performance.now();
let last = started;
client.events$.subscribe(() => {
  events++;
  const now = performance.now();
  ageMs = Math.max(ageMs, now - last);
  last = now;
});
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
console.log(JSON.stringify({ events, seconds: (performance.now() - started) / 1000, ageMs }));
await client.close();
