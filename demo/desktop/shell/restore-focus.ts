/** Restores the focus when the focused element is removed, such as the buttons of a call that ends. */
import { type RefObject, useEffect } from 'react';

const focusable = 'button:not(:disabled), a[href], input:not(:disabled)';

/**
 * When the focused element is removed, focuses the first control of the same part (selector `part`), else the first
 * control inside, else the element itself, which needs `tabIndex={-1}`.
 */
export function useRestoreFocus(container: RefObject<HTMLElement | null>, part: string): void {
  useEffect(() => {
    const root = container.current;
    if (root === null) return undefined;
    let last: Element | undefined;
    let lastPart: Element | undefined;
    const remember = ({ target }: FocusEvent): void => {
      last = target as Element;
      lastPart = last.closest(part) ?? undefined;
    };
    const restore = (): void => {
      if (last === undefined || last.isConnected) return;
      if (document.activeElement !== document.body && document.activeElement !== null) {
        last = undefined; // another element has received the focus
        return;
      }
      const first =
        (lastPart?.isConnected ? lastPart.querySelector(focusable) : undefined) ??
        root.querySelector(focusable);
      last = undefined;
      (first instanceof HTMLElement ? first : root).focus();
    };
    const observer = new MutationObserver(restore);
    root.addEventListener('focusin', remember);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [container, part]);
}
