/**
 * The control API: drives a simulator over HTTP, for tests in other languages.
 * @module
 */
import type { Cluster } from '../cluster.ts';
import type { Simulator } from '../node.ts';
import type { ControlApi, ControlApiOptions } from './server.ts';

/**
 * Starts a control API: HTTP and JSON, described by `/openapi.json`. For a cluster it drives the current master.
 * @throws The runtime's error, as a rejection, if the port is in use.
 *
 * @example
 * ```ts
 * import { createSimulator, startControlApi } from '@rxcti/simulator';
 *
 * const simulator = createSimulator();
 * const control = await startControlApi(simulator);
 * await fetch(`${control.url}/agents/jdoe/setReady`, { method: 'POST' });
 * await control.close();
 * await simulator.close();
 * ```
 */
export async function startControlApi(
  simulator: Simulator | Cluster,
  options: ControlApiOptions = {},
): Promise<ControlApi> {
  // Loaded on demand: most tests need neither HTTP nor schemas.
  const { serveControlApi } = await import('./server.ts');
  return serveControlApi('master' in simulator ? simulator : { master: simulator }, options);
}
