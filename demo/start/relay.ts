/** The relay of the demo, which can be taken away to see what pages do then. */
import { createRelay, type Relay } from '@rxcti/relay';
import { tcp } from 'rxcti/tcp';
import { roleOf } from './setup.ts';

export interface DemoRelayOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly nodePorts: readonly number[];
  readonly origins: readonly string[];
  /** Agents get sessions of their own with CCX, which another desktop can take over. */
  readonly dedicated?: boolean;
  /** How long a sign-in lasts; a page that knows the password renews it. */
  readonly tokenSeconds?: number;
}

export interface DemoRelay {
  readonly port: number;
  /** Resolves when the relay is gone; the function brings another one, which knows nothing of the first. */
  takeAway(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Resolves when CCX is connected. */
export async function openRelay(options: DemoRelayOptions): Promise<DemoRelay> {
  const { host, nodePorts, origins, dedicated = false, tokenSeconds } = options;
  const open = async (port: number): Promise<Relay> => {
    const opened = await createRelay({
      upstream: { transport: tcp(), endpoints: nodePorts.map((node) => ({ host, port: node })) },
      listen: { host, port },
      // Whoever plays signs in and out more often than people at work.
      limits: { signInsPerMinute: 600, signInsPerMinutePerAgent: 600 },
      policy: dedicated ? { dedicated: ['agent'] } : {},
      auth: {
        signIn: { roleOf, ...(tokenSeconds === undefined ? {} : { expiresInSeconds: tokenSeconds }) },
        origins,
      },
    });
    await opened.whenReady();
    return opened;
  };
  const first = await open(options.port);
  const { port } = first;
  let relay: Relay | undefined = first;
  let closed = false;
  return {
    port,
    async takeAway() {
      await relay?.close();
      relay = undefined;
      return async () => {
        if (!closed) relay ??= await open(port);
      };
    },
    async close() {
      closed = true;
      await relay?.close();
    },
  };
}
