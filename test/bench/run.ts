/**
 * `npm run bench`: measures everything, prints the tables and writes them into README.md beside this file. Each subject
 * has a process of its own: what one leaves on the heap must not slow the next.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
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
    script: 'mirror.ts',
    about:
      'Calls are held and retrieved all over the centre; each event is decoded, changes its call, and goes to three subscribers; the mirror shows its changes every hundred events. In one process, medians of five rounds. Goals: 100,000 events a second, a cost that stays within 1.5 times of that with ten calls, 4,096 bytes for a call.',
  },
];

let page = `# Benchmarks\n\nWritten by \`npm run bench\` (Node ${process.versions.node}, ${availableParallelism()} cores, ${process.arch}).\n`;
for (const { title, script, about } of sections) {
  process.stderr.write(`${title} ...\n`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const measured = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', path], {
    encoding: 'utf8',
  });
  page += `\n## ${title}\n\n${about}\n\n${measured.trim()}\n`;
}
process.stdout.write(page);
writeFileSync(new URL('README.md', import.meta.url), page);
