/**
 * A relay and an agent's client as programs for any runtime. `serve`: a simulated contact center and a relay; prints the
 * relay's port. `connect <port> <token>`: an agent takes a call and prints each step.
 */

import { createRelay } from '@rxcti/relay';
import { createSimulator } from '@rxcti/simulator';
import { agentMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { webSocket } from 'rxcti/websocket';
import { filter, firstValueFrom, map } from 'rxjs';

async function serve(secret: string): Promise<void> {
  const simulator = createSimulator({ seed: 3, callsPerHour: 0, agents: 1, queues: 1 });
  const ccx = await simulator.listen({ port: 0 });
  const relay = await createRelay({
    upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port: ccx.port }] },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    limits: { pingIntervalMs: 300 },
  });
  await relay.whenReady();
  console.log(relay.port);
  for (;;) {
    // One call after another for the agent.
    if (simulator.snapshot().calls.length === 0 && simulator.snapshot().agents[0]?.state === 3)
      await simulator.inboundCall({ ani: '5550100' });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function connect(port: string, token: string): Promise<void> {
  const client = createCtiClient({
    transport: webSocket({ url: `ws://127.0.0.1:${port}/cti`, token }),
    mode: agentMode({ agentId: 'jdoe', extension: '2001' }),
  });
  await client.connect({ timeoutMs: 5000 });
  const { agent } = client;
  const reached = (state: string): Promise<unknown> =>
    firstValueFrom(agent.value$.pipe(filter((now) => now.state === state)));
  if (agent.can('ready')) await agent.setState('ready');
  const ringing = await firstValueFrom(
    client.calls.value$.pipe(
      map((calls) => [...calls.values()].find(({ state }) => state === 'alerting')),
      filter((call) => call !== undefined),
    ),
  );
  console.log(`alerting: ${ringing.ani}`);
  const call = client.calls.get(ringing.id);
  await call?.answer();
  await reached('talking');
  console.log('talking');
  // Longer than the relay waits for a pong.
  await new Promise((resolve) => setTimeout(resolve, 1200));
  console.log(`still ${client.session.getSnapshot().name}`);
  await call?.clear();
  await reached('work');
  console.log('work');
  await client.close();
  console.log('closed');
}

const [task, ...args] = process.argv.slice(2) as [string, string, string];
if (task === 'serve') await serve(args[0]);
else await connect(...(args as [string, string]));
