/** A TCP proxy between client and relay that can drop and reset connections. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface Cable {
  readonly port: number;
  /** Stops all traffic in both directions without closing connections; new connections hang. */
  pull(): void;
  /** Bytes pass again: those that waited, too, as TCP would send them again. */
  plug(): void;
  /** Resets all connections; new ones pass. */
  reset(): void;
  /** Connections that were made through it so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Lays a cable to a port of this machine. */
export async function layCable(target: number): Promise<Cable> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let pulled = false;
  let connections = 0;
  const server = createServer((near) => {
    connections++;
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        // A pulled cable closes no connection.
        if (!pulled) to.destroy();
      });
      if (pulled) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const each = (act: (socket: Socket) => void): void => {
    for (const pair of [...pairs]) for (const socket of pair) act(socket);
  };
  return {
    port: (server.address() as AddressInfo).port,
    pull() {
      pulled = true;
      each((socket) => socket.pause());
    },
    plug() {
      pulled = false;
      each((socket) => socket.resume());
    },
    reset: () => each((socket) => socket.destroy()),
    get connections() {
      return connections;
    },
    async close() {
      server.close();
      each((socket) => socket.destroy());
    },
  };
}
