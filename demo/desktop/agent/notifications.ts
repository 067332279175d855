/** Desktop notifications. */

/** True if the user has granted the notification permission. */
export const canNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

/** Requests the notification permission. Resolves with true if it is granted; browsers remember a refusal. */
export async function requestNotifications(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

/**
 * Shows a notification until the returned function is called. A click focuses the page and does not answer the call, to
 * prevent accidental answers.
 */
export function showNotification(words: string, tag: string): () => void {
  if (!canNotify()) return () => {};
  try {
    const shown = new Notification(words, { tag, requireInteraction: true });
    shown.onclick = () => window.focus();
    return () => shown.close();
  } catch {
    return () => {}; // Mobile browsers allow notifications from service workers only.
  }
}
