/**
 * Plays the flows of Cisco's guide through the public API against two simulated nodes, and prints each state as it
 * comes: an agent's day, a queued and answered call, a consult transfer, a conference whose master dies in the middle,
 * and outbound previews that are accepted, skipped and rejected. On every runtime it prints the same text.
 */

import { type Cluster, createCluster } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { createStage, type Stage } from './flows/scenario.ts';

async function agentsDay({ say, agent, settled }: Stage): Promise<void> {
  say("An agent's day");
  const jdoe = agent('jdoe');
  await jdoe.setState('ready');
  await settled('jdoe', 'ready');
  await jdoe.setState('notReady', { reasonCode: 12 });
  await settled('jdoe', 'notReady');
  say(
    `Right password: ${await jdoe.verifyCredentials('12345')}, wrong one: ${await jdoe.verifyCredentials('nope')}`,
  );
  await jdoe.setState('ready');
  await settled('jdoe', 'ready');
}

async function queuedAndAnswered(stage: Stage): Promise<void> {
  stage.say('A queued and answered call');
  const call = await stage.callFor('jdoe');
  await call.answer({ at: '2001' });
  await stage.leg(call, '2001', 'connected');
  await call.hold({ at: '2001' });
  await stage.leg(call, '2001', 'held');
  await call.retrieve({ at: '2001' });
  await stage.leg(call, '2001', 'connected');
  await call.clear({ at: '2001' });
  await stage.ended(call);
  await stage.settled('jdoe', 'work');
}

async function consultTransfer(stage: Stage): Promise<void> {
  stage.say('A consult transfer');
  const { call, consult } = await stage.consult('2002', 'transfer');
  await consult.transfer({ at: '2001' });
  await stage.leg(call, '2002', 'connected');
  await stage.settled('jdoe', 'work');
  stage.say(`The caller's data came along: ${call.getSnapshot().variables[1]}`);
  await call.clear({ at: '2002' });
  await stage.ended(call);
}

async function conference(stage: Stage, cluster: Cluster): Promise<void> {
  stage.say('A conference, and the master dies in the middle');
  const { call, consult } = await stage.consult('2002', 'conference');
  await consult.conference({ at: '2001' });
  await stage.leg(call, '2002', 'connected');
  const before = stage.parties(call);
  cluster.failover({ forgetCallData: true });
  await stage.session('waiting');
  await stage.session('ready');
  const { variables, restored } = call.getSnapshot();
  stage.say(`Same parties: ${stage.parties(call) === before}; data: ${variables[1]}, restored: ${restored}`);
  await call.clear({ at: '2001' });
  await stage.ended(call);
  await stage.settled('jdoe', 'work');
}

async function outbound(stage: Stage, cluster: Cluster): Promise<void> {
  for (const response of ['Skip', 'Reject', 'Accept']) {
    stage.say(`An outbound preview: ${response}`);
    await stage.ready('jdoe');
    const call = await stage.preview(cluster, 'jdoe');
    await call.setData({ namedVariables: { BAResponse: response } }, { at: '2001' });
    if (response !== 'Accept') {
      await stage.ended(call);
      await stage.settled('jdoe', 'ready');
      continue;
    }
    const customer = await stage.nextCallAt('2001', call.id);
    await stage.leg(customer, '2001', 'connected');
    await customer.clear({ at: '2001' });
    await stage.ended(customer);
    await stage.settled('jdoe', 'ready');
  }
}

async function main(): Promise<void> {
  const cluster = createCluster({ seed: 1, speed: 50, callsPerHour: 0 });
  const ports = [(await cluster.a.listen({ port: 0 })).port, (await cluster.b.listen({ port: 0 })).port];
  const client: CtiClient = createCtiClient({
    transport: tcp(),
    endpoints: ports.map((port) => ({ host: '127.0.0.1', port })),
    mode: bridgeMode({ clientId: 'flows' }),
  });
  try {
    await client.connect();
    const stage = await createStage(client, cluster, ['jdoe', 'asmith']);
    await agentsDay(stage);
    await queuedAndAnswered(stage);
    await consultTransfer(stage);
    await conference(stage, cluster);
    await outbound(stage, cluster);
  } finally {
    await client.close();
    await cluster.close();
  }
}

await main();
