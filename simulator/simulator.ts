/**
 * Creates simulators.
 * @module
 */
import { systemClock } from 'rxcti';
import { createStall } from './faults/stall.ts';
import { createNode, type Simulator } from './node.ts';
import type { SimulatorOptions } from './options.ts';
import { createSharedState } from './shared-state.ts';

/**
 * Creates a simulated contact center with one CTI server.
 * @throws {CtiError} `INVALID_ARGUMENT` for an invalid option.
 *
 * @example
 * ```ts
 * import { createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator({ seed: 7, speed: 10 });
 * const { port } = await simulator.listen({ port: 0 });
 * console.log(port, simulator.snapshot().agents.length);
 * await simulator.close();
 * ```
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const stall = createStall(options.clock ?? systemClock);
  return createNode(options, createSharedState(options, stall.clock), stall);
}
