/** Says to screen readers what happens without being asked for. */
import { createStore, useStore } from './store.ts';

interface Announcement {
  readonly id: number;
  readonly text: string;
}

const polite = createStore<readonly Announcement[]>([]);
const assertive = createStore<readonly Announcement[]>([]);
let id = 0;

/** A reader has taken it up by then; later it would be found at the top of the page, out of place. */
const staysMs = 10_000;

/** `urgent` interrupts: a phone that rings. The rest waits until the reader has finished its sentence. */
export function announce(text: string, urgent = false): void {
  const store = urgent ? assertive : polite;
  const said = { id: ++id, text };
  store.set([...store.get(), said]);
  setTimeout(() => store.set(store.get().filter((other) => other !== said)), staysMs);
}

/** The live regions; once on the page. What is added is read, not the whole again: two sentences at once are both heard. */
export function Announcer() {
  const [calm, urgent] = [useStore(polite), useStore(assertive)];
  return (
    <div className="unseen">
      <div role="status" aria-live="polite" aria-atomic={false}>
        {calm.map(({ id: key, text }) => (
          <p key={key}>{text}</p>
        ))}
      </div>
      <div role="alert" aria-live="assertive" aria-atomic={false}>
        {urgent.map(({ id: key, text }) => (
          <p key={key}>{text}</p>
        ))}
      </div>
    </div>
  );
}
