/**
 * The server side of one CTI session on a link.
 *
 * ```text
 *             OPEN_REQ granted            CLOSE_REQ, IdleTimeout, invalid stream,
 *   opening ────────────────────► open ── end(), drop(), link closed ───────────► closed
 *      └──── refused, open timeout, link closed ────────────────────────────────────▲
 * ```
 * After a refusal or CLOSE_CONF the link stays open for `lingerMs`, because the client has to close it first.
 * Guide: Session management.
 * @module
 */
import { CtiError } from '../errors.ts';
import { silentLogger } from '../logger.ts';
import type { Codec } from '../protocol/codec.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { createFramer } from '../protocol/framer.ts';
import { type CtiMessage, MessageType, type OpenReq } from '../protocol/generated/messages.ts';
import { highestVersion, lowestVersion } from '../protocol/versions.ts';
import type { StreamPosition } from '../transport.ts';
import { wantsEvent } from './event-masks.ts';
import { type Granted, grantOpen, openConf } from './grant.ts';
import { createIdleTimer } from './idle-timer.ts';
import { allVersions, checkOpen, checkOpenVersion, openVersion, readOpen } from './open-request.ts';
import { failureOf, type Refusal, refusalOf, textField } from './refusal.ts';
import { requestLayout, validateRequest } from './request-validation.ts';
import { createDowngradingCodec, isInVersion } from './server-codec.ts';
import type {
  ClientRequest,
  ServerSession,
  ServerSessionEnd,
  ServerSessionOptions,
  ServerSessionState,
} from './server-host.ts';

