/**
 * `npm run bench`: measures everything, prints the tables and writes them into README.md beside this file. Each subject
 * has a process of its own: what one leaves on the heap must not slow the next. `npm run bench -- Mirror` measures one
 * subject and keeps the other tables.
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
      'One message per operation, out of a thousand different ones, so that caches cannot cheat. The rivals run in turn in the same process; ratios are what counts. Goals: decoding within 1.5 times of code written by hand, at least 4 times faster than binary-parser, at least twice as fast as `JSON.parse`; encoding likewise.',
  },
  {
    title: 'End to end',
    script: 'end-to-end.ts',
    about:
      'A server writes 300,000 call events to a loopback socket; a client in another process reads, decodes, mirrors and tells four subscribers. Both share the cores of the machine.',
  },
  {
    title: 'Mirror',
    script: 'state.ts',
    about:
      'Calls are held and retrieved all over the center; each event is decoded, changes its call, and goes to three subscribers of a stream of events, which read nothing from the mirror; the mirror shows its changes every hundred events. Where somebody looks at the mirror, `changes$` costs a snapshot of the call for each event, `value$` snapshots of the calls that changed and a map for each hundred, which shares all the rest with the one before. In one process; few, more and many calls take turns, medians of nine rounds. Goals: 100,000 events a second, a cost that stays within 1.5 times of that with ten calls, 4,096 bytes for a call. Of a call that nobody looks at, no event makes a copy, and an event touches two objects of its call. What is left of the difference is the processor waiting for memory that no longer fits into its caches, as the floor shows with one small object for each call; whatever else runs on the machine takes its part of these caches, so that the row of 10,000 calls varies from run to run more than the others. With a subscriber there are also thousands of snapshots that live long enough for the garbage collector to move them.',
  },
  {
    title: 'Simulator',
    script: 'simulator.ts',
    about:
      'A full CCX (profile `ova400`: 2,000 agents configured, 400 and 42 supervisors logged in, 250 queues, 25 queues for each agent, 6,000 calls an hour) and a bridge client that wants every event but those of RTP. First with a clock of its own and a client that throws away what it hears; then over loopback at 100 times real time with an rxcti client in another process. Goals: 100 times real time on this machine.',
  },
  {
    title: 'Relay',
    script: 'relay.ts',
    about:
      'The relay and a bare `ws` server that broadcasts the same bytes, in one process and by turns, each in front of a crowd of browsers in another process (half of the relay’s are admins, half wallboards). The crowd is as light as can be: it reads WebSocket frames by hand, the same way from both. A delay is from the moment CCX makes an event to the moment a browser has it; the 99th percentile is that of all browsers and events, so it is about those that are served last. Goals: at least 0.8 of the deliveries of the bare server, below 10 ms added at the 99th percentile, at most 50 KB for a browser, and a cost of one more browser that is flat. Below, whole clients that build their picture of a full CCX behind the relay: two nodes, relay and a slow way in one process, the pages in another.',
  },
  {
    title: 'Cluster',
    script: 'cluster.ts',
    about:
      'Three relays in processes of their own, a nats-server and a simulated center on one machine; the relay that holds the CCX session ends in front of a browser of another one, five times. Medians after the signal, and the longest in brackets. The lease is what a killed holder costs: others wait a quarter longer than it lasts since the last renewal that they saw (`leaseMs`, 3 s by default). Goal: seconds.',
  },
  {
    title: 'Bundle',
    script: 'bundle.ts',
    about:
      'What the SDK adds to a page: a minimal agent application (`test/bench/agent-app.tsx`: client, hooks, WebSocket transport) built with Vite, without React. Each part is also weighed by itself; together they compress better. Goal: 45 KB with gzip, which is missed: RxJS, XState and MessagePack take 21.4 of it, and the SDK itself is more than the rest. Then the SDKs of other vendors, each whole, since neither can be taken apart; @webex/contact-center also wants replacements for some modules of Node on a page, which are not counted.',
  },
  {
    title: 'Browser',
    script: 'browser.ts',
    about:
      'One page in Chromium that shows every logged-in agent of a full CCX, each with a running timer, and every queue: plain rows on the hooks, behind a relay, a minute of the busy hour at 16 times real time. Simulator, relay, Chromium and whatever else runs share the cores of the machine. Rows of agents and queues are counted where React renders them, changes where the mirror tells of them, a batch at a time. Goals: 500 events a second, only changed rows render, the main thread is busy less than 30 %, no task over 50 ms.',
  },
  {
    title: 'Desktop',
    script: 'desktop/run.ts',
    about:
      'The supervisor’s view of all teams and the wallboard of the web desktop, each for a minute in Chromium, 1440 by 900 pixels, with the same contact center behind the relay. Rows are counted as React’s developer tools do: one is needless when nothing that it was given has changed. The time to a painted row is that of the oldest bytes which the row shows: what comes within 200 ms after a change is shown together. Goals: 500 events a second, no needless row, the main thread is busy less than 30 %, no task over 50 ms.',
  },
];

const file = new URL('README.md', import.meta.url);
const chosen = process.argv.slice(2);
/** The sections of the page as it is, by title. */
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
