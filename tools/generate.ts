/**
 * Turns the tables in core/protocol/messages into the code under core/protocol/generated: the type of each message,
 * and a reader and a writer that look as if written by hand, so that no page needs `eval` and no message costs more
 * than a hand-written parser. Readers and writers are parted by who sends the messages: a client in a page brings
 * along only what it reads and writes itself. Run by `npm run generate`; a test holds the output in step with the tables.
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
    'core/protocol/generated/read-client-messages.ts': generateReaders('client'),
    'core/protocol/generated/read-server-messages.ts': generateReaders('server'),
    'core/protocol/generated/write-client-messages.ts': generateWriters('client'),
    'core/protocol/generated/write-server-messages.ts': generateWriters('server'),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync('core/protocol/generated', { recursive: true });
  for (const [path, text] of Object.entries(generateAll())) writeFileSync(path, text);
}
