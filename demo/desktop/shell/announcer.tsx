/** Says to screen readers what happens without being asked for. */
import { createStore, useStore } from './store.ts';

interface Announcement {
  readonly id: number;
  readonly text: string;
}

const none: Announcement = { id: 0, text: '' };
const polite = createStore(none);
const assertive = createStore(none);
let id = 0;

/** `urgent` interrupts: a phone that rings. The rest waits until the reader has finished its sentence. */
export function announce(text: string, urgent = false): void {
  (urgent ? assertive : polite).set({ id: ++id, text });
}

/** The live regions; once on the page. */
export function Announcer() {
  const [calm, urgent] = [useStore(polite), useStore(assertive)];
  return (
    <div className="unseen">
      <div role="status" aria-live="polite">
        <span key={calm.id}>{calm.text}</span>
      </div>
      <div role="alert" aria-live="assertive">
        <span key={urgent.id}>{urgent.text}</span>
      </div>
    </div>
  );
}
