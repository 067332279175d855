/**
 * `@rxcti/simulator`: a simulated Unified CCX with its CTI server, for tests and demonstrations.
 * @module
 */
export type { ClientMode, VersionRange } from 'rxcti/server';
export { type Cluster, createCluster, type FailoverOptions } from './cluster.ts';
export type { AgentChange, QueueChange } from './contact-center/provisioning.ts';
export { startControlApi } from './control-api/control-api.ts';
export type { ControlApi, ControlApiOptions } from './control-api/server.ts';
export type { Administration, NewAgent, NewQueue } from './drivers/administration.ts';
export type { AgentDriver } from './drivers/agent-driver.ts';
export type { CallDataInput, CallDriver } from './drivers/call-driver.ts';
export type {
  FailOn,
  MessageExpectations,
  MessageOf,
  MessagePattern,
  MessageWaitOptions,
} from './drivers/message-expectations.ts';
export type { InboundCall, LoadChange, Reservation, SimulatorDriver } from './drivers/simulator-driver.ts';
export type { Faults } from './faults/faults.ts';
export type { Corruption } from './faults/message-faults.ts';
export type { Fault, FaultScope, MessageName } from './faults/scope.ts';
export type { MassLoginOptions } from './load/mass-login.ts';
export type { AgentStateName } from './model/agents.ts';
export type { AgentSelection, QueueOverflow } from './model/configuration.ts';
export type { CallData, CallStage } from './model/entities.ts';
export type { Load } from './model/load.ts';
export type { QueueCounts } from './model/queue-record.ts';
export type { AgentSnapshot, CallSnapshot, QueueSnapshot, Snapshot } from './model/snapshot.ts';
export type { Simulator } from './node.ts';
export type { ListenOptions, NodeRole, SimulatorOptions } from './options.ts';
export { type Profile, type ProfileName, profiles } from './profiles.ts';
export type { SessionInfo } from './sessions/sessions.ts';
export { createSimulator } from './simulator.ts';
export { createManualClock, type ManualClock } from './time/manual-clock.ts';
export type { WaitOptions } from './time/waiters.ts';
