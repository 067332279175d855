import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createSimulator } from '../../simulator/index.ts';
import { settle } from './fake-clock.ts';
import { TestClient } from './server-harness.ts';
import { advanceMinutes, asAgent, openClient, simulate } from './simulator-harness.ts';

/** The messages about one call or its agent, in order. */
function story(messages: readonly CtiMessage[], callId: number, agentId: string): string[] {
  return messages
    .filter(
      (message) =>
        ('callId' in message && message.callId === callId) ||
        (message.type === 'AGENT_STATE_EVENT' && message.agentId === agentId),
    )
    .map((message) => (message.type === 'AGENT_STATE_EVENT' ? `agent ${message.agentState}` : message.type));
}

/** Derives the calls from events: each call's connection and its state. */
class Mirror {
  readonly calls = new Map<number, { device: string; state: number; queued: boolean }>();
  readonly agents = new Map<string, number>();

  take(messages: readonly CtiMessage[]): void {
    for (const message of messages) this.#take(message);
  }

  #take(message: CtiMessage): void {
    switch (message.type) {
      case 'BEGIN_CALL_EVENT':
        if (this.calls.has(message.callId)) throw new Error(`${message.callId} begins twice`);
        this.calls.set(message.callId, { device: message.connectionDeviceId, state: 0, queued: false });
        break;
      case 'END_CALL_EVENT':
        if (!this.calls.delete(message.callId)) throw new Error(`${message.callId} ends and never began`);
        break;
      case 'AGENT_STATE_EVENT':
        this.agents.set(message.agentId ?? '', message.agentState);
        break;
      case 'CALL_DELIVERED_EVENT':
      case 'CALL_ESTABLISHED_EVENT':
      case 'CALL_QUEUED_EVENT':
      case 'CALL_HELD_EVENT':
      case 'CALL_RETRIEVED_EVENT': {
        const call = this.calls.get(message.callId);
        if (call === undefined) throw new Error(`${message.type} of ${message.callId}, which never began`);
        call.device = message.connectionDeviceId ?? '';
        call.state = message.localConnectionState ?? 0;
        call.queued = message.type === 'CALL_QUEUED_EVENT';
        break;
      }
    }
  }
}

describe('a queued and answered call', () => {
  it('sends events in the order of the guide', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 30, agents: 1, queues: 1, autoAnswer: 'always' });
    const bridge = await openClient(simulator);
    const agent = await openClient(simulator, asAgent('jdoe'));
    await advanceMinutes(clock, 12, [bridge, agent]);
    const seen = bridge.take();
    const first = seen.find(({ type }) => type === 'BEGIN_CALL_EVENT');
    if (first?.type !== 'BEGIN_CALL_EVENT') throw new Error('nobody called');
    const end = seen.findIndex(
      (message) => message.type === 'END_CALL_EVENT' && message.callId === first.callId,
    );
    expect(
      story(seen.slice(0, end + 2), first.callId, 'jdoe').filter((step) => !/HELD|RETRIEVED/.test(step)),
    ).toEqual([
      'BEGIN_CALL_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'CALL_QUEUED_EVENT',
      'agent 8',
      'CALL_DIVERTED_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'agent 4',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'agent 5',
    ]);
    // The agent's session receives the call when it is offered to the agent, and no other calls.
    const own = story(agent.take(), first.callId, 'jdoe').filter((step) => !/HELD|RETRIEVED/.test(step));
    expect(own.slice(0, 9)).toEqual([
      'agent 8',
      'BEGIN_CALL_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'agent 4',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'agent 5',
    ]);
  });

  it('has the device types and special values of the log files', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 60, agents: 1, queues: 1 });
    const bridge = await openClient(simulator);
    await advanceMinutes(clock, 5, [bridge]);
    const seen = bridge.take();
    const one = <T extends CtiMessage['type']>(type: T, nth = 0) =>
      seen.filter((message) => message.type === type)[nth] as Extract<CtiMessage, { type: T }>;
    const { callId, ani } = one('BEGIN_CALL_EVENT');
    expect(one('BEGIN_CALL_EVENT')).toMatchObject({
      callType: 1,
      connectionDeviceType: 0,
      connectionDeviceId: '6001',
      ani: expect.stringMatching(/^1555\d{7}$/),
      dnis: '7000',
      dialedNumber: '7000',
      callVariable1: expect.stringMatching(/^C-\d{5}$/),
      namedVariables: [{ name: 'user.CustomerName' }, { name: 'user.Language' }],
    });
    expect(one('CALL_DELIVERED_EVENT')).toMatchObject({
      alertingDeviceType: 73,
      alertingDeviceId: '6001',
      calledDeviceType: 74,
      calledDeviceId: '7000',
      callingDeviceId: ani,
      applicationId: 1,
      csqId: 0xffffffff,
      localConnectionState: 2,
      eventCause: 65535,
      lineType: 3,
    });
    expect(one('CALL_ESTABLISHED_EVENT')).toMatchObject({ answeringDeviceType: 73, localConnectionState: 3 });
    expect(one('CALL_QUEUED_EVENT')).toMatchObject({
      queueDeviceType: 77,
      queueDeviceId: '1',
      csqs: [{ csqId: 1 }],
      localConnectionState: 5,
    });
    expect(one('AGENT_STATE_EVENT')).toMatchObject({
      agentState: 8,
      csqState: 8,
      csqId: 0xffffffff,
      eventReasonCode: 0,
      agentId: 'jdoe',
      agentExtension: '2001',
      nextAgentState: 65535,
    });
    expect(one('CALL_DIVERTED_EVENT')).toMatchObject({
      divertingDeviceType: 77,
      divertingDeviceId: '1',
      calledDeviceType: 76,
      calledDeviceId: '2001',
    });
    const atPhone = seen.find(
      (message) =>
        message.type === 'CALL_DELIVERED_EVENT' &&
        message.callId === callId &&
        message.alertingDeviceType === 76,
    );
    expect(atPhone).toMatchObject({
      connectionDeviceId: '2001',
      alertingDeviceId: '2001',
      csqId: 1,
      lastRedirectDeviceType: 73,
      lastRedirectDeviceId: '6001',
      callVariable2: expect.any(String),
    });
  });

  it('has call data in every version', async () => {
    const clients = [new TestClient(10), new TestClient(14), new TestClient(18), new TestClient(18, 2)];
    for (const client of clients) {
      const { simulator, clock } = simulate({ callsPerHour: 120, lengthBytes: client.codec.lengthBytes });
      await openClient(simulator, {}, client);
      await advanceMinutes(clock, 3, [client]);
      const types = new Set(client.take().map(({ type }) => type));
      expect([...types]).toEqual(expect.arrayContaining(['BEGIN_CALL_EVENT', 'AGENT_STATE_EVENT']));
    }
  });
});

