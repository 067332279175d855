/**
 * Requests that wait for their confirmation. Each settles exactly once: by its confirmation, a refusal, a timeout, the
 * caller's signal, or the end of the session.
 * Guide: FAILURE_CONF; CONTROL_FAILURE_CONF.
 * @module
 */
import type { Clock } from '../clock.ts';
import { CtiError } from '../errors.ts';
import { ccxErrorCodes, controlFailureCodes, errorStatusCodes } from '../protocol/constants/failures.ts';
import type { CtiMessage, confirmationOf } from '../protocol/generated/messages.ts';
import type { AbortSignalLike } from '../web.ts';

type MessageNamed<Name extends CtiMessage['type']> = Extract<CtiMessage, { type: Name }>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Names of the messages that the server confirms and that an application may send. */
export type RequestName = Exclude<keyof typeof confirmationOf, 'OPEN_REQ' | 'CLOSE_REQ' | 'HEARTBEAT_REQ'>;

/** A request as an application writes it: the InvokeID is given by the session. */
export type RequestMessage = DistributiveOmit<MessageNamed<RequestName>, 'invokeId' | 'unknownFields'>;

/** The message that confirms a request. */
export type ConfirmationOf<Request extends { readonly type: RequestName }> = MessageNamed<
  (typeof confirmationOf)[Request['type']]
>;

/** How long a request may take, and how it is called off. */
export interface RequestOptions {
  /** Rejects with `REQUEST_TIMEOUT` after this time. Default 20000: call control may take 10 to 15 s. */
  readonly timeoutMs?: number;
  /** Rejects with `ABORTED` when it fires. The server may still carry the request out. */
  readonly signal?: AbortSignalLike;
}

const confirmedByEvents: Readonly<Record<string, string>> = {
  CONFIG_REQUEST_KEY_EVENT: 'CONFIG_KEY_EVENT',
  CONFIG_REQUEST_EVENT: 'CONFIG_BEGIN_EVENT',
} satisfies Partial<typeof confirmationOf>;

/** The name of the message that confirms a request: a rule with two exceptions, since a page has to load it. */
export function confirmationNameOf(request: RequestName): string {
  return confirmedByEvents[request] ?? request.replace(/_REQ$/, '_CONF');
}

interface Pending {
  readonly request: RequestName;
  readonly confirmation: string;
  settle(outcome: CtiMessage | CtiError): void;
}

/** A server's answers take at most 10 to 15 s (guide: Call control messages). */
const defaultTimeoutMs = 20_000;

export class PendingRequests {
  readonly #clock: Clock;
  readonly #byInvokeId = new Map<number, Pending>();
  /** Requests without an InvokeID wait for the next message of the confirming type. */
  readonly #byConfirmation = new Map<string, Pending[]>();
  /** How to call off the requests of a signal; a signal that is used again keeps its one listener. */
  readonly #bySignal = new WeakMap<AbortSignalLike, Set<() => void>>();
  #lastInvokeId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An InvokeID that no waiting request has. */
  nextInvokeId(): number {
    do this.#lastInvokeId = (this.#lastInvokeId + 1) >>> 0;
    while (this.#lastInvokeId === 0 || this.#byInvokeId.has(this.#lastInvokeId));
    return this.#lastInvokeId;
  }

  /** Number of requests that wait. */
  get size(): number {
    let queued = 0;
    for (const waiting of this.#byConfirmation.values()) queued += waiting.length;
    return this.#byInvokeId.size + queued;
  }

  /** Waits for the confirmation of a request that is about to be sent. */
  wait(request: RequestName, invokeId: number | undefined, options: RequestOptions): Promise<CtiMessage> {
    const { signal, timeoutMs = defaultTimeoutMs } = options;
    const confirmation = confirmationNameOf(request);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        pending.settle(
          new CtiError('ABORTED', `${request} was aborted`, { request }, { cause: signal?.reason }),
        );
      };
      const timer = this.#clock.setTimeout(() => {
        const message = `${request} was not confirmed within ${timeoutMs} ms`;
        pending.settle(new CtiError('REQUEST_TIMEOUT', message, { request, timeoutMs }));
      }, timeoutMs);
      const pending: Pending = {
        request,
        confirmation,
        settle: (outcome) => {
          this.#clock.clearTimeout(timer);
          release?.();
          this.#forget(invokeId, pending);
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

  /** Settles the request that this message answers; false when none waits for it. */
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

  /** Settles the request that this event answers, if one waits for it: configuration is confirmed by events. */
  answerByEvent(event: CtiMessage): void {
    this.#byConfirmation.get(event.type)?.[0]?.settle(event);
  }

  /** A confirmation came that cannot be decoded: its request fails with the reason. */
  answerUndecodable(invokeId: number, error: CtiError): void {
    const pending = this.#byInvokeId.get(invokeId);
    if (CtiError.is(error, 'DECODE_FAILED') && error.details.message === pending?.confirmation) {
      pending.settle(error);
    }
  }

  /** The session is down: all that wait fail at once. */
  rejectAll(error: CtiError): void {
    for (const pending of [...this.#byInvokeId.values(), ...[...this.#byConfirmation.values()].flat()]) {
      pending.settle(error);
    }
  }

  /** One listener for each signal, however many requests it calls off; gives how to release one of them. */
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

  #forget(invokeId: number | undefined, pending: Pending): void {
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

/** The guide's name of a status, or its number. */
export function statusName(status: number): string {
  return errorStatusCodes.name(status) ?? String(status);
}

/** A sentence with what the server added in words. */
export function withText(sentence: string, text: string | undefined): string {
  return text === undefined || text === '' ? sentence : `${sentence} (${text})`;
}
