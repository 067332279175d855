/**
 * The virtual CTI sessions of all clients over one upstream: to a client, the relay looks like CCX.
 * @module
 */
import type { Clock, Link, Logger, StreamPosition } from 'rxcti';
import { CCXStatus, type CtiMessage, DeviceType, ErrorStatus, SystemEventID } from 'rxcti/protocol';
import { createServerSession, type ServerHost, type ServerSession } from 'rxcti/server';
import { type Rights, scopeKey } from '../authorization/rights.ts';
import { scopeOf } from '../authorization/scope.ts';
import type { EventSink, SessionEvent } from './events.ts';
import { createFanOut } from './fan-out.ts';
import { grantOpen } from './grant.ts';
import { createRequestHandler } from './requests.ts';
import { createResumeToken, type ResumeToken, type SaveResumeToken } from './resume-token.ts';
import { type Batch, createBatch } from './send-queue.ts';
import { createSubscriberGroups, type SubscriberGroup } from './subscriber-groups.ts';
import type { Upstream } from './upstream.ts';

export interface SessionsOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<SessionEvent>;
  /** Clients may come from other relays of a cluster, and go there. Default false. */
  readonly isClustered?: boolean;
  /** When the links of the sessions write. Default: a batch of its own. */
  readonly batch?: Batch;
}

export interface Sessions {
  /** Serves a client's link. `save` is called with the session's resume token whenever that changes. */
  serve(link: Link, rights: Rights, save?: SaveResumeToken): ServerSession;
  /** Continues a session of another relay after an offset; returns the reason if it cannot. */
  resume(
    link: Link,
    rights: Rights,
    token: ResumeToken,
    offset: number,
    save: SaveResumeToken,
  ): string | undefined;
  /** After all events that were sent; offset 0 if unknown. */
  readonly position: StreamPosition;
  /** Open sessions. */
  readonly size: number;
  /** Requests that CCX has not answered yet. */
  readonly unanswered: number;
  /** Stops listening to the upstream. */
  stop(): void;
}

/** Records of one configuration change arrive in many messages: scopes are recomputed once, after this time. */
const refreshDelayMs = 100;

export function createSessions(options: SessionsOptions): Sessions {
  const { upstream, clock, logger, events, isClustered = false, batch = createBatch() } = options;
  const groups = createSubscriberGroups(upstream);
  const failed = (type: CtiMessage['type'], error: unknown): void =>
    logger.error('event dropped: encoding failed', { type, reason: String(error) });
  const fanOut = createFanOut({
    upstream,
    groups,
    isClustered,
    batch,
    clock,
    delivered(message, deliveries, durationMs) {
      if (events.observed) events.next({ type: 'event-delivered', message, deliveries, durationMs });
    },
    failed,
  });
  const requests = createRequestHandler({ upstream, fanOut, clock, logger, events });
  const saves = new Map<ServerSession, SaveResumeToken>();
  let size = 0;
  let isRefreshDue = false;

  const stop = upstream.listen({
    event({ message, sequence }) {
      requests.cache.update(message);
      try {
        fanOut.publish(message, sequence);
      } catch (error) {
        failed(message.type, error);
      }
      if (changesScopes(message)) refreshSoon();
    },
    readyChanged(isReady) {
      fanOut.reset();
      requests.cache.clear();
      if (isReady) refresh();
      const message = systemEvent(
        isReady ? SystemEventID.SYS_CCX_ONLINE : SystemEventID.SYS_CCX_OFFLINE,
        isReady ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
        clock.now(),
      );
      for (const session of groups.sessions()) session.send(message);
    },
  });

  /** Recomputes all scopes; clients whose scope changed resync. */
  function refresh(): void {
    isRefreshDue = false;
    fanOut.flush();
    for (const session of groups.refresh()) {
      events.next({ type: 'resync', reason: 'visibility-changed' });
      session.send({ type: 'FAILURE_EVENT', status: ErrorStatus.E_CTI_AUTO_CONFIG_RESET });
      saves.get(session)?.(undefined); // until the client requests the configuration
    }
  }

  function refreshSoon(): void {
    if (isRefreshDue) return;
    isRefreshDue = true;
    clock.setTimeout(() => {
      if (isRefreshDue) refresh();
    }, refreshDelayMs);
  }

  function hostFor(link: Link, rights: Rights, save: SaveResumeToken | undefined): ServerHost {
    let group: SubscriberGroup | undefined;
    const saveToken = ({ granted }: ServerSession): void => {
      if (save !== undefined && group !== undefined && granted !== undefined)
        save(createResumeToken(rights, group.scope.fingerprint, granted));
    };
    return {
      accept: (open) => grantOpen(rights, open, upstream),
      opened(session) {
        size++;
        fanOut.flush(); // events before the session was opened are not for it
        group = groups.join(rights, session);
        if (save !== undefined) saves.set(session, save);
        saveToken(session);
        events.next({ type: 'session-opened', rights });
      },
      request(request, session) {
        if (group === undefined) return;
        if (request.type === 'CONFIG_REQUEST_EVENT') saveToken(session);
        requests.handle(request, { rights, link, session, group });
      },
      ended(session) {
        if (group === undefined) return;
        size--;
        saves.delete(session);
        groups.leave(rights, session);
      },
    };
  }

  const serverOptions = { clock, logger, watchIdle: false };
  return {
    serve: (link, rights, save) =>
      createServerSession({ ...serverOptions, link, host: hostFor(link, rights, save) }),
    resume(link, rights, { subject, scopeKey: key, fingerprint, granted }, offset, save) {
      if (subject !== rights.subject || key !== scopeKey(rights)) return 'session of another user';
      if (!upstream.isReady) return 'CCX unreachable';
      if (!fanOut.canReplayFrom(offset)) return 'missed events are not in the history';
      if (fingerprint !== scopeOf(rights, upstream.replica).fingerprint) return 'scope changed';
      const host = hostFor(link, rights, save);
      const session = createServerSession({ ...serverOptions, link, host, restored: granted });
      fanOut.replay(rights, session, offset);
      return undefined;
    },
    get position() {
      return fanOut.position;
    },
    get size() {
      return size;
    },
    get unanswered() {
      return requests.unanswered;
    },
    stop,
  };
}

function changesScopes({ type }: CtiMessage): boolean {
  return type === 'TEAM_CONFIG_EVENT' || type === 'CONFIG_AGENT_EVENT' || type === 'CONFIG_DEVICE_EVENT';
}

function systemEvent(systemEventId: number, ccxStatus: number, now: number): CtiMessage {
  return {
    type: 'SYSTEM_EVENT',
    ccxStatus,
    ccxTime: Math.floor(now / 1000),
    systemEventId,
    systemEventArg1: 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: DeviceType.DEVID_NONE,
  };
}
