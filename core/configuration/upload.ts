/**
 * Asks for the configuration that the mirror does not have yet, and waits until it is there.
 * Guide: Share configuration data; CONFIG_REQUEST_EVENT.
 * @module
 */
import { filter, type Observable } from 'rxjs';
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import {
  ConfigEndStatus,
  ConfigKeyStatus,
  configEndStatusCodes,
  configKeyStatusCodes,
} from '../protocol/constants/configuration.ts';
import { ConfigurationMask } from '../protocol/constants/service-masks.ts';
import type { CtiMessage } from '../protocol/generated/messages.ts';
import type { SynchronizeContext } from '../session/session.ts';
import type { ContactCenter } from '../state.ts';

/** After a configuration error the client starts over, but not sooner than this. */
const startOverMs = 10_000;
/** A server that says nothing for so long during an upload has forgotten it. */
const silenceMs = 15_000;

export interface UploadOptions {
  readonly mirror: ContactCenter;
  readonly events$: Observable<CtiMessage>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told before each further try. */
  startOver(): void;
}

/** Uploads until it succeeds or the session is gone; resolves at once when the server offers no configuration. */
export async function uploadConfiguration(
  context: SynchronizeContext,
  options: UploadOptions,
): Promise<void> {
  for (;;) {
    try {
      await uploadOnce(context, options);
      return;
    } catch (error) {
      if (context.signal.aborted || !CtiError.is(error, 'REQUEST_FAILED')) throw error;
      options.logger.warn('the configuration could not be read, starting over', { reason: error.message });
      await pause(options.clock, startOverMs, context.signal);
      if (context.signal.aborted) throw error;
      options.startOver();
    }
  }
}

async function uploadOnce(context: SynchronizeContext, options: UploadOptions): Promise<void> {
  const key = await context.request({ type: 'CONFIG_REQUEST_KEY_EVENT' });
  if (key.status === ConfigKeyStatus.CONFIG_SERVICE_PROVIDER) return;
  if (key.status !== ConfigKeyStatus.CONFIG_SUCCESS) {
    throw failed('CONFIG_REQUEST_KEY_EVENT', key.status, configKeyStatusCodes.sentence(key.status));
  }
  // Only what changed since the keys that are held; terminals have no key. With mask 0 only updates come from now on.
  const terminals = context.grant.version >= 18 ? ConfigurationMask.Terminal : 0;
  const mask = options.mirror.configuration.outdated(key) | terminals;
  if (mask === 0) context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0 });
  else await uploadKinds(mask, context, options);
  // The request's mask also limits later updates: after a partial upload, ask for updates of everything.
  const { Application, CSQ, Agent, Device } = ConfigurationMask;
  const everything = Application | CSQ | Agent | Device | terminals;
  if (mask !== 0 && mask !== everything) context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0 });
}

/**
 * Asks for the kinds of the mask. Resolves when every one of them came, as a block of its own or in one with others, or
 * was said to be empty.
 */
function uploadKinds(mask: number, context: SynchronizeContext, options: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = mask;
    let block = 0;
    let empty = 0;
    let timer: unknown;
    const watch = (): void => {
      options.clock.clearTimeout(timer);
      timer = options.clock.setTimeout(() => {
        const details = { request: 'CONFIG_REQUEST_EVENT', timeoutMs: silenceMs };
        end(
          new CtiError('REQUEST_TIMEOUT', 'the server fell silent during the configuration upload', details),
        );
      }, silenceMs);
    };
    const subscription = options.events$
      .pipe(filter((event) => event.type.startsWith('CONFIG_')))
      .subscribe((event) => {
        watch();
        if (event.type === 'CONFIG_BEGIN_EVENT') block = event.configurationMask;
        if (event.type !== 'CONFIG_END_EVENT') return;
        const { status } = event;
        if (status === ConfigEndStatus.CONFIG_SUCCESS && block !== 0) missing &= ~block;
        else if (status === ConfigEndStatus.CONFIG_SUCCESS || status === ConfigEndStatus.CONFIG_EMPTY) {
          if (block !== 0) missing &= ~block;
          else empty++;
        } else if (status === ConfigEndStatus.CONFIG_SERVICE_PROVIDER) return end();
        else return end(failed('CONFIG_REQUEST_EVENT', status, configEndStatusCodes.sentence(status)));
        block = 0;
        if (bitsIn(missing) <= empty) end();
      });
    const abort = (): void => end(new CtiError('ABORTED', 'the session ended during the upload', {}));
    const end = (error?: unknown): void => {
      options.clock.clearTimeout(timer);
      subscription.unsubscribe();
      context.signal.removeEventListener('abort', abort);
      if (error === undefined) resolve();
      else reject(error);
    };
    context.signal.addEventListener('abort', abort, { once: true });
    watch();
    try {
      context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: mask });
    } catch (error) {
      end(error);
    }
  });
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

function failed(request: string, status: number, sentence: string): CtiError {
  return new CtiError('REQUEST_FAILED', `${request} failed: ${sentence}`, {
    request,
    status,
    statusName: String(status),
  });
}

/** Waits, but no longer than until the signal says that the session is gone: no timer stays behind. */
function pause(clock: Clock, delayMs: number, signal: SynchronizeContext['signal']): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, delayMs);
    signal.addEventListener('abort', end, { once: true });
  });
}
