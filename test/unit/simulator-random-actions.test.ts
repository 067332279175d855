import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createClientState } from '../../core/state.ts';
import type { Snapshot } from '../../simulator/index.ts';
import { createRandom, type Random } from '../../simulator/model/random.ts';
import {
  type ControlHarness,
  connection,
  controlHarnessOf,
  type Request,
} from './simulator-control-harness.ts';
import { setState, simulate } from './simulator-harness.ts';
import { snapshotDifferences, violatedInvariants } from './simulator-invariants.ts';

/** A request with mostly valid arguments. */
function anyRequest(random: Random, { calls, agents }: Snapshot): Request {
  const agent = random.pick(agents);
  const two = agents.filter(({ callIds }) => callIds.length === 2);
  const joins = two.length > 0 && random.chance(0.4);
  const chosen = joins ? random.pick(two) : undefined;
  const any = random.chance(0.95) && calls.length > 0 ? random.pick(calls) : undefined;
  const callId = chosen?.callId ?? any?.callId ?? 1;
  const phones = (any?.connections ?? []).filter(({ deviceType }) => deviceType === 76);
  const anyPhone = phones.length > 0 && random.chance(0.95) ? random.pick(phones).deviceId : agent.extension;
  const device = chosen?.extension ?? anyPhone;
  const line = agents.find(({ extension }) => extension === device)?.callIds ?? [];
  const other = line.find((id) => id !== callId) ?? callId;
  const number = random.pick([
    random.pick(agents).extension,
    random.pick(['7000', '7001']),
    `1555${random.below(1000) + 1000}`,
    '2999',
  ]);
  const pair = {
    activeCallId: callId,
    activeConnectionDeviceType: 0,
    activeConnectionDeviceId: device,
    heldConnectionDeviceType: 0,
    heldConnectionDeviceId: device,
    agentInstrument: device,
  };
  return random.pick<() => Request>([
    () => ({ type: 'MAKE_CALL_REQ', agentInstrument: agent.extension, dialedNumber: number }),
    () => ({ type: 'ANSWER_CALL_REQ', ...connection(callId, device) }),
    () => ({ type: 'ANSWER_CALL_REQ', ...connection(callId, device) }),
    () => ({ type: 'CLEAR_CALL_REQ', ...connection(callId, device) }),
    () => ({ type: 'CLEAR_CONNECTION_REQ', ...connection(callId, device) }),
    () => ({ type: 'HOLD_CALL_REQ', ...connection(callId, device) }),
    () => ({
      type: 'RETRIEVE_CALL_REQ',
      heldCallId: callId,
      heldConnectionDeviceType: 0,
      heldConnectionDeviceId: device,
    }),
    () => ({
      type: 'ALTERNATE_CALL_REQ',
      activeCallId: callId,
      activeConnectionDeviceType: 0,
      activeConnectionDeviceId: device,
      otherCallId: other,
      otherConnectionDeviceType: 0,
      otherConnectionDeviceId: device,
    }),
    () => ({ type: 'RECONNECT_CALL_REQ', ...pair, heldCallId: other, heldConnectionDeviceId: device }),
    () => ({ type: 'CONSULT_CALL_REQ', ...pair, consultType: 0, dialedNumber: number }),
    () => ({ type: 'CONSULT_CALL_REQ', ...pair, consultType: 0, dialedNumber: number }),
    () => ({ type: 'TRANSFER_CALL_REQ', ...pair, heldCallId: other }),
    () => ({ type: 'TRANSFER_CALL_REQ', ...pair, heldCallId: 0xffffffff, dialedNumber: number }),
    () => ({ type: 'CONFERENCE_CALL_REQ', ...pair, heldCallId: other }),
    () => ({ type: 'CONFERENCE_CALL_REQ', ...pair, heldCallId: 0xffffffff, dialedNumber: number }),
    () => ({ type: 'ANSWER_CALL_REQ', ...connection(0xffffffff, device) }),
    () => ({
      type: 'SUPERVISE_CALL_REQ',
      agentCallId: callId,
      supervisorCallId: 0xffffffff,
      agentConnectionDeviceType: 0,
      supervisorConnectionDeviceType: 0xffff,
      supervisoryAction: random.pick([0, 3, 4]),
      agentConnectionDeviceId: device,
      supervisorInstrument: '2011',
    }),
    () => ({ type: 'SUPERVISOR_ASSIST_REQ', ...connection(callId, device) }),
    () => ({
      type: 'SET_CALL_DATA_REQ',
      ...connection(callId, device),
      callType: 0,
      calledPartyDisposition: 0,
      callVariable5: String(random.below(9)),
      namedVariables: [{ name: 'BAResponse', value: random.pick(['Accept', 'Reject', 'Skip']) }],
    }),
  ])();
}