/** Starts a session, which reads the link from now on. */
export function createServerSession(options: ServerSessionOptions): ServerSession {
  const { link, host, clock, logger = silentLogger, versions = allVersions, lengthBytes = 1 } = options;
  const framer = createFramer(
    options.maxBodyBytes === undefined ? {} : { maxBodyBytes: options.maxBodyBytes },
  );
  const { deliver } = options;
  const counts = { received: 0, sent: 0 };
  const idleTimer = createIdleTimer(clock, () => {
    finish(state === 'opening' ? 'open timeout' : 'idle timeout', { reset: true });
  });
  let state: ServerSessionState = 'opening';
  let lingerTimer: unknown;
  let granted: Granted | undefined;
  // Before the version is known only failures without a floating part are sent, which are the same in all versions.
  let codec: Codec = createDowngradingCodec({ version: lowestVersion });

  const session: ServerSession = {
    get state() {
      return state;
    },
    get granted() {
      return granted;
    },
    counts,
    get bufferedAmount() {
      return link.bufferedAmount;
    },
    send(message, shared) {
      if (state === 'closed') return;
      if (shared === undefined) write(message);
      else sendFrame(shared.encode(codec), message, shared.position);
    },
    publish(event, shared) {
      if (granted === undefined || state !== 'open' || !wantsEvent(granted, event)) return false;
      if (!isInVersion(event.type, granted.version)) return false;
      if (shared === undefined) write(event);
      else sendFrame(shared.encode(codec), event, shared.position);
      return true;
    },
    fail(invokeId, status, text) {
      session.send({ type: 'FAILURE_CONF', invokeId, status, ...textField(text) });
    },
    controlFail(invokeId, failureCode, { ccxErrorCode = 0, text } = {}) {
      session.send({ type: 'CONTROL_FAILURE_CONF', invokeId, failureCode, ccxErrorCode, ...textField(text) });
    },
    end(status, text) {
      if (state === 'closed') return;
      write({ type: 'FAILURE_EVENT', status, ...textField(text) });
      finish('ended', { reset: false });
    },
    drop() {
      finish('dropped', { reset: true });
    },
  };

  if (options.restored === undefined) idleTimer.start(options.openTimeoutMs ?? 30_000);
  else restore(options.restored);
  void link.closed.then(() => {
    if (lingerTimer !== undefined) clock.clearTimeout(lingerTimer);
  });
  void readLink();
  return session;

  async function readLink(): Promise<void> {
    try {
      for await (const chunk of link.incoming) {
        for (const frame of framesIn(chunk)) receive(frame);
      }
    } catch (error) {
      // A host that throws in accept(), or a message of ours that cannot be encoded.
      logger.error('session failed', { error });
      finish('invalid stream', { reset: true });
    }
    finish('link closed', {});
  }

  /** The complete frames; an invalid header ends the session after the frames before it. */
  function framesIn(chunk: Uint8Array): readonly Uint8Array[] {
    if (state === 'closed') return [];
    try {
      return framer.push(chunk);
    } catch (error) {
      if (!CtiError.is(error, 'FRAME_TOO_LONG')) throw error;
      for (const frame of error.details.frames) receive(frame);
      logger.warn('invalid stream from client: frame too long', { bodyBytes: error.details.bodyBytes });
      reportViolation(undefined, { text: error.message });
      finish('invalid stream', { reset: true });
      return [];
    }
  }

  function receive(frame: Uint8Array): void {
    if (state === 'closed') return;
    counts.received++;
    idleTimer.reset();
    const messageType = new DataView(frame.buffer, frame.byteOffset).getUint32(4);
    if (messageType === MessageType.OPEN_REQ) {
      if (state === 'opening') open(frame);
      else {
        const refusal = { status: ErrorStatus.E_CTI_SESSION_ALREADY_OPEN };
        reportViolation(messageType, refusal);
        refuse(frame, messageType, refusal);
      }
    } else if (state === 'opening') {
      reportViolation(messageType, { status: ErrorStatus.E_CTI_SESSION_NOT_OPEN });
      write(failureOf(frame, ErrorStatus.E_CTI_SESSION_NOT_OPEN, {}));
    } else {
      handle(frame, messageType);
    }
  }

  function restore(restored: Granted): void {
    const { version, idleTimeoutSeconds } = restored;
    granted = restored;
    codec = createDowngradingCodec({ version, ...(version >= 18 ? { lengthBytes } : {}) });
    state = 'open';
    if (options.watchIdle !== false) idleTimer.start(idleTimeoutSeconds * 1000);
    host.opened?.(session);
  }

  function open(frame: Uint8Array): void {
    const request = readRequest(frame);
    if (!isRefusal(request)) host.received?.(request, session);
    // An unsupported version is no violation: clients probe for the highest one.
    else if (request.status !== ErrorStatus.E_CTI_INVALID_VERSION)
      reportViolation(MessageType.OPEN_REQ, request);
    const answer = isRefusal(request) ? request : host.accept(request, session);
    // The host may have dropped the session in accept().
    if (isClosed()) return;
    if (isRefusal(request) || 'status' in answer) {
      refuseOpen(frame, answer as Refusal);
      return;
    }
    granted = grantOpen(request, answer);
    state = 'open';
    if (options.watchIdle === false) idleTimer.stop();
    else idleTimer.start(request.idleTimeout * 1000);
    write(openConf(request.invokeId, granted, answer));
    logger.info('session opened', {
      version: codec.version,
      mode: granted.mode,
      services: granted.services,
    });
    host.opened?.(session);
  }

  function readRequest(frame: Uint8Array): OpenReq | Refusal {
    const version = openVersion(frame);
    if (version === undefined) return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING };
    // Without Text: the client of an unknown version might read its width wrong, and with it the status.
    if (version < lowestVersion || version > highestVersion)
      return { status: ErrorStatus.E_CTI_INVALID_VERSION };
    codec = createDowngradingCodec({ version, ...(version >= 18 ? { lengthBytes } : {}) });
    const unsupported = checkOpenVersion(version, versions);
    if (unsupported !== undefined) return unsupported;
    const request = decodeOrRefuse(() => readOpen(frame, version, lengthBytes));
    return isRefusal(request) ? request : (checkOpen(request, versions) ?? request);
  }

  function refuseOpen(frame: Uint8Array, refusal: Refusal): void {
    write(failureOf(frame, refusal.status, textField(refusal.text)));
    logger.info('OPEN_REQ refused', { status: refusal.status, text: refusal.text });
    finish('refused', { lingers: true });
  }

  function handle(frame: Uint8Array, messageType: number): void {
    const message = decode(frame, messageType);
    if (isRefusal(message)) {
      reportViolation(messageType, message);
      refuse(frame, messageType, message);
      return;
    }
    try {
      host.received?.(message, session);
      dispatch(message);
    } catch (error) {
      logger.error('request failed', { request: message.type, error });
      refuse(frame, messageType, { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE });
    }
  }

  function decode(frame: Uint8Array, messageType: number): CtiMessage | Refusal {
    const layout = requestLayout(messageType, codec.version);
    if (layout === undefined) return { status: ErrorStatus.E_CTI_INVALID_MESSAGE_TYPE };
    return validateRequest(frame, layout, codec) ?? decodeOrRefuse(() => codec.decode(frame));
  }

  function dispatch(message: CtiMessage): void {
    switch (message.type) {
      case 'HEARTBEAT_REQ': {
        const answer = host.heartbeat?.(session) ?? 'confirm';
        if (answer === 'confirm') write({ type: 'HEARTBEAT_CONF', invokeId: message.invokeId });
        else if (answer !== 'silent') session.fail(message.invokeId, answer.status);
        break;
      }
      case 'CLOSE_REQ':
        write({ type: 'CLOSE_CONF', invokeId: message.invokeId });
        finish('closed by client', { lingers: true });
        break;
      case 'CONFIG_REQUEST_EVENT':
        if (granted) granted = { ...granted, configurationMask: message.configurationMask };
        host.request(message, session);
        break;
      default:
        host.request(message as ClientRequest, session);
    }
  }

  function refuse(frame: Uint8Array, messageType: number, refusal: Refusal): void {
    logger.debug('message refused', { messageType, status: refusal.status, text: refusal.text });
    if (state !== 'closed') write(refusalOf(frame, messageType, refusal));
  }

  function write(message: CtiMessage): void {
    sendFrame(codec.encode(message), message, undefined);
  }

  function sendFrame(frame: Uint8Array, message: CtiMessage, position: StreamPosition | undefined): void {
    counts.sent++;
    try {
      if (deliver === undefined) link.send(frame, position);
      else deliver(frame, message, session);
    } catch (error) {
      // The link closed, and `closed` has not been handled yet.
      if (!CtiError.is(error, 'LINK_CLOSED')) throw error;
    }
  }

  function reportViolation(messageType: number | undefined, refusal: Partial<Refusal>): void {
    const { status, text = `refused with status ${status}` } = refusal;
    host.violation?.({ messageType, text }, session);
  }

  function finish(
    reason: ServerSessionEnd,
    how: { readonly reset?: boolean; readonly lingers?: boolean },
  ): void {
    if (state === 'closed') return;
    state = 'closed';
    idleTimer.stop();
    logger.info('session ended', { reason });
    if (how.reset === true) link.abort();
    else if (how.reset === false) void link.close();
    else if (how.lingers === true) {
      lingerTimer = clock.setTimeout(() => void link.close(), options.lingerMs ?? 5_000);
    }
    host.ended(session, reason);
  }

  function isClosed(): boolean {
    return state === 'closed';
  }
}

function isRefusal<T extends { readonly type: string }>(result: T | Refusal): result is Refusal {
  return !('type' in result);
}

/** The decoded message, or a refusal with the text of DECODE_FAILED, which contains nothing that the client sent. */
function decodeOrRefuse<T>(decode: () => T): T | Refusal {
  try {
    return decode();
  } catch (error) {
    if (!CtiError.is(error, 'DECODE_FAILED')) throw error;
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text: error.message };
  }
}
