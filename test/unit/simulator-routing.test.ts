import { describe, expect, it } from 'vitest';
import {
  type ControlHarness,
  connection,
  controlHarness,
  lines,
  type Request,
} from './simulator-control-harness.ts';
import { setState } from './simulator-harness.ts';

/** Makes an agent ready; a waiting call is offered at once. */
async function ready(
  { bridge }: ControlHarness,
  agentId: string,
  agentInstrument: string,
): Promise<string[]> {
  bridge.take();
  bridge.send(setState(1, agentId, 3, { agentInstrument }));
  return lines(await bridge.answers());
}

const reserved = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.endsWith(' 8')).map((line) => line.slice(0, -2));

/** The CallID of the call that rings at an agent's phone. */
const atPhone = ({ simulator }: ControlHarness, agentId: string): number | undefined =>
  simulator.agent(agentId).snapshot.callId;

describe('the queue order', () => {
  it('is by priority first, then by arrival', async () => {
    const harness = await controlHarness([]);
    const { simulator, wait, bridge, sendRequest } = harness;
    const calls: number[] = [];
    for (const priority of [1, 5, 5, 10]) {
      calls.push((await simulator.inboundCall({ dnis: '7000', priority })).callId);
      await wait(1);
    }
    await wait(10);
    const [first, second, third, urgent] = calls;
    expect(simulator.snapshot().queues[0]?.waiting).toEqual([urgent, second, third, first]);
    const [conf] = await sendRequest(bridge, { type: 'QUERY_QUEUE_STATISTICS_REQ', csqId: 1 });
    expect(conf).toMatchObject({
      callsInPriorityQueue1: 1,
      callsInPriorityQueue2: 0,
      callsInPriorityQueue5: 2,
      callsInPriorityQueue10: 1,
    });
    expect((await sendRequest(bridge, { type: 'QUERY_SUMMARY_STATISTICS_REQ' }))[0]).toMatchObject({
      callsInPriorityQueue5: 2,
    });
    await ready(harness, 'jdoe', '2001');
    expect(atPhone(harness, 'jdoe')).toBe(urgent);
  });

  it('is by priority between the queues of an agent too', async () => {
    const harness = await controlHarness([]);
    const { simulator, wait } = harness;
    await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    const { callId } = await simulator.inboundCall({ dnis: '7001', priority: 2 });
    await wait(10);
    // bwong serves both.
    await ready(harness, 'bwong', '2003');
    expect(atPhone(harness, 'bwong')).toBe(callId);
  });

  it('keeps the position of an unanswered call', async () => {
    const harness = await controlHarness(['jdoe']);
    const { simulator, wait } = harness;
    const first = await harness.ringing();
    const { callId: second } = await simulator.inboundCall();
    await wait(15);
    expect(simulator.snapshot().queues[0]?.waiting).toEqual([first, second]);
  });
});

describe('overflow', () => {
  it('moves a call to another queue', async () => {
    const harness = await controlHarness([]);
    const { simulator, wait, bridge, call } = harness;
    await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 30 } });
    const { callId } = await simulator.inboundCall({ dnis: '7000' });
    await simulator.inboundCall({ dnis: '7000', ani: '15550002222' });
    await wait(10);
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting.length)).toEqual([2, 0, 0]);
    bridge.take();
    await simulator.hangUp('15550002222');
    await wait(30);
    const events = bridge
      .take()
      .filter(({ type }) => type !== 'HEARTBEAT_CONF')
      .slice(3);
    expect(lines(events)).toEqual(['CALL_DEQUEUED_EVENT', 'CALL_QUEUED_EVENT']);
    expect(events[0]).toMatchObject({ callId, queueDeviceId: '1', numQueued: 0, csqs: [{ csqId: 1 }] });
    expect(events[1]).toMatchObject({ callId, queueDeviceId: '2', csqs: [{ csqId: 2 }] });
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting)).toEqual([[], [callId], []]);
    // asmith serves the second queue only.
    await ready(harness, 'asmith', '2002');
    expect(atPhone(harness, 'asmith')).toBe(callId);
    expect(call(callId)?.csqId).toBe(2);
    await simulator.agent('asmith').answer();
    await simulator.agent('asmith').hangUp();
    await simulator.agent('asmith').setNotReady();
    expect(simulator.snapshot().queues.map(({ counts }) => counts.handledCalls)).toEqual([0, 1, 0]);
  });

  it('waits while the call rings, and restarts its timer', async () => {
    const harness = await controlHarness(['jdoe']);
    const { simulator, wait } = harness;
    await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 10 } });
    const callId = await harness.ringing();
    await wait(15);
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting)).toEqual([[callId], [], []]);
    await wait(10);
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting)).toEqual([[], [callId], []]);
  });

  it('requires a queue and a time', async () => {
    const { simulator } = await controlHarness([]);
    await expect(simulator.changeQueue(1, { overflow: { csqId: 9, afterSeconds: 10 } })).rejects.toThrow('9');
    await expect(simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 0 } })).rejects.toThrow(
      'overflow.afterSeconds must be above 0',
    );
  });
});

