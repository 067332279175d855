/**
 * The CCX session of a cluster, from any of its relays: a client whose transport connects to CCX while this relay is the
 * leader, and to the leader otherwise. Its replica is kept when the role changes.
 *
 * ```text
 *   leader:    CCX ══ TCP (guarded by the lease) ══ client ── numbers each event ── clients, followers
 *   follower:  leader ══ NATS (numbered, resumable) ══ client ── keeps the numbers ── clients
 *   none:      the client waits
 * ```
 * @module
 */
import {
  type Clock,
  type CtiClientOptions,
  CtiError,
  createCtiClient,
  type Link,
  type Logger,
  type ReconnectPolicy,
  reconnectPolicy,
  type StreamPosition,
  type Transport,
} from 'rxcti';
import { type CtiMessage, defaultVersion } from 'rxcti/protocol';
import { webSocketTransport } from 'rxcti/websocket/server';
import { sequenceOf } from '../sessions/event-history.ts';
import type { EventSink } from '../sessions/events.ts';
import type { FollowerServer, Upstream, UpstreamListener } from '../sessions/upstream.ts';
import type { Cluster, ClusterBus, ClusterEvent, ClusterRole, ClusterStatus } from './cluster.ts';
import { type Election, startElection } from './election.ts';
import { createFollowers, type Followers } from './followers.ts';
import { guardLink, leaseTimes } from './lease.ts';
import { createStepDownTimer } from './step-down.ts';

export interface ClusterUpstreamOptions {
  readonly cluster: Cluster;
  readonly bus: ClusterBus;
  /** The client with the transport to CCX. */
  readonly client: CtiClientOptions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<ClusterEvent>;
}

export interface ClusterUpstream extends Upstream {
  readonly role: ClusterRole;
  status(): ClusterStatus;
}

/** Wait of a leader whose session CCX refused, or closed for another client. */
const refusedRetryMs = 30_000;
const noLeaderRetryMs = 10_000;
const followerRetryMs = 100;
const maxFollowerRetryMs = 2000;

