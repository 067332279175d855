/**
 * `@rxcti/relay`: what stands between CCX and browsers. Runs on Node, Deno and Bun.
 * @module
 */

export type { Rights, Role } from './authorization/rights.ts';
export {
  rightsOfClaims,
  signToken,
  type TokenAlgorithm,
  type TokenContents,
  type TokenIssuer,
} from './authorization/tokens.ts';
export type { Cluster, ClusterBus } from './cluster/cluster.ts';
export type { Standing } from './cluster/election.ts';
export type { LeaseContents, LeaseStore, SeenLease } from './cluster/lease.ts';
export type { Reexamined } from './connections/reexamine.ts';
export { type AuditLine, type AuditLog, auditLine, auditLog } from './observability/audit.ts';
export {
  type JsonLogger,
  type JsonLoggerOptions,
  jsonLogger,
  type LineDestination,
  type LogLevel,
} from './observability/log.ts';
export type { CommandRecord, Rejection, RelayObserver, ResyncReason, SessionEnd } from './observer.ts';
export type {
  AuthOptions,
  DeparturePolicy,
  DepartureRule,
  ListenOptions,
  OperationsOptions,
  RelayLimits,
  RelayOptions,
  RelayPolicy,
  SignInOptions,
} from './options.ts';
export { type CloseOptions, createRelay, type Relay, type RelayChanges } from './relay.ts';
