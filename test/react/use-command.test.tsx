import { act, renderHook } from '@testing-library/react';
import { useCommand } from 'rxcti/react';
import { expect, it } from 'vitest';
import { inBothModes } from './harness.tsx';

/** A promise that the test settles. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

inBothModes('useCommand', () => {
  it('is pending until the command settles, and returns its result', async () => {
    const answer = later<number>();
    const { result } = renderHook(() => useCommand((_to: string) => answer.promise));
    expect(result.current).toMatchObject({ pending: false, error: undefined });
    let given: Promise<number | undefined> | undefined;
    act(() => {
      given = result.current.run('2002');
    });
    expect(result.current.pending).toBe(true);
    await act(async () => answer.resolve(7));
    expect(await given).toBe(7);
    expect(result.current).toMatchObject({ pending: false, error: undefined });
  });

  it('keeps the error until the next run, never rejects, and wraps other values in errors', async () => {
    const answers = [later<void>(), later<void>(), later<void>()];
    let runs = 0;
    const { result } = renderHook(() => useCommand(() => answers[runs++]?.promise));
    act(() => void result.current.run());
    const refused = new Error('The agent is talking.');
    await act(async () => answers[0]?.reject(refused));
    expect(result.current).toMatchObject({ pending: false, error: refused });
    act(() => void result.current.run());
    expect(result.current).toMatchObject({ pending: true, error: undefined });
    await act(async () => answers[1]?.reject('words'));
    expect(result.current.error?.message).toBe('words');
    act(() => result.current.reset());
    expect(result.current.error).toBeUndefined();
  });

  it('shows the outcome of the last run, in any order of answers, and nothing after a reset', async () => {
    const answers = [later<void>(), later<void>()];
    let runs = 0;
    const { result } = renderHook(() => useCommand(() => answers[runs++]?.promise));
    act(() => void result.current.run());
    act(() => void result.current.run());
    await act(async () => answers[0]?.reject(new Error('too late')));
    expect(result.current).toMatchObject({ pending: true, error: undefined });
    act(() => result.current.reset());
    await act(async () => answers[1]?.reject(new Error('forgotten')));
    expect(result.current).toMatchObject({ pending: false, error: undefined });
  });

  it('calls the function of the last render, and keeps its own identity', async () => {
    const seen: number[] = [];
    const { result, rerender } = renderHook(({ n }) => useCommand(() => seen.push(n)), {
      initialProps: { n: 1 },
    });
    const { run } = result.current;
    rerender({ n: 2 });
    expect(result.current.run).toBe(run);
    await act(() => run());
    expect(seen).toEqual([2]);
  });

  it('catches synchronous errors', async () => {
    const { result } = renderHook(() =>
      useCommand((): Promise<void> => {
        throw new TypeError('no such number');
      }),
    );
    await act(() => result.current.run());
    expect(result.current.error).toBeInstanceOf(TypeError);
  });
});
