/**
 * Where the calls of the day are kept, since they are about people: in this browser and for this day, until the agent signs
 * out; or for this tab alone; or nowhere. `setup.json` says which.
 */

export type HistoryPlace = 'day' | 'tab' | 'none';

export interface PastCall {
  readonly id: number;
  /** When it began, by the contact center's clock. */
  readonly at: number;
  readonly outgoing: boolean;
  readonly number: string | undefined;
  /** The caller's name, where the call brought it along. */
  readonly name: string | undefined;
  readonly queueId: number | undefined;
  readonly wrapUp: string | undefined;
  /** Undefined for a call that was never answered here. */
  readonly talkedMs: number | undefined;
}

/** A call that goes on, so that a page that is loaded again knows since when: the protocol does not tell it. */
export interface BegunCall {
  readonly id: number;
  readonly number: string | undefined;
  readonly startedAt: number;
  readonly talkingSince: number | undefined;
  /** The state of the leg here, and since when. */
  readonly state: string;
  readonly since: number;
}

export interface Kept {
  readonly past: readonly PastCall[];
  readonly begun: readonly BegunCall[];
}

export interface HistoryKeeper {
  read(): Kept;
  write(kept: Kept): void;
  /** Another page of the same agent has written. */
  onOthers(listener: () => void): void;
}

const prefix = 'rxcti-desk.history.';
const nothing: Kept = { past: [], begun: [] };

/** `day` as in 2026-11-24. What is left of other days is deleted. */
export function keepHistory(where: HistoryPlace, agentId: string, day: string): HistoryKeeper {
  const key = `${prefix}${agentId}.${day}`;
  const storage = storageOf(where);
  forget((other) => !other.endsWith(day));
  return {
    read() {
      try {
        return { ...nothing, ...(JSON.parse(storage?.getItem(key) ?? '{}') as Partial<Kept>) };
      } catch {
        return nothing;
      }
    },
    write(kept) {
      try {
        storage?.setItem(key, JSON.stringify(kept));
      } catch {
        // No room, or none that a page may use: not kept then.
      }
    },
    onOthers(listener) {
      if (where === 'day')
        window.addEventListener('storage', (event) => {
          if (event.key === key) listener();
        });
    },
  };
}

/** The agent signs out: whoever sits here next finds nothing. */
export function forgetHistory(agentId: string): void {
  forget((key) => key.startsWith(`${prefix}${agentId}.`));
}

function forget(which: (key: string) => boolean): void {
  for (const where of ['day', 'tab'] as const) {
    try {
      const storage = storageOf(where);
      for (const key of Object.keys(storage ?? {}))
        if (key.startsWith(prefix) && which(key)) storage?.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }
}

function storageOf(where: HistoryPlace): Storage | undefined {
  if (where === 'none') return undefined;
  return where === 'day' ? localStorage : sessionStorage;
}
