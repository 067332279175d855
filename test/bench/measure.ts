/**
 * Measures things beside each other. The rounds are interleaved (A B C, A B C, ...), so that a machine that
 * slows down slows all of them, and each result is the median over the rounds. Compare results of one run
 * only.
 */

/**
 * One contestant: does the work for the sample of that number, and gives something that depends on all of it.
 */
export interface Contestant {
  readonly name: string;
  readonly run: (sample: number) => unknown;
}

export interface Result {
  readonly name: string;
  /** Median time of one run. */
  readonly nanoseconds: number;
}

export interface MeasureOptions {
  /** How many samples there are: each round runs through all of them, again and again. */
  readonly samples: number;
  readonly rounds?: number;
  /** Length of one round of one contestant. */
  readonly roundMs?: number;
}

/** What the contestants gave is put here, so that no compiler can leave their work out. */
export const sink: unknown[] = [];

export function measure(contestants: readonly Contestant[], options: MeasureOptions): Result[] {
  const { samples, rounds = 21, roundMs = 25 } = options;
  const times = contestants.map(() => [] as number[]);
  const passes = contestants.map((contestant) => warmUp(contestant, samples, roundMs));
  for (let round = 0; round < rounds; round++) {
    contestants.forEach((contestant, which) => {
      const count = passes[which] as number;
      const start = performance.now();
      runThrough(contestant, samples, count);
      times[which]?.push(((performance.now() - start) * 1e6) / (count * samples));
    });
  }
  return contestants.map(({ name }, which) => ({ name, nanoseconds: median(times[which] ?? []) }));
}

/** Runs a contestant until it is compiled; gives the number of passes that fill a round. */
function warmUp(contestant: Contestant, samples: number, roundMs: number): number {
  const until = performance.now() + 10 * roundMs;
  let passMs = roundMs;
  let now = performance.now();
  while (now < until) {
    runThrough(contestant, samples, 1);
    const then = now;
    now = performance.now();
    passMs = now - then;
  }
  return Math.max(1, Math.round(roundMs / passMs));
}

function runThrough(contestant: Contestant, samples: number, passes: number): void {
  const { run } = contestant;
  let result: unknown;
  for (let pass = 0; pass < passes; pass++) {
    for (let sample = 0; sample < samples; sample++) result = run(sample);
  }
  sink[0] = result;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** A markdown table of results, with ratios to the first. */
export function table(title: string, results: readonly Result[]): string {
  const first = results[0]?.nanoseconds ?? 1;
  const rows = results.map(
    ({ name, nanoseconds }) =>
      `| ${name} | ${Math.round(nanoseconds)} ns | ${(nanoseconds / first).toFixed(2)} |`,
  );
  return [`| ${title} | median | times rxcti |`, '|---|--:|--:|', ...rows].join('\n');
}
