/**
 * Logging: core never writes to a console, only to a {@link Logger}.
 * @module
 */

/** Fields of a log line. They never contain passwords or caller data. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Receives log lines. `console` is a Logger; pino needs its arguments swapped. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => {};

/** A logger that writes nothing. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
