/**
 * Turns the tables in core/protocol/messages into the code under core/protocol/generated: the type of each message,
 * and a reader and a writer that look as if written by hand, so that no page needs `eval` and no message costs more
 * than a hand-written parser. Run by `npm run generate`; a test holds the output in step with the tables.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { generateMessages } from './generate/messages.ts';
import { generateReaders } from './generate/readers.ts';
import { generateWriters } from './generate/writers.ts';

/** The generated files: path from the repository's root -> text. */
export function generateAll(): Record<string, string> {
  return {
    'core/protocol/generated/messages.ts': generateMessages(),
    'core/protocol/generated/readers.ts': generateReaders(),
    'core/protocol/generated/writers.ts': generateWriters(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync('core/protocol/generated', { recursive: true });
  for (const [path, text] of Object.entries(generateAll())) writeFileSync(path, text);
}
