/** Records the last messages and state machine transitions of the session for the trace panel. */
import type { CtiClient, CtiClientOptions, TracedMessage } from 'rxcti';
import { createStore, type Store } from '../shell/store.ts';

/** A transition of the session state machine, from XState inspection. */
interface MachineStep {
  readonly id: number;
  readonly at: number;
  readonly event: string;
  readonly state: string;
}

export interface RecordedMessage extends TracedMessage {
  readonly id: number;
}

export interface Recorder {
  readonly messages: Store<readonly RecordedMessage[]>;
  readonly steps: Store<readonly MachineStep[]>;
  readonly inspect: NonNullable<CtiClientOptions['inspect']>;
  attach(client: CtiClient): void;
}

const maxEntries = 500;
/** The panel updates at most this often. */
const flushIntervalMs = 200;

export function createRecorder(): Recorder {
  const messages = createStore<readonly RecordedMessage[]>([]);
  const steps = createStore<readonly MachineStep[]>([]);
  let pending: RecordedMessage[] = [];
  let scheduled = false;
  let id = 0;

  function flush(): void {
    scheduled = false;
    messages.set([...messages.get(), ...pending].slice(-maxEntries));
    pending = [];
  }

  return {
    messages,
    steps,
    inspect(event) {
      if (event.type !== '@xstate.snapshot' || !('value' in event.snapshot)) return;
      const state = formatStateValue(event.snapshot.value);
      const last = steps.get().at(-1);
      if (last?.state === state && event.event.type === 'PROGRESS') return;
      steps.set(
        [...steps.get(), { id: ++id, at: Date.now(), event: event.event.type, state }].slice(-maxEntries),
      );
    },
    attach(client) {
      client.messages$.subscribe((message) => {
        pending.push({ ...message, id: ++id });
        if (pending.length > maxEntries) pending.shift();
        if (!scheduled) setTimeout(flush, flushIntervalMs);
        scheduled = true;
      });
    },
  };
}

/** Formats `{ open: 'ready' }` as `open.ready`. */
function formatStateValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${formatStateValue(inner)}`)
    .join(' ');
}
