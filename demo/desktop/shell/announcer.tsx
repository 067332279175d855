/** Screen reader announcements. */
import { createStore, useStore } from './store.ts';

interface Announcement {
  readonly id: number;
  readonly text: string;
}

const polite = createStore<readonly Announcement[]>([]);
const assertive = createStore<readonly Announcement[]>([]);
let id = 0;

/** Old announcements are removed, so that screen readers do not find them out of context. */
const removeAfterMs = 10_000;

/** Announces a text. `urgent` interrupts the current speech; otherwise it is read afterwards. */
export function announce(text: string, urgent = false): void {
  const store = urgent ? assertive : polite;
  const announcement = { id: ++id, text };
  store.set([...store.get(), announcement]);
  setTimeout(() => store.set(store.get().filter((other) => other !== announcement)), removeAfterMs);
}

/**
 * The live regions; render once per page. Added texts are read individually, so concurrent announcements are all read.
 */
export function Announcer() {
  const [politeTexts, urgentTexts] = [useStore(polite), useStore(assertive)];
  return (
    <div className="visually-hidden">
      <div role="status" aria-live="polite" aria-atomic={false}>
        {politeTexts.map(({ id: key, text }) => (
          <p key={key}>{text}</p>
        ))}
      </div>
      <div role="alert" aria-live="assertive" aria-atomic={false}>
        {urgentTexts.map(({ id: key, text }) => (
          <p key={key}>{text}</p>
        ))}
      </div>
    </div>
  );
}
