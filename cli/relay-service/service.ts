/**
 * A relay as a service: starts, follows signals and changed files, stops in order.
 *
 * ```text
 *   SIGHUP, changed files ─► reload        SIGTERM, SIGINT ─► drain ─► exit 0
 *                                          a second one ─────────────► exit 1
 *   CCX's session over for good ─► exit 1, or 3 where another relay took it
 * ```
 */
import { resolve } from 'node:path';
import {
  auditLog,
  createRelay,
  type JsonLogger,
  jsonLogger,
  type LineDestination,
  type Relay,
} from '@rxcti/relay';
import { CtiError } from 'rxcti';
import { watchFiles } from './file-watcher.ts';
import { filesOf } from './files.ts';
import { relayOptions } from './options.ts';
import { type Configuration, difference } from './reload.ts';
import { ConfigurationError } from './sources.ts';

export interface ServiceOptions {
  readonly first: Configuration;
  /** Names of files are relative to it. */
  readonly folder: string;
  /** relay.json, if there is one. */
  readonly file: string | undefined;
  /** Worth a line in the log. */
  readonly notes: readonly string[];
  /** Reads everything anew. @throws {ConfigurationError} */
  load(): Configuration;
}

/** The session with CCX went to a newer one of the same name: to start again would only take it back. */
const replacedCode = 3;

/** Runs until it is told to stop; the process's exit code says how it ended. */
export async function serve(options: ServiceOptions): Promise<void> {
  const { settings, files } = options.first;
  const level = settings.log.to === 'off' ? 'silent' : settings.log.level;
  const logger = jsonLogger({ level, to: destinationOf(settings.log.to, options.folder) });
  const audit =
    settings.audit.to === 'off' ? undefined : auditLog(destinationOf(settings.audit.to, options.folder));
  for (const note of options.notes) logger.warn(note);
  let over: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    over = resolve;
  });

  process.on('uncaughtException', (error) => {
    logger.error('the relay failed', { reason: error.stack ?? String(error) });
    process.exit(1);
  });
  const relay = await createRelay(
    await relayOptions(settings, files, logger, {
      ...audit?.observer,
      upstreamOver(error) {
        const replaced = CtiError.is(error, 'SESSION_REPLACED');
        logger.error('the session with CCX is over for good', { reason: String(error) });
        over(replaced ? replacedCode : 1);
      },
    }),
  );
  logger.info('listening', {
    browsers: `${settings.listen.host}:${relay.port}`,
    operations: settings.operations.enabled ? `${settings.operations.host}:${relay.operationsPort}` : 'off',
    pid: process.pid,
  });

  const reload = reloading(options, relay, logger);
  const reopen = (): void => {
    logger.reopen();
    audit?.reopen();
  };
  process.on('SIGHUP', () => {
    reopen();
    void reload('SIGHUP');
  });
  const stopWatching = settings.watch
    ? watchFiles(
        () => [...(options.file === undefined ? [] : [options.file]), ...filesOf(settings, options.folder)],
        () => void reload('a file changed'),
      )
    : () => {};
  let isTold = false;
  const stop = (signal: string): void => {
    if (isTold) process.exit(1);
    isTold = true;
    logger.info('stopping', { signal, browsers: relay.sessions.open });
    over(0);
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  const code = await ended;
  stopWatching();
  const inTime = await within(
    relay.close({ drainMs: settings.drainSeconds * 500 }),
    settings.drainSeconds * 1000,
  );
  logger[inTime ? 'info' : 'warn'](inTime ? 'stopped' : 'stopped before all was said');
  process.exit(code);
}

/** One reload after another; one that fails changes nothing. */
function reloading(
  options: ServiceOptions,
  relay: Relay,
  logger: JsonLogger,
): (why: string) => Promise<void> {
  let current = options.first;
  let turn: Promise<void> = Promise.resolve();
  const reload = async (why: string): Promise<void> => {
    try {
      const next = options.load();
      const { changes, logLevel, restart } = difference(current, next);
      const { auth, tls } = changes;
      if (logLevel !== undefined) logger.setLevel(logLevel);
      const browsers = await relay.reload(changes);
      current = next;
      const changed = [auth && 'who is let in', tls && 'the certificate', logLevel && 'the log level'];
      logger.info('reloaded', { why, changed: changed.filter(Boolean), browsers });
      if (restart.length > 0) logger.warn('these changes take a restart', { settings: restart });
    } catch (error) {
      const lines = error instanceof ConfigurationError ? error.lines : [String(error)];
      logger.error('not reloaded: all stays as it was', { why, mistakes: lines });
    }
  };
  return (why) => {
    turn = turn.then(() => reload(why));
    return turn;
  };
}

function destinationOf(name: string, folder: string): LineDestination {
  return name === 'stdout' || name === 'stderr' ? name : { file: resolve(folder, name) };
}

/** True when it was done in time. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}
