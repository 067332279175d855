/**
 * The virtual CTI sessions of all browsers over one upstream: to a browser the relay looks like CCX.
 * @module
 */
import type { Clock, CtiMessage, Link, Logger, StreamPosition } from 'rxcti';
import { CCXStatus, DeviceType, ErrorStatus, SystemEventID } from 'rxcti/protocol';
import type { ClientRequest, ServerHost, ServerSession } from 'rxcti/server';
import { createServerSession } from 'rxcti/server';
import { requestDenial, requestRules } from '../authorization/message-policy.ts';
import { type Rights, scopeKey } from '../authorization/rights.ts';
import { type Batch, createBatch } from './batch.ts';
import { commandTarget } from './command-target.ts';
import type { CommandRecord, EventSink, SessionEvent } from './events.ts';
import { type Audience, createAudiences } from './fan-out.ts';
import { grantTo } from './grant.ts';
import { answerHere } from './replies.ts';
import { createPrepared } from './reply-cache.ts';
import { createForwarding, denial, type NumberedRequest, type Outcome } from './request-forwarding.ts';
import { type KeepPassport, type Passport, passportOf } from './resume-token.ts';
import type { Upstream } from './upstream.ts';

export interface SessionsOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<SessionEvent>;
  /** Sessions may come from other relays. Default false. */
  readonly keepsHistory?: boolean;
  /** The links of those that are served write with it. Default: one of its own. */
  readonly batch?: Batch;
}

/** Serves browsers. */
export interface Sessions {
  /** Serves a browser's link, for a user. `keep` is told what another relay would need to go on with it. */
  serve(link: Link, rights: Rights, keep?: KeepPassport): ServerSession;
  /** Goes on with a session of another relay, behind a place in the upstream's epoch; gives why it cannot. */
  restore(
    link: Link,
    rights: Rights,
    passport: Passport,
    place: number,
    keep: KeepPassport,
  ): string | undefined;
  /** How far CCX's events have come for all sessions; 0 while nothing is known. */
  readonly position: StreamPosition;
  /** Open sessions. */
  readonly size: number;
  /** Requests that CCX has not answered yet. */
  readonly unanswered: number;
  /** Hears no more of the upstream. */
  stop(): void;
}

/** Who asks for something, and where from. */
interface Asker {
  readonly rights: Rights;
  readonly link: Link;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { upstream, clock, logger, events } = options;
  const { keepsHistory = false, batch = createBatch() } = options;
  const failed = (type: CtiMessage['type'], error: unknown): void =>
    logger.error('an event could not be passed on', { type, reason: String(error) });
  const audiences = createAudiences({
    upstream,
    keepsHistory,
    batch,
    clock,
    told(message, deliveries, durationMs) {
      if (events.observed) events.next({ type: 'event-delivered', message, deliveries, durationMs });
    },
    failed,
  });
  const passports = new Map<ServerSession, KeepPassport>();
  const prepared = createPrepared(upstream);
  const forwarding = createForwarding(upstream, () => clock.now());
  let size = 0;
  let unanswered = 0;
  let refreshing = false;

  const stop = upstream.listen({
    frame({ message, sequence }) {
      prepared.heard(message);
      try {
        audiences.tell(message, sequence);
      } catch (error) {
        failed(message.type, error);
      }
      if (changesScopes(message)) refreshSoon();
    },
    ready(isReady) {
      audiences.begin();
      prepared.forget();
      if (isReady) refresh();
      const message = systemEvent(
        isReady ? SystemEventID.SYS_CCX_ONLINE : SystemEventID.SYS_CCX_OFFLINE,
        isReady ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
        clock.now(),
      );
      for (const session of audiences.sessions()) session.send(message);
    },
  });

  /** Teams, phones and agents changed: those who see something else now build their picture anew. */
  function refresh(): void {
    refreshing = false;
    for (const session of audiences.refresh()) {
      if (events.observed) events.next({ type: 'resync', reason: 'visibility-changed' });
      session.send({ type: 'FAILURE_EVENT', status: ErrorStatus.E_CTI_AUTO_CONFIG_RESET });
      passports.get(session)?.(undefined); // until it asks for the new picture
    }
  }

