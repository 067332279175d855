/**
 * A cluster of two nodes.
 * Guide: The Unified CCX CTI server in a high-availability Unified CCX system.
 * @module
 */
import { systemClock } from 'rxcti';
import { createStall } from './faults/stall.ts';
import { createNode, type Simulator } from './node.ts';
import type { SimulatorOptions } from './options.ts';
import { createSharedState } from './shared-state.ts';

/** Options of a failover. */
export interface FailoverOptions {
  /** The new master sends SNAPSHOT_CALL_CONF without the data of earlier calls. Default false. */
  readonly forgetCallData?: boolean;
}

/** A cluster of two nodes in front of one contact center. */
export interface Cluster {
  /** The first master. */
  readonly a: Simulator;
  /** The first standby. It refuses sessions with status 92. */
  readonly b: Simulator;
  /** The current master. */
  readonly master: Simulator;
  /** Resets the master's links and makes the other node master. Calls and agents stay. There is no fail-back. */
  failover(options?: FailoverOptions): void;
  /**
   * Closes both nodes.
   * @throws {CtiError} `UNEXPECTED_MESSAGE`, as a rejection, once both are closed.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Creates two nodes that share one contact center. */
export function createCluster(options: Omit<SimulatorOptions, 'role'> = {}): Cluster {
  const clock = options.clock ?? systemClock;
  const state = createSharedState(options, clock);
  const a = createNode({ ...options, role: 'master' }, state, createStall(clock));
  const b = createNode({ ...options, role: 'standby' }, state, createStall(clock));
  let master = a;
  async function close(): Promise<void> {
    const closed = await Promise.allSettled([a.close(), b.close()]);
    for (const one of closed) if (one.status === 'rejected') throw one.reason;
  }
  return {
    a,
    b,
    get master() {
      return master;
    },
    failover({ forgetCallData = false } = {}) {
      const previous = master;
      master = master === a ? b : a;
      if (forgetCallData) for (const call of state.center.calls.values()) call.dataLost = true;
      previous.setRole('standby');
      master.setRole('master');
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
