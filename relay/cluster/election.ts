/**
 * Takes part in the election of the leader: reads the lease, and writes it when the machine says so.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import type { ClusterRole } from './cluster.ts';
import { type ElectionState, startElectionActor } from './election-actor.ts';
import type { Term, WrittenLease } from './election-machine.ts';
import {
  fastestClock,
  type LeaseContents,
  type LeaseStore,
  type LeaseTimes,
  StoreUnavailable,
} from './lease.ts';

export interface ElectionOptions {
  readonly store: LeaseStore;
  readonly times: LeaseTimes;
  /** Unique for each run of a relay; its epochs start with it. */
  readonly run: string;
  readonly name: string;
  readonly clock: Clock;
  /** A monotonic clock, in milliseconds. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  roleChanged(role: ClusterRole): void;
}

export interface Election {
  readonly role: ClusterRole;
  /** True if the lease is valid at this moment. Checked before everything that is sent to CCX. */
  isLeader(): boolean;
  /** How often in a row this relay has stepped down. */
  readonly failedTerms: number;
  /** Since the lease was last renewed, as far as this relay has seen; undefined if unknown. */
  leaseAgeMs(): number | undefined;
  /** Why the lease cannot be read or renewed. */
  readonly leaseError: string | undefined;
  /** Gives the lease back and lets other relays claim it first. */
  stepDown(): void;
  /** CCX is reachable, from any relay: `failedTerms` starts again at 0. */
  ccxReachable(): void;
  /** Gives the lease back and leaves the election. */
  stop(): Promise<void>;
}

const none: ClusterRole = { role: 'none' };

export function startElection(options: ElectionOptions): Election {
  const { store, times, run, name, clock, logger } = options;
  const now = fastestClock(() => clock.now(), options.monotonic);
  let terms = 0;
  let since = clock.now();
  let role: ClusterRole = none;
  let timer: unknown;
  let stopped: (() => void) | undefined;
  let leaseError: string | undefined;
  /** The last change of the lease that was seen. */
  let lastChange = { revision: 0, at: 0 };

  async function write({ epoch, revision }: Term): Promise<WrittenLease | undefined> {
    const contents = { epoch, name, since };
    const sentAt = now();
    const next = await withStore(
      async () => (await store.write(contents, revision)) ?? (await overwriteOwn(contents)),
    );
    return next === undefined ? undefined : { revision: next, until: sentAt + times.leaseMs };
  }

  /** Logs when the store becomes unavailable, and when it is available again. */
  async function withStore<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      if (leaseError !== undefined) logger.info('lease available again', { relay: name });
      leaseError = undefined;
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (leaseError !== reason && !(error instanceof StoreUnavailable))
        logger.warn('lease unavailable', { relay: name, reason });
      leaseError = reason;
      throw error;
    }
  }

  /** A write whose confirmation was lost leaves our own contents under an unknown revision. */
  async function overwriteOwn(contents: LeaseContents): Promise<number | undefined> {
    const found = await store.read();
    if (found.contents?.epoch !== contents.epoch) return undefined;
    return store.write(contents, found.revision);
  }

  const actor = startElectionActor(
    {
      times,
      now,
      newEpoch: () => {
        since = clock.now();
        return `${run}-${++terms}`;
      },
    },
    { write, release: (epoch) => store.release(epoch) },
    clock,
    follow,
    (error) => {
      logger.error('leader election failed', { reason: String(error) });
      setRole(none);
    },
  );

  function follow(state: ElectionState): void {
    if (state.name === 'leader') setRole({ role: 'leader', lease: { epoch: state.epoch, name, since } });
    else if (state.name === 'follower' && state.lease !== undefined && !isOwn(state.lease))
      setRole({ role: 'follower', lease: state.lease });
    else setRole(none);
    if (state.name === 'stopped') stopped?.();
  }

  /** An earlier term of this run, or a claim whose confirmation was lost. */
  function isOwn({ epoch }: LeaseContents): boolean {
    return epoch.startsWith(`${run}-`);
  }

  function setRole(next: ClusterRole): void {
    if (next.role === role.role && epochOf(next) === epochOf(role)) return;
    role = next;
    const leader = next.role === 'none' ? {} : { leader: next.lease.name, since: next.lease.since };
    logger.info(`cluster role: ${next.role}`, { relay: name, ...leader });
    options.roleChanged(next);
  }

  async function readLease(): Promise<void> {
    if (actor.state.name === 'follower') {
      try {
        const lease = await withStore(() => store.read());
        if (lease.revision !== lastChange.revision) lastChange = { revision: lease.revision, at: now() };
        actor.send({ type: 'LEASE_READ', lease });
      } catch {
        // Logged by withStore(); read again after the interval.
      }
    }
    if (actor.state.name === 'stopped') return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => void readLease(), times.renewMs);
  }

  const unwatch = store.watch(() => {
    if (actor.state.name === 'follower') void readLease();
  });
  void readLease();

  return {
    get role() {
      return role;
    },
    isLeader() {
      const { state } = actor;
      if (state.name !== 'leader') return false;
      if (now() < state.until) return true;
      actor.send({ type: 'LEASE_EXPIRED' });
      return false;
    },
    get failedTerms() {
      return actor.failedTerms;
    },
    leaseAgeMs() {
      const { state } = actor;
      if (state.name === 'leader') return times.leaseMs - (state.until - now());
      return state.name === 'follower' && state.lease !== undefined ? now() - lastChange.at : undefined;
    },
    get leaseError() {
      return leaseError;
    },
    stepDown: () => actor.send({ type: 'STEP_DOWN' }),
    ccxReachable: () => actor.send({ type: 'CCX_REACHABLE' }),
    stop() {
      unwatch();
      clock.clearTimeout(timer);
      return new Promise((resolve) => {
        stopped = resolve;
        if (actor.state.name === 'stopped') resolve();
        else actor.send({ type: 'STOP' });
      });
    },
  };
}

function epochOf(role: ClusterRole): string | undefined {
  return role.role === 'none' ? undefined : role.lease.epoch;
}
