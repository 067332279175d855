/**
 * Options of the simulator.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import type { VersionRange } from 'rxcti/server';
import type { FailOn } from './drivers/message-expectations.ts';
import type { ProfileName } from './profiles.ts';

/** The role of a node in a cluster: the master serves, a standby refuses sessions with status 92. */
export type NodeRole = 'master' | 'standby';

/** Options of `createSimulator()`. */
export interface SimulatorOptions {
  /** The same seed and the same client requests at the same times give the same messages. Default 1. */
  readonly seed?: number;
  /** Default: the system clock. `createManualClock()` creates one that moves only with `advance()`. */
  readonly clock?: Clock;
  /** Speed of center time. Session timers (idle, heartbeat) are not affected. Default 1. */
  readonly speed?: number;
  /** Size of the contact center; the sizes below override it. Default `small`. */
  readonly profile?: ProfileName;
  /** Simulated inbound calls per hour; 0: none. Default: 120, in larger profiles those of the busy hour. */
  readonly callsPerHour?: number;
  /**
   * Which agents answer by themselves: those that no client controls (no agent-mode session, no state set, no call
   * controlled; `true`, the default), none (`false`), or all (`always`).
   */
  readonly autoAnswer?: boolean | 'always';
  /**
   * Time after which an agent whose client disconnected without CLOSE_REQ becomes not ready with reason 32765; during a
   * call, after it. Default: never.
   */
  readonly disconnectTimeoutSeconds?: number;
  /** Number of agents, including supervisors. Default 12. */
  readonly agents?: number;
  /** Number of supervisors. Default: two of the first twelve agents, then every eleventh. */
  readonly supervisors?: number;
  /** Number of agents on shift besides supervisors; the others stay logged out. Default: all. */
  readonly loggedIn?: number;
  /** Default 50; there are at least two teams. */
  readonly agentsPerTeam?: number;
  /** Number of queues, each with a trigger: 7000, 7001, ... Default 3. */
  readonly queues?: number;
  /** Number of queues per agent. Default: one to three in turn. */
  readonly queuesPerAgent?: number;
  /** Number of CTI ports: the limit of calls that wait or hear prompts. Default 10. */
  readonly ports?: number;
  /** The password of every agent. Default `12345`. */
  readonly password?: string;
  /** Default `master`. */
  readonly role?: NodeRole;
  /** Default true. */
  readonly online?: boolean;
  /** Whether center time starts with the first `listen()` or `attach()`, not with `start()`. Default true. */
  readonly autoStart?: boolean;
  /** What makes `verify()` and `close()` fail. Default `violations`: messages that the protocol forbids. */
  readonly failOn?: FailOn;
  /** Protocol versions served. Default 10 to 18. */
  readonly versions?: VersionRange;
  /** Bytes of the length of floating fields in version 18. Default 1. */
  readonly lengthBytes?: 1 | 2;
  /** Services offered to clients, a ServiceMask. Default: all. */
  readonly services?: number;
  /** Default: none. */
  readonly logger?: Logger;
}

/** The address to listen on. */
export interface ListenOptions {
  /** Default 42027; 0: a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
}
