/**
 * Log lines as JSON, one per line, written by pino, without passwords, tokens and caller data.
 * @module
 */
import { type DestinationStream, destination, pino } from 'pino';
import type { LogFields, Logger } from 'rxcti';

/** The lowest level that is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Destination of lines: standard output or error, a file to append to, or a function. */
export type LineDestination = 'stdout' | 'stderr' | { readonly file: string } | { write(line: string): void };

export interface JsonLoggerOptions {
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default `stdout`. */
  readonly to?: LineDestination;
}

/** A logger whose file can be reopened after log rotation. */
export interface JsonLogger extends Logger {
  reopen(): void;
  setLevel(level: LogLevel): void;
}

/**
 * Creates a logger for `createRelay()`. Passwords, tokens and caller data are redacted.
 *
 * @example
 * ```ts
 * import { jsonLogger } from '@rxcti/relay';
 *
 * const logger = jsonLogger({ level: 'warn', to: { file: '/var/log/rxcti/relay.log' } });
 * logger.warn('token refused', { address: '192.0.2.7', reason: 'expired' });
 * ```
 * @throws the runtime's error if the file cannot be opened.
 */
export function jsonLogger({ level = 'info', to = 'stdout' }: JsonLoggerOptions = {}): JsonLogger {
  const stream = openLines(to);
  const log = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const line =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      if (log.isLevelEnabled(at)) log[at](redactFields(fields), redactText(message));
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    reopen: () => stream.reopen?.(),
    setLevel(next) {
      log.level = next;
    },
  };
}

/** Opens a destination that writes synchronously, so that the last lines before a crash are not lost. */
export function openLines(to: LineDestination): DestinationStream & { reopen?(): void } {
  if (typeof to === 'object' && 'write' in to) return to;
  const isFile = typeof to === 'object';
  const dest = isFile ? to.file : to === 'stdout' ? 1 : 2;
  const stream = destination({ dest, sync: true, append: true, mkdir: isFile, maxLength: maxPendingBytes });
  // A full disk must not end the relay.
  stream.on('error', (error) => process.stderr.write(`rxcti relay: log write failed: ${String(error)}\n`));
  return { write: (line) => stream.write(line), ...(isFile ? { reopen: () => stream.reopen() } : {}) };
}

/** Unwritten bytes that are kept; beyond that, lines are dropped. */
const maxPendingBytes = 1_048_576;

const redacted = '[redacted]';

/** Names that end with one of these are secrets. */
const secretNames = /(password|passwd|secret|token|authorization|cookie|credentials|nkeyseed|privatekey)$/i;

/** Protocol fields with caller data. */
const callerDataNames =
  /^(ani|callerEnteredDigits|callWrapupData|callVariable\d+|variables|namedVariables|namedArrays|dialedNumber|userToUserInfo)$/;

/** JSON Web Tokens in any text. */
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** User and password in URLs. */
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** Deeper values are not logged. */
const maxDepth = 6;

/** Fields without secrets and caller data. */
export function redactFields(fields: LogFields): LogFields {
  return redactValue(fields, 0) as LogFields;
}

/** A text without tokens and passwords of URLs. */
export function redactText(text: string): string {
  return text.replaceAll(jsonWebToken, redacted).replaceAll(urlPassword, `$1${redacted}@`);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      isSensitive(String(name)) && inner !== undefined ? redacted : redactValue(inner, depth + 1),
    ]),
  );
}

function isSensitive(name: string): boolean {
  return secretNames.test(name) || callerDataNames.test(name);
}
