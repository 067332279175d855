/**
 * Handles the requests of clients: denied by the message policy, answered from the replica, or forwarded to CCX. Commands
 * are reported for the audit log.
 * @module
 */
import type { Clock, Link, Logger } from 'rxcti';
import { ErrorStatus } from 'rxcti/protocol';
import type { ClientRequest, ServerSession } from 'rxcti/server';
import { externalDevice } from '../authorization/message-fields.ts';
import { requestDenial, requestRules } from '../authorization/message-policy.ts';
import type { Rights } from '../authorization/rights.ts';
import type { CommandRecord, EventSink, SessionEvent } from './events.ts';
import type { FanOut } from './fan-out.ts';
import { createReplyCache, type ReplyCache, replyFromReplica } from './replies.ts';
import { createRequestForwarder, denialReply, type NumberedRequest } from './request-forwarding.ts';
import { isInternalDevice, type SubscriberGroup } from './subscriber-groups.ts';
import type { Upstream } from './upstream.ts';

export interface RequestHandlerOptions {
  readonly upstream: Upstream;
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink<SessionEvent>;
}

/** The client that sent a request. */
interface Requester {
  readonly rights: Rights;
  readonly link: Link;
  readonly session: ServerSession;
  readonly group: SubscriberGroup;
}

export interface RequestHandler {
  handle(request: ClientRequest, requester: Requester): void;
  /** Forwarded requests that CCX has not answered yet. */
  readonly unanswered: number;
  readonly cache: ReplyCache;
}

export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  const { upstream, fanOut, clock, logger, events } = options;
  const cache = createReplyCache(upstream);
  const forward = createRequestForwarder(upstream, () => clock.now());
  let unanswered = 0;

  function report(
    request: ClientRequest,
    { rights, link }: Requester,
    { result, reason, startedAt }: Pick<CommandRecord, 'result'> & { reason?: string; startedAt: number },
  ): void {
    const now = clock.now();
    events.next({
      type: 'command',
      command: {
        at: now,
        rights,
        address: link.endpoint.host,
        request: request.type,
        target: commandTarget(request, (deviceId) => isInternalDevice(deviceId, upstream.replica)),
        result,
        ...(reason === undefined ? {} : { reason }),
        durationMs: now - startedAt,
      },
    });
  }

  function handle(request: ClientRequest, requester: Requester): void {
    const { rights, session, group } = requester;
    fanOut.flush();
    const rule = requestRules[request.type];
    const startedAt = clock.now();
    const reason = requestDenial(request, group.scope, upstream.replica);
    if (reason !== undefined) {
      logger.info('request denied', {
        subject: rights.subject,
        role: rights.role,
        request: request.type,
        reason,
      });
      if ('invokeId' in request) session.send(denialReply(request, reason));
      if (rule?.command === true) report(request, requester, { result: 'denied', reason, startedAt });
    } else if (rule?.repliedLocally === true) {
      replyFromReplica(request, session, group, upstream, cache, startedAt);
    } else void forwardRequest(request as NumberedRequest, requester, rule?.command === true);
  }

  async function forwardRequest(
    request: NumberedRequest,
    requester: Requester,
    isCommand: boolean,
  ): Promise<void> {
    const { session, group } = requester;
    const startedAt = clock.now();
    unanswered++;
    const { reply, result, reason } = await forward(request);
    unanswered--;
    fanOut.flush();
    try {
      session.send(group.redact(reply));
    } catch (error) {
      // As with events: CCX may leave out fields that the writer requires.
      logger.error('reply dropped: encoding failed', { type: reply.type, reason: String(error) });
      session.fail(request.invokeId, ErrorStatus.E_CTI_UNSPECIFIED_FAILURE);
    }
    if (isCommand)
      report(request, requester, { result, startedAt, ...(reason === undefined ? {} : { reason }) });
  }

  return {
    handle,
    get unanswered() {
      return unanswered;
    },
    cache,
  };
}

/** Fields that name agents, states and calls. */
const plainFields: readonly string[] = [
  'agentId',
  'agentState',
  'eventReasonCode',
  'callId',
  'activeCallId',
  'heldCallId',
  'otherCallId',
  'connectionCallId',
  'agentCallId',
  'supervisoryAction',
];

/** Fields that name devices; they may contain a caller's number, which must not be logged. */
const deviceFields: readonly string[] = [
  'agentExtension',
  'agentInstrument',
  'connectionDeviceId',
  'activeConnectionDeviceId',
  'heldConnectionDeviceId',
  'otherConnectionDeviceId',
  'agentConnectionDeviceId',
  'supervisorInstrument',
];

/** The IDs that a request names; devices that are not internal become `outside`. */
function commandTarget(
  request: ClientRequest,
  isInternal: (deviceId: string) => boolean,
): Readonly<Record<string, string | number>> {
  const fields = request as unknown as Readonly<Record<string, unknown>>;
  const target: Record<string, string | number> = {};
  for (const field of plainFields) {
    const value = fields[field];
    if (typeof value === 'string' || typeof value === 'number') target[field] = value;
  }
  for (const field of deviceFields) {
    const device = fields[field];
    if (typeof device === 'string' && device !== '')
      target[field] = isInternal(device) ? device : externalDevice;
  }
  return target;
}
