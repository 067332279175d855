/** Keyboard shortcuts: Alt and a letter, so that they work in text fields too. */
import { useEffect, useRef } from 'react';

export const shortcuts = {
  answer: 'A',
  hangUp: 'X',
  skip: 'P',
  hold: 'H',
  consult: 'C',
  complete: 'T',
  conference: 'J',
  swap: 'S',
  keypad: 'K',
  ready: 'R',
  notReady: 'N',
  work: 'W',
  dial: 'D',
  help: 'I',
} as const;

export type Shortcut = keyof typeof shortcuts;

const onMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Display label such as `Alt A`. */
export const shortcutLabel = (shortcut: Shortcut): string =>
  `${onMac() ? '⌥' : 'Alt '}${shortcuts[shortcut]}`;

/** Registers a shortcut. An undefined action disables it. */
export function useShortcut(shortcut: Shortcut | undefined, action: (() => void) | undefined): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (shortcut === undefined) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.repeat || latest.current === undefined || !isPressed(event, shortcuts[shortcut])) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcut]);
}

/** Compares the typed letter, or the key position if Alt changes the character. */
function isPressed(event: KeyboardEvent, letter: string): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey) return false;
  const typed = event.key.toUpperCase();
  return /^[A-Z]$/.test(typed) ? typed === letter : event.code === `Key${letter}`;
}