export function createClusterUpstream(options: ClusterUpstreamOptions): ClusterUpstream {
  const { cluster, bus, clock, logger, events } = options;
  const { transport: ccx, reconnect: ccxReconnect = reconnectPolicy(), ...clientOptions } = options.client;
  const run = crypto.randomUUID();
  const listeners = new Set<UpstreamListener>();
  /** Of the last event; undefined while unknown on a follower. */
  let sequence: number | undefined;
  let epoch = '';
  let isReady = false;
  let election: Election | undefined;
  let role: ClusterRole = { role: 'none' };
  let link: Link | undefined;
  let server: FollowerServer | undefined;
  let followers: Followers | undefined;
  /** Follower: when the leader last sent anything. */
  let leaderSeenAt = 0;
  /** The link was dropped because the role changed: the next dial does not wait. */
  let dialsAtOnce = false;
  const stepDownTimer = createStepDownTimer({
    timeoutMs: cluster.stepDownMs,
    clock,
    failedTerms: () => election?.failedTerms ?? 0,
    hasFollowers: () => (followers?.list().length ?? 0) > 0,
    stepDown,
  });

  const reconnect: ReconnectPolicy = (cause) => {
    if (role.role === 'none') return { action: 'retry', delayMs: noLeaderRetryMs };
    if (dialsAtOnce || role.role === 'follower') {
      const backoffMs = followerRetryMs * (1 + cause.random) * 2 ** cause.attempt;
      const delayMs = dialsAtOnce ? 0 : Math.min(maxFollowerRetryMs, backoffMs);
      dialsAtOnce = false;
      return { action: 'retry', delayMs };
    }
    const decision = ccxReconnect(cause);
    if (decision.action === 'retry') return decision;
    logger.error('CCX refused the session: retrying later', { reason: cause.error.message });
    return { action: 'retry', delayMs: refusedRetryMs };
  };

  const transport: Transport = {
    kind: `cluster (${ccx.kind})`,
    ...(ccx.endpoint === undefined ? {} : { endpoint: ccx.endpoint }),
    async dial(endpoint, dialOptions) {
      const dialed = role;
      dialsAtOnce = false;
      const failed = (reason: string): CtiError =>
        new CtiError('CONNECT_FAILED', reason, { ...endpoint, reason });
      if (dialed.role === 'none') throw failed('no leader');
      const made =
        dialed.role === 'leader'
          ? guardLink(await ccx.dial(endpoint, dialOptions), () => isLeaderOf(dialed.lease.epoch))
          : await toLeader(dialed.lease.epoch).dial(endpoint, dialOptions);
      if (role !== dialed) {
        made.abort();
        dialsAtOnce = true;
        throw failed('the leader changed');
      }
      link = made;
      return made;
    },
  };

  const client = createCtiClient({ logger, ...clientOptions, transport, reconnect });

  function isLeaderOf(term: string): boolean {
    return role.role === 'leader' && role.lease.epoch === term && election?.isLeader() === true;
  }

  /** The same protocol as between client and relay, over NATS. */
  function toLeader(term: string): Transport {
    const url = `ws://${addressOf(term)}`;
    return webSocketTransport({ url, token: cluster.name, logger, clock }, bus.openSocket);
  }

  client.positionedEvents$.subscribe(({ message, position }) => {
    if (role.role === 'follower') receiveFromLeader(message, position);
    else if (isReady && message !== undefined) emit(message, (sequence ?? 0) + 1);
  });

  function receiveFromLeader(message: CtiMessage | undefined, position: StreamPosition | undefined): void {
    leaderSeenAt = clock.now();
    // Events without a position are replies to requests of this relay alone.
    if (position === undefined || position.offset === 0 || position.epoch !== epoch) return;
    const received = sequenceOf(position.offset);
    if (message === undefined) sequence ??= received;
    else emit(message, received);
  }

  function emit(message: CtiMessage, number: number): void {
    sequence = number;
    if (!isReady) return;
    for (const listener of listeners) listener.event({ sequence: number, epoch, message });
  }

  client.session.subscribe(() => {
    setReady(link !== undefined && client.session.getSnapshot().name === 'ready');
    if (isReady) election?.ccxReachable();
    updateStepDownTimer();
  });

  function updateStepDownTimer(): void {
    const { name } = client.session.getSnapshot();
    const isOpen = link !== undefined && (name === 'synchronizing' || name === 'ready');
    const isClosed = name === 'closing' || name === 'closed';
    stepDownTimer.update({ isLeader: role.role === 'leader' && !isClosed, isOpen });
  }

  function stepDown(): void {
    const session = client.session.getSnapshot();
    logger.warn('CCX unreachable: stepping down as leader', {
      relay: cluster.name,
      ...(session.name === 'waiting' ? { reason: session.error.message } : {}),
      failedTerms: (election?.failedTerms ?? 0) + 1,
    });
    events.next({ type: 'stepped-down' });
    election?.stepDown();
  }

  function setReady(ready: boolean): void {
    if (ready === isReady) return;
    isReady = ready;
    for (const listener of listeners) listener.readyChanged(ready);
  }

  function changeRole(next: ClusterRole): void {
    const dropped = link;
    link = undefined;
    setReady(false); // what is still read from that link must not become an event
    followers?.stop();
    followers = undefined;
    dialsAtOnce = true;
    dropped?.abort(linkLost(role, next));
    role = next;
    leaderSeenAt = clock.now();
    sequence = next.role === 'leader' ? 0 : undefined;
    if (next.role !== 'none') epoch = next.lease.epoch;
    events.next({ type: 'cluster-role', role: next });
    if (next.role === 'leader' && server !== undefined)
      followers = createFollowers({ bus, address: addressOf(epoch), server, clock, logger });
    if (next.role !== 'none') connect(); // it may be waiting
    updateStepDownTimer();
  }

  function connect(): void {
    client.connect().catch((error: unknown) => {
      if (!CtiError.is(error, 'SESSION_CLOSED')) logger.error('session closed', { reason: String(error) });
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
    get role() {
      return role;
    },
    replica: client,
    session: client.session,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request: (message, requestOptions) => client.request(message, requestOptions),
    status: () => ({
      role,
      leaseError: election?.leaseError,
      leaseAgeMs: election?.leaseAgeMs(),
      sequence,
      leaderSilenceMs: role.role === 'follower' ? clock.now() - leaderSeenAt : undefined,
      stepsDownAt: stepDownTimer.at,
      followers: followers?.list() ?? [],
    }),
    start(followerServer) {
      server = followerServer;
      election = startElection({
        store: bus.leases,
        times: leaseTimes(cluster.leaseMs),
        run,
        name: cluster.name,
        clock,
        monotonic: () => performance.now(),
        logger,
        roleChanged: changeRole,
      });
      connect();
    },
    async stop() {
      await client.close(); // before the lease is given back: CCX must not see two sessions
      stepDownTimer.update({ isLeader: false, isOpen: false });
      await election?.stop();
      followers?.stop();
      await bus.close();
    },
  };
}

/** Each term has its own address, so that nobody reaches the leader of an earlier one. */
function addressOf(term: string): string {
  return term.toLowerCase();
}

function linkLost(before: ClusterRole, after: ClusterRole): CtiError {
  const reason = before.role === 'leader' ? 'no longer the leader' : `the leader changed (${after.role})`;
  return new CtiError('LINK_LOST', reason, { reason });
}
