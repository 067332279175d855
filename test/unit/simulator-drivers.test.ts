import { describe, expect, it } from 'vitest';
import type { Simulator, SimulatorOptions } from '../../simulator/index.ts';
import { createSimulator } from '../../simulator/index.ts';
import { lines, parties } from './simulator-control-harness.ts';
import { openClient, simulate } from './simulator-harness.ts';

/** A center without load in which only the given agents are ready. */
async function center(ready: readonly string[] = [], options: SimulatorOptions = {}) {
  const harness = simulate({ callsPerHour: 0, ...options });
  const { simulator } = harness;
  for (const { agentId, state } of simulator.snapshot().agents) {
    if (state === 1) await simulator.agent(agentId).login();
    if (ready.includes(agentId)) await simulator.agent(agentId).setReady();
    else await simulator.agent(agentId).setNotReady(1);
  }
  const bridge = await openClient(simulator, { clientId: 'bridge' });
  simulator.start();
  return { ...harness, bridge };
}

const partiesOf = (simulator: Simulator): string[][] => simulator.snapshot().calls.map(parties);

describe('the agent driver', () => {
  it('sets states; each promise resolves after its events', async () => {
    const { simulator, bridge } = await center();
    const jdoe = simulator.agent('jdoe');
    await jdoe.logout(10);
    expect(jdoe.snapshot).toMatchObject({ state: 1, reason: 10 });
    await jdoe.login();
    expect(jdoe.snapshot).toMatchObject({ state: 2, reason: 32760 });
    await jdoe.setReady();
    expect(jdoe.snapshot.state).toBe(3);
    await jdoe.setNotReady(7);
    expect(jdoe.snapshot).toMatchObject({ state: 2, reason: 7, clientControlled: true });
    expect(lines(await bridge.answers())).toEqual(['jdoe 1', 'jdoe 2', 'jdoe 3', 'jdoe 2']);
  });

  it('answers, holds, retrieves and wraps up', async () => {
    const { simulator, bridge } = await center(['jdoe']);
    const jdoe = simulator.agent('jdoe');
    const variables = { callVariable1: 'gold', namedVariables: { 'user.Language': 'sv' } };
    const call = await simulator.inboundCall({ ani: '15550001111', dnis: '7000', variables });
    expect(call.snapshot).toMatchObject({ stage: 'offered', ani: '15550001111', callVariable1: 'gold' });
    await simulator.advance(8_000);
    expect((await jdoe.waitForCall()).callId).toBe(call.callId);
    bridge.take();
    expect((await jdoe.answer()).callId).toBe(call.callId);
    expect(partiesOf(simulator)).toEqual([['2001 3', '15550001111 3']]);
    await jdoe.sendDtmf('12#');
    await jdoe.hold();
    expect(call.snapshot?.stage).toBe('held');
    await jdoe.retrieve();
    await jdoe.setData({ callVariable2: 'vip' });
    expect(call.snapshot).toMatchObject({ stage: 'connected', callVariable1: 'gold', callVariable2: 'vip' });
    await jdoe.setNotReady(3);
    expect(jdoe.snapshot).toMatchObject({ state: 4, nextState: 2 });
    await jdoe.setWork();
    await call.hangUp();
    expect(call.snapshot).toBeUndefined();
    expect(jdoe.snapshot.state).toBe(5);
    expect(lines(await bridge.answers())).toEqual([
      'CALL_ESTABLISHED_EVENT',
      'jdoe 4',
      'CALL_HELD_EVENT',
      'CALL_RETRIEVED_EVENT',
      'CALL_DATA_UPDATE_EVENT',
      'jdoe 4',
      'jdoe 4',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
      'jdoe 5',
    ]);
  });

  it('consults, alternates, reconnects, transfers', async () => {
    const { simulator } = await center(['jdoe', 'asmith']);
    const [jdoe, asmith] = [simulator.agent('jdoe'), simulator.agent('asmith')];
    await simulator.inboundCall({ ani: '15550001111' });
    await simulator.advance(8_000);
    await jdoe.answer();
    const consultation = await jdoe.consult('2002');
    await asmith.answer();
    await jdoe.alternate();
    expect(partiesOf(simulator)).toEqual([
      ['2001 3', '15550001111 3'],
      ['2001 4', '2002 3'],
    ]);
    await jdoe.alternate();
    await jdoe.reconnect();
    expect(consultation.snapshot).toBeUndefined();
    await jdoe.consult('2002');
    await asmith.answer();
    await jdoe.transfer();
    expect(partiesOf(simulator)).toEqual([['2002 3', '15550001111 3']]);
    await asmith.transferTo('2001');
    await jdoe.answer();
    expect(partiesOf(simulator)).toEqual([['2001 3', '15550001111 3']]);
    await jdoe.hangUp();
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('conferences; supervisors barge in and intercept', async () => {
    const { simulator } = await center(['jdoe']);
    const [jdoe, kpatel] = [simulator.agent('jdoe'), simulator.agent('kpatel')];
    const call = await jdoe.makeCall('15551234567');
    await simulator.advance(6_000);
    expect(call.snapshot?.stage).toBe('connected');
    await jdoe.consult('2002');
    await simulator.agent('asmith').answer();
    await jdoe.conference();
    expect(partiesOf(simulator)).toEqual([['2001 3', '2002 3', '15551234567 3']]);
    await kpatel.bargeIn('jdoe');
    expect(partiesOf(simulator)[0]).toContain('2011 3');
    await kpatel.intercept('jdoe');
    expect(partiesOf(simulator)[0]).not.toContain('2001 3');
  });

  it('requests assistance of the team supervisor, and declares an emergency', async () => {
    const { simulator, bridge } = await center();
    await simulator.agent('jdoe').requestAssistance();
    await simulator.agent('kpatel').answer();
    expect(partiesOf(simulator)).toEqual([['2001 3', '2011 3']]);
    await simulator.agent('asmith').declareEmergency();
    expect((await bridge.answers()).map(({ type }) => type)).toContain('EMERGENCY_CALL_EVENT');
  });

  it('accepts and rejects an outbound preview', async () => {
    const { simulator } = await center(['jdoe']);
    const contact = { agentId: 'jdoe', campaign: 'Spring', customer: 'Jane Doe', phone: '15552223333' };
    const reservation = await simulator.reserve(contact);
    expect(simulator.agent('jdoe').snapshot.state).toBe(8);
    await simulator.agent('jdoe').respondToPreview('Accept');
    expect(reservation.snapshot).toBeUndefined();
    expect(partiesOf(simulator)).toEqual([['2001 1', '15552223333 2']]);
  });

  it('takes the phone out of service and back', async () => {
    const { simulator, bridge } = await center(['jdoe']);
    await simulator.agent('jdoe').setOutOfService();
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ state: 2, reason: 32759, inService: false });
    await simulator.agent('jdoe').setOutOfService();
    await simulator.agent('jdoe').setInService();
    expect(simulator.agent('jdoe').snapshot.inService).toBe(true);
    const events = (await bridge.answers()).filter(({ type }) => type === 'SYSTEM_EVENT');
    expect(events).toMatchObject([{ systemEventId: 10 }, { systemEventId: 11, eventDeviceId: '2001' }]);
  });

  it.each([
    ['hold', 'hold: jdoe has no active call'],
    ['retrieve', 'retrieve: jdoe has no held call'],
    ['transfer', 'transfer: jdoe has no active call'],
    ['login', 'login: the agent is already logged in'],
    ['setWork', "setWork: not allowed in the agent's current state"],
  ] as const)('%s rejects with the reason of CCX', async (action, message) => {
    const { simulator } = await center();
    await expect(simulator.agent('jdoe')[action]()).rejects.toMatchObject({ code: 'NOT_POSSIBLE', message });
  });
});