/** Each client receives one begin and one end per call. */
class Balance {
  readonly live = new Set<number>();
  readonly violations: string[] = [];

  take(messages: readonly CtiMessage[]): void {
    for (const message of messages) {
      if (message.type === 'BEGIN_CALL_EVENT') {
        if (this.live.has(message.callId)) this.violations.push(`${message.callId} begins twice`);
        this.live.add(message.callId);
      } else if (message.type === 'END_CALL_EVENT') {
        if (!this.live.delete(message.callId)) this.violations.push(`${message.callId} ends and never began`);
      } else if (message.type === 'CALL_CONFERENCED_EVENT') {
        this.live.delete(message.primaryCallId);
        this.live.add(message.connectedParties?.[0]?.connectedPartyCallId ?? 0);
      } else if (message.type === 'CALL_DATA_UPDATE_EVENT') {
        if (message.callType !== 15 && !this.live.has(message.callId))
          this.violations.push(`data of ${message.callId}, which never began`);
      } else if ('callId' in message && message.type.endsWith('_EVENT')) {
        if (message.type === 'SUPERVISOR_ASSIST_EVENT') continue;
        if (!this.live.has(message.callId)) this.violations.push(`${message.type} of ${message.callId}`);
      }
    }
  }
}

/** Runs random actions of clients and customers. */
async function runRandomActions(
  seed: number,
  steps: number,
): Promise<{ desk: ControlHarness; violations: string[]; received: Set<string> }> {
  const violations: string[] = [];
  const received = new Set<string>();
  const logger = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (message: string, facts?: unknown) => void violations.push(`${message} ${JSON.stringify(facts)}`),
  };
  const { simulator, clock } = simulate({
    seed,
    callsPerHour: 60,
    queues: 2,
    logger,
    autoAnswer: seed % 2 === 0,
  });
  const desk = await controlHarnessOf(simulator, clock);
  const own = await desk.agent('jdoe');
  await simulator.changeAgent('fokafor', { extension: '2001' });
  await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 20 }, selection: 'most skilled' });
  await simulator.changeQueue(2, {
    overflow: { csqId: 1, afterSeconds: 40 },
    autoWork: true,
    wrapUpSeconds: 5,
  });
  const random = createRandom(seed);
  const bridged = new Balance();
  const agent = new Balance();
  const state = createClientState({ clock, keepEndedMs: 0, savedConfiguration: undefined });
  state.diagnostics$.subscribe((diagnostic) => violations.push(JSON.stringify(diagnostic)));
  for (let step = 0; step < steps && violations.length === 0; step++) {
    const truth = simulator.snapshot();
    const { calls, agents } = truth;
    const roll = random.next();
    const request = anyRequest(random, truth);
    let answers: CtiMessage[] = [];
    if (roll < 0.7) answers = await desk.sendRequest(desk.bridge, request);
    else if (roll < 0.75) {
      const { agentId, extension } = random.pick(agents);
      desk.bridge.send(setState(1, agentId, 3, { agentInstrument: extension }));
      answers = await desk.bridge.answers();
    } else if (roll < 0.8 && calls.length > 0) {
      await simulator.hangUp(random.pick(random.pick(calls).connections).deviceId);
    } else if (roll < 0.83) {
      const ready = agents.find(({ state, callIds }) => state === 3 && callIds.length === 0);
      if (ready)
        await simulator.reserve({ agentId: ready.agentId, campaign: 'c', customer: 'A B', phone: '15559' });
    } else if (roll < 0.84) {
      const { setOutOfService: deviceDown, setInService: deviceUp } = simulator.agent(
        random.pick(agents).agentId,
      );
      await deviceDown();
      await deviceUp();
    } else if (roll < 0.86) {
      // A forced login at a phone logs out the other agent.
      const { agentId, extension } = random.pick(agents);
      const login = { agentInstrument: extension, agentPassword: '12345', forcedFlag: 1 };
      desk.bridge.send(setState(1, agentId, random.pick([0, 1]), login));
      answers = await desk.bridge.answers();
    } else if (roll < 0.88) {
      const dnis = random.pick([random.pick(agents).extension, '7000', '7001']);
      // The phone may be busy, or all ports in use.
      await simulator.inboundCall({ dnis, priority: 1 + random.below(10) }).catch(() => {});
    } else if (roll < 0.89) {
      const csqIds = random.pick([[1], [2], [1, 2], []]);
      await simulator.changeAgent(random.pick(agents).agentId, { csqIds });
    } else await desk.wait(random.between(0.5, 20));
    answers = [...answers, ...(await desk.bridge.answers())];
    for (const message of answers) {
      received.add(message.type);
      if (message.type === 'AGENT_STATE_EVENT') received.add(`reason ${message.eventReasonCode}`);
    }
    bridged.take(answers);
    for (const message of answers) state.apply(message);
    agent.take(await own.answers());
    violations.push(...violatedInvariants(simulator.snapshot()), ...bridged.violations, ...agent.violations);
    if (step % 10 === 0) violations.push(...(await snapshotDifferences(desk)));
    if (violations.length > 0) violations.unshift(`seed ${seed}, step ${step}: ${JSON.stringify(request)}`);
  }
  return { desk, violations, received };
}

