/**
 * The server half of one CTI session on a link.
 *
 * ```text
 *             OPEN_REQ granted            CLOSE_REQ, silence, broken stream,
 *   opening ────────────────────► open ── end(), drop(), link closed ────────► closed
 *      └───── refused, never came, link closed ───────────────────────────────────▲
 * ```
 * A closed session may still hold its link for some seconds: after a refusal or CLOSE_CONF it is for the client to
 * reset it.
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
import { createFittingCodec, isInVersion } from './fit.ts';
import { type Granted, grantOpen, openConf, type Refusal } from './grant.ts';
import type { ClientRequest, ServingEnd, ServingOptions, ServingSession, ServingState } from './host.ts';
import { createIdleWatch } from './idle.ts';
import { wants } from './masks.ts';
import { openVersion, readOpen } from './open-bytes.ts';
import { allVersions, checkOpen, checkOpenVersion } from './open-check.ts';
import { failureOf, refusalOf, textField } from './refuse.ts';
import { checkRequest, requestShape } from './request-check.ts';

/** Starts to serve a link; the session reads it from now on. */
export function createServingSession(options: ServingOptions): ServingSession {
  const { link, host, clock, logger = silentLogger, versions = allVersions, lengthBytes = 1 } = options;
  const framer = createFramer(
    options.maxBodyBytes === undefined ? {} : { maxBodyBytes: options.maxBodyBytes },
  );
  const { deliver = (frame: Uint8Array) => link.send(frame) } = options;
  const counts = { received: 0, sent: 0 };
  const idle = createIdleWatch(clock, () => {
    if (state === 'opening') finish('never opened', { reset: true });
    else finish('idle', { reset: true });
  });
  let state: ServingState = 'opening';
  let lingering: unknown;
  let granted: Granted | undefined;
  // Failures before the version is known have a fixed part only, and that is the same in all versions.
  let codec: Codec = createFittingCodec({ version: lowestVersion });

  const session: ServingSession = {
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
      else sendFrame(shared.in(codec), message);
    },
    publish(event, shared) {
      if (granted === undefined || state !== 'open' || !wants(granted, event)) return false;
      if (!isInVersion(event.type, granted.version)) return false;
      if (shared === undefined) write(event);
      else sendFrame(shared.in(codec), event);
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

  if (options.restored === undefined) idle.watch(options.openTimeoutMs ?? 30_000);
  else goOnWith(options.restored);
  void link.closed.then(() => {
    if (lingering !== undefined) clock.clearTimeout(lingering);
  });
  void listen();
  return session;

  async function listen(): Promise<void> {
    try {
      for await (const chunk of link.incoming) {
        for (const frame of framesOf(chunk)) take(frame);
      }
    } catch (error) {
      // A host that throws in accept(), a message of our own that cannot be encoded: nobody serves this client any more.
      logger.error('a session failed', { error });
      finish('broken stream', { reset: true });
    }
    finish('link closed', {});
  }

  /** The whole frames; an impossible header ends the link after those that came before it. */
  function framesOf(chunk: Uint8Array): readonly Uint8Array[] {
    if (state === 'closed') return [];
    try {
      return framer.push(chunk);
    } catch (error) {
      if (!CtiError.is(error, 'FRAME_TOO_LONG')) throw error;
      for (const frame of error.details.frames) take(frame);
      logger.warn('a client lost its step', { bodyBytes: error.details.bodyBytes });
      breached(undefined, { text: error.message });
      finish('broken stream', { reset: true });
      return [];
    }
  }

  function take(frame: Uint8Array): void {
    if (state === 'closed') return;
    counts.received++;
    idle.heard();
    const messageType = new DataView(frame.buffer, frame.byteOffset).getUint32(4);
    if (messageType === MessageType.OPEN_REQ) {
      if (state === 'opening') open(frame);
      else {
        const refusal = { status: ErrorStatus.E_CTI_SESSION_ALREADY_OPEN };
        breached(messageType, refusal);
        refuse(frame, messageType, refusal);
      }
    } else if (state === 'opening') {
      breached(messageType, { status: ErrorStatus.E_CTI_SESSION_NOT_OPEN });
      write(failureOf(frame, ErrorStatus.E_CTI_SESSION_NOT_OPEN, {}));
    } else {
      serve(frame, messageType);
    }
  }

  function goOnWith(restored: Granted): void {
    const { version, idleTimeoutSeconds } = restored;
    granted = restored;
    codec = createFittingCodec({ version, ...(version >= 18 ? { lengthBytes } : {}) });
    state = 'open';
    if (options.watchIdle !== false) idle.watch(idleTimeoutSeconds * 1000);
    host.opened?.(session);
  }

  function open(frame: Uint8Array): void {
    const request = readRequest(frame);
    if (!isRefusal(request)) host.received?.(request, session);
    // Another version is asked for and refused in peace.
    else if (request.status !== ErrorStatus.E_CTI_INVALID_VERSION) breached(MessageType.OPEN_REQ, request);
    const answer = isRefusal(request) ? request : host.accept(request, session);
    // The host may have given up on the link meanwhile.
    if (isClosed()) return;
    if (isRefusal(request) || 'status' in answer) {
      refuseOpen(frame, answer as Refusal);
      return;
    }
    granted = grantOpen(request, answer);
    state = 'open';
    if (options.watchIdle === false) idle.stop();
    else idle.watch(request.idleTimeout * 1000);
    write(openConf(request.invokeId, granted, answer));
    logger.info('a session is open', {
      version: codec.version,
      mode: granted.mode,
      services: granted.services,
    });
    host.opened?.(session);
  }

  function readRequest(frame: Uint8Array): OpenReq | Refusal {
    const version = openVersion(frame);
    if (version === undefined) return { status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING };
    // A Text in widths that the client does not use would spoil the status that it does understand.
    if (version < lowestVersion || version > highestVersion)
      return { status: ErrorStatus.E_CTI_INVALID_VERSION };
    codec = createFittingCodec({ version, ...(version >= 18 ? { lengthBytes } : {}) });
    const unserved = checkOpenVersion(version, versions);
    if (unserved !== undefined) return unserved;
    const request = decoded(() => readOpen(frame, version, lengthBytes));
    return isRefusal(request) ? request : (checkOpen(request, versions) ?? request);
  }

  function refuseOpen(frame: Uint8Array, refusal: Refusal): void {
    write(failureOf(frame, refusal.status, textField(refusal.text)));
    logger.info('an OPEN_REQ was refused', { status: refusal.status, text: refusal.text });
    finish('refused', { lingers: true });
  }

  function serve(frame: Uint8Array, messageType: number): void {
    const message = read(frame, messageType);
    if (isRefusal(message)) {
      breached(messageType, message);
      refuse(frame, messageType, message);
      return;
    }
    try {
      host.received?.(message, session);
      dispatch(message);
    } catch (error) {
      logger.error('a request could not be served', { request: message.type, error });
      refuse(frame, messageType, { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE });
    }
  }

  function read(frame: Uint8Array, messageType: number): CtiMessage | Refusal {
    const shape = requestShape(messageType, codec.version);
    if (shape === undefined) return { status: ErrorStatus.E_CTI_INVALID_MESSAGE_TYPE };
    return checkRequest(frame, shape, codec) ?? decoded(() => codec.decode(frame));
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
    logger.debug('a message was refused', { messageType, status: refusal.status, text: refusal.text });
    if (state !== 'closed') write(refusalOf(frame, messageType, refusal));
  }

  function write(message: CtiMessage): void {
    sendFrame(codec.encode(message), message);
  }

  function sendFrame(frame: Uint8Array, message: CtiMessage): void {
    counts.sent++;
    try {
      deliver(frame, message, session);
    } catch (error) {
      // The link closed and its promise has not told us yet.
      if (!CtiError.is(error, 'LINK_CLOSED')) throw error;
    }
  }

  function breached(messageType: number | undefined, what: Partial<Refusal>): void {
    const { status, text = `refused with status ${status}` } = what;
    host.breached?.({ messageType, text }, session);
  }

  function finish(reason: ServingEnd, how: { readonly reset?: boolean; readonly lingers?: boolean }): void {
    if (state === 'closed') return;
    state = 'closed';
    idle.stop();
    logger.info('a session is over', { reason });
    if (how.reset === true) link.abort();
    else if (how.reset === false) void link.close();
    else if (how.lingers === true) {
      lingering = clock.setTimeout(() => void link.close(), options.lingerMs ?? 5_000);
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

/** What decoding gives, or the refusal that tells where it failed. The texts of DECODE_FAILED hold no contents. */
function decoded<T>(decode: () => T): T | Refusal {
  try {
    return decode();
  } catch (error) {
    if (!CtiError.is(error, 'DECODE_FAILED')) throw error;
    return { status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text: error.message };
  }
}
