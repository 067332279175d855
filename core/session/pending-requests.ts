/**
 * Requests without a confirmation yet. Each settles exactly once: by its confirmation, a refusal, a timeout, the caller's signal,
 * or the end of the session.
 * Guide: FAILURE_CONF; CONTROL_FAILURE_CONF.
 * @module
 */
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import { ccxErrorCodes, controlFailureCodes, errorStatusCodes } from '../protocol/constants/failures.ts';
import type { CtiMessage, confirmationOf } from '../protocol/generated/messages.ts';
import type { AbortSignalLike } from '../web.ts';
import { statusName, withText } from './session-errors.ts';

type MessageNamed<Name extends CtiMessage['type']> = Extract<CtiMessage, { type: Name }>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Names of the requests that an application may send. */
export type RequestName = Exclude<keyof typeof confirmationOf, 'OPEN_REQ' | 'CLOSE_REQ' | 'HEARTBEAT_REQ'>;

/** A request without its InvokeID, which the session assigns. */
export type RequestMessage = DistributiveOmit<MessageNamed<RequestName>, 'invokeId' | 'unknownFields'>;

/** The message that confirms a request. */
export type ConfirmationOf<Request extends { readonly type: RequestName }> = MessageNamed<
  (typeof confirmationOf)[Request['type']]
>;

/** Timeout and signal of a request. */
export interface RequestOptions {
  /** Rejects with `REQUEST_TIMEOUT` after this time. Default 20000, since call control may take 10 to 15 s. */
  readonly timeoutMs?: number;
  /** Rejects with `ABORTED` when it is aborted. The server may still perform the request. */
  readonly signal?: AbortSignalLike;
}

const confirmedByEvents: Readonly<Record<string, string>> = {
  CONFIG_REQUEST_KEY_EVENT: 'CONFIG_KEY_EVENT',
  CONFIG_REQUEST_EVENT: 'CONFIG_BEGIN_EVENT',
} satisfies Partial<typeof confirmationOf>;

/** The name of a request's confirmation. Computed by rule, since the table of all of them would grow the bundle. */
export function confirmationNameOf(request: RequestName): string {
  return confirmedByEvents[request] ?? request.replace(/_REQ$/, '_CONF');
}

interface Pending {
  readonly request: RequestName;
  readonly confirmation: string;
  settle(outcome: CtiMessage | CtiError): void;
}

/** A server answers within 10 to 15 s. Guide: Call control messages. */
const defaultTimeoutMs = 20_000;

