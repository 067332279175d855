/** The demo's relay, which can be stopped and restarted to demonstrate an outage. */
import { createRelay, type Relay } from '@rxcti/relay';
import { tcp } from 'rxcti/tcp';
import { roleOf } from './setup.ts';

export interface DemoRelayOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly nodePorts: readonly number[];
  readonly origins: readonly string[];
  /** One CCX session per agent, which a second desktop can take over. Default false. */
  readonly dedicated?: boolean;
  /** Lifetime of a sign-in token. Default: the relay's. */
  readonly tokenSeconds?: number;
  /** Interval of keep-alive messages. Default: the relay's. */
  readonly pingIntervalMs?: number;
}

export interface DemoRelay {
  readonly port: number;
  /** Stops the relay; the returned function starts a new one on the same port, without the sessions of the first. */
  stop(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Resolves when the relay is connected to CCX. */
export async function startRelay(options: DemoRelayOptions): Promise<DemoRelay> {
  const { host, nodePorts, origins, dedicated = false, tokenSeconds, pingIntervalMs } = options;
  const start = async (port: number): Promise<Relay> => {
    const started = await createRelay({
      upstream: { transport: tcp(), endpoints: nodePorts.map((node) => ({ host, port: node })) },
      listen: { host, port },
      // Demo users sign in and out more often than agents at work.
      limits: {
        maxSignInsPerMinute: 600,
        maxSignInsPerMinutePerAgent: 600,
        ...(pingIntervalMs === undefined ? {} : { pingIntervalMs }),
      },
      policy: dedicated ? { dedicated: ['agent'] } : {},
      auth: {
        signIn: { roleOf, ...(tokenSeconds === undefined ? {} : { expiresInSeconds: tokenSeconds }) },
        origins,
      },
    });
    await started.whenReady();
    return started;
  };
  const first = await start(options.port);
  const { port } = first;
  let relay: Relay | undefined = first;
  let closed = false;
  return {
    port,
    async stop() {
      await relay?.close();
      relay = undefined;
      return async () => {
        if (!closed) relay ??= await start(port);
      };
    },
    async close() {
      closed = true;
      await relay?.close();
    },
  };
}
