/**
 * `npm run bench`: runs all benchmarks and writes the tables to README.md in this folder. Each section runs in its own
 * process, so that its heap does not affect the next. `npm run bench -- Relay` runs one section and keeps the others.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const sections: readonly { title: string; script: string; about: string }[] = [
  {
    title: 'Codec',
    script: 'codec.ts',
    about:
      'One message per operation, out of a thousand different ones, so that caches do not distort the result. All variants run interleaved in one process; compare ratios. Goals: decoding takes at most 1.5 times as long as hand-written code, and is at least 4 times faster than binary-parser and twice as fast as `JSON.parse`; the same for encoding.',
  },
  {
    title: 'End to end',
    script: 'end-to-end.ts',
    about:
      'A server writes 300,000 call events to a loopback socket; a client in another process reads and decodes them, updates its state and notifies four subscribers. Both share the machine’s cores.',
  },
  {
    title: 'Client state',
    script: 'state.ts',
    about:
      'Calls are held and retrieved in turn. Each event is decoded, changes its call, and goes to three subscribers of the event stream, which do not read the state; the state publishes its changes every hundred events. With a subscriber, `changes$` costs one snapshot of the call per event; `value$` costs one snapshot per changed call and one map per hundred events, which shares the rest with the previous map. One process; sizes interleaved, medians of nine rounds. Goals: 100,000 events per second, a cost per event within 1.5 times that with ten calls, at most 4,096 bytes per call. A call without subscribers is never copied, and an event touches two objects of its call. The remaining difference is cache misses, as the floor with one small object per call shows; other processes compete for the same caches, so the row of 10,000 calls varies most between runs. With a subscriber, thousands of snapshots also live long enough for the garbage collector to move them.',
  },
  {
    title: 'Simulator',
    script: 'simulator.ts',
    about:
      'A full CCX (profile `ova400`: 2,000 configured agents, 400 agents and 42 supervisors logged in, 250 queues, 25 queues per agent, 6,000 calls an hour) and a bridge client that receives all events except RTP events. First with a manual clock and a client that discards everything; then over loopback at 100 times real time with an rxcti client in another process. Goal: 100 times real time on this machine.',
  },
  {
    title: 'Relay',
    script: 'relay.ts',
    about:
      'The relay and a bare `ws` server that broadcasts the same bytes, in one process, interleaved, each with many clients in another process (half of the relay’s clients are admins, half wallboards). The clients parse WebSocket frames by hand to keep their own cost low, the same way for both servers. The delay is measured from the moment CCX creates an event until a client has received it; the 99th percentile covers all clients and events, so it shows the clients that are served last. Goals: at least 0.8 of the bare server’s deliveries, less than 10 ms added at the 99th percentile, at most 50 KB per client, and a flat cost per additional client. The last table measures complete clients that resync a full CCX through the relay: two nodes, the relay and a delayed connection in one process, the pages in another.',
  },
  {
    title: 'Cluster',
    script: 'cluster.ts',
    about:
      'Three relays in separate processes, a nats-server and a simulated contact center on one machine. The leader is terminated five times while a client is connected to another relay. Times are measured from the signal: medians, with the maximum in brackets. A killed leader costs the lease time: the followers wait a quarter longer than `leaseMs` (3 s by default) after the last renewal they have seen. Goal: seconds.',
  },
  {
    title: 'Bundle',
    script: 'bundle.ts',
    about:
      'Size that the SDK adds to a page: a minimal agent application (`test/bench/agent-app.tsx`: client, hooks, WebSocket transport) built with Vite, without React. Each part is also compressed separately; together they compress better. Goal: 45 KB with gzip, not met: RxJS, XState and MessagePack take 21.4 KB of it, and the SDK itself takes more than the rest. The second table has SDKs of other vendors, each complete, since they do not support tree shaking; @webex/contact-center also needs polyfills of Node modules, which are not counted.',
  },
  {
    title: 'Browser',
    script: 'browser.ts',
    about:
      'One page in Chromium with a row for each logged-in agent of a full CCX, each with a running timer, and a row for each queue. The rows use the hooks directly, behind a relay, for one minute of the busy hour at 16 times real time. Simulator, relay and Chromium share the machine’s cores. Renders are counted per row in React, changes per batch in the client state. Goals: 500 events per second, only changed rows render, main thread less than 30 % busy, no task longer than 50 ms.',
  },
  {
    title: 'Desktop',
    script: 'desktop/run.ts',
    about:
      'The supervisor view of all teams and the wallboard of the web desktop, each for one minute in Chromium at 1440 by 900 pixels, with the same contact center behind the relay. Renders are counted as in React’s developer tools; a render is unnecessary when no prop has changed. The time to a painted row is measured from the oldest bytes that it shows; changes within 200 ms are shown together. Goals: 500 events per second, no unnecessary renders, main thread less than 30 % busy, no task longer than 50 ms.',
  },
];

const file = new URL('README.md', import.meta.url);
const chosen = process.argv.slice(2);
/** The sections of the current page, by title. */
const before = new Map(
  readFileSync(file, 'utf8')
    .split(/^(?=## )/m)
    .map((section) => [/^## (.*)$/m.exec(section)?.[1] ?? '', section.trim()]),
);

let page = `# Benchmarks\n\nWritten by \`npm run bench\` (Node ${process.versions.node}, ${availableParallelism()} cores, ${process.arch}).\n`;
for (const { title, script, about } of sections) {
  const kept = before.get(title);
  if (chosen.length > 0 && !chosen.includes(title)) {
    if (kept !== undefined) page += `\n${kept}\n`;
    continue;
  }
  process.stderr.write(`${title} ...\n`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const measured = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', path], {
    encoding: 'utf8',
  });
  page += `\n## ${title}\n\n${about}\n\n${measured.trim()}\n`;
}
process.stdout.write(page);
writeFileSync(file, page);
