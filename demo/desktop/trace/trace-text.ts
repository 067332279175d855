/** Formats messages for the trace panel and for copying. */
import type { RecordedMessage } from './recorder.ts';

const heartbeats: ReadonlySet<string> = new Set(['HEARTBEAT_REQ', 'HEARTBEAT_CONF']);

/** Matches the type and fields of a message. Heartbeats match only an explicit search. */
export function matchesFilter({ message }: RecordedMessage, query: string): boolean {
  if (query === '') return !heartbeats.has(message.type);
  const { type, ...fields } = message;
  return `${type} ${formatInline(fields)}`.toLowerCase().includes(query.toLowerCase());
}

/** Formats fields on one line. */
export function formatInline(fields: object): string {
  return Object.entries(fields)
    .map(
      ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value, hexReplacer) : value}`,
    )
    .join(' ');
}

export const formatPretty = (message: object): string => JSON.stringify(message, hexReplacer, 2);

/** One line of JSON per message, oldest first. */
export function toJsonLines(entries: readonly RecordedMessage[]): string {
  return entries
    .map(({ at, direction, message, frame }) =>
      JSON.stringify({ at: isoTime(at), direction, message, frame: toHex(frame) }, hexReplacer),
    )
    .join('\n');
}

export const isoTime = (at: number): string => new Date(at).toISOString();

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function hexReplacer(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}
