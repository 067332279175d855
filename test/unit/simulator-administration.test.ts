import { describe, expect, it } from 'vitest';
import { createCtiClient } from '../../core/client.ts';
import { bridgeMode } from '../../core/index.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createCluster } from '../../simulator/index.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { TestClient } from './server-harness.ts';
import { openClient, setState, simulate } from './simulator-harness.ts';

/** A client that requests configuration updates. */
async function follower(version = 17) {
  const harness = simulate({ callsPerHour: 0 });
  const client = new TestClient(version);
  await openClient(harness.simulator, { clientId: 'admin', servicesRequested: 0x40096 }, client);
  client.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0 });
  await client.answers();
  return { ...harness, client };
}

const records = (messages: readonly CtiMessage[]): unknown[] =>
  messages.flatMap((message) =>
    'records' in message && message.records !== undefined ? message.records : [],
  );

describe('addAgent()', () => {
  it('sends record, phone, terminal and team updates', async () => {
    const { simulator, client } = await follower(18);
    const { extension } = await simulator.addAgent({ agentId: 'nnew', firstName: 'Nora', csqIds: [1, 2] });
    expect(extension).toBe('2013');
    const events = client.take();
    expect(records(events)).toMatchObject([
      {
        recordType: 0,
        loginId: 'nnew',
        firstName: 'Nora',
        extension: '2013',
        csqs: [{ csqId: 1 }, { csqId: 2 }],
      },
      { recordType: 0, deviceField2: 'nnew', deviceField4: '2013' },
      { recordType: 0, instruments: [{ instrument: '2013' }] },
    ]);
    expect(events.filter(({ type }) => type === 'TEAM_CONFIG_EVENT')).toMatchObject([
      { teamId: 1, members: [{ agentId: 'nnew', recordType: 0 }] },
    ]);
  });

  it('adds an agent who can log in and take calls', async () => {
    const { simulator, clock, client } = await follower();
    await simulator.addAgent({ agentId: 'nnew', extension: '5555', password: 'pw', csqIds: [3] });
    for (const { agentId, state } of simulator.snapshot().agents) {
      if (state === 3) await simulator.agent(agentId).setNotReady(1);
    }
    client.send(setState(1, 'nnew', 0, { agentInstrument: '5555', agentPassword: 'pw' }));
    client.send(setState(2, 'nnew', 3, { agentInstrument: '5555' }));
    await client.answers();
    const call = await simulator.inboundCall({ dnis: '7002' });
    simulator.start();
    await clock.advance(8_000);
    expect((await simulator.agent('nnew').waitForCall()).callId).toBe(call.callId);
  });

  it.each([
    [{ agentId: 'jdoe' }, 'agentId: "jdoe" is in use or empty'],
    [{ agentId: '' }, 'agentId: "" is in use or empty'],
    [{ agentId: 'n', extension: '2001' }, 'extension: "2001" is in use or empty'],
    [{ agentId: 'n', csqIds: [9] }, 'unknown csqIds: 9'],
    [{ agentId: 'n', teamId: 9 }, 'unknown teamId: 9'],
  ])('refuses %j', async (agent, message) => {
    const { simulator } = await follower();
    await expect(simulator.addAgent(agent)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message });
    expect(simulator.snapshot().agents).toHaveLength(12);
  });
});

describe('removeAgent()', () => {
  it('removes an agent who is logged out', async () => {
    const { simulator, client } = await follower();
    const wrong = simulator.removeAgent('jdoe');
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_POSSIBLE' });
    await simulator.agent('jdoe').logout();
    client.take();
    await simulator.removeAgent('jdoe');
    expect(records(client.take())).toMatchObject([
      { recordType: 2, loginId: 'jdoe' },
      { recordType: 2, deviceField4: '2001' },
    ]);
    expect(() => simulator.agent('jdoe')).toThrow('unknown agentId: jdoe');
    await simulator.addAgent({ agentId: 'jdoe', extension: '2001' });
  });
});

