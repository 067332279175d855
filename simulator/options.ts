/**
 * What a simulator can be told.
 * @module
 */
import type { Clock, Logger } from 'rxcti';
import type { VersionRange } from 'rxcti/server';
import type { Unexpected } from './driving/dialogue.ts';
import type { ProfileName } from './profiles.ts';

/** The part of a node in its cluster: the master serves, a standby refuses with status 92. */
export type Role = 'master' | 'standby';

/** Options of `createSimulator()`. */
export interface SimulatorOptions {
  /** The same seed and the same client requests at the same times give the same messages. Default 1. */
  readonly seed?: number;
  /** Default: the runtime's. `createManualClock()` makes one that stands still until `advance()`. */
  readonly clock?: Clock;
  /** How much faster than life the center lives; the session's own times (idle, heartbeat) stay as they are. Default 1. */
  readonly speed?: number;
  /** How large the center is; the single sizes below change the profile's. Default `small`. */
  readonly profile?: ProfileName;
  /** Calls from outside. 0: none. Default 120; in a larger profile those of its busy hour. */
  readonly callsPerHour?: number;
  /**
   * Who answers ringing phones without being told: agents whom no client drives (no agent-mode session, no state set,
   * no call controlled; `true`, the default), nobody (`false`), or everybody (`always`).
   */
  readonly autoAnswer?: boolean | 'always';
  /**
   * After so many seconds without a client, an agent whose client was lost is set not ready with reason 32765; on a call,
   * after it. Default: never.
   */
  readonly lostClientSeconds?: number;
  /** Agents and supervisors who are configured. Default 12. */
  readonly agents?: number;
  /** How many of them are supervisors. Default: two of the first twelve, then every eleventh. */
  readonly supervisors?: number;
  /** How many agents are at work, beside the supervisors; the others stay logged out. Default: all, on and off. */
  readonly loggedIn?: number;
  /** The size of a team. Default 50, and two teams at least. */
  readonly agentsPerTeam?: number;
  /** Queues, each with a trigger: 7000, 7001, ... Default 3; with none, nobody calls. */
  readonly queues?: number;
  /** How many queues an agent serves. Default: one to three, by turns. */
  readonly queuesPerAgent?: number;
  /** CTI ports: the most callers who are waiting or being greeted. Default 10. */
  readonly ports?: number;
  /** The password of every agent. Default `12345`. */
  readonly password?: string;
  /** Default `master`. */
  readonly role?: Role;
  /** Default true. */
  readonly online?: boolean;
  /** `false`: the center stands still until `start()`. Default true: it lives from the first `listen` or `attach`. */
  readonly alive?: boolean;
  /** What of the clients' messages fails `verify()` and `close()`. Default `breach`: what the protocol forbids. */
  readonly unexpected?: Unexpected;
  /** The protocol versions that are served. Default 10 to 18. */
  readonly versions?: VersionRange;
  /** Width of a floating field's length in version-18 sessions. Default 1. */
  readonly lengthBytes?: 1 | 2;
  /** Services that clients may have, a ServiceMask. Default: all there are. */
  readonly services?: number;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** Where a simulator listens. */
export interface SimulatorAddress {
  /** Default 42027, the port of CCX; 0 takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1: nobody but this machine. */
  readonly host?: string;
}
