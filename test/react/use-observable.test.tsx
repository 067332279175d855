import { act, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { useObservable } from 'rxcti/react';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { expect, it, vi } from 'vitest';
import { inBothModes } from './harness.tsx';

const Shows = ({ source$ }: { readonly source$: Observable<number> }) => (
  <p>{useObservable(source$) ?? 'nothing yet'}</p>
);

class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <p>caught {this.state.error.message}</p>;
  }
}

inBothModes('useObservable', () => {
  it('returns the last value, also a synchronous one', () => {
    const source$ = new BehaviorSubject(1);
    render(<Shows source$={source$} />);
    expect(screen.getByText('1')).toBeTruthy();
    act(() => source$.next(2));
    expect(screen.getByText('2')).toBeTruthy();
  });

  it('returns undefined before the first value, and follows another source', () => {
    const [one$, other$] = [new Subject<number>(), new Subject<number>()];
    const { rerender, unmount } = render(<Shows source$={one$} />);
    expect(screen.getByText('nothing yet')).toBeTruthy();
    act(() => one$.next(1));
    rerender(<Shows source$={other$} />);
    expect(screen.getByText('nothing yet')).toBeTruthy();
    expect([one$.observed, other$.observed]).toEqual([false, true]);
    act(() => other$.complete());
    unmount();
    expect(other$.observed).toBe(false);
  });

  it('throws the source’s error to the error boundary', () => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
    const source$ = new Subject<number>();
    render(<Boundary children={<Shows source$={source$} />} />);
    act(() => source$.error(new Error('broken')));
    expect(screen.getByText('caught broken')).toBeTruthy();
    silence.mockRestore();
  });
});
