/**
 * Two nodes with one truth.
 * Guide: The Unified CCX CTI server in a high-availability Unified CCX system.
 * @module
 */
import { systemClock } from 'rxcti';
import { createStall } from './faults/stall.ts';
import { createHouse } from './house.ts';
import { createNode } from './node.ts';
import type { SimulatorOptions } from './options.ts';
import type { Simulator } from './simulator.ts';

/** How a failover goes. */
export interface Failover {
  /** The new master's SNAPSHOT_CALL_CONF comes without the data of calls that began before. Default false. */
  readonly forgetCallData?: boolean;
}

/** A cluster of two nodes in front of one contact center. */
export interface Cluster {
  /** The master at first. */
  readonly a: Simulator;
  /** The standby at first: it refuses with status 92. */
  readonly b: Simulator;
  /** The node that serves now. */
  readonly master: Simulator;
  /** The master's links are reset and the other node is master; calls and agents go on. There is no fail-back. */
  failover(how?: Failover): void;
  /**
   * Closes both nodes.
   * @throws {CtiError} `UNEXPECTED_MESSAGE`, as a rejection, once both are closed.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Makes two nodes that share one contact center: whatever happens through the one is true at the other. */
export function createCluster(options: Omit<SimulatorOptions, 'role'> = {}): Cluster {
  const clock = options.clock ?? systemClock;
  const house = createHouse(options, clock);
  const a = createNode({ ...options, role: 'master' }, house, createStall(clock));
  const b = createNode({ ...options, role: 'standby' }, house, createStall(clock));
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
      const before = master;
      master = master === a ? b : a;
      if (forgetCallData) for (const call of house.center.calls.values()) call.forgotten = true;
      before.setRole('standby');
      master.setRole('master');
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
