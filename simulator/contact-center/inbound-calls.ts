/**
 * Calls to triggers, from arrival to the queue.
 *
 * ```text
 *   offered --> ivr --> queued --> ringing --> served: connected <--> held
 *                        |  ^         |  |         |
 *              abandoned |  +---------+  |         | ended
 *                        v   no answer   v         v
 * ```
 * Guide: Example message flow for a queued and answered call.
 * @module
 */
import { CallType, DeviceType, LocalConnectionState } from 'rxcti/protocol';
import { beginCallEvent, callDeliveredEvent, callEstablishedEvent } from '../events/call-events.ts';
import { publishToBridges, publishToCall } from '../events/publish.ts';
import { addParty, externalDevice, newCall, triggerDevice } from '../model/calls.ts';
import type { ApplicationConfig } from '../model/configuration.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, CallData, Party } from '../model/entities.ts';
import type { Random } from '../model/random.ts';
import { leaveCall } from './connections.ts';
import { updateMedia } from './media.ts';
import { enqueue, portOf, routedCall, routingOf, scheduleAction } from './queueing.ts';

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;

/** A call from a public number to a trigger. Undefined if all CTI ports are taken: the caller hears a busy tone. */
export function startInboundCall(
  center: ContactCenter,
  options: {
    readonly application: ApplicationConfig;
    readonly data: CallData;
    readonly random: Random;
    readonly patienceSeconds?: number;
    readonly priority?: number | undefined;
    readonly ivrSeconds?: number | undefined;
  },
): Call | undefined {
  const { application, data, random, patienceSeconds, priority, ivrSeconds } = options;
  const origin = center.freePorts[0];
  if (origin === undefined) return undefined;
  const calling = externalDevice(data.ani ?? '');
  const call = newCall(center, {
    type: CallType.CALLTYPE_CCX_IN,
    calling,
    called: triggerDevice(application),
    origin,
    data,
    csqId: application.csqId,
    routing: undefined,
    consultOf: undefined,
    random,
  });
  publishToBridges(center, beginCallEvent(call, { id: origin, type: DeviceType.DEVID_CTI_PORT }));
  addParty(call, calling, LCS_INITIATE);
  routeToTrigger(center, call, application, { patienceSeconds, priority, ivrSeconds });
  return call;
}

/** Routes a call to a trigger. A CTI port must be free. */
export function routeToTrigger(
  center: ContactCenter,
  call: Call,
  application: ApplicationConfig,
  options: {
    readonly patienceSeconds?: number | undefined;
    readonly priority?: number | undefined;
    readonly ivrSeconds?: number | undefined;
  } = {},
): void {
  const port = center.freePorts.shift();
  if (port === undefined) throw new Error('no free CTI port');
  call.csqId = application.csqId;
  call.routing = {
    application,
    csqId: application.csqId,
    overflowTimer: undefined,
    port,
    stage: 'offered',
    arrivedAt: center.schedule.now,
    priority: options.priority ?? application.priority,
    queuedAt: undefined,
    answeredAt: undefined,
    answeredBy: undefined,
    patienceSeconds: options.patienceSeconds,
    abandonTimer: undefined,
  };
  const party = addParty(call, portOf(call.routing), LCS_ALERTING);
  publishToCall(center, call, callDeliveredEvent(call, party));
  // Drawn also when it is not used, so that the random sequence stays the same.
  const answerSeconds = call.random.between(0.5, 1.5);
  scheduleAction(center, party, options.ivrSeconds === undefined ? answerSeconds : 0, () =>
    startIvr(center, party, options.ivrSeconds),
  );
}

function startIvr(center: ContactCenter, port: Party, ivrSeconds?: number): void {
  const { call } = port;
  routingOf(call).stage = 'ivr';
  for (const party of call.parties) if (party.state !== LCS_HOLD) party.state = LCS_CONNECT;
  publishToCall(center, call, callEstablishedEvent(call, port));
  updateMedia(center, call);
  const randomSeconds = call.random.between(2, 6);
  scheduleAction(center, port, ivrSeconds ?? randomSeconds, () => {
    const routing = routingOf(port.call);
    if (routing.patienceSeconds !== undefined) {
      routing.abandonTimer = center.schedule.after(routing.patienceSeconds * 1000, () => {
        const caller = routedCall(center, routing)?.parties[0];
        if (caller !== undefined) leaveCall(center, caller);
      });
    }
    enqueue(center, port);
  });
}
