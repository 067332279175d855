import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallAction } from '../../core/calls/call-actions.ts';
import type { LiveCall } from '../../core/calls/live-call.ts';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import { CtiError } from '../../core/errors.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import { createCluster } from '../../simulator/index.ts';
import { createRandom } from '../../simulator/model/random.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';
import { shownBy, trueIn } from './state-snapshots.ts';

type Random = () => number;

const pick = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)];

const actions: Readonly<
  Partial<Record<CallAction, (call: LiveCall, at: string, random: Random) => Promise<unknown>>>
> = {
  answer: (call, at) => call.answer({ at }),
  clearConnection: (call, at) => call.clearConnection({ at }),
  hold: (call, at) => call.hold({ at }),
  retrieve: (call, at) => call.retrieve({ at }),
  alternate: (call, at) => call.alternate({ at }),
  reconnect: (call, at) => call.reconnect({ at }),
  consult: (call, at, random) =>
    call.consult(pick(['2001', '2002', '2003', '7000', '4930555'], random) ?? '', { at }),
  transfer: (call, at) => call.transfer({ at }),
  transferSingleStep: (call, at, random) =>
    call.transfer({ at, to: pick(['2002', '2004', '7001'], random) ?? '' }),
  conference: (call, at) => call.conference({ at }),
  setData: (call, at, random) => call.setData({ variables: { 1: `v${Math.floor(random() * 100)}` } }, { at }),
};

/** Runs one random action of an agent. */
function act(client: CtiClient, random: Random): Promise<unknown> | undefined {
  const agents = [...client.agents.getSnapshot().values()].filter(({ state }) => state !== 'loggedOut');
  const agent = pick(agents, random);
  const live = agent && client.agents.get(agent.agentId);
  if (agent?.extension === undefined || live === undefined) return undefined;
  const dice = random();
  if (dice < 0.15) return live.setState(pick(['ready', 'notReady', 'work'], random) ?? 'ready');
  if (dice < 0.2) return live.makeCall(pick(['2001', '2003', '7000', '4930666'], random) ?? '');
  const at = agent.extension;
  const call = pick(live.calls.getSnapshot(), random);
  const liveCall = call && client.calls.get(call.id);
  if (liveCall === undefined) return undefined;
  const possible = (Object.keys(actions) as CallAction[]).filter((action) => liveCall.can(action, { at }));
  const action = pick(possible, random);
  return action && actions[action]?.(liveCall, at, random);
}

it('client state equals simulator state after any run of actions, without a resync and after a failover', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const clock = new FakeClock();
      const cluster = createCluster({ seed, clock, callsPerHour: 200, ports: 200 });
      const network = createMemoryNetwork({ clock });
      const endpoints = [
        { host: 'a', port: 1 },
        { host: 'b', port: 1 },
      ];
      network.listen(endpoints[0] as { host: string; port: number }, (link) => cluster.a.attach(link));
      network.listen(endpoints[1] as { host: string; port: number }, (link) => cluster.b.attach(link));
      const client = createCtiClient({
        transport: network.transport,
        endpoints,
        mode: bridgeMode({ clientId: 'control' }),
        clock,
      });
      await client.connect();
      const forked = createRandom(seed).fork('actions');
      const random: Random = () => forked.next();
      const surprises: unknown[] = [];
      for (let step = 0; step < 150; step++) {
        if (random() < 0.1) await cluster.master.inboundCall({ variables: { callVariable1: `c${step}` } });
        act(client, random)?.catch((error: unknown) => {
          // The server may refuse: the client does not have its whole state.
          if (!CtiError.is(error, 'CONTROL_FAILED') && !CtiError.is(error, 'NOT_POSSIBLE'))
            surprises.push(error);
        });
        await settle(200);
        await clock.advance(Math.floor(random() * 4000));
      }
      await settle(200);
      expect(surprises).toEqual([]);
      expect(shownBy(client), 'without a resynchronization').toEqual(trueIn(cluster.master));
      cluster.failover();
      await settle(200);
      await clock.advance(5000);
      for (let round = 0; client.session.getSnapshot().name !== 'ready' && round < 50; round++)
        await settle(200);
      expect(client.session.getSnapshot().name).toBe('ready');
      expect(shownBy(client), 'after a failover').toEqual(trueIn(cluster.master));
      void client.close();
      await clock.advance(10_000);
      await cluster.close();
    }),
    { numRuns: 15, seed: 3 },
  );
}, 60_000);
