/**
 * `rxcti/testing`: a whole contact centre in your process, for tests, demonstrations and the first day without a CCX.
 * @module
 */
export type { ClientMode } from '../../core/serving/grant.ts';
export type { ServedVersions } from '../../core/serving/open-check.ts';
export type { CallData, CallStage } from './centre/centre.ts';
export type { QueueCounts } from './centre/statistics.ts';
export { type Cluster, createCluster, type Failover } from './cluster.ts';
export type { Driving, InboundCall, Reservation } from './driving/driving.ts';
export type { Role, SimulatorAddress, SimulatorOptions } from './options.ts';
export { type Profile, type ProfileName, profiles } from './profiles.ts';
export type { AgentChange, QueueChange } from './requests/changes.ts';
export type { SessionInfo } from './sessions.ts';
export { createSimulator, type Simulator } from './simulator.ts';
export type { AgentTruth, CallTruth, QueueTruth, Truth } from './truth.ts';
