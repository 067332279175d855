/**
 * The CCX session of a cluster, seen from any of its relays: an ordinary client whose transport dials CCX while this
 * relay is the holder, and the holder while another is. Its mirror lives on from one to the other.
 *
 * ```text
 *   holder:    CCX ══ TCP (guarded by the lease) ══ client ── numbers each event ── browsers, peers
 *   follower:  holder ══ NATS (numbered, resumed) ══ client ── keeps its numbers ── browsers
 *   neither:   client waits
 * ```
 * @module
 */
import type {
  Clock,
  CtiClientOptions,
  Link,
  Logger,
  ReconnectPolicy,
  StreamPosition,
  Transport,
} from 'rxcti';
import { CtiError, createCtiClient, reconnectPolicy } from 'rxcti';
import { defaultVersion } from 'rxcti/protocol';
import { webSocketTransport } from 'rxcti/websocket/server';
import type { Rights } from '../authorization/rights.ts';
import type { EventSink } from '../sessions/events.ts';
import { sequenceAt } from '../sessions/stream-offset.ts';
import type { Upstream, UpstreamListener } from '../sessions/upstream.ts';
import type { Cluster, ClusterBus, ClusterEvent, ClusterView } from './cluster.ts';
import { type Election, type Standing, startElection } from './election.ts';
import { createPeers, type Peers } from './followers.ts';
import { leaseTimes } from './lease.ts';
import { guardedLink } from './lease-guard.ts';
import { createResignation } from './step-down.ts';

export interface ClusterUpstreamOptions {
  readonly cluster: Cluster;
  readonly bus: ClusterBus;
  /** The client, as it reaches CCX. */
  readonly client: CtiClientOptions;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Position after everything that was sent. */
  position(): StreamPosition;
  /** The holder serves another relay's link. */
  servePeer(link: Link, rights: Rights): void;
  readonly events: EventSink<ClusterEvent>;
}

/** An upstream that knows how its relay stands. */
export interface ClusterUpstream extends Upstream {
  view(): ClusterView;
}

/** A holder that CCX refuses, or turned out for another client, tries again so much later. */
const refusedMs = 30_000;
const noHolderMs = 10_000;
const nextTryMs = 100;

