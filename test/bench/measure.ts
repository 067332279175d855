/**
 * Measures variants in interleaved rounds (A B C, A B C, ...), so that a slowdown of the machine affects all of them. Each
 * result is the median over the rounds. Compare only results of the same run.
 */

/** A measured function: processes the sample with this index and returns a value that depends on all of the work. */
export interface Variant {
  readonly name: string;
  readonly run: (sample: number) => unknown;
}

export interface Result {
  readonly name: string;
  /** Median time of one run. */
  readonly nanoseconds: number;
}

export interface MeasureOptions {
  /** Number of samples; each pass processes all of them. */
  readonly samples: number;
  readonly rounds?: number;
  /** Duration of one round of one variant. */
  readonly roundMs?: number;
}

/** Results are stored here, so that the compiler cannot eliminate the work. */
export const sink: unknown[] = [];

export function measure(variants: readonly Variant[], options: MeasureOptions): Result[] {
  const { samples, rounds = 21, roundMs = 25 } = options;
  const times = variants.map(() => [] as number[]);
  const passes = variants.map((variant) => warmUp(variant, samples, roundMs));
  for (let round = 0; round < rounds; round++) {
    variants.forEach((variant, which) => {
      const count = passes[which] as number;
      const start = performance.now();
      runThrough(variant, samples, count);
      times[which]?.push(((performance.now() - start) * 1e6) / (count * samples));
    });
  }
  return variants.map(({ name }, which) => ({ name, nanoseconds: median(times[which] ?? []) }));
}

/** Runs a variant until it is compiled; returns the number of passes that fill a round. */
function warmUp(variant: Variant, samples: number, roundMs: number): number {
  const until = performance.now() + 10 * roundMs;
  let passMs = roundMs;
  let now = performance.now();
  while (now < until) {
    runThrough(variant, samples, 1);
    const then = now;
    now = performance.now();
    passMs = now - then;
  }
  return Math.max(1, Math.round(roundMs / passMs));
}

function runThrough(variant: Variant, samples: number, passes: number): void {
  const { run } = variant;
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
  return [`| ${title} | median | relative to rxcti |`, '|---|--:|--:|', ...rows].join('\n');
}
