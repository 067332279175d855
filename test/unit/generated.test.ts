import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { confirmationOf, MessageType } from '../../core/protocol/generated/messages.ts';
import { clientMessageReaders } from '../../core/protocol/generated/read-client-messages.ts';
import { serverMessageReaders } from '../../core/protocol/generated/read-server-messages.ts';
import { clientMessageWriters } from '../../core/protocol/generated/write-client-messages.ts';
import { serverMessageWriters } from '../../core/protocol/generated/write-server-messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { confirmationNameOf, type RequestName } from '../../core/session/pending-requests.ts';
import { generateAll } from '../../tools/generate.ts';

describe('generated files', () => {
  const generated = generateAll();

  it('are five and the diagram of a call', () => {
    expect(Object.keys(generated)).toEqual([
      'core/protocol/generated/messages.ts',
      'core/protocol/generated/read-client-messages.ts',
      'core/protocol/generated/read-server-messages.ts',
      'core/protocol/generated/write-client-messages.ts',
      'core/protocol/generated/write-server-messages.ts',
      'docs/calls.md',
    ]);
  });

  it.each(Object.entries(generated))(
    '%s is in step with the tables: run `npm run generate`',
    (path, text) => {
      const committed = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
      expect(committed === text).toBe(true);
    },
  );

  it('contain every message of the tables with its number', () => {
    const numbers = messageDefinitions.map(({ name, type }) => [name, type]);
    expect(numbers).toHaveLength(95);
    expect(Object.entries(MessageType)).toEqual(numbers);
    for (const [from, readers, writers] of [
      ['client', clientMessageReaders, clientMessageWriters],
      ['server', serverMessageReaders, serverMessageWriters],
    ] as const) {
      const sent = messageDefinitions.filter((message) => message.from === from);
      expect(readers.map(({ name, type }) => [name, type])).toEqual(
        sent.map(({ name, type }) => [name, type]),
      );
      expect(writers.map(({ name, type }) => [name, type])).toEqual(
        sent.map(({ name, type }) => [name, type]),
      );
    }
    expect(new Set(numbers.map(([, type]) => type)).size).toBe(95);
  });

  it('confirm requests with existing messages', () => {
    for (const [request, confirmation] of Object.entries(confirmationOf)) {
      expect(MessageType).toHaveProperty(request);
      expect(MessageType).toHaveProperty(confirmation);
      expect(confirmationNameOf(request as RequestName)).toBe(confirmation);
    }
  });
});
