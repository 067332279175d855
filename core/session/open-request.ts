/**
 * The two session modes and their OPEN_REQ.
 * Guide: Two client modes for connecting with Unified CCX; OPEN_REQ.
 * @module
 */
import { CtiError } from '../errors.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { OpenReq } from '../protocol/generated/messages.ts';
import { encodeUtf8 } from '../protocol/strings.ts';

/** A session for all agents and calls. Created by {@link bridgeMode}. */
export interface BridgeMode {
  readonly kind: 'bridge';
  readonly clientId: string;
  readonly password: string;
}

/** A session for one agent. Created by {@link agentMode}. */
export interface AgentMode {
  readonly kind: 'agent';
  readonly agentId: string;
  readonly extension: string;
  readonly instrument?: string;
  readonly password: string;
}

export type SessionMode = BridgeMode | AgentMode;

/**
 * A session for all agents and all calls (ALL_EVENTS). A second session with the same `clientId` ends the first.
 *
 * @example
 * ```ts
 * import { bridgeMode } from 'rxcti';
 *
 * const mode = bridgeMode({ clientId: 'wallboard' });
 * ```
 */
export function bridgeMode(options: { readonly clientId: string; readonly password?: string }): BridgeMode {
  return { kind: 'bridge', clientId: options.clientId, password: options.password ?? '' };
}

/**
 * A session for one agent (CLIENT_EVENTS).
 *
 * @example
 * ```ts
 * import { agentMode } from 'rxcti';
 *
 * const mode = agentMode({ agentId: 'jdoe', extension: '2001', password: 'secret' });
 * ```
 */
export function agentMode(options: {
  readonly agentId: string;
  readonly extension: string;
  readonly instrument?: string;
  readonly password?: string;
}): AgentMode {
  const { agentId, extension, instrument, password = '' } = options;
  return {
    kind: 'agent',
    agentId,
    extension,
    password,
    ...(instrument === undefined ? {} : { instrument }),
  };
}

/** Services and events that OPEN_REQ requests. Default: all. */
export interface RequestedMasks {
  /** {@link ServiceMask} bits. */
  readonly services?: number;
  /** {@link CallEventMask} bits. Default: all. */
  readonly callMsgMask?: number;
  /** {@link AgentStateMask} bits. Default: all. */
  readonly agentStateMask?: number;
  /** {@link ConfigMsgMask} bits. Default: all that the version has. */
  readonly configMsgMask?: number;
}

const allCallEvents = 0x0065_efff;
const allAgentStates = 0x3fff;

/** Builds OPEN_REQ. */
export function openRequest(
  mode: SessionMode,
  version: number,
  idleTimeoutSeconds: number,
  masks: RequestedMasks,
): Omit<OpenReq, 'invokeId'> {
  const modeBit =
    mode.kind === 'bridge' ? ServiceMask.CTI_SERVICE_ALL_EVENTS : ServiceMask.CTI_SERVICE_CLIENT_EVENTS;
  const services =
    masks.services ??
    ServiceMask.CTI_SERVICE_CALL_DATA_UPDATE |
      ServiceMask.CTI_SERVICE_CLIENT_CONTROL |
      ServiceMask.CTI_SERVICE_SUPERVISOR |
      ServiceMask.CTI_SERVICE_CONFIG_EVENTS;
  const bothModes = ServiceMask.CTI_SERVICE_ALL_EVENTS | ServiceMask.CTI_SERVICE_CLIENT_EVENTS;
  const request = {
    type: 'OPEN_REQ' as const,
    versionNumber: version,
    idleTimeout: idleTimeoutSeconds,
    servicesRequested: ((services & ~bothModes) | modeBit) >>> 0,
    callMsgMask: masks.callMsgMask ?? allCallEvents,
    agentStateMask: masks.agentStateMask ?? allAgentStates,
    configMsgMask: masks.configMsgMask ?? (version >= 18 ? 0x1f : 0xf),
    clientId: mode.kind === 'bridge' ? mode.clientId : '',
    clientPassword: passwordBytes(mode.password),
  };
  if (mode.kind === 'bridge') return request;
  return {
    ...request,
    agentExtension: mode.extension,
    agentId: mode.agentId,
    ...(mode.instrument === undefined ? {} : { agentInstrument: mode.instrument }),
  };
}

/** The password with a NUL, as server logs show it. */
function passwordBytes(password: string): Uint8Array {
  const text = encodeUtf8(password);
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text);
  return bytes;
}

/** Maximum heartbeat interval. Guide: How a session is maintained. */
const maxHeartbeatMs = 30_000;

/**
 * Checks the heartbeat interval and IdleTimeout. Satisfies all rules of the guide: IdleTimeout is at least 20 s, below 120 s and at
 * least twice the interval; default 40 s or four times the interval.
 */
export function checkTimes(
  heartbeatMs: number,
  idleTimeoutSeconds: number | undefined,
): { heartbeatMs: number; idleTimeoutSeconds: number } {
  if (!(heartbeatMs > 0 && heartbeatMs <= maxHeartbeatMs)) {
    throw new CtiError(
      'INVALID_ARGUMENT',
      `heartbeatMs must be above 0 and at most 30000, not ${heartbeatMs}`,
      {
        argument: 'heartbeatMs',
      },
    );
  }
  const fourIntervals = Math.ceil((4 * heartbeatMs) / 1000);
  const seconds = idleTimeoutSeconds ?? Math.min(119, Math.max(40, fourIntervals));
  if (!Number.isInteger(seconds) || seconds < 20 || seconds >= 120 || seconds * 1000 < 2 * heartbeatMs) {
    throw new CtiError(
      'INVALID_ARGUMENT',
      `idleTimeoutSeconds must be an integer from 20 to 119 and at least twice the heartbeat interval, not ${seconds}`,
      { argument: 'idleTimeoutSeconds' },
    );
  }
  return { heartbeatMs, idleTimeoutSeconds: seconds };
}