describe('random actions of clients and drivers', () => {
  it('keep all invariants', async () => {
    const all = new Set<string>();
    for (let seed = 1; seed <= 30; seed++) {
      const { desk, violations, received } = await runRandomActions(seed, 250);
      expect(violations).toEqual([]);
      for (const type of received) all.add(type);
      // After all parties have hung up, no calls remain and all ports are free.
      const { simulator } = desk;
      simulator.stop();
      for (let calls = simulator.snapshot().calls; calls.length > 0; calls = simulator.snapshot().calls) {
        const ends = calls.flatMap(({ connections }) => connections).map(({ deviceId }) => deviceId);
        expect(await Promise.all(ends.map((deviceId) => simulator.hangUp(deviceId)))).toContain(true);
      }
      for (let port = 0; port < 10; port++) await simulator.inboundCall();
      await expect(simulator.inboundCall()).rejects.toThrow(/all CTI ports are taken/);
    }
    expect([...all]).toEqual(
      expect.arrayContaining([
        'TRANSFER_CALL_CONF',
        'CONFERENCE_CALL_CONF',
        'RECONNECT_CALL_CONF',
        'ALTERNATE_CALL_CONF',
        'SUPERVISE_CALL_CONF',
        'SUPERVISOR_ASSIST_CONF',
        'CALL_FAILED_EVENT',
        'CALL_DEQUEUED_EVENT',
        'reason 32741', // another agent took the extension
        'reason 32758', // the time for wrapping up is over
      ]),
    );
  }, 60_000);

  it('are reproducible with the same seed', async () => {
    const frames = async (seed: number) => (await runRandomActions(seed, 120)).desk.bridge.link.sent;
    const first = await frames(3);
    expect(first.length).toBeGreaterThan(150);
    expect(await frames(3)).toEqual(first);
    expect(await frames(4)).not.toEqual(first);
  });
});
