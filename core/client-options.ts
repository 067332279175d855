/**
 * Options of a client, with their defaults.
 * @module
 */
import type { InspectionEvent } from 'xstate';
import { type Clock, systemClock } from './clock.ts';
import type { SavedConfiguration } from './configuration/configuration-store.ts';
import { type Logger, silentLogger } from './logger.ts';
import { createTextCodec } from './protocol/strings.ts';
import { checkVersion, defaultVersion } from './protocol/versions.ts';
import { type EndpointOption, normalizeEndpoints } from './session/endpoints.ts';
import { checkTimes, type RequestedMasks, type SessionMode } from './session/open-request.ts';
import { type ReconnectPolicy, reconnectPolicy } from './session/reconnect-policy.ts';
import type { SessionOptions } from './session/session.ts';
import type { Endpoint, Transport } from './transport.ts';
import type { AbortSignalLike } from './web.ts';

/** Options of {@link createCtiClient}. Only `transport`, `endpoints` and `mode` are required. */
export interface CtiClientOptions<Mode extends SessionMode = SessionMode> extends RequestedMasks {
  /** Connects to an endpoint: `tcp()` of `rxcti/tcp`, `webSocket()` of `rxcti/websocket`, or a memory network's transport. */
  readonly transport: Transport;
  /**
   * The nodes of the CCX cluster, in the order in which they are tried. Default port 42027. Omitted for a transport with an
   * address of its own (`webSocket()`).
   */
  readonly endpoints?: readonly EndpointOption[];
  /** {@link bridgeMode} or {@link agentMode}. */
  readonly mode: Mode;
  /** Protocol version, 10 to 18. Default 17. */
  readonly version?: number;
  /** Width of field lengths in version 18, in bytes. Default: detected from the first OPEN_CONF. */
  readonly lengthBytes?: 1 | 2;
  /**
   * Encoding of text that is not UTF-8, a label of the Encoding Standard. Such text is written back with the bytes that were
   * read. Default `windows-1252`.
   */
  readonly encoding?: string;
  /** Heartbeat interval, at most 30000. Default 10000. Three unanswered heartbeats mean that the link is dead. */
  readonly heartbeatMs?: number;
  /** Time after which the server drops a silent session, 20 to 119. Default 40, or four heartbeats if that is longer. */
  readonly idleTimeoutSeconds?: number;
  /** Timeout of one connection attempt. Default 5000. */
  readonly dialTimeoutMs?: number;
  /** Timeout of OPEN_REQ. Default 30000. */
  readonly openTimeoutMs?: number;
  /** Default timeout of requests. Default 20000. */
  readonly requestTimeoutMs?: number;
  /** Maximum length of a received message body. Default 65536. */
  readonly maxBodyBytes?: number;
  /** Time from the end of a call to its removal from `calls`. Default 5000. */
  readonly keepEndedMs?: number;
  /** Result of `saveConfiguration()` in an earlier run: only what has changed since is uploaded. */
  readonly savedConfiguration?: SavedConfiguration;
  /** Agent mode: logs the agent in again if the login was lost with the session. Default false. */
  readonly relogin?: boolean;
  /** Decides when and where to reconnect. Default {@link reconnectPolicy}(). */
  readonly reconnect?: ReconnectPolicy;
  /** Default {@link silentLogger}. */
  readonly logger?: Logger;
  /** Default {@link systemClock}. */
  readonly clock?: Clock;
  /** Returns random numbers from 0 to below 1, for jitter. Default Math.random. */
  readonly random?: () => number;
  /** Receives XState's inspection events of the session's state machine. */
  readonly inspect?: (event: InspectionEvent) => void;
}

/** Options of `client.connect()`. */
export interface ConnectOptions {
  /** Rejects with `ABORTED` and closes the session when it is aborted. */
  readonly signal?: AbortSignalLike;
  /** Rejects with `CONNECT_TIMEOUT` and closes the session after this time. Default: no timeout. */
  readonly timeoutMs?: number;
}

type ResolvedOptions = Omit<SessionOptions, 'resync' | 'onEvent' | 'onPosition' | 'onBatch'> & {
  readonly keepEndedMs: number;
  readonly savedConfiguration: SavedConfiguration | undefined;
};

/**
 * Checks the options and fills in the defaults.
 * @throws {CtiError} `INVALID_ARGUMENT`.
 */
export function resolveOptions(options: CtiClientOptions): ResolvedOptions {
  const { services, callMsgMask, agentStateMask, configMsgMask } = options;
  const version = options.version ?? defaultVersion;
  checkVersion(version);
  return {
    ...checkTimes(options.heartbeatMs ?? 10_000, options.idleTimeoutSeconds),
    transport: options.transport,
    endpoints: normalizeEndpoints(options.endpoints ?? ownEndpoint(options.transport)),
    mode: options.mode,
    version,
    lengthBytes: options.lengthBytes,
    texts: createTextCodec(options.encoding),
    dialTimeoutMs: options.dialTimeoutMs ?? 5000,
    openTimeoutMs: options.openTimeoutMs ?? 30_000,
    requestTimeoutMs: options.requestTimeoutMs,
    maxBodyBytes: options.maxBodyBytes ?? 65_536,
    masks: {
      ...(services === undefined ? {} : { services }),
      ...(callMsgMask === undefined ? {} : { callMsgMask }),
      ...(agentStateMask === undefined ? {} : { agentStateMask }),
      ...(configMsgMask === undefined ? {} : { configMsgMask }),
    },
    policy: options.reconnect ?? reconnectPolicy(),
    keepEndedMs: options.keepEndedMs ?? 5000,
    savedConfiguration: options.savedConfiguration,
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    inspect: options.inspect,
  };
}

/** Endpoint of a transport with an address of its own, such as `webSocket()`. */
function ownEndpoint({ endpoint }: Transport): readonly Endpoint[] {
  return endpoint === undefined ? [] : [endpoint];
}