describe('queues', () => {
  it('are added with a trigger that can be called, and removed', async () => {
    const { simulator, clock, client } = await follower();
    expect(await simulator.addQueue({ name: 'Claims' })).toEqual({ csqId: 4, trigger: '7003' });
    expect(records(client.take())).toMatchObject([
      { recordType: 0, applicationName: 'claims-main' },
      { recordType: 0, csqId: 4, csqName: 'Claims' },
      { recordType: 0, deviceField2: '7003' },
    ]);
    await simulator.changeAgent('jdoe', { csqIds: [4] });
    await simulator.agent('jdoe').setReady();
    const call = await simulator.inboundCall({ dnis: '7003' });
    simulator.start();
    await clock.advance(8_000);
    await simulator.agent('jdoe').answer();
    await expect(simulator.removeQueue(4)).rejects.toMatchObject({ code: 'NOT_POSSIBLE' });
    await call.hangUp();
    client.take();
    await simulator.removeQueue(4);
    expect(records(client.take())).toMatchObject([
      { recordType: 1, loginId: 'jdoe' },
      { recordType: 2, applicationName: 'claims-main' },
      { recordType: 2, csqId: 4 },
      { recordType: 2, deviceField2: '7003' },
    ]);
    expect(simulator.agent('jdoe').snapshot.csqIds).toEqual([]);
    await expect(simulator.inboundCall({ dnis: '7003' })).rejects.toThrow('7003');
  });

  it.each([
    [{ name: 'x', csqId: 1 }, 'csqId'],
    [{ name: 'x', trigger: '7000' }, 'trigger'],
  ])('are refused where the number is taken: %j', async (queue, argument) => {
    const { simulator } = await follower();
    await expect(simulator.addQueue(queue)).rejects.toMatchObject({ details: { argument } });
  });
});

it('clients of both cluster nodes have the same state after the changes', async () => {
  const clock = new FakeClock();
  const cluster = createCluster({ clock, callsPerHour: 0 });
  const network = createMemoryNetwork({ clock });
  const endpoints = ['a', 'b'].map((host) => ({ host, port: 1 }));
  network.listen({ host: 'a', port: 1 }, (link) => cluster.a.attach(link));
  network.listen({ host: 'b', port: 1 }, (link) => cluster.b.attach(link));
  const mode = bridgeMode({ clientId: 'follower' });
  const client = createCtiClient({ transport: network.transport, endpoints, mode, clock });
  await client.connect();
  await cluster.b.addAgent({ agentId: 'nnew', csqIds: [1] });
  await cluster.a.addQueue({ name: 'Claims' });
  await cluster.a.changeAgent('nnew', { firstName: 'Nora', csqIds: [1, 4], teamId: 2 });
  await settle(200);
  const shown = () => client.agents.getSnapshot().get('nnew');
  expect(shown()).toMatchObject({ firstName: 'Nora', extension: '2013', queueIds: [1, 4] });
  expect([...client.queues.getSnapshot().keys()]).toEqual([1, 2, 3, 4]);
  cluster.failover();
  await clock.advance(60_000);
  expect(client.session.getSnapshot().name).toBe('ready');
  expect(shown()).toMatchObject({ firstName: 'Nora', queueIds: [1, 4] });
  await cluster.b.removeAgent('nnew');
  await settle(200);
  expect(shown()).toBeUndefined();
  void client.close();
  await clock.advance(10_000);
  await cluster.close();
});

describe('changeAgent()', () => {
  it('sends a changed extension as one deleted and one added phone', async () => {
    const { simulator, client } = await follower();
    await simulator.changeAgent('jdoe', { extension: '2050' });
    expect(records(client.take())).toMatchObject([
      { recordType: 1, loginId: 'jdoe', extension: '2050' },
      { recordType: 2, deviceField2: 'jdoe', deviceField4: '2001' },
      { recordType: 0, deviceField2: 'jdoe', deviceField4: '2050' },
    ]);
    expect(simulator.snapshot().agents[0]).toMatchObject({ extension: '2050', state: 1, reason: 32750 });
  });
});
