/** Keeps the last messages and the last steps of the session's state machine, for whoever wants to look. */
import type { CtiClient, CtiClientOptions, TracedMessage } from 'rxcti';
import { createStore, type Store } from '../shell/store.ts';

/** A step of the session's state machine, from XState's inspection. */
export interface MachineStep {
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
  follow(client: CtiClient): void;
}

const most = 500;
/** The panel is told at most so often. */
const settleMs = 200;

export function createRecorder(): Recorder {
  const messages = createStore<readonly RecordedMessage[]>([]);
  const steps = createStore<readonly MachineStep[]>([]);
  let waiting: RecordedMessage[] = [];
  let scheduled = false;
  let id = 0;

  function flush(): void {
    scheduled = false;
    messages.set([...messages.get(), ...waiting].slice(-most));
    waiting = [];
  }

  return {
    messages,
    steps,
    inspect(event) {
      if (event.type !== '@xstate.snapshot' || !('value' in event.snapshot)) return;
      const state = nameOf(event.snapshot.value);
      const last = steps.get().at(-1);
      if (last?.state === state && event.event.type === 'PROGRESS') return;
      steps.set([...steps.get(), { id: ++id, at: Date.now(), event: event.event.type, state }].slice(-most));
    },
    follow(client) {
      client.messages$.subscribe((message) => {
        waiting.push({ ...message, id: ++id });
        if (waiting.length > most) waiting.shift();
        if (!scheduled) setTimeout(flush, settleMs);
        scheduled = true;
      });
    },
  };
}

/** `{ open: 'ready' }` as `open.ready`. */
function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${nameOf(inner)}`)
    .join(' ');
}
