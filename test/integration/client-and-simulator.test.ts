import { createSimulator, type Simulator, type SimulatorOptions } from '@rxcti/simulator';
import {
  agentMode,
  agentStateName,
  bridgeMode,
  type CtiClient,
  type CtiClientOptions,
  CtiError,
  type CtiMessage,
  createCtiClient,
} from 'rxcti';
import { AgentState } from 'rxcti/protocol';
import { tcp } from 'rxcti/tcp';
import { filter, firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

async function node(options: SimulatorOptions = {}): Promise<{ simulator: Simulator; port: number }> {
  const simulator = createSimulator({ seed: 3, speed: 60, callsPerHour: 600, ...options });
  opened.push(simulator);
  return { simulator, ...(await simulator.listen({ port: 0 })) };
}

function clientOf(ports: readonly number[], options: Partial<CtiClientOptions> = {}): CtiClient {
  const client = createCtiClient({
    transport: tcp(),
    endpoints: ports.map((port) => ({ host: '127.0.0.1', port })),
    mode: bridgeMode({ clientId: 'integration' }),
    ...options,
  });
  opened.push(client);
  return client;
}

const reached = (client: CtiClient, name: string): Promise<unknown> =>
  firstValueFrom(client.session.value$.pipe(filter((state) => state.name === name)));

/** Waits until the client state equals the simulator state; center time is stopped. */
async function expectSimulatorState(client: CtiClient, simulator: Simulator): Promise<void> {
  simulator.stop();
  // One round trip: all earlier events have arrived.
  await client.request({ type: 'QUERY_AGENT_STATE_REQ', agentId: 'jdoe' });
  const expected = simulator.snapshot();
  const shown = [...client.agents.getSnapshot().values()].map((agent) => [
    agent.agentId,
    agent.state,
    agent.extension,
    agent.firstName,
    agent.lastName,
    [...agent.queueIds].sort(),
  ]);
  const real = expected.agents.map((agent) => [
    agent.agentId,
    agentStateName(agent.state),
    agent.extension,
    agent.firstName,
    agent.lastName,
    [...agent.csqIds].sort(),
  ]);
  expect(shown.sort()).toEqual(real.sort());
  expect([...client.queues.getSnapshot().values()].map((queue) => [queue.queueId, queue.name])).toEqual(
    expected.queues.map((queue) => [queue.csqId, queue.name]),
  );
  const calls = [...client.calls.getSnapshot().values()]
    .filter((call) => call.endedAt === undefined)
    .sort((one, other) => one.callId - other.callId);
  expect(calls.filter((call) => call.stale)).toEqual([]);
  expect(
    calls.map((call) => [
      call.callId,
      call.ani,
      [...call.connections.values()].map(({ deviceId, state }) => `${deviceId} ${state}`).sort(),
    ]),
  ).toEqual(
    [...expected.calls]
      .sort((one, other) => one.callId - other.callId)
      .map((call) => [
        call.callId,
        call.ani,
        call.connections.map(({ deviceId, state }) => `${deviceId} ${connectionStateName(state)}`).sort(),
      ]),
  );
  simulator.start();
}

const connectionStates = ['null', 'initiated', 'alerting', 'connected', 'held', 'queued', 'failed'];
const connectionStateName = (state: number): string => connectionStates[state] ?? 'unknown';

describe.each([
  [10, undefined],
  [14, undefined],
  [17, undefined],
  [18, 1],
  [18, 2],
] as const)('a bridge session of version %i (lengths: %s)', (version, lengthBytes) => {
  it('the client state equals the simulator state for agents, queues and calls', async () => {
    const { simulator, port } = await node(lengthBytes === undefined ? {} : { lengthBytes });
    const client = clientOf([port], { version });
    await client.connect({ timeoutMs: 10_000 });
    await expectSimulatorState(client, simulator);

    const seen: string[] = [];
    client.events$.subscribe((event) => seen.push(event.type));
    await firstValueFrom(client.events$.pipe(filter((event) => event.type === 'END_CALL_EVENT')));
    for (const type of [
      'BEGIN_CALL_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'AGENT_STATE_EVENT',
    ]) {
      expect(seen).toContain(type);
    }
    await expectSimulatorState(client, simulator);
  });
});

describe('faults', () => {
  it('reconnects after a reset of every link', async () => {
    const { simulator, port } = await node();
    const client = clientOf([port]);
    await client.connect();
    simulator.dropLink();
    expect(await reached(client, 'waiting')).toMatchObject({ error: { code: 'LINK_LOST' } });
    await reached(client, 'ready');
    await expectSimulatorState(client, simulator);
  });

  it('skips a standby and follows a failover', async () => {
    const a = await node({ role: 'standby' });
    const b = await node();
    const client = clientOf([a.port, b.port]);
    await client.connect({ timeoutMs: 10_000 });
    expect(client.session.getSnapshot()).toMatchObject({ endpoint: { port: b.port } });
    a.simulator.setRole('master');
    b.simulator.setRole('standby');
    await reached(client, 'waiting');
    await reached(client, 'ready');
    expect(client.session.getSnapshot()).toMatchObject({ endpoint: { port: a.port } });
    await expectSimulatorState(client, a.simulator);
  });

  it('connects to the other node when the master is gone', async () => {
    const a = await node();
    const b = await node();
    const client = clientOf([a.port, b.port]);
    await client.connect();
    await a.simulator.close();
    await reached(client, 'waiting');
    await reached(client, 'ready');
    expect(client.session.getSnapshot()).toMatchObject({ endpoint: { port: b.port } });
  });

  it('treats a stalled server as lost after three heartbeats', async () => {
    const { simulator, port } = await node();
    const client = clientOf([port], { heartbeatMs: 100, openTimeoutMs: 500 });
    await client.connect();
    const hang = simulator.stall();
    expect(await reached(client, 'waiting')).toMatchObject({ error: { code: 'HEARTBEAT_LOST' } });
    hang.end();
    await reached(client, 'ready');
  });

  it('waits while CCX is offline', async () => {
    const { simulator, port } = await node();
    const client = clientOf([port]);
    await client.connect();
    const offline = simulator.goOffline();
    expect(await reached(client, 'synchronizing')).toMatchObject({ online: false });
    offline.end();
    await reached(client, 'ready');
    await expectSimulatorState(client, simulator);
  });

  it('closes when the same client opens a newer session', async () => {
    const { port } = await node();
    const older = clientOf([port]);
    await older.connect();
    const newer = clientOf([port]);
    await newer.connect();
    expect(await reached(older, 'closed')).toMatchObject({ reason: 'replaced' });
    expect(newer.session.getSnapshot().name).toBe('ready');
  });

  it('reloads the configuration on status 96', async () => {
    const { simulator, port } = await node();
    const client = clientOf([port]);
    await client.connect();
    await simulator.changeQueue(1, { name: 'Orders' });
    simulator.sendFailure(96);
    await reached(client, 'synchronizing');
    await reached(client, 'ready');
    expect(client.queues.getSnapshot().get(1)?.name).toBe('Orders');
  });

  it.each([
    [17, 1],
    [18, 1],
    [18, 2],
  ] as const)(
    'keeps the state correct with split, duplicated, reordered, delayed and unknown messages, version %i, lengths of %i',
    async (version, lengthBytes) => {
      const { simulator, port } = await node({ lengthBytes, callsPerHour: 0, speed: 1, autoAnswer: false });
      simulator.splitFrames(40);
      simulator.addUnknownFields();
      simulator.duplicate();
      simulator.reorder();
      simulator.delay(50, { messages: 'confirmations' });
      const client = clientOf([port], { version });
      await client.connect({ timeoutMs: 15_000 });
      simulator.sendUnknownMessage();
      for (const { agentId, state } of simulator.snapshot().agents)
        if (agentId !== 'jdoe' && state === AgentState.AGENT_STATE_READY)
          await simulator.agent(agentId).setNotReady();
      const call = await simulator.inboundCall({ ani: '15550001111', dnis: '7000', ivrSeconds: 0 });
      const isCleared = (event: CtiMessage): boolean =>
        event.type === 'CALL_CLEARED_EVENT' && event.callId === call.callId;
      const cleared = firstValueFrom(client.events$.pipe(filter(isCleared)));
      await simulator.agent('jdoe').answer();
      await call.hangUp();
      await cleared;
      simulator.clearFaults();
      await expectSimulatorState(client, simulator);
    },
  );

  it('survives a malformed body, and reconnects when out of sync', async () => {
    const { simulator, port } = await node();
    const client = clientOf([port]);
    await client.connect();
    const failures: string[] = [];
    client.decodeErrors$.subscribe(({ error }) => failures.push(error.code));
    simulator.sendBytes(new Uint8Array([0, 0, 0, 2, 0, 0, 0, 30, 7, 7]));
    await client.request({ type: 'QUERY_AGENT_STATE_REQ', agentId: 'jdoe' });
    expect(failures).toEqual(['DECODE_FAILED']);
    simulator.sendBytes(new Uint8Array(64).fill(0xee));
    await reached(client, 'waiting');
    await reached(client, 'ready');
  });
});

describe('an agent-mode session', () => {
  it('has its own agent, changes its state, and gets refusals with a reason', async () => {
    const { simulator, port } = await node({ callsPerHour: 0 });
    const agent = simulator
      .snapshot()
      .agents.find((candidate) => candidate.state === AgentState.AGENT_STATE_READY);
    if (agent === undefined) throw new Error('no agent is ready');
    const { agentId, extension } = agent;
    const client = clientOf([port], { mode: agentMode({ agentId, extension, password: '12345' }) });
    await client.connect();
    expect(client.session.getSnapshot()).toMatchObject({ grant: { agent: { agentId, extension } } });
    expect(client.agents.getSnapshot().get(agentId)?.state).toBe('ready');

    const request = {
      type: 'SET_AGENT_STATE_REQ',
      agentState: AgentState.AGENT_STATE_NOT_READY,
      eventReasonCode: 12,
      forcedFlag: 0,
      agentCapacity: 0,
      agentInstrument: extension,
      agentId,
    } as const;
    const changed = firstValueFrom(
      client.events$.pipe(filter((event) => event.type === 'AGENT_STATE_EVENT')),
    );
    await client.request(request);
    expect(await changed).toMatchObject({
      agentId,
      agentState: AgentState.AGENT_STATE_NOT_READY,
      eventReasonCode: 12,
    });

    const refused = await client
      .request({ ...request, agentInstrument: '9999', agentId: 'nobody' })
      .catch((error: unknown) => error);
    expect(CtiError.is(refused, 'CONTROL_FAILED')).toBe(true);
  });
});
