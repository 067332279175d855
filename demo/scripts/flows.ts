/**
 * Plays call flows of Cisco's guide through the public API against two simulated nodes and prints each state change:
 * agent states, a queued call, a consult transfer, a conference with a failover, and outbound previews that are accepted,
 * skipped and rejected. The output is the same on every runtime.
 */
import { type Cluster, createCluster } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { createScenario, type Scenario } from './flows/scenario.ts';

async function agentStates({ print, agent, waitForAgent }: Scenario): Promise<void> {
  print('Agent states');
  const jdoe = agent('jdoe');
  await jdoe.setState('ready');
  await waitForAgent('jdoe', 'ready');
  await jdoe.setState('notReady', { reasonCode: 12 });
  await waitForAgent('jdoe', 'notReady');
  const [correct, wrong] = [await jdoe.verifyCredentials('12345'), await jdoe.verifyCredentials('nope')];
  print(`Correct password: ${correct}, wrong password: ${wrong}`);
  await jdoe.setState('ready');
  await waitForAgent('jdoe', 'ready');
}

async function queuedCall(scenario: Scenario): Promise<void> {
  scenario.print('Queued call');
  const call = await scenario.ringingCall('jdoe');
  await call.answer({ at: '2001' });
  await scenario.waitForConnection(call, '2001', 'connected');
  await call.hold({ at: '2001' });
  await scenario.waitForConnection(call, '2001', 'held');
  await call.retrieve({ at: '2001' });
  await scenario.waitForConnection(call, '2001', 'connected');
  await call.clear({ at: '2001' });
  await scenario.waitForEnd(call);
  await scenario.waitForAgent('jdoe', 'work');
}

async function consultTransfer(scenario: Scenario): Promise<void> {
  scenario.print('Consult transfer');
  const { call, consult } = await scenario.consult('2002', 'transfer');
  await consult.transfer({ at: '2001' });
  await scenario.waitForConnection(call, '2002', 'connected');
  await scenario.waitForAgent('jdoe', 'work');
  scenario.print(`Call data after the transfer: ${call.getSnapshot().variables[1]}`);
  await call.clear({ at: '2002' });
  await scenario.waitForEnd(call);
}

async function conference(scenario: Scenario, cluster: Cluster): Promise<void> {
  scenario.print('Conference with a failover');
  const { call, consult } = await scenario.consult('2002', 'conference');
  await consult.conference({ at: '2001' });
  await scenario.waitForConnection(call, '2002', 'connected');
  const partiesBefore = scenario.parties(call);
  cluster.failover({ forgetCallData: true });
  await scenario.waitForSession('waiting');
  await scenario.waitForSession('ready');
  const { variables, restored } = call.getSnapshot();
  scenario.print(
    `Same parties: ${scenario.parties(call) === partiesBefore}; data: ${variables[1]}, restored: ${restored}`,
  );
  await call.clear({ at: '2001' });
  await scenario.waitForEnd(call);
  await scenario.waitForAgent('jdoe', 'work');
}

async function outbound(scenario: Scenario, cluster: Cluster): Promise<void> {
  for (const response of ['Skip', 'Reject', 'Accept']) {
    scenario.print(`Outbound preview: ${response}`);
    await scenario.setReady('jdoe');
    const call = await scenario.preview(cluster, 'jdoe');
    await call.setData({ namedVariables: { BAResponse: response } }, { at: '2001' });
    if (response !== 'Accept') {
      await scenario.waitForEnd(call);
      await scenario.waitForAgent('jdoe', 'ready');
      continue;
    }
    const customer = await scenario.waitForNextCall('2001', call.id);
    await scenario.waitForConnection(customer, '2001', 'connected');
    await customer.clear({ at: '2001' });
    await scenario.waitForEnd(customer);
    await scenario.waitForAgent('jdoe', 'ready');
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
    const scenario = await createScenario(client, cluster, ['jdoe', 'asmith']);
    await agentStates(scenario);
    await queuedCall(scenario);
    await consultTransfer(scenario);
    await conference(scenario, cluster);
    await outbound(scenario, cluster);
  } finally {
    await client.close();
    await cluster.close();
  }
}

await main();
