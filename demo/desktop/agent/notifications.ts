/** A notice of the operating system, for whoever works in another window. */

/** Whether the person has said yes to notices. */
export const mayNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

/** Asks the person; true for yes. Browsers ask once and remember a no. */
export async function askToNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

/**
 * Shows words until the returned function is called. A click on the notice brings the page to the front and does
 * nothing else: nobody answers a call by accident.
 */
export function notice(words: string, tag: string): () => void {
  if (!mayNotify()) return () => {};
  try {
    const shown = new Notification(words, { tag, requireInteraction: true });
    shown.onclick = () => window.focus();
    return () => shown.close();
  } catch {
    return () => {}; // browsers on phones have notices for service workers only
  }
}
