/** What the relays of the benchmarks have in common. */
import type { RelayLimits } from '@rxcti/relay';

export const secret = 'a secret for the benchmark, 32 bytes long';

/** Thousands of browsers from one address, which come all at once. */
export const crowdLimits: Partial<RelayLimits> = {
  sessions: 5000,
  sessionsPerUser: 5000,
  sessionsPerAddress: 5000,
  connectionsPerAddress: 5000,
  connectionsPerMinute: 100_000,
};