  function refreshSoon(): void {
    if (refreshing) return;
    refreshing = true; // a block of records is one change
    clock.setTimeout(() => {
      if (refreshing) refresh();
    }, 100);
  }

  function hostFor(link: Link, rights: Rights, keep: KeepPassport | undefined): ServerHost {
    let audience: Audience | undefined;
    const keepPassport = ({ granted }: ServerSession): void => {
      if (keep !== undefined && audience !== undefined && granted !== undefined)
        keep(passportOf(rights, audience.scope.fingerprint, granted));
    };
    return {
      accept: (open) => grantTo(rights, open, upstream),
      opened(session) {
        size++;
        audience = audiences.join(rights, session);
        if (keep !== undefined) passports.set(session, keep);
        keepPassport(session);
        if (events.observed) events.next({ type: 'session-opened', rights });
      },
      request(request, session) {
        if (audience === undefined) return;
        if (request.type === 'CONFIG_REQUEST_EVENT') keepPassport(session);
        answer(request, session, audience, { rights, link });
      },
      ended(session) {
        if (audience === undefined) return;
        size--;
        passports.delete(session);
        audiences.leave(rights, session);
      },
    };
  }

  function answer(request: ClientRequest, session: ServerSession, audience: Audience, asker: Asker): void {
    audiences.deliver();
    const { rights } = asker;
    const rule = requestRules[request.type];
    const reason = requestDenial(request, audience.scope, upstream.mirror);
    if (reason !== undefined) {
      logger.info('a request was denied', {
        subject: rights.subject,
        role: rights.role,
        request: request.type,
        reason,
      });
      if ('invokeId' in request) session.send(denial(request, reason));
      if (rule?.command === true) record(request, asker, 'denied', reason, 0);
      return;
    }
    if (rule?.repliedLocally === true) {
      answerHere(request, session, audience, upstream, prepared, clock.now());
      return;
    }
    const startedAt = clock.now();
    unanswered++;
    void forwarding.forward(request as NumberedRequest).then((outcome: Outcome) => {
      unanswered--;
      audiences.deliver();
      try {
        session.send(audience.shown(outcome.answer));
      } catch (error) {
        // As with events: what CCX left out we can read, but cannot write.
        logger.error('an answer could not be passed on', {
          type: outcome.answer.type,
          reason: String(error),
        });
        session.fail((request as NumberedRequest).invokeId, ErrorStatus.E_CTI_UNSPECIFIED_FAILURE);
      }
      if (rule?.command === true)
        record(request, asker, outcome.result, outcome.reason, clock.now() - startedAt);
    });
  }

  function record(
    request: ClientRequest,
    { rights, link }: Asker,
    result: Outcome['result'] | 'denied',
    reason: string | undefined,
    durationMs: number,
  ): void {
    if (!events.observed) return;
    const command: CommandRecord = {
      at: clock.now(),
      rights,
      address: link.endpoint.host,
      request: request.type,
      target: commandTarget(request, audiences.isOurs),
      result,
      ...(reason === undefined ? {} : { reason }),
      durationMs,
    };
    events.next({ type: 'command', command });
  }

  return {
    serve: (link, rights, keep) =>
      createServerSession({
        link,
        host: hostFor(link, rights, keep),
        clock,
        logger,
        watchIdle: false,
      }),
    restore(link, rights, { subject, scopeKey: key, fingerprint, granted }, place, keep) {
      if (subject !== rights.subject || key !== scopeKey(rights)) return 'it is of another user';
      if (!upstream.isReady) return 'CCX is out of reach';
      if (!audiences.covers(place)) return 'what it missed is not here';
      if (fingerprint !== audiences.fingerprintOf(rights)) return 'the user sees something else now';
      const session = createServerSession({
        link,
        host: hostFor(link, rights, keep),
        clock,
        logger,
        watchIdle: false,
        restored: granted,
      });
      audiences.retell(rights, session, place);
      return undefined;
    },
    get position() {
      return audiences.position;
    },
    get size() {
      return size;
    },
    get unanswered() {
      return unanswered;
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
