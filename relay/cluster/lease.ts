/**
 * The lease that makes one relay the holder of the CCX session, and where it is kept.
 * @module
 */

/** What the holder writes into the lease. */
export interface LeaseContents {
  /** One term of one relay: no two terms have the same. */
  readonly epoch: string;
  /** The relay's name, for people. */
  readonly name: string;
  /** Begin of the term, in milliseconds since 1970 by the holder's clock. Nothing is decided by it. */
  readonly since: number;
}

/** The lease as it was read. */
export interface SeenLease {
  /** Changes with every write; 0 when nobody ever wrote. */
  readonly revision: number;
  /** Undefined: nobody holds it; its last holder gave it back, or there was none. */
  readonly contents: LeaseContents | undefined;
}

/** There is no way to the store at all; whoever keeps that way has said so already. */
export class OutOfReach extends Error {}

/** A place that all relays of a cluster reach and that compares before it writes. */
export interface LeaseStore {
  /** Rejects when it is out of reach. */
  read(): Promise<SeenLease>;
  /**
   * Writes the lease if its revision is still this one; gives the new revision, or undefined when somebody else was
   * faster. Rejects when it is out of reach: whether it was written is not known then.
   */
  write(contents: LeaseContents, revision: number): Promise<number | undefined>;
  /** Gives the lease of this term back, unless it is somebody else's meanwhile. */
  release(epoch: string): Promise<void>;
  /** Calls back when there is reason to read again soon; until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** The times of an election. */
export interface LeaseTimes {
  /** So long a holder may act after a renewal, counted from before it was sent. */
  readonly leaseMs: number;
  /** Time between two renewals, and between two looks of those who wait. */
  readonly renewMs: number;
  /** So long others wait after the last change that they saw. Longer than `leaseMs`. */
  readonly patienceMs: number;
}

/** The times for a lease: renewed three times while it lasts; others wait a quarter longer than it lasts. */
export function leaseTimes(leaseMs: number): LeaseTimes {
  return { leaseMs, renewMs: leaseMs / 3, patienceMs: leaseMs * 1.25 };
}

/**
 * Time as a holder counts it: of several clocks always the one that ran faster. A clock that was set back, or that
 * stood still while the machine slept, cannot make a lease last longer.
 */
export function hastyTime(...clocks: readonly (() => number)[]): () => number {
  let last = clocks.map((clock) => clock());
  let time = 0;
  return () => {
    const now = clocks.map((clock) => clock());
    time += Math.max(0, ...now.map((value, index) => value - (last[index] as number)));
    last = now;
    return time;
  };
}
