/**
 * Center time and scheduled tasks. The order of tasks does not depend on late timers.
 * @module
 */
import type { Clock } from 'rxcti';

/** A task with its time. */
export interface ScheduledTask {
  readonly runAt: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** Scheduled tasks in center time, which runs `speed` times as fast as the clock and pauses while stopped. */
export interface Schedule {
  /** Center time in milliseconds. */
  readonly now: number;
  /** Whether center time is paused. */
  readonly stopped: boolean;
  /** Number of pending tasks. */
  readonly size: number;
  /** Runs an action after a delay in center time. */
  after(delayMs: number, action: () => void): ScheduledTask;
  cancel(task: ScheduledTask | undefined): void;
  /** Runs all tasks up to now. Called before every external action, so that earlier tasks run before it. */
  catchUp(): void;
  start(): void;
  stop(): void;
}

/** A timer that fires later than this means that the machine slept: center time skips the sleep instead of catching up. */
const maxTimerDelayMs = 30_000;

/**
 * Time for which tasks run without a pause. If the process cannot keep up with `speed`, clients are still served, and
 * center time runs as fast as possible.
 */
const maxRunMs = 40;

/** Creates an empty schedule that is stopped. */
export function createSchedule(clock: Clock, speed: number): Schedule {
  const heap: ScheduledTask[] = [];
  let order = 0;
  let canceled = 0;
  let now = 0;
  /** Clock time at which center time was `originNow`; undefined while stopped. */
  let origin: number | undefined;
  let originNow = 0;
  let timer: unknown;
  let running = false;

  function targetTime(): number {
    return origin === undefined ? now : originNow + (clock.now() - origin) * speed;
  }

  function catchUp(): void {
    if (running || origin === undefined) return;
    running = true;
    const until = targetTime();
    const startedAt = clock.now();
    let behind = false;
    for (let first = heap[0]; first !== undefined && first.runAt <= until; first = heap[0]) {
      pop(heap);
      const { run } = first;
      first.run = undefined;
      if (run === undefined) canceled--;
      else {
        now = Math.max(now, first.runAt);
        run();
      }
      if (origin === undefined) break;
      if (clock.now() - startedAt > maxRunMs) {
        behind = true;
        break;
      }
    }
    running = false;
    if (origin === undefined) return;
    if (behind) {
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
    // Rounded up: a timer that fires too early would have to be set again.
    const delayMs = Math.max(0, Math.ceil((first.runAt - targetTime()) / speed));
    const expected = clock.now() + delayMs;
    timer = clock.setTimeout(() => {
      timer = undefined;
      const late = clock.now() - expected;
      if (late > maxTimerDelayMs && origin !== undefined) origin += late;
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
      const task: ScheduledTask = { runAt: now + Math.max(0, delayMs), order: order++, run: action };
      push(heap, task);
      if (!running && heap[0] === task) arm();
      return task;
    },
    cancel(task) {
      if (task?.run === undefined) return;
      task.run = undefined;
      canceled++;
      if (canceled > 64 && canceled * 2 > heap.length) {
        const pending = heap.filter(({ run }) => run !== undefined);
        heap.length = 0;
        for (const one of pending) push(heap, one);
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
      if (!running) now = Math.max(now, targetTime());
      origin = undefined;
      if (timer !== undefined) clock.clearTimeout(timer);
      timer = undefined;
    },
  };
}

function before(a: ScheduledTask, b: ScheduledTask): boolean {
  return a.runAt < b.runAt || (a.runAt === b.runAt && a.order < b.order);
}

function push(heap: ScheduledTask[], task: ScheduledTask): void {
  let at = heap.push(task) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!before(task, heap[above] as ScheduledTask)) break;
    heap[at] = heap[above] as ScheduledTask;
    at = above;
  }
  heap[at] = task;
}

function pop(heap: ScheduledTask[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && before(heap[below + 1] as ScheduledTask, heap[below] as ScheduledTask))
      below++;
    if (!before(heap[below] as ScheduledTask, last)) break;
    heap[at] = heap[below] as ScheduledTask;
    at = below;
  }
  heap[at] = last;
}
