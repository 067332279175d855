import { describe, expect, it } from 'vitest';
import {
  type ControlHarness,
  controlHarness,
  leg,
  lines,
  type Request,
} from './simulator-control-harness.ts';
import { setState } from './simulator-harness.ts';

/** Makes an agent ready; whoever waits for him is served at once. */
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

/** The CallID that rings at an agent's phone. */
const atPhone = ({ simulator }: ControlHarness, agentId: string): number | undefined =>
  simulator.agent(agentId).snapshot.callId;

describe('the queue order', () => {
  it('is by priority first, then by arrival', async () => {
    const made = await controlHarness([]);
    const { simulator, wait, bridge, ask } = made;
    const calls: number[] = [];
    for (const priority of [1, 5, 5, 10]) {
      calls.push((await simulator.inboundCall({ dnis: '7000', priority })).callId);
      await wait(1);
    }
    await wait(10);
    const [first, second, third, urgent] = calls;
    expect(simulator.snapshot().queues[0]?.waiting).toEqual([urgent, second, third, first]);
    const [conf] = await ask(bridge, { type: 'QUERY_QUEUE_STATISTICS_REQ', csqId: 1 });
    expect(conf).toMatchObject({
      callsInPriorityQueue1: 1,
      callsInPriorityQueue2: 0,
      callsInPriorityQueue5: 2,
      callsInPriorityQueue10: 1,
    });
    expect((await ask(bridge, { type: 'QUERY_SUMMARY_STATISTICS_REQ' }))[0]).toMatchObject({
      callsInPriorityQueue5: 2,
    });
    await ready(made, 'jdoe', '2001');
    expect(atPhone(made, 'jdoe')).toBe(urgent);
  });

  it('is by priority between the queues of an agent too', async () => {
    const made = await controlHarness([]);
    const { simulator, wait } = made;
    await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    const { callId } = await simulator.inboundCall({ dnis: '7001', priority: 2 });
    await wait(10);
    // bwong serves both.
    await ready(made, 'bwong', '2003');
    expect(atPhone(made, 'bwong')).toBe(callId);
  });

  it('keeps the position of an unanswered call', async () => {
    const made = await controlHarness(['jdoe']);
    const { simulator, wait } = made;
    const first = await made.ringing();
    const { callId: second } = await simulator.inboundCall();
    await wait(15);
    expect(simulator.snapshot().queues[0]?.waiting).toEqual([first, second]);
  });
});

describe('overflow', () => {
  it('moves a call to another queue', async () => {
    const made = await controlHarness([]);
    const { simulator, wait, bridge, call } = made;
    await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 30 } });
    const { callId } = await simulator.inboundCall({ dnis: '7000' });
    await simulator.inboundCall({ dnis: '7000', ani: '15550002222' });
    await wait(10);
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting.length)).toEqual([2, 0, 0]);
    bridge.take();
    await simulator.hangUp('15550002222');
    await wait(30);
    const told = bridge
      .take()
      .filter(({ type }) => type !== 'HEARTBEAT_CONF')
      .slice(3);
    expect(lines(told)).toEqual(['CALL_DEQUEUED_EVENT', 'CALL_QUEUED_EVENT']);
    expect(told[0]).toMatchObject({ callId, queueDeviceId: '1', numQueued: 0, csqs: [{ csqId: 1 }] });
    expect(told[1]).toMatchObject({ callId, queueDeviceId: '2', csqs: [{ csqId: 2 }] });
    expect(simulator.snapshot().queues.map(({ waiting }) => waiting)).toEqual([[], [callId], []]);
    // asmith serves the second queue only.
    await ready(made, 'asmith', '2002');
    expect(atPhone(made, 'asmith')).toBe(callId);
    expect(call(callId)?.csqId).toBe(2);
    await simulator.agent('asmith').answer();
    await simulator.agent('asmith').hangUp();
    await simulator.agent('asmith').setNotReady();
    expect(simulator.snapshot().queues.map(({ counts }) => counts.handledCalls)).toEqual([0, 1, 0]);
  });

  it('waits while the call rings, and restarts its timer', async () => {
    const made = await controlHarness(['jdoe']);
    const { simulator, wait } = made;
    await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 10 } });
    const callId = await made.ringing();
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
    const made = await controlHarness([]);
    for (const [agentId, extension] of [
      ['jdoe', '2001'],
      ['bwong', '2003'],
      ['fokafor', '2007'],
    ] as const) {
      made.bridge.send(setState(1, agentId, 0, { agentInstrument: extension, agentPassword: '12345' }));
      await made.wait(1);
      await ready(made, agentId, extension);
    }
    await made.simulator.changeAgent('fokafor', { competence: new Map([[1, 9]]) });
    await made.simulator.changeAgent('bwong', { competence: new Map([[1, 2]]) });
    return made;
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
    const made = await controlHarness([]);
    const { simulator, wait, bridge } = made;
    await ready(made, 'asmith', '2002');
    await simulator.inboundCall({ dnis: '7000' });
    await wait(10);
    expect(simulator.snapshot().queues[0]?.waiting).toHaveLength(1);
    bridge.take();
    await simulator.changeAgent('asmith', { csqIds: [1] });
    expect(reserved(lines(await bridge.answers()))).toEqual(['asmith']);
  });
});

describe('work after a call', () => {
  const clear = (callId: number): Request => ({ type: 'CLEAR_CALL_REQ', ...leg(callId, '2001') });

  it('ends after the wrap-up limit of the queue', async () => {
    const made = await controlHarness(['jdoe']);
    await made.simulator.changeQueue(1, { wrapUpSeconds: 30 });
    await made.done(made.bridge, clear(await made.talking('2001')));
    expect(made.state('jdoe')).toEqual([5, 0]);
    await made.wait(29);
    expect(made.state('jdoe')).toEqual([5, 0]);
    await made.wait(1);
    expect(made.state('jdoe')).toEqual([3, 32758]);
  });

  it('ends on request, and cancels the limit', async () => {
    const made = await controlHarness(['jdoe']);
    await made.simulator.changeQueue(1, { wrapUpSeconds: 30 });
    await made.done(made.bridge, clear(await made.talking('2001')));
    made.bridge.send(setState(1, 'jdoe', 2, { eventReasonCode: 4 }));
    await made.wait(60);
    expect(made.state('jdoe')).toEqual([2, 4]);
  });

  it('is unlimited by default, and does not follow queues without automatic work', async () => {
    const made = await controlHarness(['jdoe']);
    await made.done(made.bridge, clear(await made.talking('2001')));
    await made.wait(240);
    expect(made.state('jdoe')).toEqual([5, 0]);
    await made.simulator.changeQueue(1, { autoWork: false });
    await ready(made, 'jdoe', '2001');
    await made.done(made.bridge, clear(await made.talking('2001')));
    expect(made.state('jdoe')).toEqual([3, 0]);
  });
});