describe('an agent-mode session', () => {
  it('receives events of its own agent and calls only', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 300 });
    const agent = await openClient(simulator, asAgent('asmith'));
    await advanceMinutes(clock, 60, [agent]);
    const seen = agent.take().filter(({ type }) => type !== 'HEARTBEAT_CONF');
    expect(seen.length).toBeGreaterThan(30);
    const mine = new Set<number>();
    for (const message of seen) {
      if (message.type === 'AGENT_STATE_EVENT') expect(message.agentId).toBe('asmith');
      else if (message.type === 'BEGIN_CALL_EVENT') {
        expect(message.connectionDeviceId).toBe('2002');
        mine.add(message.callId);
      } else if ('callId' in message) {
        expect(mine).toContain(message.callId);
        if (message.type === 'END_CALL_EVENT') mine.delete(message.callId);
      } else expect(message.type).toBe('nothing else');
    }
    expect(mine.size).toBeLessThanOrEqual(1);
  });
});

describe('the simulated load', () => {
  it('covers all call stages and agent states', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 200 });
    const bridge = await openClient(simulator);
    const types = new Set<string>();
    const reasons = new Set<string>();
    await advanceMinutes(clock, 300, [bridge], () => {
      for (const message of bridge.take()) {
        types.add(message.type);
        if (message.type === 'AGENT_STATE_EVENT')
          reasons.add(`${message.agentState} ${message.eventReasonCode}`);
      }
    });
    expect([...types].sort()).toEqual([
      'AGENT_STATE_EVENT',
      'BEGIN_CALL_EVENT',
      'CALL_CLEARED_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_DELIVERED_EVENT',
      'CALL_DIVERTED_EVENT',
      'CALL_ESTABLISHED_EVENT',
      'CALL_HELD_EVENT',
      'CALL_QUEUED_EVENT',
      'CALL_RETRIEVED_EVENT',
      'END_CALL_EVENT',
      'HEARTBEAT_CONF',
    ]);
    // Reserved, talking, work, ready; break, lunch, no answer, login; logout at the end of the shift.
    expect([...reasons].sort()).toEqual(
      ['1 10', '2 1', '2 2', '2 32760', '2 32763', '3 0', '4 0', '5 0', '8 0'].sort(),
    );
  });

  it('sends a bridge client all events to derive the state', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 240, seed: 5 });
    const bridge = await openClient(simulator);
    const mirror = new Mirror();
    let waited = 0;
    await advanceMinutes(clock, 120, [bridge], () => {
      mirror.take(bridge.take());
      const { agents, calls, queues } = simulator.snapshot();
      for (const [agentId, state] of mirror.agents) {
        expect(agents.find((agent) => agent.agentId === agentId)?.state).toBe(state);
      }
      const believed = [...mirror.calls].map(([callId, { device, state }]) => [callId, device, state]);
      expect(believed).toEqual(
        calls.map(({ callId, connections }) => [callId, connections[0]?.deviceId, connections[0]?.state]),
      );
      const queued = [...mirror.calls].filter(([, call]) => call.queued).map(([callId]) => callId);
      expect(queued).toEqual(queues.flatMap(({ waiting }) => waiting).sort((a, b) => a - b));
      waited += queued.length;
    });
    expect(waited).toBeGreaterThan(0);
  });

  it('offers an agent at most one call, and a call to at most one agent', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600, seed: 3 });
    simulator.start();
    for (let second = 0; second < 1800; second += 10) {
      await clock.advance(10_000);
      const { agents, calls } = simulator.snapshot();
      const taken = agents.flatMap(({ callId }) => (callId === undefined ? [] : [callId]));
      expect(new Set(taken).size).toBe(taken.length);
      for (const { state, callId } of agents) expect(callId !== undefined).toBe(state === 4 || state === 8);
      const phones = calls.filter(({ connections }) => connections[0]?.deviceType === 76);
      expect(phones.map(({ callId }) => callId).sort()).toEqual([...taken].sort());
    }
  });

  it('offers the longest waiting call to the longest ready agent', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 300, seed: 6 });
    const bridge = await openClient(simulator);
    const queuesOf = new Map(simulator.snapshot().agents.map(({ agentId, csqIds }) => [agentId, csqIds]));
    const queueOf = new Map<number, number>();
    const ready: string[] = [];
    let waiting: number[] = [];
    const chosen = { among: 0, of: 0 };
    let agent = '';
    const take = (message: CtiMessage): void => {
      if (message.type === 'CALL_QUEUED_EVENT') {
        queueOf.set(message.callId, message.csqs?.[0]?.csqId ?? 0);
        waiting = [...waiting, message.callId].sort((a, b) => a - b);
      } else if (message.type === 'CALL_CLEARED_EVENT') {
        waiting = waiting.filter((callId) => callId !== message.callId);
      } else if (message.type === 'AGENT_STATE_EVENT') {
        const place = ready.indexOf(message.agentId ?? '');
        if (message.agentState === 8) {
          agent = message.agentId ?? '';
          return;
        }
        if (place >= 0) ready.splice(place, 1);
        if (message.agentState === 3) ready.push(message.agentId ?? '');
      } else if (message.type === 'CALL_DIVERTED_EVENT' && message.divertingDeviceType === 77) {
        const csqId = queueOf.get(message.callId) ?? 0;
        const callers = waiting.filter((callId) => queuesOf.get(agent)?.includes(queueOf.get(callId) ?? 0));
        expect(callers[0]).toBe(message.callId);
        const agents = ready.filter((agentId) => queuesOf.get(agentId)?.includes(csqId));
        if (ready.includes(agent)) expect(agents[0]).toBe(agent);
        if (callers.length > 1) chosen.of++;
        if (agents.length > 1) chosen.among++;
        waiting = waiting.filter((callId) => callId !== message.callId);
        ready.splice(0, ready.length, ...ready.filter((agentId) => agentId !== agent));
      }
    };
    await advanceMinutes(clock, 240, [bridge], () => bridge.take().forEach(take));
    expect(chosen.among).toBeGreaterThan(20);
    expect(chosen.of).toBeGreaterThan(20);
  });

  it('sets work after answered calls with automatic work, and ready after others', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600, agents: 1, queues: 1, ports: 10 });
    const bridge = await openClient(simulator);
    const states: number[] = [];
    await advanceMinutes(clock, 600, [bridge], () => {
      for (const message of bridge.take())
        if (message.type === 'AGENT_STATE_EVENT') states.push(message.agentState);
    });
    const pairs = new Set(states.map((state, i) => `${state} ${states[i + 1]}`));
    // 8 3: the caller hung up while the call rang. 8 2: no answer.
    expect([...pairs]).toEqual(expect.arrayContaining(['8 4', '8 3', '8 2', '4 5', '5 3', '3 8']));
    expect(pairs).not.toContain('8 5');
    expect(pairs).not.toContain('4 3');
  });

  it('keeps no ended call', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600, ports: 10, speed: 20 });
    simulator.start();
    let pending = 0;
    for (let hour = 0; hour < 24; hour++) {
      await clock.advance(180_000);
      const { calls, queues } = simulator.snapshot();
      // Ten ports, twelve agents.
      expect(calls.length).toBeLessThanOrEqual(22);
      expect(queues.flatMap(({ waiting }) => waiting).length).toBeLessThanOrEqual(10);
      pending = Math.max(pending, clock.pending);
    }
    expect(pending).toBe(1);
  });

  it('lets callers wait, abandon and find all ports busy without agents', async () => {
    const { simulator, clock } = simulate({ callsPerHour: 600, agents: 1, ports: 3 });
    const bridge = await openClient(simulator);
    const phases: number[] = [];
    await advanceMinutes(clock, 30, [bridge], () => phases.push(simulator.snapshot().calls.length));
    expect(Math.max(...phases)).toBeLessThanOrEqual(4);
    const seen = bridge.take();
    const abandoned = seen.filter(
      (message) => message.type === 'CALL_CONNECTION_CLEARED_EVENT' && message.releasingDeviceType === 73,
    );
    expect(abandoned.length).toBeGreaterThan(3);
  });

  it('is paused before start() and after stop()', async () => {
    const { simulator, clock } = simulate({ autoStart: false });
    const bridge = await openClient(simulator);
    await advanceMinutes(clock, 10, [bridge]);
    expect(bridge.take().filter(({ type }) => type !== 'HEARTBEAT_CONF')).toEqual([]);
    simulator.start();
    await advanceMinutes(clock, 10, [bridge]);
    expect(bridge.take().filter(({ type }) => type !== 'HEARTBEAT_CONF').length).toBeGreaterThan(20);
    simulator.stop();
    const before = simulator.snapshot();
    await advanceMinutes(clock, 10, [bridge]);
    expect(bridge.take().filter(({ type }) => type !== 'HEARTBEAT_CONF')).toEqual([]);
    expect(simulator.snapshot()).toEqual(before);
  });
});

