/**
 * Time that moves only when a test moves it.
 * @module
 */
import type { Clock } from 'rxcti';

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands still until told. Timers fire at their own time, in order, also those set on the way. */
export class ManualClock implements Clock {
  #now: number;
  #nextId = 1;
  readonly #timers: Map<number, Timer> = new Map();

  /** `startAt` in milliseconds since 1970-01-01 UTC; a Monday morning unless given. */
  constructor(startAt: number = Date.UTC(2026, 0, 5, 8)) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    const id = this.#nextId++;
    this.#timers.set(id, { id, due: this.#now + Math.max(0, delayMs), callback });
    return id;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass; promises settle between timers. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let timer = this.#next(until); timer !== undefined; timer = this.#next(until)) {
      this.#timers.delete(timer.id);
      this.#now = Math.max(this.#now, timer.due);
      timer.callback();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** The machine slept: time is later at once, and no timer fired meanwhile. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.due <= until && (first === undefined || timer.due < first.due)) first = timer;
    }
    return first;
  }
}

/**
 * Makes a clock for `createSimulator({ clock })` and, where the client shall live in the same time, for
 * `createCtiClient({ clock })`.
 *
 * @example
 * ```ts
 * import { createManualClock, createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator({ clock: createManualClock(), callsPerHour: 0 });
 * const { port } = await simulator.listen({ port: 0 });
 * const call = await simulator.inboundCall();
 * await simulator.advance(8_000);
 * console.log(port, call.truth?.stage); // the phone of an agent rings
 * await simulator.close();
 * ```
 */
export const createManualClock = (startAt?: number): ManualClock => new ManualClock(startAt);

/** Lets promise callbacks run; a fixed number of rounds is enough for links in memory. */
export async function settle(rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) await Promise.resolve();
}
