/** Digits, `*`, `#` and `+`: how people write numbers is left out. */
export function dialable(text: string): string {
  return text.replace(/[^\d*#+]/g, '');
}
