/**
 * The live figures as a Readable that costs nothing while nobody looks.
 * @module
 */
import { Observable } from 'rxjs';
import type { Clock } from '../clock.ts';
import type { ContactCenter } from '../state.ts';
import type { Readable } from '../store/live-value.ts';
import { figuresOf, type QueueFigures } from './figures.ts';

/** Watchers are told at most so often. */
const settleMs = 100;

type Figures = ReadonlyMap<number, QueueFigures>;

export function createLiveFigures(
  mirror: ContactCenter,
  clock: Clock,
): Readable<Figures> & { complete(): void } {
  const sources: readonly Readable<unknown>[] = [
    mirror.agents.store,
    mirror.calls.store,
    mirror.configuration.queues,
  ];
  const watchers = new Set<() => void>();
  const completions = new Set<() => void>();
  let seen: readonly unknown[] = [];
  let figures: Figures = new Map();
  /** What the watchers know: others may have looked since. */
  let told = figures;
  let timer: unknown;
  let stops: (() => void)[] = [];

  function getSnapshot(): Figures {
    const now = sources.map((source) => source.getSnapshot());
    if (now.some((snapshot, index) => snapshot !== seen[index])) {
      seen = now;
      const queueIds = mirror.configuration.queues.getSnapshot().keys();
      const agents = mirror.agents.store.getSnapshot().values();
      const calls = mirror.calls.store.getSnapshot().values();
      figures = figuresOf(queueIds, agents, calls, figures);
    }
    return figures;
  }

  function tell(): void {
    timer = undefined;
    const now = getSnapshot();
    if (now === told) return;
    told = now;
    for (const watcher of [...watchers]) watcher();
  }

  function subscribe(listener: () => void): () => void {
    const watcher = (): void => listener();
    if (watchers.size === 0) {
      told = getSnapshot();
      stops = sources.map((source) =>
        source.subscribe(() => {
          timer ??= clock.setTimeout(tell, settleMs);
        }),
      );
    }
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) rest();
    };
  }

  function rest(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    for (const stop of stops) stop();
    stops = [];
  }

  let completed = false;
  return {
    getSnapshot,
    subscribe,
    value$: new Observable((subscriber) => {
      subscriber.next(getSnapshot());
      if (completed) {
        subscriber.complete();
        return undefined;
      }
      const complete = (): void => subscriber.complete();
      completions.add(complete);
      const stop = subscribe(() => subscriber.next(figures));
      return () => {
        completions.delete(complete);
        stop();
      };
    }),
    complete() {
      completed = true;
      for (const complete of [...completions]) complete();
      watchers.clear();
      rest();
    },
  };
}
