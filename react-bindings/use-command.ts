/**
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'react';

/** A command on its way. */
export interface UseCommandResult<Args extends readonly unknown[], Result> {
  /**
   * Runs the command. Never rejects, so it may stand in an event handler as it is: a failure is in `error`, and the
   * promise resolves undefined.
   */
  readonly run: (...args: Args) => Promise<Result | undefined>;
  /** The last run has not been answered yet. */
  readonly pending: boolean;
  /** Why the last run failed: mostly a CtiError, whose message is a sentence to show. */
  readonly error: Error | undefined;
  /** Forgets the error. A run that is on its way goes on, but is not shown any more. */
  readonly reset: () => void;
}

const idle = { pending: false, error: undefined };

/**
 * Runs requests from event handlers and keeps what became of the last one.
 *
 * @example
 * ```tsx
 * import { useAgent, useCommand } from 'rxcti/react';
 *
 * function Dial({ number }: { number: string }) {
 *   const { makeCall } = useAgent();
 *   const dial = useCommand((to: string) => makeCall(to));
 *   return (
 *     <button type="button" disabled={dial.pending} onClick={() => dial.run(number)}>
 *       Call {number} {dial.error?.message}
 *     </button>
 *   );
 * }
 * ```
 */
export function useCommand<Args extends readonly unknown[], Result>(
  command: (...args: Args) => Promise<Result> | Result,
): UseCommandResult<Args, Result> {
  const [shown, show] = useState<{ readonly pending: boolean; readonly error: Error | undefined }>(idle);
  const latest = useRef(command);
  const turn = useRef(0);
  useEffect(() => {
    latest.current = command;
  }, [command]);
  const run = useCallback(async (...args: Args): Promise<Result | undefined> => {
    const mine = ++turn.current;
    show({ pending: true, error: undefined });
    try {
      const result = await latest.current(...args);
      if (turn.current === mine) show(idle);
      return result;
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause), { cause });
      if (turn.current === mine) show({ pending: false, error });
      return undefined;
    }
  }, []);
  const reset = useCallback(() => {
    turn.current++;
    show(idle);
  }, []);
  return { run, reset, ...shown };
}
