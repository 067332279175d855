/**
 * Hook for requests from event handlers.
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'react';

/** A command and the outcome of its last run. */
export interface UseCommandResult<Args extends readonly unknown[], Result> {
  /** Runs the command. Never rejects: a failure is in `error`, and the promise resolves with undefined. */
  readonly run: (...args: Args) => Promise<Result | undefined>;
  /** True until the last run has settled. */
  readonly pending: boolean;
  /** Error of the last run, usually a CtiError. */
  readonly error: Error | undefined;
  /** Clears `pending` and `error`. A run in progress continues, but its outcome is ignored. */
  readonly reset: () => void;
}

const idle = { pending: false, error: undefined };

/**
 * Returns a function that runs a command, with the state of its last run.
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
  const [outcome, setOutcome] = useState<{ readonly pending: boolean; readonly error: Error | undefined }>(
    idle,
  );
  const latest = useRef(command);
  const lastRun = useRef(0);
  useEffect(() => {
    latest.current = command;
  }, [command]);
  const run = useCallback(async (...args: Args): Promise<Result | undefined> => {
    const number = ++lastRun.current;
    setOutcome({ pending: true, error: undefined });
    try {
      const result = await latest.current(...args);
      if (lastRun.current === number) setOutcome(idle);
      return result;
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause), { cause });
      if (lastRun.current === number) setOutcome({ pending: false, error });
      return undefined;
    }
  }, []);
  const reset = useCallback(() => {
    lastRun.current++;
    setOutcome(idle);
  }, []);
  return { run, reset, ...outcome };
}
