/**
 * `@rxcti/relay`: a policy server between CCX and its clients. Runs on Node, Deno and Bun.
 * @module
 */
export type { AuthOptions, SignInOptions } from './authorization/authenticator.ts';
export type { Rights, Role } from './authorization/rights.ts';
export {
  rightsOfClaims,
  signToken,
  type TokenAlgorithm,
  type TokenContents,
  type TokenIssuer,
} from './authorization/tokens.ts';
export type { Cluster, ClusterBus, ClusterEvent, ClusterRole } from './cluster/cluster.ts';
export type { LeaseContents, LeaseStore, SeenLease } from './cluster/lease.ts';
export type { ConnectionEvent, RejectionReason, SessionEndReason } from './connections/client.ts';
export type { ReloadResult } from './connections/client-checks.ts';
export type { RelayLimits } from './connections/limits.ts';
export type { ListenOptions } from './http/listener.ts';
export type { ObservabilityOptions } from './http/observability-routes.ts';
export { type AuditLine, type AuditLog, auditLine, auditLog } from './observability/audit.ts';
export type { RelayEvent } from './observability/events.ts';
export {
  type JsonLogger,
  type JsonLoggerOptions,
  jsonLogger,
  type LineDestination,
  type LogLevel,
} from './observability/log.ts';
export type { CloseOptions, RelayOptions, RelayPolicy, ReloadOptions } from './options.ts';
export { createRelay, type Relay } from './relay.ts';
export type { DisconnectPolicy, DisconnectRule } from './sessions/disconnect-policy.ts';
export type { CommandRecord, ResyncReason, SessionEvent } from './sessions/events.ts';
