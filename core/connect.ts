/**
 * `client.connect()`: waits until the session is ready.
 * @module
 */
import type { ConnectOptions } from './client-options.ts';
import type { Clock } from './clock.ts';
import { CtiError } from './errors.ts';
import type { Session } from './session/session.ts';
import type { SessionState } from './session/session-state.ts';
import type { LiveValue } from './store/live-value.ts';
import type { Endpoint } from './transport.ts';

/** Connects the session and resolves when it is ready; closes it when the signal is aborted or the timeout expires. */
export async function connectSession(
  session: Session,
  { signal, timeoutMs }: ConnectOptions,
  { host, port }: Endpoint,
  clock: Clock,
): Promise<void> {
  const aborted = (): CtiError =>
    new CtiError('ABORTED', 'connect() was aborted', {}, { cause: signal?.reason });
  if (signal?.aborted) throw aborted();
  let failure: CtiError | undefined;
  const closeWith = (error: CtiError): void => {
    failure = error;
    session.close();
  };
  const onAbort = (): void => closeWith(aborted());
  const onTimeout = (): void => {
    const message = `the session was not ready within ${timeoutMs} ms`;
    closeWith(new CtiError('CONNECT_TIMEOUT', message, { host, port, timeoutMs: timeoutMs ?? 0 }));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = timeoutMs === undefined ? undefined : clock.setTimeout(onTimeout, timeoutMs);
  session.connect();
  try {
    await waitForState(session.state, 'ready');
  } catch (error) {
    throw failure ?? error;
  } finally {
    clock.clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Resolves when the session is in the state; rejects if it is closed first. */
export function waitForState(state: LiveValue<SessionState>, name: SessionState['name']): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): boolean => {
      const current = state.getSnapshot();
      if (current.name === name) resolve();
      else if (current.name === 'closed') reject(closedError(current));
      else return false;
      return true;
    };
    if (settle()) return;
    const unsubscribe = state.subscribe(() => {
      if (settle()) unsubscribe();
    });
  });
}

function closedError(state: Extract<SessionState, { name: 'closed' }>): CtiError {
  if (state.error !== undefined) return state.error;
  return new CtiError('SESSION_CLOSED', `the session was closed (${state.reason})`, { reason: state.reason });
}