export class PendingRequests {
  readonly #clock: Clock;
  readonly #byInvokeId = new Map<number, Pending>();
  /** Requests without an InvokeID, by the type of their confirmation. */
  readonly #byConfirmation = new Map<string, Pending[]>();
  /** The requests of each signal: a signal has one listener, however many requests use it. */
  readonly #bySignal = new WeakMap<AbortSignalLike, Set<() => void>>();
  #lastInvokeId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An InvokeID that no pending request has. */
  nextInvokeId(): number {
    do this.#lastInvokeId = (this.#lastInvokeId + 1) >>> 0;
    while (this.#lastInvokeId === 0 || this.#byInvokeId.has(this.#lastInvokeId));
    return this.#lastInvokeId;
  }

  /** Number of pending requests. */
  get size(): number {
    let queued = 0;
    for (const waiting of this.#byConfirmation.values()) queued += waiting.length;
    return this.#byInvokeId.size + queued;
  }

  /** Waits for the confirmation of a request. */
  wait(request: RequestName, invokeId: number | undefined, options: RequestOptions): Promise<CtiMessage> {
    const { signal, timeoutMs = defaultTimeoutMs } = options;
    const confirmation = confirmationNameOf(request);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        pending.settle(new CtiError('ABORTED', `${request} aborted`, { request }, { cause: signal?.reason }));
      };
      const timer = this.#clock.setTimeout(() => {
        const message = `${request} timed out after ${timeoutMs} ms`;
        pending.settle(new CtiError('REQUEST_TIMEOUT', message, { request, timeoutMs }));
      }, timeoutMs);
      const pending: Pending = {
        request,
        confirmation,
        settle: (outcome) => {
          this.#clock.clearTimeout(timer);
          release?.();
          this.#remove(invokeId, pending);
          if (outcome instanceof CtiError) reject(outcome);
          else resolve(outcome);
        },
      };
      if (invokeId === undefined) {
        const waiting = this.#byConfirmation.get(confirmation);
        if (waiting === undefined) this.#byConfirmation.set(confirmation, [pending]);
        else waiting.push(pending);
      } else {
        this.#byInvokeId.set(invokeId, pending);
      }
      const release = signal && this.#whenAborted(signal, abort);
    });
  }

  /** Settles the request that this message answers; false if there is none. */
  answer(message: CtiMessage): boolean {
    if (message.type === 'FAILURE_CONF' || message.type === 'CONTROL_FAILURE_CONF') {
      const pending = this.#byInvokeId.get(message.invokeId);
      pending?.settle(
        message.type === 'FAILURE_CONF'
          ? requestFailed(pending.request, message)
          : controlFailed(pending.request, message),
      );
      return pending !== undefined;
    }
    const pending = this.#byInvokeId.get('invokeId' in message ? (message.invokeId as number) : 0);
    if (pending?.confirmation !== message.type) return false;
    pending.settle(message);
    return true;
  }

  /** Settles the request that this event answers, if any: configuration requests are confirmed by events. */
  answerByEvent(event: CtiMessage): void {
    this.#byConfirmation.get(event.type)?.[0]?.settle(event);
  }

  /** Rejects the request whose confirmation could not be decoded. */
  failUndecodable(invokeId: number, error: CtiError): void {
    const pending = this.#byInvokeId.get(invokeId);
    if (CtiError.is(error, 'DECODE_FAILED') && error.details.message === pending?.confirmation) {
      pending.settle(error);
    }
  }

  /** Rejects all pending requests. */
  rejectAll(error: CtiError): void {
    for (const pending of [...this.#byInvokeId.values(), ...[...this.#byConfirmation.values()].flat()]) {
      pending.settle(error);
    }
  }

  /** Adds a request to a signal; returns a function that removes it. */
  #whenAborted(signal: AbortSignalLike, abort: () => void): () => void {
    const known = this.#bySignal.get(signal);
    const aborts = known ?? new Set();
    aborts.add(abort);
    if (known === undefined) {
      this.#bySignal.set(signal, aborts);
      signal.addEventListener(
        'abort',
        () => {
          for (const each of [...aborts]) each();
        },
        { once: true },
      );
    }
    return () => aborts.delete(abort);
  }

  #remove(invokeId: number | undefined, pending: Pending): void {
    if (invokeId !== undefined) {
      this.#byInvokeId.delete(invokeId);
      return;
    }
    const waiting =
      this.#byConfirmation.get(pending.confirmation)?.filter((other) => other !== pending) ?? [];
    if (waiting.length === 0) this.#byConfirmation.delete(pending.confirmation);
    else this.#byConfirmation.set(pending.confirmation, waiting);
  }
}

function requestFailed(request: string, message: MessageNamed<'FAILURE_CONF'>): CtiError {
  const { status, text } = message;
  return new CtiError(
    'REQUEST_FAILED',
    `${request} failed: ${withText(errorStatusCodes.sentence(status), text)}`,
    {
      request,
      status,
      statusName: statusName(status),
      ...(text === undefined ? {} : { text }),
    },
  );
}

function controlFailed(request: string, message: MessageNamed<'CONTROL_FAILURE_CONF'>): CtiError {
  const { failureCode, ccxErrorCode, text } = message;
  const sentences = [controlFailureCodes.sentence(failureCode)];
  if (ccxErrorCode !== 0) sentences.push(ccxErrorCodes.sentence(ccxErrorCode));
  const ccxErrorName = ccxErrorCode === 0 ? undefined : ccxErrorCodes.name(ccxErrorCode);
  return new CtiError('CONTROL_FAILED', `${request} refused: ${withText(sentences.join(' '), text)}`, {
    request,
    failureCode,
    failureName: controlFailureCodes.name(failureCode) ?? String(failureCode),
    ccxErrorCode,
    ...(ccxErrorName === undefined ? {} : { ccxErrorName }),
    ...(text === undefined ? {} : { text }),
  });
}
