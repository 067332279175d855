/**
 * Sorts received messages: confirmations go to their requests, what concerns the session to the machine, events to the client.
 * Guide: Session management.
 * @module
 */
import type { Logger } from '../logger.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { SystemEventID } from '../protocol/constants/session.ts';
import type { CtiMessage, OpenConf, OpenReq } from '../protocol/generated/messages.ts';
import type { StreamPosition } from '../transport.ts';
import type { SessionMode } from './open-request.ts';
import type { PendingRequests } from './pending-requests.ts';
import { failureDetails, failureOf, heartbeatRefused, openRefused } from './session-errors.ts';
import type { SessionMachineEvent } from './session-machine.ts';
import type { SessionGrant } from './session-state.ts';

export interface MessageReceiverOptions {
  readonly mode: SessionMode;
  readonly version: number;
  readonly logger: Logger;
  readonly open: Pick<OpenReq, 'servicesRequested'>;
  readonly requests: PendingRequests;
  report(event: SessionMachineEvent): void;
  onEvent(message: CtiMessage, position: StreamPosition | undefined): void;
}

export interface MessageReceiver {
  receive(message: CtiMessage, position: StreamPosition | undefined): void;
  /** The InvokeID of the OPEN_REQ that was sent. */
  expectOpen(invokeId: number): void;
  /** The InvokeID of a HEARTBEAT_REQ that was sent. */
  expectHeartbeat(invokeId: number): void;
  /** Forgets what was expected on the former link. */
  reset(): void;
}

export function createMessageReceiver(options: MessageReceiverOptions): MessageReceiver {
  const { logger, open, requests, report } = options;
  const heartbeats = new Set<number>();
  let openInvokeId = 0;

  function receive(message: CtiMessage, position: StreamPosition | undefined): void {
    switch (message.type) {
      case 'HEARTBEAT_CONF':
        if (heartbeats.delete(message.invokeId)) {
          // A late answer proves that the server is alive: earlier heartbeats count as answered too.
          heartbeats.clear();
          report({ type: 'HEARTBEAT_ANSWERED' });
        }
        return;
      case 'OPEN_CONF':
        if (message.invokeId === openInvokeId) opened(message);
        return;
      case 'CLOSE_CONF':
        report({ type: 'CLOSE_CONFIRMED' });
        return;
      case 'FAILURE_CONF':
        refused(message.invokeId, message.status, message.text, message);
        return;
      case 'FAILURE_EVENT':
        options.onEvent(message, position); // first: it may end the session and complete its observables
        failed(message.status, message.text);
        return;
      case 'SYSTEM_EVENT':
        options.onEvent(message, position);
        if (message.systemEventId === SystemEventID.SYS_CCX_ONLINE) report({ type: 'ONLINE' });
        if (message.systemEventId === SystemEventID.SYS_CCX_OFFLINE) report({ type: 'OFFLINE' });
        return;
      default:
        if (message.type.endsWith('_CONF')) {
          if (!requests.answer(message))
            logger.debug('unexpected confirmation ignored', { type: message.type });
          return;
        }
        requests.answerByEvent(message);
    }
    options.onEvent(message, position);
  }

  function opened(message: OpenConf): void {
    openInvokeId = 0;
    const refusedServices = (open.servicesRequested & ~message.servicesGranted) >>> 0;
    const { agentId, agentExtension, agentInstrument, agentState, configMsgMaskGranted } = message;
    const grant: SessionGrant = {
      version: options.version,
      servicesGranted: message.servicesGranted,
      servicesRefused: refusedServices,
      ...(configMsgMaskGranted === undefined ? {} : { configMsgMaskGranted }),
      ...(options.mode.kind === 'bridge'
        ? {}
        : {
            agent: {
              ...(agentId === undefined ? {} : { agentId }),
              ...(agentExtension === undefined ? {} : { extension: agentExtension }),
              ...(agentInstrument === undefined ? {} : { instrument: agentInstrument }),
              state: agentState,
            },
          }),
    };
    if (refusedServices !== 0) logger.warn('services refused by the server', { refusedServices });
    report({ type: 'OPENED', grant, online: message.ccxOnline });
  }

  /** FAILURE_CONF to OPEN_REQ, a heartbeat, CLOSE_REQ or a request. */
  function refused(invokeId: number, status: number, text: string | undefined, message: CtiMessage): void {
    const details = failureDetails(status, text);
    if (invokeId === openInvokeId && openInvokeId !== 0) {
      openInvokeId = 0;
      report({ type: 'LOST', error: openRefused(details) });
    } else if (heartbeats.has(invokeId)) {
      report({ type: 'LOST', error: heartbeatRefused(details) });
    } else if (!requests.answer(message)) {
      logger.warn('unexpected FAILURE_CONF ignored', { ...details });
    }
  }

  function failed(status: number, text: string | undefined): void {
    const details = failureDetails(status, text);
    logger.warn('server failure', { ...details });
    const error = failureOf(details);
    if (error !== undefined) report({ type: 'LOST', error });
    else if (status === ErrorStatus.E_CTI_AUTO_CONFIG_RESET) report({ type: 'RESYNC' });
  }

  return {
    receive,
    expectOpen(invokeId) {
      openInvokeId = invokeId;
    },
    expectHeartbeat: (invokeId) => void heartbeats.add(invokeId),
    reset() {
      heartbeats.clear();
      openInvokeId = 0;
    },
  };
}
