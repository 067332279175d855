/**
 * Compares and formats messages.
 * @module
 */
import type { CtiMessage } from 'rxcti';

/** Whether a value has all fields of another; lists must have the same length. */
export function isLike(value: unknown, like: unknown): boolean {
  if (Object.is(value, like)) return true;
  if (typeof value !== 'object' || typeof like !== 'object' || value === null || like === null) return false;
  if (Array.isArray(like) || like instanceof Uint8Array) {
    const [some, others] = [value as ArrayLike<unknown>, like as ArrayLike<unknown>];
    return some.length === others.length && Array.from(others).every((item, at) => isLike(some[at], item));
  }
  return Object.entries(like).every(([key, wanted]) =>
    isLike((value as Record<string, unknown>)[key], wanted),
  );
}

/** Passwords are masked. */
const hidden = /password/i;

/** Formats a message or pattern in one line. */
export function describe(name: CtiMessage['type'], fields: object | ((message: never) => boolean)): string {
  if (typeof fields === 'function') return `${name} (by predicate)`;
  const shown = Object.entries(fields).filter(([key]) => key !== 'type');
  if (shown.length === 0) return name;
  const text = JSON.stringify(Object.fromEntries(shown), (key, value: unknown) => {
    if (hidden.test(key)) return '***';
    return value instanceof Uint8Array ? `${value.length} bytes` : value;
  });
  return `${name} ${text}`;
}
