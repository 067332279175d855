/**
 * Takes part in the election of the holder: looks at the lease, and writes it when the machine says so.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import { createElectionActor, type ElectionState, type Written } from './election-machine.ts';
import { hastyTime, type LeaseContents, type LeaseStore, type LeaseTimes, OutOfReach } from './lease.ts';

export interface ElectionOptions {
  readonly store: LeaseStore;
  readonly times: LeaseTimes;
  /** This relay's run: its epochs begin with it. */
  readonly run: string;
  readonly name: string;
  readonly clock: Clock;
  /** A clock that nobody sets. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  changed(standing: Standing): void;
}

/** Where a relay stands in its cluster. */
export type Standing =
  | { readonly part: 'holder'; readonly lease: LeaseContents }
  /** Another holds the session. */
  | { readonly part: 'follower'; readonly lease: LeaseContents }
  /** Nobody is known to hold it. */
  | { readonly part: 'none' };

export interface Election {
  readonly standing: Standing;
  /** The lease lasts at this very moment. What is sent to CCX asks for it each time. */
  isHolder(): boolean;
  /** How often in a row this relay resigned. */
  readonly vain: number;
  /** How long ago the lease was renewed, as far as this relay knows; undefined where none is known. */
  leaseAgeMs(): number | undefined;
  /** Why the lease can be neither looked at nor renewed; undefined when all is well. */
  readonly trouble: string | undefined;
  /** The holder does no good: gives the lease back for another to try. */
  resign(): void;
  /** CCX is reached, by this relay or another: whoever resigned is as good as all others again. */
  reached(): void;
  /** Gives the lease back and takes no further part. */
  stop(): Promise<void>;
}

const none: Standing = { part: 'none' };

export function startElection(options: ElectionOptions): Election {
  const { store, times, run, name, clock, logger } = options;
  const now = hastyTime(() => clock.now(), options.monotonic);
  let terms = 0;
  let since = clock.now();
  let standing: Standing = none;
  let timer: unknown;
  let stopped: (() => void) | undefined;
  let trouble: string | undefined;
  /** The lease's last change that was seen. */
  let change = { revision: 0, at: 0 };

  async function write({
    epoch,
    revision,
  }: {
    epoch: string;
    revision: number;
  }): Promise<Written | undefined> {
    const contents = { epoch, name, since };
    const sentAt = now();
    const next = await inReach(
      async () => (await store.write(contents, revision)) ?? (await overwriteOwn(contents)),
    );
    return next === undefined ? undefined : { revision: next, until: sentAt + times.leaseMs };
  }

  /** Says when the store goes out of reach, and when it is back. */
  async function inReach<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      if (trouble !== undefined) logger.info('the lease is in reach again', { relay: name });
      trouble = undefined;
      return done;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (trouble !== reason && !(error instanceof OutOfReach))
        logger.warn('the lease is out of reach', { relay: name, reason });
      trouble = reason;
      throw error;
    }
  }

  /** A write whose answer was lost leaves our own words under a revision that we do not know. */
  async function overwriteOwn(contents: LeaseContents): Promise<number | undefined> {
    const found = await store.read();
    if (found.contents?.epoch !== contents.epoch) return undefined;
    return store.write(contents, found.revision);
  }

  const actor = createElectionActor(
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
      logger.error('the election failed', { reason: String(error) });
      show(none);
    },
  );

  function follow(state: ElectionState): void {
    if (state.name === 'holding') show({ part: 'holder', lease: { epoch: state.epoch, name, since } });
    else if (state.name === 'waiting' && state.lease !== undefined && !isOwn(state.lease))
      show({ part: 'follower', lease: state.lease });
    else show(none);
    if (state.name === 'stopped') stopped?.();
  }

  /** An earlier term of this very relay, or a claim whose answer was lost. */
  function isOwn({ epoch }: LeaseContents): boolean {
    return epoch.startsWith(`${run}-`);
  }

  function show(next: Standing): void {
    const before = standing;
    if (next.part === before.part && epochOf(next) === epochOf(before)) return;
    standing = next;
    const holder = next.part === 'none' ? {} : { holder: next.lease.name, since: next.lease.since };
    logger.info(sentences[next.part], { relay: name, ...holder });
    options.changed(next);
  }

  async function look(): Promise<void> {
    if (actor.state.name === 'waiting') {
      try {
        const lease = await inReach(() => store.read());
        if (lease.revision !== change.revision) change = { revision: lease.revision, at: now() };
        actor.send({ type: 'SEEN', lease });
      } catch {
        // It is looked at again in a moment.
      }
    }
    if (actor.state.name === 'stopped') return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => void look(), times.renewMs);
  }

  const unwatch = store.watch(() => {
    if (actor.state.name === 'waiting') void look();
  });
  void look();

  return {
    get standing() {
      return standing;
    },
    isHolder() {
      const { state } = actor;
      if (state.name !== 'holding') return false;
      if (now() < state.until) return true;
      actor.send({ type: 'OVER' });
      return false;
    },
    get vain() {
      return actor.vain;
    },
    leaseAgeMs() {
      const { state } = actor;
      if (state.name === 'holding') return times.leaseMs - (state.until - now());
      return state.name === 'waiting' && state.lease !== undefined ? now() - change.at : undefined;
    },
    get trouble() {
      return trouble;
    },
    resign: () => actor.send({ type: 'RESIGN' }),
    reached: () => actor.send({ type: 'REACHED' }),
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

const sentences: Readonly<Record<Standing['part'], string>> = {
  holder: 'this relay holds the CCX session',
  follower: 'another relay holds the CCX session',
  none: 'no relay is known to hold the CCX session',
};

function epochOf(standing: Standing): string | undefined {
  return standing.part === 'none' ? undefined : standing.lease.epoch;
}
