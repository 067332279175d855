/** The demo: simulator, relay and page server in one process. */
import { type Cluster, createCluster, type ProfileName, profiles } from '@rxcti/simulator';
import type { DemoUser } from '../desktop/session/setup.ts';
import { createDemoActions } from './demo-actions.ts';
import { exampleUsers } from './example-users.ts';
import { type PageName, startPageServer } from './page-server.ts';
import { type DemoRelay, type DemoRelayOptions, startRelay } from './relay.ts';
import { demoUsers, desktopSetup, password, routeCallsToDemoAgents } from './setup.ts';

export interface DemoOptions extends Pick<DemoRelayOptions, 'dedicated' | 'tokenSeconds' | 'pingIntervalMs'> {
  /** Port of the page; the relay uses the next one; 0 for free ones. */
  readonly port: number;
  readonly profile: ProfileName;
  /** Default: as in the profile. */
  readonly callsPerHour?: number;
  readonly speed: number;
  readonly seed: number;
  readonly page: PageName;
  /** Folder of the built page. Default: the page is built at start. */
  readonly builtPage?: string;
  /** Serves the sources with Vite's development server. */
  readonly dev?: boolean;
}

/** A running demo. */
export interface Demo {
  readonly url: string;
  /** `host:port` of both CCX nodes. */
  readonly nodes: readonly string[];
  /** `host:port` of the relay. */
  readonly relay: string;
  readonly users: readonly DemoUser[];
  readonly cluster: Cluster;
  /** Stops the relay; the returned function starts a new one on the same port. */
  readonly stopRelay: DemoRelay['stop'];
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const host = '127.0.0.1';

/** Resolves when the page is served and the relay is connected. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { profile, speed, seed, callsPerHour = profiles[profile].callsPerHour, dev = false } = options;
  const cluster = createCluster({ profile, speed, seed, callsPerHour, password });
  const closers: (() => Promise<void>)[] = [() => cluster.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const nodes = await Promise.all([cluster.a, cluster.b].map((node) => node.listen({ port: 0 })));
    const page = await startPageServer({
      host,
      port: options.port,
      name: options.page,
      dev,
      builtPage: options.builtPage,
      actions: createDemoActions(cluster, () => relay),
    });
    closers.push(page.close);
    const relay = await startRelay({
      ...options,
      host,
      port: options.port === 0 ? 0 : options.port + 1,
      nodePorts: nodes.map(({ port }) => port),
      origins: [`http://${host}:${page.port}`, `http://localhost:${page.port}`],
    });
    closers.push(relay.close);
    await routeCallsToDemoAgents(cluster);
    const snapshot = cluster.a.snapshot();
    const users = demoUsers(snapshot.agents);
    page.setReady({
      relayPort: relay.port,
      documents: {
        '/setup.json': (name) => desktopSetup(name, relay.port, snapshot),
        ...exampleUsers(relay.port, users),
      },
    });
    return {
      url: `http://${host}:${page.port}/`,
      nodes: nodes.map(({ port }) => `${host}:${port}`),
      relay: `${host}:${relay.port}`,
      users,
      cluster,
      stopRelay: relay.stop,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
