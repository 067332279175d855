/**
 * `rxcti`: a reactive client for the CTI protocol of Cisco Unified Contact Center Express.
 * @module
 */

export { type Agent, type AgentStateName, agentStateName } from './agents/agent.ts';
export type { AgentAction, RequestedState } from './agents/agent-actions.ts';
export type { Agents, LiveAgent, LoginOptions, ReasonOptions } from './agents/live-agent.ts';
export {
  actualDevice,
  type Call,
  type CallStateName,
  type Connection,
  type ConnectionStateName,
} from './calls/call.ts';
export type { CallAction } from './calls/call-actions.ts';
export type { CallDataChange } from './calls/call-data-fields.ts';
export type { Connections } from './calls/connections.ts';
export type { CallOptions, LiveCall } from './calls/live-call.ts';
export { type CtiClient, createCtiClient } from './client.ts';
export type { ConnectOptions, CtiClientOptions } from './client-options.ts';
export { type Clock, systemClock } from './clock.ts';
export type { ConfigKind, SavedConfiguration } from './configuration/configuration-store.ts';
export type {
  Application,
  Device,
  DeviceClass,
  Queue,
  Team,
  Terminal,
} from './configuration/records.ts';
export { CtiError, type CtiErrorCode, type CtiErrorDetails } from './errors.ts';
export { type LogFields, type Logger, silentLogger } from './logger.ts';
export type { CtiMessage, UnknownMessage } from './protocol/generated/messages.ts';
export type { Ring } from './rings.ts';
export type { DecodeFailure, TracedMessage } from './session/conversation.ts';
export { defaultPort, type EndpointOption } from './session/endpoints.ts';
export {
  type AgentMode,
  agentMode,
  type BridgeMode,
  bridgeMode,
  type SessionMode,
  type SessionWishes,
} from './session/open-request.ts';
export {
  type ReconnectCause,
  type ReconnectDecision,
  type ReconnectOptions,
  type ReconnectPolicy,
  reconnectPolicy,
} from './session/reconnect-policy.ts';
export type { ConfirmationOf, RequestMessage, RequestName, RequestOptions } from './session/requests.ts';
export type { SessionGrant, SessionState, SyncProgress } from './session/session-state.ts';
export type { QueueFigures } from './statistics/figures.ts';
export type {
  AgentCounts,
  AgentQueueStatistics,
  QueueStatistics,
  SummaryStatistics,
} from './statistics/server-statistics.ts';
export type { RefreshOptions, Statistics } from './statistics/statistics.ts';
export type { Change, Collection } from './store/collection.ts';
export type { Readable } from './store/live-value.ts';
export type { DialOptions, Endpoint, Link, LinkClosed, Transport } from './transport.ts';
export type { AbortSignalLike } from './web.ts';
