/**
 * `@rxcti/simulator`: a whole contact center in your process, for tests, demonstrations and the first day without a CCX.
 * @module
 */
export type { ClientMode, VersionRange } from 'rxcti/server';
export type { CallData, CallStage } from './center/center.ts';
export type { Load } from './center/load.ts';
export type { Overflow, Selection } from './center/people.ts';
export type { QueueCounts } from './center/statistics.ts';
export { type Cluster, createCluster, type Failover } from './cluster.ts';
export { type ControlAddress, type ControlPort, openControlPort } from './control-port/control-port.ts';
export type { Administration, NewAgent, NewQueue } from './driving/administration.ts';
export type { AgentDriver } from './driving/agent-driver.ts';
export type { AgentStateWord } from './driving/agent-states.ts';
export type { CallDriver, CallTexts } from './driving/call-driver.ts';
export type {
  Dialogue,
  DialogueOptions,
  MessageLike,
  MessageName,
  MessageOf,
  Unexpected,
} from './driving/dialogue.ts';
export type { Driving, InboundCall, LoadChange, Reservation } from './driving/driving.ts';
export { createManualClock, type ManualClock } from './driving/manual-clock.ts';
export type { WaitOptions } from './driving/waits.ts';
export type { Faults } from './faults/faults.ts';
export type { Fault, FaultScope } from './faults/scope.ts';
export type { Corruption } from './faults/steps.ts';
export type { MassLogin } from './life/mass-login.ts';
export type { Role, SimulatorAddress, SimulatorOptions } from './options.ts';
export { type Profile, type ProfileName, profiles } from './profiles.ts';
export type { AgentChange, QueueChange } from './requests/changes.ts';
export type { SessionInfo } from './sessions.ts';
export { createSimulator, type Simulator } from './simulator.ts';
export type { AgentTruth, CallTruth, QueueTruth, Truth } from './truth.ts';
