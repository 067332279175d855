/** Puts the pieces together: simulator, relay, page. */
import { type Cluster, createCluster, type ProfileName, profiles } from '@rxcti/simulator';
import type { Person } from '../desktop/session/setup.ts';
import { createControls } from './demo-actions.ts';
import { identities } from './example-users.ts';
import { openPage, type PageName } from './page-server.ts';
import { type DemoRelay, type DemoRelayOptions, openRelay } from './relay.ts';
import { password, peopleOf, prefer, setupOf } from './setup.ts';

export interface DemoOptions extends Pick<DemoRelayOptions, 'dedicated' | 'tokenSeconds'> {
  /** Port of the page; the relay takes the next one; 0 takes free ones. */
  readonly port: number;
  readonly profile: ProfileName;
  readonly callsPerHour?: number;
  readonly speed: number;
  readonly seed: number;
  readonly page: PageName;
  /** Serves the sources with Vite's development server. */
  readonly dev?: boolean;
}

/** A contact center with its page, while it runs. */
export interface Demo {
  readonly url: string;
  /** `host:port` of both CCX nodes, and of the relay. */
  readonly nodes: readonly string[];
  readonly relay: string;
  readonly people: readonly Person[];
  readonly center: Cluster;
  /** Resolves when the relay is gone; the function brings another one to the same place. */
  readonly takeRelayAway: DemoRelay['takeAway'];
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const host = '127.0.0.1';

/** Resolves when the page can be opened. */
export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { profile, speed, seed, callsPerHour = profiles[profile].callsPerHour, dev = false } = options;
  const center = createCluster({ profile, speed, seed, callsPerHour, password });
  const closing: (() => Promise<void>)[] = [() => center.close()];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const nodes = await Promise.all([center.a, center.b].map((node) => node.listen({ port: 0 })));
    const page = await openPage({
      host,
      port: options.port,
      name: options.page,
      dev,
      controls: createControls(center, () => relay),
    });
    closing.push(page.close);
    const relay = await openRelay({
      ...options,
      host,
      port: options.port === 0 ? 0 : options.port + 1,
      nodePorts: nodes.map(({ port }) => port),
      origins: [`http://${host}:${page.port}`, `http://localhost:${page.port}`],
    });
    closing.push(relay.close);
    await prefer(center);
    const truth = center.a.truth();
    const people = peopleOf(truth.agents);
    page.ready({
      relayPort: relay.port,
      documents: {
        '/setup.json': (name) => setupOf(name, relay.port, truth),
        ...identities(relay.port, people),
      },
    });
    return {
      url: `http://${host}:${page.port}/`,
      nodes: nodes.map(({ port }) => `${host}:${port}`),
      relay: `${host}:${relay.port}`,
      people,
      center,
      takeRelayAway: relay.takeAway,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
