/**
 * Keeps the keyboard's place when what had it goes away: a call that ends takes its buttons along, and the focus would
 * fall to the top of the page.
 */
import { type RefObject, useEffect } from 'react';

const stops = 'button:not(:disabled), a[href], input:not(:disabled)';

/**
 * When the focused element inside leaves the page, the focus moves to the first control of the same part (what `part`
 * selects), else to the first inside, else to the element itself, which wants `tabIndex={-1}`.
 */
export function useKeptFocus(inside: RefObject<HTMLElement | null>, part: string): void {
  useEffect(() => {
    const root = inside.current;
    if (root === null) return undefined;
    let last: Element | undefined;
    let home: Element | undefined;
    const remember = ({ target }: FocusEvent): void => {
      last = target as Element;
      home = last.closest(part) ?? undefined;
    };
    const look = (): void => {
      if (last === undefined || last.isConnected) return;
      if (document.activeElement !== document.body && document.activeElement !== null) {
        last = undefined; // somebody has taken it on purpose
        return;
      }
      const first = (home?.isConnected ? home.querySelector(stops) : undefined) ?? root.querySelector(stops);
      last = undefined;
      (first instanceof HTMLElement ? first : root).focus();
    };
    const observer = new MutationObserver(look);
    root.addEventListener('focusin', remember);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [inside, part]);
}
