/**
 * A control port beside a simulator: tests in other languages drive it over HTTP.
 * @module
 */
import type { Cluster } from '../cluster.ts';
import type { Simulator } from '../node.ts';

/** Where a control port listens. */
export interface ControlApiOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default 127.0.0.1: nobody but this machine. Whoever reaches the port may do everything. */
  readonly host?: string;
}

/** A control port that is open. */
export interface ControlApi {
  readonly port: number;
  /** Without a slash at its end; `/openapi.json` below it says what there is. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a control port: HTTP and JSON, described by `/openapi.json`. In a cluster it drives the node that serves.
 * @throws The runtime's error, as a rejection, when the port is taken.
 *
 * @example
 * ```ts
 * import { createSimulator, openControlPort } from 'rxcti/testing';
 *
 * const simulator = createSimulator();
 * const control = await openControlPort(simulator);
 * await fetch(`${control.url}/agents/jdoe/setReady`, { method: 'POST' });
 * await control.close();
 * await simulator.close();
 * ```
 */
export async function startControlApi(
  of: Simulator | Cluster,
  address: ControlApiOptions = {},
): Promise<ControlApi> {
  // Where nobody asks for it, neither HTTP nor schemas are loaded.
  const { serveControl } = await import('./server.ts');
  return serveControl('master' in of ? of : { master: of }, address);
}
