/**
 * `rxcti`: a reactive client for the CTI protocol of Cisco Unified Contact Center Express.
 * @module
 */
export { type Agent, type AgentStateName, agentStateName } from './agents/agent.ts';
export type { AgentAction, RequestedState } from './agents/agent-actions.ts';
export { verifyCredentials } from './agents/credentials.ts';
export type { Agents, LiveAgent, LoginOptions, ReasonOptions } from './agents/live-agent.ts';
export { actualDevice, type Call, type CallStateName } from './calls/call.ts';
export type { CallAction } from './calls/call-actions.ts';
export type { CallDataChange } from './calls/call-data.ts';
export { callsAtDevice } from './calls/calls-at-device.ts';
export type { Connection, ConnectionStateName, Connections } from './calls/connections.ts';
export type { CallOptions, LiveCall } from './calls/live-call.ts';
export { type CtiClient, createCtiClient } from './client.ts';
export type { ConnectOptions, CtiClientOptions } from './client-options.ts';
export { type Clock, systemClock } from './clock.ts';
export type { ConfigKind, SavedConfiguration } from './configuration/configuration-store.ts';
export {
  type Application,
  type Device,
  type DeviceClass,
  deviceClassOf,
  deviceTypeOf,
  type Queue,
  type Team,
  type Terminal,
} from './configuration/records.ts';
export { CtiError, type CtiErrorCode, type CtiErrorDetails } from './errors.ts';
export { type LogFields, type Logger, silentLogger } from './logger.ts';
export type { CtiMessage } from './protocol/generated/messages.ts';
export type { Ring } from './rings.ts';
export type { ActionAvailability, ActionRefusal, Availability } from './session/availability.ts';
export { defaultPort, type EndpointOption } from './session/endpoints.ts';
export type { DecodeFailure, TracedMessage } from './session/message-link.ts';
export {
  type AgentMode,
  agentMode,
  type BridgeMode,
  bridgeMode,
  type RequestedMasks,
  type SessionMode,
} from './session/open-request.ts';
export type {
  ConfirmationOf,
  RequestMessage,
  RequestName,
  RequestOptions,
} from './session/pending-requests.ts';
export {
  type ReconnectCause,
  type ReconnectDecision,
  type ReconnectOptions,
  type ReconnectPolicy,
  reconnectPolicy,
} from './session/reconnect-policy.ts';
export type { SessionGrant, SessionState, SyncProgress } from './session/session-state.ts';
export type { Diagnostic, PositionedEvent } from './state.ts';
export type { LiveQueueStatistics } from './statistics/live-queue-statistics.ts';
export type {
  AgentCounts,
  AgentQueueStatistics,
  QueueStatistics,
  SummaryStatistics,
} from './statistics/server-statistics.ts';
export type { RefreshOptions, Statistics } from './statistics/statistics.ts';
export type { Collection } from './store/collection.ts';
export type { Change } from './store/collection-store.ts';
export type { LiveValue } from './store/live-value.ts';
export type {
  DialOptions,
  Endpoint,
  Link,
  LinkClosed,
  PositionedChunk,
  StreamPosition,
  Transport,
} from './transport.ts';
export type { AbortSignalLike } from './web.ts';
