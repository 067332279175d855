/**
 * The diagram of the call's state machine in docs/calls.md, generated from the machine.
 */
import { readFileSync } from 'node:fs';
import { callStateTable, initialCallState } from '../../core/calls/call-machine.ts';

const path = new URL('../../docs/calls.md', import.meta.url);
const section = /(<!-- call-machine: generated -->\n).*?(<!-- end -->)/s;

/** Returns docs/calls.md with the current diagram. */
export function generateCallDiagram(): string {
  const text = readFileSync(path, 'utf8');
  if (!section.test(text)) throw new Error('docs/calls.md has no section call-machine');
  return text.replace(section, `$1\n${diagram()}\n$2`);
}

/** Mermaid: one arrow for each pair of states, with all its events. Unexpected events have a star. */
function diagram(): string {
  const arrows = [...callStateTable()].flatMap(([from, { transitions }]) => {
    const labels = new Map<string, string[]>();
    for (const [event, { state, isUnexpected }] of transitions) {
      if (state === from) continue;
      const label = event.replace(/_?(CALL|EVENT)_?/g, '') + (isUnexpected ? '*' : '');
      labels.set(state, [...(labels.get(state) ?? []), label]);
    }
    return [...labels].map(([to, events]) => `  ${from} --> ${to}: ${events.join(', ')}`);
  });
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${initialCallState}`,
    ...arrows,
    '  ended --> [*]',
    '```',
  ].join('\n');
}
