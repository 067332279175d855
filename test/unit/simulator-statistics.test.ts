import { describe, expect, it } from 'vitest';
import { connection, controlHarness, type Request } from './simulator-control-harness.ts';
import { advanceMinutes, openClient, setState, simulate } from './simulator-harness.ts';

const ofQueue = (csqId: number): Request => ({ type: 'QUERY_QUEUE_STATISTICS_REQ', csqId });

describe('statistics', () => {
  it('count a scripted quarter of an hour', async () => {
    const { simulator, clock, bridge, sendRequest, sendConfirmed, wait, state } = await controlHarness([
      'jdoe',
    ]);
    const began = clock.now();
    // Answered after at most 8 s, then 120 s of talk time.
    const { callId: first } = await simulator.inboundCall({ dnis: '7000' });
    await wait(8);
    await sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(first, '2001') });
    // Two more calls arrive: one is abandoned after two minutes, the other waits.
    const second = await simulator.inboundCall({ dnis: '7000', ani: '15550000002' });
    await simulator.inboundCall({ dnis: '7000', ani: '15550000003' });
    await wait(120);
    const during = await sendRequest(bridge, ofQueue(1));
    expect(during).toMatchObject([
      {
        type: 'QUERY_QUEUE_STATISTICS_CONF',
        csqId: 1,
        inSessionAgents: 1,
        availableAgents: 0,
        callsInPriorityQueue1: 2,
        callsInPriorityQueue2: 0,
        // Active calls do not count yet.
        totalCalls: 0,
        handledCalls: 0,
      },
    ]);
    const [waiting] = during;
    if (waiting?.type !== 'QUERY_QUEUE_STATISTICS_CONF') throw new Error(waiting?.type);
    expect(waiting.oldestCallInQueue).toBeGreaterThanOrEqual(112);
    expect(waiting.oldestCallInQueue).toBeLessThanOrEqual(118);
    await second.hangUp();
    await sendConfirmed(bridge, { type: 'CLEAR_CALL_REQ', ...connection(first, '2001') });
    expect(state('jdoe')[0]).toBe(5);
    expect(
      await sendRequest(bridge, { type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'jdoe' }),
    ).toMatchObject([{ callsInQueue: 1, agentId: 'jdoe' }]);
    await wait(772);
    expect(await sendRequest(bridge, ofQueue(1))).toMatchObject([
      {
        inWorkAgents: 1,
        inSessionAgents: 0,
        selectedAgents: 0,
        unavailableAgents: waiting.loggedInAgents - 1,
        // A call counts once its wrap-up has ended.
        totalCalls: 1,
        handledCalls: 0,
        callsAbandoned: 1,
      },
    ]);
    expect(await sendRequest(bridge, { type: 'QUERY_SUMMARY_STATISTICS_REQ' })).toMatchObject([
      {
        type: 'QUERY_SUMMARY_STATISTICS_CONF',
        numQueues: 3,
        inWorkAgents: 1,
        callsInPriorityQueue1: 1,
        callsInPriorityQueue10: 0,
      },
    ]);
    bridge.send(setState(1, 'jdoe', 2));
    await bridge.answers();
    expect(await sendRequest(bridge, ofQueue(1))).toMatchObject([
      {
        loggedInAgents: waiting.loggedInAgents,
        inWorkAgents: 0,
        unavailableAgents: waiting.loggedInAgents,
        callsInPriorityQueue1: 1,
        totalCalls: 2,
        handledCalls: 1,
        callsAbandoned: 1,
        avgTalkDuration: 120,
        longestTalkDuration: 120,
        longestWaitDuration: waiting.oldestCallInQueue,
        startTime: Math.floor(began / 1000),
        endTime: Math.floor(clock.now() / 1000),
      },
    ]);
    expect(clock.now() - began).toBe(900_000);
  });

  it('equal the simulator state and the events after random actions', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 300, seed: 8 });
    const bridge = await openClient(simulator);
    const queued = new Set<number>();
    const over = { served: 0, abandoned: 0 };
    const served = new Set<number>();
    await advanceMinutes(clock, 60, [bridge], () => {
      for (const message of bridge.take()) {
        if (message.type === 'CALL_QUEUED_EVENT') queued.add(message.callId);
        if (message.type === 'CALL_ESTABLISHED_EVENT' && message.answeringDeviceType === 76) {
          served.add(message.callId);
        }
        if (message.type !== 'CALL_CLEARED_EVENT' || !queued.has(message.callId)) continue;
        if (served.has(message.callId)) over.served++;
        else over.abandoned++;
      }
    });
    const counts = simulator.snapshot().queues.map((queue) => queue.counts);
    const sum = (key: 'handledCalls' | 'callsAbandoned' | 'totalCalls') =>
      counts.reduce((total, count) => total + count[key], 0);
    const wrappingUp = simulator.snapshot().agents.filter(({ state }) => state === 5).length;
    expect(sum('handledCalls')).toBe(over.served - wrappingUp);
    expect(sum('callsAbandoned')).toBe(over.abandoned);
    expect(sum('totalCalls')).toBe(over.served + over.abandoned - wrappingUp);
    expect(over.served).toBeGreaterThan(100);
  });

  it('are refused for unknown queues and agents', async () => {
    const { bridge, sendRequest } = await controlHarness([]);
    expect(await sendRequest(bridge, ofQueue(99))).toMatchObject([{ type: 'FAILURE_CONF', status: 93 }]);
    expect(
      await sendRequest(bridge, { type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', agentId: 'x' }),
    ).toMatchObject([{ type: 'FAILURE_CONF', status: 8 }]);
  });
});
