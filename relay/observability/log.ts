/**
 * Log lines as JSON, one line each, by pino.
 * @module
 */
import { type DestinationStream, destination, pino } from 'pino';
import type { LogFields, Logger } from 'rxcti';
import { redactedFields, redactedText } from './redaction.ts';

/** The least that is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Where lines go: standard output or error, a file that is appended to, or whatever takes a line. */
export type LineDestination = 'stdout' | 'stderr' | { readonly file: string } | { write(line: string): void };

export interface JsonLoggerOptions {
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default `stdout`. */
  readonly to?: LineDestination;
}

/** A logger whose file can be opened anew after it was rotated. */
export interface JsonLogger extends Logger {
  reopen(): void;
  setLevel(level: LogLevel): void;
}

/**
 * Makes a logger for `createRelay()`. Passwords, tokens and caller data are taken out of all that it is given.
 *
 * @example
 * ```ts
 * import { jsonLogger } from '@rxcti/relay';
 *
 * const logger = jsonLogger({ level: 'warn', to: { file: '/var/log/@rxcti/relay.log' } });
 * logger.warn('a token was refused', { address: '192.0.2.7', reason: 'expired' });
 * ```
 * @throws the runtime's error when the file cannot be opened.
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
      if (log.isLevelEnabled(at)) log[at](redactedFields(fields), redactedText(message));
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

/** A place that takes whole lines, at once: what was said before a crash is there. */
export function openLines(to: LineDestination): DestinationStream & { reopen?(): void } {
  if (typeof to === 'object' && 'write' in to) return to;
  const file = typeof to === 'object';
  const dest = file ? to.file : to === 'stdout' ? 1 : 2;
  const stream = destination({ dest, sync: true, append: true, mkdir: file, maxLength: mostWaitingBytes });
  // A full disk must not end the relay; nobody can be told but those who look at standard error.
  stream.on('error', (error) =>
    process.stderr.write(`rxcti relay: a line was not written: ${String(error)}\n`),
  );
  return { write: (line) => stream.write(line), ...(file ? { reopen: () => stream.reopen() } : {}) };
}

/** Lines that cannot be written are kept up to here, then left out. */
const mostWaitingBytes = 1_048_576;