describe('the seed', () => {
  const hour = async (seed: number, interfere = false): Promise<Uint8Array[]> => {
    const { simulator, clock } = simulate({ seed });
    const client = await openClient(simulator);
    await advanceMinutes(clock, 60, [client], (minute) => {
      if (interfere && minute === 10)
        client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 1, agentId: 'jdoe' });
    });
    await settle();
    return client.link.sent;
  };

  it('reproduces the frames of an hour; another seed gives other frames', async () => {
    const first = await hour(1);
    expect(first.length).toBeGreaterThan(500);
    expect(await hour(1)).toEqual(first);
    expect(await hour(2)).not.toEqual(first);
  });

  it('is not affected by queries', async () => {
    const answers = (frames: Uint8Array[]) => frames.filter((sent) => sent[7] !== 37);
    expect(answers(await hour(1, true))).toEqual(answers(await hour(1)));
  });

  it('gives the same events at any speed', async () => {
    const events = async (speed: number): Promise<string[]> => {
      const { simulator, clock } = simulate({ speed });
      const client = await openClient(simulator);
      const seen: string[] = [];
      for (let step = 0; step < 60 / speed; step++) {
        client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
        await clock.advance(60_000);
        seen.push(
          ...client
            .take()
            .filter(({ type }) => type !== 'HEARTBEAT_CONF')
            .map((m) => JSON.stringify(m)),
        );
      }
      return seen;
    };
    expect(await events(10)).toEqual(await events(1));
  });
});

