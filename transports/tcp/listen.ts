/**
 * Listens on TCP on whatever runtime this is: for the simulator and the relay, which run on all of them.
 * @module
 */
import type { TcpListener, TcpListenOptions } from './options.ts';

/** Listens with the runtime's own sockets. The import is dynamic because each file needs its own runtime. */
export async function listenTcp(options: TcpListenOptions): Promise<TcpListener> {
  // Bun comes before Node and Deno before both: they imitate Node as far as they can.
  if ('Deno' in globalThis) return (await import('./deno.ts')).listen(options);
  if ('Bun' in globalThis) return (await import('./bun.ts')).listen(options);
  return (await import('./node.ts')).listen(options);
}
