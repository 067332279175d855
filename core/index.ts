/**
 * `rxcti`: a reactive client for the CTI protocol of Cisco Unified Contact Center Express.
 * @module
 */
export { type CtiClient, createCtiClient } from './client.ts';
export type { ConnectOptions, CtiClientOptions } from './client-options.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Agent, type AgentStateName, agentStateName } from './contact-center/agents/agent.ts';
export type { Agents, LiveAgent, LoginOptions, ReasonOptions } from './contact-center/agents/live-agent.ts';
export {
  actualDevice,
  type Call,
  type CallStateName,
  type Connection,
  type ConnectionStateName,
} from './contact-center/calls/call.ts';
export type { Connections } from './contact-center/calls/connections.ts';
export type { CallOptions, LiveCall } from './contact-center/calls/live-call.ts';
export type { Ring } from './contact-center/calls/rings.ts';
export type { Change, Collection } from './contact-center/collection.ts';
export type { ConfigKind, SavedConfiguration } from './contact-center/configuration/configuration-book.ts';
export type {
  Application,
  Device,
  DeviceClass,
  Queue,
  Team,
  Terminal,
} from './contact-center/configuration/records.ts';
export type { AgentAction, RequestedState } from './contact-center/control/agent-actions.ts';
export type { CallAction } from './contact-center/control/call-actions.ts';
export type { CallDataChange } from './contact-center/control/call-data-fields.ts';
export type { QueueFigures } from './contact-center/statistics/figures.ts';
export type {
  AgentCounts,
  AgentQueueStatistics,
  QueueStatistics,
  SummaryStatistics,
} from './contact-center/statistics/server-statistics.ts';
export type { RefreshOptions, Statistics } from './contact-center/statistics/statistics.ts';
export { CtiError, type CtiErrorCode, type CtiErrorDetails } from './errors.ts';
export { type LogFields, type Logger, silentLogger } from './logger.ts';
export type { CtiMessage, UnknownMessage } from './protocol/generated/messages.ts';
export type { Readable } from './readable.ts';
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
export type { DialOptions, Endpoint, Link, LinkClosed, Transport } from './transport.ts';
export type { AbortSignalLike } from './web.ts';
