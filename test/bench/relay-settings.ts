/** Settings of the relays in the benchmarks. */
import type { RelayLimits } from '@rxcti/relay';

export const secret = 'a secret for the benchmark, 32 bytes long';

/** Limits for thousands of clients that connect from one address at once. */
export const manyClientsLimits: Partial<RelayLimits> = {
  maxSessions: 5000,
  maxSessionsPerUser: 5000,
  maxSessionsPerAddress: 5000,
  maxConnectionsPerAddress: 5000,
  maxConnectionsPerMinute: 100_000,
};
