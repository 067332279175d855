/**
 * Definitions of Prometheus metrics with common name prefix, and metrics that are read when scraped.
 * @module
 */
import { Counter, Gauge, type Registry } from 'prom-client';

/** Histogram buckets, from 0.1 ms to 10 s. */
export const durationBuckets: number[] = [
  0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

interface MetricOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: Label[];
  readonly registers: Registry[];
}

/** Options of a metric in a registry. */
export function metric<const Label extends string = never>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
): MetricOptions<Label> {
  return { name: `rxcti_relay_${name}`, help, labelNames: [...labelNames], registers: [registry] };
}

/** A gauge that is read when scraped; it has no value while `read` gives undefined. */
export function addGauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | undefined,
): void {
  new Gauge({
    ...metric(registry, name, help),
    collect() {
      const value = read();
      if (value === undefined) this.remove();
      else this.set(value);
    },
  });
}

/** A counter by direction that is read when scraped, since its numbers change with every message. */
export function addTrafficCounter(
  registry: Registry,
  name: string,
  help: string,
  read: () => { readonly received: number; readonly sent: number },
): void {
  new Counter({
    ...metric(registry, name, help, ['direction']),
    collect() {
      this.reset();
      const { received, sent } = read();
      this.inc({ direction: 'received' }, received);
      this.inc({ direction: 'sent' }, sent);
    },
  });
}
