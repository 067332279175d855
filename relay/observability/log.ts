/**
 * Log lines as JSON, one per line, written by pino.
 * @module
 */
import { type DestinationStream, destination, pino } from 'pino';
import type { LogFields, Logger } from 'rxcti';
import { redactFields, redactText } from './redaction.ts';

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
