import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDialogue } from './parser.ts';
import { play } from './player.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
const read = (file: string) => readDialogue(readFileSync(new URL(file, folder), 'utf8'));

describe('message flows of the guide', () => {
  it.each(files)('%s matches the simulator', async (file) => {
    expect(await play(read(file))).toEqual([]);
  });

  it('a wrong field, a wrong order and a missing message are reported', async () => {
    const text = readFileSync(new URL('queued-call.txt', folder), 'utf8');
    expect(await play(readDialogue(text.replace('callType 9', 'callType 10')))).not.toEqual([]);
    const steps = text.split(/\n(?=\S.* < )/);
    const [first = '', second = '', third = '', ...rest] = steps;
    expect(await play(readDialogue([first, third, second, ...rest].join('\n')))).not.toEqual([]);
    expect(await play(readDialogue(steps.slice(0, -1).join('\n')))).not.toEqual([]);
  });
});
