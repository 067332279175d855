/**
 * Time in the contact center: what is to happen when, in an order that does not depend on how punctual the clock's
 * timers are.
 * @module
 */
import type { Clock } from 'rxcti';

/** Something that is to happen. */
export interface Appointment {
  readonly due: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** The center's calendar. Its time runs `speed` times as fast as the clock's and stands still while it is stopped. */
export interface Schedule {
  /** Milliseconds of the center's time. */
  readonly now: number;
  /** Its time stands still. */
  readonly stopped: boolean;
  /** Appointments that wait. */
  readonly size: number;
  /** Runs an action after a time. */
  after(delayMs: number, action: () => void): Appointment;
  cancel(appointment: Appointment | undefined): void;
  /** Runs what is due. Whoever acts from outside calls it first, so that nothing happens after what it preceded. */
  catchUp(): void;
  start(): void;
  stop(): void;
}

/** A clock that is later than this has slept: the center slept with it instead of living the lost time in a burst. */
const sleptMs = 30_000;

/**
 * The longest time for which the center lives without a pause: where the process cannot keep up with the speed, it serves
 * its clients all the same, and the center lives as fast as it can.
 */
const stretchMs = 40;

/** Makes an empty calendar that is stopped. */
export function createSchedule(clock: Clock, speed: number): Schedule {
  const heap: Appointment[] = [];
  let order = 0;
  let canceled = 0;
  let now = 0;
  /** The clock's time at which the center's time was `originNow`; undefined while stopped. */
  let origin: number | undefined;
  let originNow = 0;
  let timer: unknown;
  let running = false;

  function due(): number {
    return origin === undefined ? now : originNow + (clock.now() - origin) * speed;
  }

  function catchUp(): void {
    if (running || origin === undefined) return;
    running = true;
    const until = due();
    const startedAt = clock.now();
    let slipped = false;
    for (let first = heap[0]; first !== undefined && first.due <= until; first = heap[0]) {
      pop(heap);
      const { run } = first;
      first.run = undefined;
      if (run === undefined) canceled--;
      else {
        now = Math.max(now, first.due);
        run();
      }
      if (origin === undefined) break;
      if (clock.now() - startedAt > stretchMs) {
        slipped = true;
        break;
      }
    }
    running = false;
    if (origin === undefined) return;
    if (slipped) {
      origin = clock.now();
      originNow = now;
    } else now = Math.max(now, until);
    arm();
  }

  function arm(): void {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
    const first = heap[0];
    if (first === undefined || origin === undefined) return;
    // Whole milliseconds, rounded up: a timer that fires a hair too early would only be set again.
    const delayMs = Math.max(0, Math.ceil((first.due - due()) / speed));
    const expected = clock.now() + delayMs;
    timer = clock.setTimeout(() => {
      timer = undefined;
      const late = clock.now() - expected;
      if (late > sleptMs && origin !== undefined) origin += late;
      catchUp();
    }, delayMs);
  }

  return {
    get now() {
      return now;
    },
    get stopped() {
      return origin === undefined;
    },
    get size() {
      return heap.length - canceled;
    },
    after(delayMs, action) {
      const appointment: Appointment = { due: now + Math.max(0, delayMs), order: order++, run: action };
      push(heap, appointment);
      if (!running && heap[0] === appointment) arm();
      return appointment;
    },
    cancel(appointment) {
      if (appointment?.run === undefined) return;
      appointment.run = undefined;
      canceled++;
      if (canceled > 64 && canceled * 2 > heap.length) {
        const waiting = heap.filter(({ run }) => run !== undefined);
        heap.length = 0;
        for (const one of waiting) push(heap, one);
        canceled = 0;
      }
    },
    catchUp,
    start() {
      if (origin !== undefined) return;
      origin = clock.now();
      originNow = now;
      arm();
    },
    stop() {
      if (origin === undefined) return;
      if (!running) now = Math.max(now, due());
      origin = undefined;
      if (timer !== undefined) clock.clearTimeout(timer);
      timer = undefined;
    },
  };
}

function before(a: Appointment, b: Appointment): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

function push(heap: Appointment[], appointment: Appointment): void {
  let at = heap.push(appointment) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!before(appointment, heap[above] as Appointment)) break;
    heap[at] = heap[above] as Appointment;
    at = above;
  }
  heap[at] = appointment;
}

function pop(heap: Appointment[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && before(heap[below + 1] as Appointment, heap[below] as Appointment))
      below++;
    if (!before(heap[below] as Appointment, last)) break;
    heap[at] = heap[below] as Appointment;
    at = below;
  }
  heap[at] = last;
}