export function createClusterUpstream(options: ClusterUpstreamOptions): ClusterUpstream {
  const { cluster, clock, logger, events } = options;
  const { transport: ccx, reconnect: toCcx = reconnectPolicy(), ...clientOptions } = options.client;
  const run = crypto.randomUUID();
  const listeners = new Set<UpstreamListener>();
  const { bus } = options;
  /** Of the last event; undefined as long as a follower does not know. */
  let sequence: number | undefined;
  let epoch = '';
  let isReady = false;
  let election: Election | undefined;
  let standing: Standing = { part: 'none' };
  let link: Link | undefined;
  let peers: Peers | undefined;
  let leavesPeers: (() => void) | undefined;
  /** When a follower last heard the holder. */
  let heardAt = 0;
  const resignation = createResignation({
    patienceMs: cluster.resignMs,
    clock,
    vain: () => election?.vain ?? 0,
    hasOthers: () => (peers?.followers().length ?? 0) > 0,
    resign,
  });
  /** The link was dropped because the standing changed: no pause before the next. */
  let dialsAtOnce = false;

  const reconnect: ReconnectPolicy = (cause) => {
    if (standing.part === 'none') return { action: 'retry', delayMs: noHolderMs };
    if (dialsAtOnce || standing.part === 'follower') {
      const delayMs = dialsAtOnce ? 0 : Math.min(2000, nextTryMs * (1 + cause.random) * 2 ** cause.attempt);
      dialsAtOnce = false;
      return { action: 'retry', delayMs };
    }
    const decision = toCcx(cause);
    if (decision.action === 'retry') return decision;
    logger.error('CCX will not have this relay; another try is made later', { reason: cause.error.message });
    return { action: 'retry', delayMs: refusedMs };
  };

  const transport: Transport = {
    kind: `cluster (${ccx.kind})`,
    ...(ccx.endpoint === undefined ? {} : { endpoint: ccx.endpoint }),
    async dial(endpoint, dialOptions) {
      const dialed = standing;
      dialsAtOnce = false;
      if (dialed.part === 'none') {
        const reason = 'no relay holds the session';
        throw new CtiError('CONNECT_FAILED', reason, { ...endpoint, reason });
      }
      const made =
        dialed.part === 'holder'
          ? guardedLink(await ccx.dial(endpoint, dialOptions), () => isHolderOf(dialed.lease.epoch))
          : await toHolder(dialed.lease.epoch).dial(endpoint, dialOptions);
      if (standing !== dialed) {
        made.abort();
        dialsAtOnce = true;
        const reason = 'the holder changed meanwhile';
        throw new CtiError('CONNECT_FAILED', reason, { ...endpoint, reason });
      }
      link = made;
      return made;
    },
  };

  const client = createCtiClient({ logger, ...clientOptions, transport, reconnect });

  function isHolderOf(term: string): boolean {
    return standing.part === 'holder' && standing.lease.epoch === term && election?.isHolder() === true;
  }

  /** The way to another relay: what browsers use, over NATS. */
  function toHolder(term: string): Transport {
    return webSocketTransport(
      { url: `ws://${addressOf(term)}`, token: cluster.name, logger, clock },
      bus.openSocket,
    );
  }

  client.positionedEvents$.subscribe(({ message, position }) => {
    if (standing.part === 'follower') {
      heardAt = clock.now();
      // Without a position: a reply to a request of this relay only.
      if (position === undefined || position.offset === 0 || position.epoch !== epoch) return;
      const received = sequenceAt(position.offset);
      // A position without an event tells a follower that has received none how far they have come.
      sequence = message === undefined ? (sequence ?? received) : received;
    } else if (isReady) sequence = (sequence ?? 0) + 1;
    if (message === undefined || !isReady || sequence === undefined) return;
    for (const listener of listeners) listener.frame({ sequence, epoch, message });
  });
  client.session.subscribe(() => {
    setReady(link !== undefined && client.session.getSnapshot().name === 'ready');
    if (isReady) election?.reached();
    reconsider();
  });

  function reconsider(): void {
    const { name } = client.session.getSnapshot();
    const isOpen = link !== undefined && (name === 'synchronizing' || name === 'ready');
    const isOver = name === 'closing' || name === 'closed';
    resignation.look({ holds: standing.part === 'holder' && !isOver, isOpen });
  }

  function resign(): void {
    const session = client.session.getSnapshot();
    logger.warn('this relay cannot reach CCX: it lets another one try', {
      relay: cluster.name,
      ...(session.name === 'waiting' ? { reason: session.error.message } : {}),
      triesInARow: (election?.vain ?? 0) + 1,
    });
    if (events.observed) events.next({ type: 'stepped-down' });
    election?.resign();
  }

  function setReady(ready: boolean): void {
    if (ready === isReady) return;
    isReady = ready;
    for (const listener of listeners) listener.ready(ready);
  }

  function stand(next: Standing): void {
    const dropped = link;
    link = undefined;
    setReady(false); // whatever is still read on that link is nobody's event any more
    leavesPeers?.();
    peers?.stop();
    leavesPeers = peers = undefined;
    dialsAtOnce = true;
    dropped?.abort(changed(standing, next));
    standing = next;
    heardAt = clock.now();
    sequence = next.part === 'holder' ? 0 : undefined;
    if (next.part !== 'none') epoch = next.lease.epoch;
    if (events.observed) events.next({ type: 'cluster-role', role: next });
    if (next.part === 'holder') {
      peers = createPeers({ epoch, position: options.position, clock, logger, serve: options.servePeer });
      const { arrive } = peers;
      leavesPeers = bus.listen(addressOf(epoch), arrive);
    }
    if (next.part !== 'none') connect(); // it may be waiting
    reconsider();
  }

  function connect(): void {
    client.connect().catch((error: unknown) => {
      if (!CtiError.is(error, 'SESSION_CLOSED'))
        logger.error('the session is over', { reason: String(error) });
    });
  }

  return {
    get epoch() {
      return epoch;
    },
    version: options.client.version ?? defaultVersion,
    get sequence() {
      return sequence;
    },
    get isReady() {
      return isReady;
    },
    mirror: client,
    session: client.session,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request: (message, requestOptions) => client.request(message, requestOptions),
    view: () => ({
      standing,
      trouble: election?.trouble,
      leaseAgeMs: election?.leaseAgeMs(),
      sequence,
      silenceMs: standing.part === 'follower' ? clock.now() - heardAt : undefined,
      resignsAt: resignation.at,
      followers: peers?.followers() ?? [],
    }),
    start() {
      election = startElection({
        store: bus.leases,
        times: leaseTimes(cluster.leaseMs),
        run,
        name: cluster.name,
        clock,
        monotonic: () => performance.now(),
        logger,
        changed: stand,
      });
      connect();
    },
    async stop() {
      // The lease is kept until CCX has closed the session in order.
      await client.close();
      resignation.look({ holds: false, isOpen: false });
      await election?.stop();
      leavesPeers?.();
      peers?.stop();
      await bus.close();
    },
  };
}

/** A term's holder is reached under its own address: who dials an old one reaches nobody. */
function addressOf(term: string): string {
  return term.toLowerCase();
}

function changed(before: Standing, after: Standing): CtiError {
  const reason =
    before.part === 'holder'
      ? 'this relay no longer holds the session'
      : `the holder changed (${after.part})`;
  return new CtiError('LINK_LOST', reason, { reason });
}
