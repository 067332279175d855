/** Messages as text: on one line, in full, and to hand to somebody who is asked for help. */
import type { RecordedMessage } from './recorder.ts';

const heartbeats: ReadonlySet<string> = new Set(['HEARTBEAT_REQ', 'HEARTBEAT_CONF']);

/** Finds a message by its name or by what it carries; heartbeats are shown to whoever looks for them. */
export function fits({ message }: RecordedMessage, wanted: string): boolean {
  if (wanted === '') return !heartbeats.has(message.type);
  const { type, ...fields } = message;
  return `${type} ${brief(fields)}`.toLowerCase().includes(wanted.toLowerCase());
}

/** The fields on one line. */
export function brief(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value, readable) : value}`)
    .join(' ');
}

export const inFull = (message: object): string => JSON.stringify(message, readable, 2);

/** One line of JSON for each message, the oldest first. */
export function asLines(entries: readonly RecordedMessage[]): string {
  return entries
    .map(({ at, direction, message, frame }) =>
      JSON.stringify({ at: timeOf(at), direction, message, frame: hexOf(frame) }, readable),
    )
    .join('\n');
}

export const timeOf = (at: number): string => new Date(at).toISOString();

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function readable(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? hexOf(value) : value;
}