describe('waiting', () => {
  it('resolves once the condition holds', async () => {
    const { simulator } = await center(['jdoe']);
    const call = await simulator.inboundCall();
    const seen: string[] = [];
    const note = (what: string) => () => void seen.push(what);
    const all = [
      call.waitForStage('queued', { timeoutMs: 300 }).then(note('queued')),
      simulator.agent('jdoe').waitForState('reserved').then(note('reserved')),
      simulator.agent('jdoe').answer().then(note('answered')),
      call.waitForEnd().then(note('over')),
    ];
    await simulator.advance(8_000);
    await simulator.agent('jdoe').hangUp();
    await Promise.all(all.slice(1));
    expect(seen).toEqual(['reserved', 'answered', 'over']);
    // The call was queued for zero time: no wait can observe it.
    await expect(all[0]).rejects.toThrow('call 16777217 to be queued');
  });

  it('reports the actual state on timeout', async () => {
    const { simulator } = await center(['jdoe']);
    const call = await simulator.inboundCall();
    await expect(simulator.agent('jdoe').answer({ timeoutMs: 20 })).rejects.toMatchObject({
      code: 'WAIT_TIMEOUT',
      message: [
        "Waited 20 ms for a call to ring at jdoe's phone",
        'jdoe is ready, with 0 calls at the phone',
        'the clock moves only with advance()',
      ].join('\n  '),
    });
    simulator.stop();
    await expect(call.waitForEnd({ timeoutMs: 20 })).rejects.toThrow(
      'call 16777217 to end\n  the call is offered\n  center time is stopped',
    );
  });
});

describe('the clock', () => {
  it('can be advanced only if it is a manual clock', async () => {
    const { simulator } = await center();
    await expect(simulator.advance(-1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const real = createSimulator({ callsPerHour: 0 });
    await expect(real.advance(1000)).rejects.toMatchObject({
      code: 'NOT_POSSIBLE',
      details: { action: 'advance' },
    });
  });
});

describe('unknown ids', () => {
  it('are rejected', async () => {
    const { simulator } = await center();
    expect(() => simulator.agent('nobody')).toThrow('unknown agentId: nobody');
    expect(() => simulator.call(7)).toThrow('unknown callId: 7');
    await expect(simulator.inboundCall({ dnis: '1' })).rejects.toThrow('unknown dnis: 1');
    const call = await simulator.inboundCall();
    await simulator.call(call.callId).hangUp();
    await expect(call.hangUp()).rejects.toThrow('hangUp: the call has ended');
    await expect(call.setData({})).rejects.toThrow('setData: the call has ended');
  });
});
