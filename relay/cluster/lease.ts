/**
 * The lease that makes one relay the leader, which holds the CCX session.
 * @module
 */
import { CtiError, type Link } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** What the leader writes into the lease. */
export interface LeaseContents {
  /** Unique for each term of each relay. */
  readonly epoch: string;
  /** The relay's name. */
  readonly name: string;
  /** Start of the term, in milliseconds since 1970 on the leader's clock. Informational. */
  readonly since: number;
}

/** The lease as it was read. */
export interface SeenLease {
  /** Changes with every write; 0 if it was never written. */
  readonly revision: number;
  /** Undefined if no relay holds the lease: it was released, deleted, or never written. */
  readonly contents: LeaseContents | undefined;
  /** The last leader wrote that it released the lease. Otherwise a leader may still act, even if the lease is absent. */
  readonly isReleased: boolean;
}

/** The connection to the store is down; the connection has logged it already. */
export class StoreUnavailable extends Error {}

/** A store that all relays of a cluster share, with compare-and-set. */
export interface LeaseStore {
  /** @throws a rejection when the store is unavailable. */
  read(): Promise<SeenLease>;
  /**
   * Writes the lease if it still has this revision; resolves with the new revision, or undefined if another relay wrote
   * first.
   * @throws a rejection when the store is unavailable; the lease may have been written.
   */
  write(contents: LeaseContents, revision: number): Promise<number | undefined>;
  /** Writes that the lease of this epoch is released, unless another relay has taken it. */
  release(epoch: string): Promise<void>;
  /** Calls back when the lease may have changed, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** The times of an election. */
export interface LeaseTimes {
  /** How long a leader may act after a renewal, measured from before the renewal was sent. */
  readonly leaseMs: number;
  /** Interval of renewals, and of reads by followers. */
  readonly renewMs: number;
  /** How long followers wait after the last change that they saw. Longer than `leaseMs`. */
  readonly takeoverMs: number;
}

/** Three renewals per lease; followers wait a quarter longer than it lasts. */
export function leaseTimes(leaseMs: number): LeaseTimes {
  return { leaseMs, renewMs: leaseMs / 3, takeoverMs: leaseMs * 1.25 };
}

/**
 * Elapsed time by whichever of several clocks runs faster at each moment: a clock that was set back, or that stood still
 * while the machine slept, cannot extend a lease.
 */
export function fastestClock(...clocks: readonly (() => number)[]): () => number {
  let last = clocks.map((clock) => clock());
  let elapsed = 0;
  return () => {
    const now = clocks.map((clock) => clock());
    elapsed += Math.max(0, ...now.map((value, index) => value - (last[index] as number)));
    last = now;
    return elapsed;
  };
}

/** Wraps a link: every read and every send checks the lease, and aborts the link once it has expired. */
export function guardLink(link: Link, isLeader: () => boolean): Link {
  const reason = 'lease expired';
  const hasExpired = (): boolean => {
    if (isLeader()) return false;
    link.abort(new CtiError('LINK_LOST', reason, { reason }));
    return true;
  };
  async function* incoming(): AsyncIterable<Uint8Array> {
    for await (const chunk of link.incoming) {
      if (hasExpired()) return;
      yield chunk;
    }
  }
  return wrapLink(link, {
    incoming: incoming(),
    send(bytes) {
      if (hasExpired()) {
        const { host, port } = link.endpoint;
        throw new CtiError('LINK_CLOSED', reason, { host, port });
      }
      link.send(bytes);
    },
  });
}
