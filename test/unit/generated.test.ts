import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { confirmationOf, MessageType } from '../../core/protocol/generated/messages.ts';
import { messageReaders } from '../../core/protocol/generated/readers.ts';
import { messageWriters } from '../../core/protocol/generated/writers.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { generateAll } from '../../tools/generate.ts';

describe('the generated files', () => {
  const generated = generateAll();

  it('are three', () => {
    expect(Object.keys(generated)).toEqual([
      'core/protocol/generated/messages.ts',
      'core/protocol/generated/readers.ts',
      'core/protocol/generated/writers.ts',
    ]);
  });

  it.each(Object.entries(generated))(
    '%s is in step with the tables: run `npm run generate`',
    (path, text) => {
      const committed = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
      expect(committed === text).toBe(true);
    },
  );

  it('have every message of the tables, under its number', () => {
    const numbers = messageDefinitions.map(({ name, type }) => [name, type]);
    expect(numbers).toHaveLength(95);
    expect(Object.entries(MessageType)).toEqual(numbers);
    expect(messageReaders.map(({ name, type }) => [name, type])).toEqual(numbers);
    expect(Object.entries(messageWriters).map(([name, { type }]) => [name, type])).toEqual(numbers);
    expect(new Set(numbers.map(([, type]) => type)).size).toBe(95);
  });

  it('confirm requests with messages that there are', () => {
    for (const [request, confirmation] of Object.entries(confirmationOf)) {
      expect(MessageType).toHaveProperty(request);
      expect(MessageType).toHaveProperty(confirmation);
    }
  });
});