describe('createSimulator', () => {
  it('rejects invalid sizes', () => {
    expect(() => createSimulator({ agents: 0 })).toThrow(/agents must be above 0/);
    expect(() => createSimulator({ speed: Number.NaN })).toThrow(/speed must be above 0/);
  });

  it('creates the given number of agents and queues', () => {
    const { agents, queues } = createSimulator({ agents: 400, queues: 25 }).snapshot();
    expect(agents).toHaveLength(400);
    expect(queues).toHaveLength(25);
    expect(new Set(agents.map(({ extension }) => extension)).size).toBe(400);
    expect(new Set(agents.flatMap(({ csqIds }) => csqIds)).size).toBe(25);
    for (const { type, csqIds } of agents) {
      expect(csqIds.length).toBeGreaterThanOrEqual(type === 2 ? 0 : 1);
      expect(csqIds.length).toBeLessThanOrEqual(3);
    }
  });

  it('has ten agents, two supervisors, two teams and three queues by default', () => {
    const { agents, queues } = createSimulator().snapshot();
    expect(agents.map(({ type }) => type)).toEqual([...Array(10).fill(1), 2, 2]);
    expect(agents[0]).toMatchObject({ agentId: 'jdoe', extension: '2001', lastName: 'Doe', state: 3 });
    expect(new Set(agents.map(({ teamId }) => teamId))).toEqual(new Set([1, 2]));
    expect(queues.map(({ name }) => name)).toEqual(['Sales', 'Support', 'Billing']);
  });
});
