/** `npm run bench`: measures everything, prints the tables and writes them into README.md beside this file. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { codecTable } from './codec.ts';
import { endToEndTable } from './end-to-end.ts';
import { mirrorTable } from './mirror.ts';

const sections: readonly [title: string, about: string, measure: () => Promise<string>][] = [
  [
    'Codec',
    'One message per operation, out of a thousand different ones, so that caches cannot cheat. The rivals run in turn in the same process; ratios are what counts. Goals: decoding within 1.5 times of code written by hand, at least 4 times faster than binary-parser, at least twice as fast as `JSON.parse`; encoding likewise.',
    codecTable,
  ],
  [
    'End to end',
    'A server writes 300,000 call events to a loopback socket; a client in another process reads, decodes, mirrors and tells four subscribers. Both share the cores of the machine.',
    endToEndTable,
  ],
  [
    'Mirror',
    'Calls are held and retrieved all over the centre; each event is decoded, changes its call, and goes to three subscribers; the mirror shows its changes every hundred events. In one process, medians of five rounds. Goals: 100,000 events a second, a cost that stays within 1.5 times of that with ten calls, 4,096 bytes for a call.',
    mirrorTable,
  ],
];

let page = `# Benchmarks\n\nWritten by \`npm run bench\` (Node ${process.versions.node}, ${availableParallelism()} cores, ${process.arch}).\n`;
for (const [title, about, measure] of sections) {
  process.stderr.write(`${title} ...\n`);
  page += `\n## ${title}\n\n${about}\n\n${await measure()}\n`;
}
process.stdout.write(page);
writeFileSync(new URL('README.md', import.meta.url), page);
