/**
 * Storage of the call history. It contains personal data, so `setup.json` selects how long it is kept: `day`
 * (localStorage, until sign-out or the next day), `tab` (sessionStorage) or `none` (memory).
 */

export type HistoryRetention = 'day' | 'tab' | 'none';

export interface PastCall {
  readonly id: number;
  /** Start time, by the server's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly outgoing: boolean;
  readonly number: string | undefined;
  /** Caller name from the call data. */
  readonly name: string | undefined;
  readonly queueId: number | undefined;
  readonly wrapUp: string | undefined;
  /** Undefined if the call was not answered at this phone. */
  readonly talkedMs: number | undefined;
}

/** A call in progress. Stored because the protocol does not report the start time of a call to a reloaded page. */
export interface OngoingCall {
  readonly id: number;
  readonly number: string | undefined;
  readonly startedAt: number;
  readonly talkingSince: number | undefined;
  /** State of the connection at this phone, and when it was entered. */
  readonly state: string;
  readonly since: number;
}

interface StoredHistory {
  readonly past: readonly PastCall[];
  readonly ongoing: readonly OngoingCall[];
}

export interface HistoryStorage {
  read(): StoredHistory;
  write(kept: StoredHistory): void;
  /** Called when another page of the same agent has written. */
  onExternalChange(listener: () => void): void;
}

const prefix = 'rxcti-desk.history.';
const emptyHistory: StoredHistory = { past: [], ongoing: [] };

/** Opens the storage for a day such as `2026-11-24` and deletes the entries of other days. */
export function openHistoryStorage(
  retention: HistoryRetention,
  agentId: string,
  day: string,
): HistoryStorage {
  const key = `${prefix}${agentId}.${day}`;
  const storage = storageOf(retention);
  removeKeys((other) => !other.endsWith(day));
  return {
    read() {
      try {
        return { ...emptyHistory, ...(JSON.parse(storage?.getItem(key) ?? '{}') as Partial<StoredHistory>) };
      } catch {
        return emptyHistory;
      }
    },
    write(kept) {
      try {
        storage?.setItem(key, JSON.stringify(kept));
      } catch {
        // Storage is full or blocked: the history is not saved.
      }
    },
    onExternalChange(listener) {
      if (retention === 'day')
        window.addEventListener('storage', (event) => {
          if (event.key === key) listener();
        });
    },
  };
}

/** Deletes an agent's history at sign-out. */
export function clearHistory(agentId: string): void {
  removeKeys((key) => key.startsWith(`${prefix}${agentId}.`));
}

function removeKeys(which: (key: string) => boolean): void {
  for (const where of ['day', 'tab'] as const) {
    try {
      const storage = storageOf(where);
      for (const key of Object.keys(storage ?? {}))
        if (key.startsWith(prefix) && which(key)) storage?.removeItem(key);
    } catch {
      // Storage is blocked: there is nothing to delete.
    }
  }
}

function storageOf(where: HistoryRetention): Storage | undefined {
  if (where === 'none') return undefined;
  return where === 'day' ? localStorage : sessionStorage;
}
