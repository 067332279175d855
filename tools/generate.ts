/**
 * Generates the diagram of the call's states in docs/calls.md, and core/protocol/generated from the tables in core/protocol/messages: a type, a reader and a writer for each message,
 * as fast as hand-written code and without `eval`. Client messages and server messages are in separate files, so that a page
 * bundles only what a client needs. Run by `npm run generate`; a test compares the output with the tables.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { generateCallDiagram } from './generate/call-diagram.ts';
import { generateMessages } from './generate/messages.ts';
import { generateReaders } from './generate/readers.ts';
import { generateWriters } from './generate/writers.ts';

/** The generated files: path from the repository root -> text. */
export function generateAll(): Record<string, string> {
  return {
    'core/protocol/generated/messages.ts': generateMessages(),
    'core/protocol/generated/read-client-messages.ts': generateReaders('client'),
    'core/protocol/generated/read-server-messages.ts': generateReaders('server'),
    'core/protocol/generated/write-client-messages.ts': generateWriters('client'),
    'core/protocol/generated/write-server-messages.ts': generateWriters('server'),
    'docs/calls.md': generateCallDiagram(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync('core/protocol/generated', { recursive: true });
  for (const [path, text] of Object.entries(generateAll())) writeFileSync(path, text);
}