describe('agent selection', () => {
  /** jdoe, bwong and fokafor serve the first queue, and became ready in this order. */
  async function three() {
    const harness = await controlHarness([]);
    for (const [agentId, extension] of [
      ['jdoe', '2001'],
      ['bwong', '2003'],
      ['fokafor', '2007'],
    ] as const) {
      harness.bridge.send(setState(1, agentId, 0, { agentInstrument: extension, agentPassword: '12345' }));
      await harness.wait(1);
      await ready(harness, agentId, extension);
    }
    await harness.simulator.changeAgent('fokafor', { competence: new Map([[1, 9]]) });
    await harness.simulator.changeAgent('bwong', { competence: new Map([[1, 2]]) });
    return harness;
  }

  it.each([
    ['longest available', 'jdoe'],
    ['most skilled', 'fokafor'],
    ['least skilled', 'bwong'],
  ] as const)('is for a queue that prefers %s: %s', async (selection, chosen) => {
    const { simulator, bridge, wait } = await three();
    await simulator.changeQueue(1, { selection });
    bridge.take();
    await simulator.inboundCall();
    await wait(8);
    expect(reserved(lines(bridge.take()))).toEqual([chosen]);
  });

  it('selects the longest ready agent among equals, also after a change of queues', async () => {
    const { simulator, bridge, wait } = await three();
    await simulator.changeQueue(1, { selection: 'most skilled' });
    await simulator.changeAgent('jdoe', { competence: new Map([[1, 9]]), csqIds: [1, 2] });
    bridge.take();
    for (let call = 0; call < 2; call++) await simulator.inboundCall();
    await wait(9);
    expect(reserved(lines(bridge.take()))).toEqual(['jdoe', 'fokafor']);
  });

  it('includes an agent whose queues have just changed', async () => {
    const harness = await controlHarness([]);
    const { simulator, wait, bridge } = harness;
    await ready(harness, 'asmith', '2002');
    await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    expect(simulator.snapshot().queues[0]?.waiting).toHaveLength(1);
    bridge.take();
    await simulator.changeAgent('asmith', { csqIds: [1] });
    expect(reserved(lines(await bridge.answers()))).toEqual(['asmith']);
  });
});

describe('work after a call', () => {
  const clear = (callId: number): Request => ({ type: 'CLEAR_CALL_REQ', ...connection(callId, '2001') });

  it('ends after the wrap-up limit of the queue', async () => {
    const harness = await controlHarness(['jdoe']);
    await harness.simulator.changeQueue(1, { wrapUpSeconds: 30 });
    await harness.sendConfirmed(harness.bridge, clear(await harness.talking('2001')));
    expect(harness.state('jdoe')).toEqual([5, 0]);
    await harness.wait(29);
    expect(harness.state('jdoe')).toEqual([5, 0]);
    await harness.wait(1);
    expect(harness.state('jdoe')).toEqual([3, 32758]);
  });

  it('ends on request, and cancels the limit', async () => {
    const harness = await controlHarness(['jdoe']);
    await harness.simulator.changeQueue(1, { wrapUpSeconds: 30 });
    await harness.sendConfirmed(harness.bridge, clear(await harness.talking('2001')));
    harness.bridge.send(setState(1, 'jdoe', 2, { eventReasonCode: 4 }));
    await harness.wait(60);
    expect(harness.state('jdoe')).toEqual([2, 4]);
  });

  it('is unlimited by default, and does not follow queues without automatic work', async () => {
    const harness = await controlHarness(['jdoe']);
    await harness.sendConfirmed(harness.bridge, clear(await harness.talking('2001')));
    await harness.wait(240);
    expect(harness.state('jdoe')).toEqual([5, 0]);
    await harness.simulator.changeQueue(1, { autoWork: false });
    await ready(harness, 'jdoe', '2001');
    await harness.sendConfirmed(harness.bridge, clear(await harness.talking('2001')));
    expect(harness.state('jdoe')).toEqual([3, 0]);
  });
});
