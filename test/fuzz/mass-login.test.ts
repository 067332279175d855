import { expect, it } from 'vitest';
import { createCtiClient } from '../../core/client.ts';
import { bridgeMode } from '../../core/index.ts';
import { createCluster } from '../../simulator/index.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';
import { shownBy, trueIn } from './state-snapshots.ts';

/**
 * 400 agents log in within a minute under the load of the busiest hour, with a failover in between.
 */
async function massLogin(speed: number): Promise<void> {
  const clock = new FakeClock();
  const cluster = createCluster({ profile: 'ova400', loggedIn: 0, seed: 8, speed, clock });
  const network = createMemoryNetwork({ clock });
  const endpoints = ['a', 'b'].map((host) => ({ host, port: 1 }));
  network.listen({ host: 'a', port: 1 }, (link) => cluster.a.attach(link));
  network.listen({ host: 'b', port: 1 }, (link) => cluster.b.attach(link));
  const client = createCtiClient({
    transport: network.transport,
    endpoints,
    mode: bridgeMode({ clientId: 'monday' }),
    clock,
  });

  /** Advances the clock in small steps: 2,000 agents are queried one by one. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      await clock.advance(250);
      await settle(500);
    }
  }

  void client.connect().catch(() => {});
  await pass(15_000);
  expect(client.session.getSnapshot()).toMatchObject({ name: 'ready', endpoint: { host: 'a' } });

  const came = cluster.master.massLogin({ agents: 400, withinSeconds: 60 });
  await pass(30_000 / speed);
  cluster.failover();
  await pass(30_000 / speed + 30_000);
  expect(await came).toBe(400);
  expect(client.session.getSnapshot()).toMatchObject({ name: 'ready', endpoint: { host: 'b' } });

  const { agents, calls } = cluster.master.snapshot();
  const atWork = agents.filter(({ state, type }) => state !== 1 && type === 1);
  expect(atWork.length).toBeGreaterThan(380);
  expect(calls.length).toBeGreaterThan(20);
  expect(shownBy(client)).toEqual(trueIn(cluster.master));
  void client.close();
  await clock.advance(10_000);
  await cluster.close();
}

it.each([1, 5])(
  'the client state equals the simulator state after a mass login with a failover, at %ix',
  massLogin,
);
