/**
 * Core never writes to a console: it tells an injected {@link Logger}.
 * @module
 */

/** Facts that go with a log line. Passwords and caller data never appear in them. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Takes log lines. `console` fits, and so does pino with its arguments turned round. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => {};

/** The default: says nothing. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
