/**
 * Requests the configuration that has changed since the stored keys, and waits for it.
 * Guide: Share configuration data; CONFIG_REQUEST_EVENT.
 * @module
 */
import type { Observable } from 'rxjs';
import { type Clock, delay } from '../clock.ts';
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
import type { ResyncContext } from '../session/session.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** Delay before the next upload after a failed one. */
const retryDelayMs = 10_000;
/** Time without any configuration event after which an upload fails. */
const idleTimeoutMs = 15_000;

interface UploadOptions {
  readonly configuration: ConfigurationStore;
  readonly events$: Observable<CtiMessage>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called before each retry. */
  onRetry(): void;
}

/**
 * Uploads the configuration; retries until it succeeds or the session ends. Resolves at once if the server offers no
 * configuration.
 */
export async function uploadConfiguration(context: ResyncContext, options: UploadOptions): Promise<void> {
  for (;;) {
    try {
      await uploadOnce(context, options);
      return;
    } catch (error) {
      if (context.signal.aborted || !CtiError.is(error, 'REQUEST_FAILED')) throw error;
      options.logger.warn('configuration upload failed, retrying', { reason: error.message, retryDelayMs });
      await delay(options.clock, retryDelayMs, context.signal);
      if (context.signal.aborted) throw error;
      options.onRetry();
    }
  }
}

async function uploadOnce(context: ResyncContext, options: UploadOptions): Promise<void> {
  const key = await context.request({ type: 'CONFIG_REQUEST_KEY_EVENT' });
  if (key.status === ConfigKeyStatus.CONFIG_SERVICE_PROVIDER) return;
  if (key.status !== ConfigKeyStatus.CONFIG_SUCCESS) {
    throw failed('CONFIG_REQUEST_KEY_EVENT', key.status, configKeyStatusCodes.sentence(key.status));
  }
  // Terminals have no key and are always uploaded. Mask 0 requests updates only.
  const terminals = context.grant.version >= 18 ? ConfigurationMask.Terminal : 0;
  const mask = options.configuration.outdatedMask(key) | terminals;
  if (mask === 0) context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0 });
  else await uploadKinds(mask, context, options);
  // The mask also limits later updates: after a partial upload, request updates of everything.
  const { Application, CSQ, Agent, Device } = ConfigurationMask;
  const everything = Application | CSQ | Agent | Device | terminals;
  if (mask !== 0 && mask !== everything) context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0 });
}

/**
 * Requests the kinds of the mask. Resolves when each of them has arrived, in a block of its own or with others, or was
 * reported empty.
 */
function uploadKinds(mask: number, context: ResyncContext, options: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = mask;
    let block = 0;
    let empty = 0;
    let timer: unknown;
    const restartTimer = (): void => {
      options.clock.clearTimeout(timer);
      timer = options.clock.setTimeout(() => {
        const details = { request: 'CONFIG_REQUEST_EVENT', timeoutMs: idleTimeoutMs };
        end(
          new CtiError(
            'REQUEST_TIMEOUT',
            `configuration upload timeout: no event for ${idleTimeoutMs} ms`,
            details,
          ),
        );
      }, idleTimeoutMs);
    };
    // Without `filter`: it would be the only operator of RxJS in a page (0.4 KB).
    const subscription = options.events$.subscribe((event) => {
      if (!event.type.startsWith('CONFIG_')) return;
      restartTimer();
      if (event.type === 'CONFIG_BEGIN_EVENT') block = event.configurationMask;
      if (event.type !== 'CONFIG_END_EVENT') return;
      const { status } = event;
      if (status === ConfigEndStatus.CONFIG_SERVICE_PROVIDER) return end();
      if (status !== ConfigEndStatus.CONFIG_SUCCESS && status !== ConfigEndStatus.CONFIG_EMPTY)
        return end(failed('CONFIG_REQUEST_EVENT', status, configEndStatusCodes.sentence(status)));
      if (block !== 0) missing &= ~block;
      else empty++;
      block = 0;
      if (bitCount(missing) <= empty) end();
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
    restartTimer();
    try {
      context.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: mask });
    } catch (error) {
      end(error);
    }
  });
}

function bitCount(mask: number): number {
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
