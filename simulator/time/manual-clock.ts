/**
 * A clock that a test advances by hand.
 * @module
 */
import type { Clock } from 'rxcti';

interface Timer {
  readonly id: number;
  readonly firesAt: number;
  readonly callback: () => void;
}

/** A clock that moves only with `advance()` and `jump()`. Timers fire in order, including those set meanwhile. */
export class ManualClock implements Clock {
  #now: number;
  #nextId = 1;
  readonly #timers: Map<number, Timer> = new Map();

  /** `startAt` in milliseconds since 1970-01-01 UTC. Default 2026-01-05 08:00 UTC. */
  constructor(startAt: number = Date.UTC(2026, 0, 5, 8)) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    const id = this.#nextId++;
    this.#timers.set(id, { id, firesAt: this.#now + Math.max(0, delayMs), callback });
    return id;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  /** Number of pending timers. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Advances the clock and fires timers; promises settle between timers. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let timer = this.#next(until); timer !== undefined; timer = this.#next(until)) {
      this.#timers.delete(timer.id);
      this.#now = Math.max(this.#now, timer.firesAt);
      timer.callback();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** Moves the clock without firing timers, as after a sleep of the machine. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.firesAt <= until && (first === undefined || timer.firesAt < first.firesAt)) first = timer;
    }
    return first;
  }
}

/**
 * Creates a clock for `createSimulator({ clock })` and, to share it, for `createCtiClient({ clock })`.
 *
 * @example
 * ```ts
 * import { createManualClock, createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator({ clock: createManualClock(), callsPerHour: 0 });
 * const { port } = await simulator.listen({ port: 0 });
 * const call = await simulator.inboundCall();
 * await simulator.advance(8_000);
 * console.log(port, call.snapshot?.stage); // ringing
 * await simulator.close();
 * ```
 */
export const createManualClock = (startAt?: number): ManualClock => new ManualClock(startAt);

/** Waits for pending promise callbacks; the default number of rounds is enough for links in memory. */
export async function settle(rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) await Promise.resolve();
}
