/**
 * A contact center behind a port.
 * @module
 */

import type { Link } from 'rxcti';
import { systemClock } from 'rxcti';
import type { Administration } from './driving/administration.ts';
import type { Dialogue } from './driving/dialogue.ts';
import type { Driving } from './driving/driving.ts';
import type { Faults } from './faults/faults.ts';
import { createStall } from './faults/stall.ts';
import { createHouse } from './house.ts';
import { createNode } from './node.ts';
import type { Role, SimulatorAddress, SimulatorOptions } from './options.ts';
import type { SessionInfo } from './sessions.ts';
import type { Truth } from './truth.ts';

/** A node of a contact center that lives in this process. */
export interface Simulator extends Driving, Dialogue, Administration, Faults {
  /**
   * Listens on TCP and brings the center to life.
   * @throws The runtime's error, as a rejection, when the port is taken.
   */
  listen(address?: SimulatorAddress): Promise<{ readonly port: number }>;
  /** Serves any other link, such as one of `rxcti/memory`. */
  attach(link: Link): void;
  /**
   * Stops listening, closes all links and stands still. Then it asks `verify()`.
   * @throws {CtiError} `UNEXPECTED_MESSAGE`, as a rejection, once everything is closed.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** Lets the center's time run. */
  start(): void;
  /** Stops the center's time; sessions are served as before. */
  stop(): void;
  /** The open sessions now. */
  readonly sessions: readonly SessionInfo[];
  /** What is true in the center now. */
  truth(): Truth;
  /** As a standby it refuses with status 92; a master that becomes one drops its sessions. */
  setRole(role: Role): void;
}

/**
 * Makes a simulated contact center.
 *
 * @example
 * ```ts
 * import { createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator({ seed: 7, speed: 10 });
 * const { port } = await simulator.listen({ port: 0 });
 * console.log(port, simulator.truth().agents.length);
 * await simulator.close();
 * ```
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const stall = createStall(options.clock ?? systemClock);
  return createNode(options, createHouse(options, stall.clock), stall);
}
