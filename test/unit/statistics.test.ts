import { beforeEach, describe, expect, it } from 'vitest';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import { silentLogger } from '../../core/logger.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { openConf, type ScriptedServer, servers } from './scripted-server.ts';

let clock: FakeClock;
let node: ScriptedServer;
let client: CtiClient;
const warnings: string[] = [];

beforeEach(async () => {
  clock = new FakeClock();
  const { network, nodes } = servers(clock, 'a');
  node = nodes[0] as ScriptedServer;
  node.onOpen = (open) => openConf(open);
  client = createCtiClient({
    transport: network.transport,
    endpoints: [node.endpoint],
    mode: bridgeMode({ clientId: 'statistics' }),
    clock,
    random: () => 0,
    logger: { ...silentLogger, warn: (message) => warnings.push(message) },
  });
  await client.connect();
  warnings.length = 0;
  await tell(
    { type: 'CONFIG_BEGIN_EVENT', configType: 2, configurationMask: 6 },
    { type: 'CONFIG_CSQ_EVENT', records: [1, 2].map((csqId) => ({ recordType: 0, csqId })) },
    {
      type: 'CONFIG_AGENT_EVENT',
      records: ['a', 'b', 'c'].map((loginId, index) => ({
        recordType: 0,
        loginId,
        csqs: [{ csqId: 1 }, ...(index === 0 ? [{ csqId: 2 }] : [])],
      })),
    },
    { type: 'CONFIG_END_EVENT', status: 0 },
  );
});

async function tell(...events: CtiMessage[]): Promise<void> {
  for (const event of events) node.send(event);
  await settle();
}

const state = (agentId: string, agentState: number): CtiMessage => ({
  type: 'AGENT_STATE_EVENT',
  csqState: 0,
  stateDuration: 0,
  csqId: 0xffffffff,
  agentState,
  eventReasonCode: 0,
  agentId,
});
const queued = (callId: number, csqId: number): CtiMessage => ({
  type: 'CALL_QUEUED_EVENT',
  connectionDeviceType: 0,
  callId,
  connectionDeviceId: '6001',
  applicationId: 1,
  queueDeviceType: 77,
  callingDeviceType: 0,
  calledDeviceType: 74,
  lastRedirectDeviceType: 0xffff,
  localConnectionState: 5,
  eventCause: 0xffff,
  csqs: [{ csqId }],
});

describe('live statistics', () => {
  it('count waiting calls, the longest wait, and agents by state', async () => {
    const since = clock.now();
    await tell(state('a', 3), state('b', 3), state('c', 4), queued(1, 1));
    await clock.advance(5000);
    await tell(queued(2, 1));
    await clock.advance(100);
    expect([...client.statistics.live.getSnapshot().values()]).toEqual([
      { queueId: 1, callsWaiting: 2, longestWaitingSince: since, agents: { ready: 2, talking: 1 } },
      { queueId: 2, callsWaiting: 0, agents: { ready: 1 } },
    ]);
  });

  it('keep unchanged queues, and notify at most ten times a second', async () => {
    await tell(state('a', 3));
    await clock.advance(100);
    const before = client.statistics.live.getSnapshot();
    let told = 0;
    client.statistics.live.subscribe(() => told++);
    for (let callId = 1; callId <= 50; callId++) await tell(queued(callId, 1));
    await clock.advance(100);
    expect(told).toBe(1);
    expect(client.statistics.live.getSnapshot().get(2)).toBe(before.get(2));
    expect(client.statistics.live.getSnapshot().get(1)?.callsWaiting).toBe(50);
  });

  it('notify every subscriber, also after a read in between', async () => {
    let told = 0;
    client.statistics.live.subscribe(() => told++);
    await tell(queued(1, 1));
    expect(client.statistics.live.getSnapshot().get(1)?.callsWaiting).toBe(1);
    await clock.advance(100);
    expect(told).toBe(1);
  });

  it('have the time of the loss as asOf while the session is down', async () => {
    expect(client.statistics.asOf()).toBe(clock.now());
    node.listener.close();
    node.link.abort();
    await settle();
    const lostAt = clock.now();
    await clock.advance(60_000);
    expect(client.statistics.asOf()).toBe(lostAt);
  });
});

describe('server statistics', () => {
  const answer = (invokeId: number, more: object = {}): CtiMessage =>
    ({
      type: 'QUERY_QUEUE_STATISTICS_CONF',
      invokeId,
      loggedInAgents: 3,
      inSessionAgents: 1,
      availableAgents: 1,
      unavailableAgents: 1,
      inWorkAgents: 0,
      selectedAgents: 0,
      callsInPriorityQueue1: 2,
      callsInPriorityQueue2: 1,
      callsInPriorityQueue3: 0,
      callsInPriorityQueue4: 0,
      callsInPriorityQueue5: 0,
      callsInPriorityQueue6: 0,
      ...more,
    }) as CtiMessage;

  it('are read without the inferred fields, with the time of the answer', async () => {
    const asked = client.statistics.queryQueue(1);
    await settle();
    await tell(answer(node.last('QUERY_QUEUE_STATISTICS_REQ').invokeId));
    expect(await asked).toEqual({
      queueId: 1,
      agents: { loggedIn: 3, talking: 1, ready: 1, notReady: 1, work: 0, reserved: 0 },
      callsWaitingByPriority: [2, 1, 0, 0, 0, 0],
      callsWaiting: 3,
      asOf: clock.now(),
    });
    expect(client.statistics.server.getSnapshot().get(1)).toBe(await asked);
  });

  it('are refreshed with one query at a time, at the interval, and not while the session is down', async () => {
    expect(() => client.statistics.refresh({ everyMs: 10 })).toThrow(/at least 1000/);
    const stop = client.statistics.refresh({ everyMs: 2000 });
    await clock.advance(10_000);
    expect(node.count('QUERY_QUEUE_STATISTICS_REQ')).toBe(1);
    await tell(answer(node.last('QUERY_QUEUE_STATISTICS_REQ').invokeId));
    await clock.advance(1999);
    expect(node.count('QUERY_QUEUE_STATISTICS_REQ')).toBe(1);
    await clock.advance(1);
    expect(node.last('QUERY_QUEUE_STATISTICS_REQ').csqId).toBe(2);
    node.listener.close();
    node.link.abort();
    await clock.advance(60_000);
    expect(node.count('QUERY_QUEUE_STATISTICS_REQ')).toBe(2);
    expect(warnings.filter((line) => line.includes('statistics')).length).toBe(1);
    stop();
    void client.close();
    await clock.advance(10_000);
    expect(clock.pending).toBe(0);
  });
});
