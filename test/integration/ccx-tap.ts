/** A proxy between relays and the simulator that records all messages with connection, direction and time. */
import { connect, createServer, type Socket } from 'node:net';
import { createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';

interface Passed {
  /** Number of the connection, from 0. */
  readonly connection: number;
  readonly to: 'ccx' | 'relay';
  readonly at: number;
  readonly message: CtiMessage;
}

export interface CcxTap {
  readonly port: number;
  readonly passed: readonly Passed[];
  /** Open connections. */
  readonly open: readonly number[];
  close(): void;
}

export async function tapCcx(ccxPort: number): Promise<CcxTap> {
  const passed: Passed[] = [];
  const open = new Map<number, Socket>();
  let connections = 0;
  const server = createServer((relay) => {
    const connection = connections++;
    const ccx = connect({ host: '127.0.0.1', port: ccxPort });
    open.set(connection, relay);
    follow(relay, ccx, connection, 'ccx');
    follow(ccx, relay, connection, 'relay');
    relay.once('close', () => open.delete(connection));
  });

  function follow(from: Socket, target: Socket, connection: number, to: Passed['to']): void {
    const framer = createFramer();
    const codec = createCodec({ version: 17 });
    from.on('data', (chunk) => {
      for (const frame of framer.push(chunk))
        passed.push({ connection, to, at: Date.now(), message: codec.decode(frame) });
      target.write(chunk);
    });
    from.on('error', () => target.destroy());
    from.on('close', () => target.destroy());
  }

  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return {
    port: (server.address() as { port: number }).port,
    passed,
    get open() {
      return [...open.keys()];
    },
    close() {
      server.close();
      for (const socket of open.values()) socket.destroy();
    },
  };
}
