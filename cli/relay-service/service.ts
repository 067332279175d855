/**
 * Runs a relay as a service: signals, changed files, shutdown.
 *
 * ```text
 *   SIGHUP, changed files ─► reload        SIGTERM, SIGINT ─► drain ─► exit 0
 *                                          second signal ────────────► exit 1
 *   CCX session closed permanently ─► exit 1, or 3 if another client took it over
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
import { type Configuration, compareConfigurations } from './reload.ts';
import { ConfigurationError } from './sources.ts';

export interface ServiceOptions {
  readonly first: Configuration;
  /** File names are relative to this folder. */
  readonly folder: string;
  /** relay.json, if there is one. */
  readonly file: string | undefined;
  /** Warnings for the log. */
  readonly warnings: readonly string[];
  /** Reads the configuration again. @throws {ConfigurationError} */
  load(): Configuration;
}

/** Exit code if another client with the same client ID took over the CCX session; restarting would take it back. */
const replacedExitCode = 3;

/** Runs until it is stopped, and ends the process with an exit code. */
export async function serve(options: ServiceOptions): Promise<void> {
  const { settings, files } = options.first;
  const level = settings.log.to === 'off' ? 'silent' : settings.log.level;
  const logger = jsonLogger({ level, to: destinationOf(settings.log.to, options.folder) });
  const audit =
    settings.audit.to === 'off' ? undefined : auditLog(destinationOf(settings.audit.to, options.folder));
  for (const warning of options.warnings) logger.warn(warning);
  let end: (exitCode: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });

  process.on('uncaughtException', (error) => {
    logger.error('uncaught exception', { reason: error.stack ?? String(error) });
    process.exit(1);
  });
  const relay = await createRelay(await relayOptions(settings, files, logger));
  if (audit !== undefined) relay.events$.subscribe(audit);
  relay.events$.subscribe((event) => {
    if (event.type !== 'upstream-closed') return;
    logger.error('CCX session closed', { reason: String(event.error) });
    end(CtiError.is(event.error, 'SESSION_REPLACED') ? replacedExitCode : 1);
  });
  const { observability } = settings;
  logger.info('listening', {
    clients: `${settings.listen.host}:${relay.port}`,
    observability: observability.enabled ? `${observability.host}:${relay.observabilityPort}` : 'off',
    pid: process.pid,
  });

  const reload = createReload(options, relay, logger);
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
        () => void reload('file changed'),
      )
    : () => {};
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info('stopping', { signal, sessions: relay.sessions.open });
    end(0);
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  const exitCode = await ended;
  stopWatching();
  const isClosed = await within(
    relay.close({ drainMs: settings.drainSeconds * 500 }),
    settings.drainSeconds * 1000,
  );
  if (isClosed) logger.info('stopped');
  else logger.warn('stopped: shutdown timeout exceeded');
  process.exit(exitCode);
}

/** Reloads run one after another; a reload that fails changes nothing. */
function createReload(
  options: ServiceOptions,
  relay: Relay,
  logger: JsonLogger,
): (trigger: string) => Promise<void> {
  let current = options.first;
  let previous: Promise<void> = Promise.resolve();
  const reload = async (trigger: string): Promise<void> => {
    try {
      const next = options.load();
      const { options: changed, logLevel, restartRequired } = compareConfigurations(current, next);
      if (logLevel !== undefined) logger.setLevel(logLevel);
      const clients = await relay.reload(changed);
      current = next;
      const applied = [changed.auth && 'auth', changed.tls && 'certificate', logLevel && 'log level'];
      logger.info('reloaded', { trigger, applied: applied.filter(Boolean), clients });
      if (restartRequired.length > 0)
        logger.warn('restart required to apply changed settings', { settings: restartRequired });
    } catch (error) {
      const errors = error instanceof ConfigurationError ? error.lines : [String(error)];
      logger.error('reload failed: configuration unchanged', { trigger, errors });
    }
  };
  return (trigger) => {
    previous = previous.then(() => reload(trigger));
    return previous;
  };
}

function destinationOf(name: string, folder: string): LineDestination {
  return name === 'stdout' || name === 'stderr' ? name : { file: resolve(folder, name) };
}

/** True if the work ended within the time. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}
