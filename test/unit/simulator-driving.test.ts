import { describe, expect, it } from 'vitest';
import type { Simulator, SimulatorOptions } from '../../simulator/index.ts';
import { createSimulator } from '../../simulator/index.ts';
import { lines, parties } from './simulator-control-harness.ts';
import { openClient, simulate } from './simulator-harness.ts';

/** A center in which only the named agents are ready, and nothing happens but what the test makes happen. */
async function center(ready: readonly string[] = [], options: SimulatorOptions = {}) {
  const made = simulate({ callsPerHour: 0, ...options });
  const { simulator } = made;
  for (const { agentId, state } of simulator.truth().agents) {
    if (state === 1) await simulator.agent(agentId).logsIn();
    if (ready.includes(agentId)) await simulator.agent(agentId).goesReady();
    else await simulator.agent(agentId).goesNotReady(1);
  }
  const bridge = await openClient(simulator, { clientId: 'bridge' });
  simulator.start();
  return { ...made, bridge };
}

const partiesOf = (simulator: Simulator): string[][] => simulator.truth().calls.map(parties);

describe('an agent in the hand of a test', () => {
  it('lives a day; each step has its effect when its promise resolves', async () => {
    const { simulator, bridge } = await center();
    const jdoe = simulator.agent('jdoe');
    await jdoe.logsOut(10);
    expect(jdoe.truth).toMatchObject({ state: 1, reason: 10 });
    await jdoe.logsIn();
    expect(jdoe.truth).toMatchObject({ state: 2, reason: 32760 });
    await jdoe.goesReady();
    expect(jdoe.truth.state).toBe(3);
    await jdoe.goesNotReady(7);
    expect(jdoe.truth).toMatchObject({ state: 2, reason: 7, driven: true });
    expect(lines(await bridge.answers())).toEqual(['jdoe 1', 'jdoe 2', 'jdoe 3', 'jdoe 2']);
  });

  it('answers, holds, retrieves and wraps up', async () => {
    const { simulator, bridge } = await center(['jdoe']);
    const jdoe = simulator.agent('jdoe');
    const variables = { callVariable1: 'gold', namedVariables: { 'user.Language': 'sv' } };
    const call = await simulator.inboundCall({ ani: '15550001111', dnis: '7000', variables });
    expect(call.truth).toMatchObject({ stage: 'offered', ani: '15550001111', callVariable1: 'gold' });
    await simulator.advance(8_000);
    expect((await jdoe.rings()).callId).toBe(call.callId);
    bridge.take();
    expect((await jdoe.answers()).callId).toBe(call.callId);
    expect(partiesOf(simulator)).toEqual([['2001 3', '15550001111 3']]);
    await jdoe.sendsTones('12#');
    await jdoe.holds();
    expect(call.truth?.stage).toBe('held');
    await jdoe.retrieves();
    await jdoe.setsData({ callVariable2: 'vip' });
    expect(call.truth).toMatchObject({ stage: 'connected', callVariable1: 'gold', callVariable2: 'vip' });
    await jdoe.goesNotReady(3);
    expect(jdoe.truth).toMatchObject({ state: 4, nextState: 2 });
    await jdoe.wrapsUp();
    await call.hangsUp();
    expect(call.truth).toBeUndefined();
    expect(jdoe.truth.state).toBe(5);
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
    await jdoe.answers();
    const consultation = await jdoe.consults('2002');
    await asmith.answers();
    await jdoe.alternates();
    expect(partiesOf(simulator)).toEqual([
      ['2001 3', '15550001111 3'],
      ['2001 4', '2002 3'],
    ]);
    await jdoe.alternates();
    await jdoe.reconnects();
    expect(consultation.truth).toBeUndefined();
    await jdoe.consults('2002');
    await asmith.answers();
    await jdoe.transfers();
    expect(partiesOf(simulator)).toEqual([['2002 3', '15550001111 3']]);
    await asmith.transfersTo('2001');
    await jdoe.answers();
    expect(partiesOf(simulator)).toEqual([['2001 3', '15550001111 3']]);
    await jdoe.hangsUp();
    expect(simulator.truth().calls).toEqual([]);
  });

  it('makes conferences, which supervisors join and take over', async () => {
    const { simulator } = await center(['jdoe']);
    const [jdoe, kpatel] = [simulator.agent('jdoe'), simulator.agent('kpatel')];
    const call = await jdoe.calls('15551234567');
    await simulator.advance(6_000);
    expect(call.truth?.stage).toBe('connected');
    await jdoe.consults('2002');
    await simulator.agent('asmith').answers();
    await jdoe.conferences();
    expect(partiesOf(simulator)).toEqual([['2001 3', '2002 3', '15551234567 3']]);
    await kpatel.bargesIn('jdoe');
    expect(partiesOf(simulator)[0]).toContain('2011 3');
    await kpatel.intercepts('jdoe');
    expect(partiesOf(simulator)[0]).not.toContain('2001 3');
  });

  it('asks the supervisor of the team, and declares an emergency', async () => {
    const { simulator, bridge } = await center();
    await simulator.agent('jdoe').asksSupervisor();
    await simulator.agent('kpatel').answers();
    expect(partiesOf(simulator)).toEqual([['2001 3', '2011 3']]);
    await simulator.agent('asmith').declaresEmergency();
    expect((await bridge.answers()).map(({ type }) => type)).toContain('EMERGENCY_CALL_EVENT');
  });

  it('takes or leaves an outbound preview', async () => {
    const { simulator } = await center(['jdoe']);
    const contact = { agentId: 'jdoe', campaign: 'Spring', customer: 'Jane Doe', phone: '15552223333' };
    const reservation = await simulator.reserve(contact);
    expect(simulator.agent('jdoe').truth.state).toBe(8);
    await simulator.agent('jdoe').responds('Accept');
    expect(reservation.truth).toBeUndefined();
    expect(partiesOf(simulator)).toEqual([['2001 1', '15552223333 2']]);
  });

  it('loses the phone and gets it back', async () => {
    const { simulator, bridge } = await center(['jdoe']);
    await simulator.agent('jdoe').deviceDown();
    expect(simulator.agent('jdoe').truth).toMatchObject({ state: 2, reason: 32759, inService: false });
    await simulator.agent('jdoe').deviceDown();
    await simulator.agent('jdoe').deviceUp();
    expect(simulator.agent('jdoe').truth.inService).toBe(true);
    const told = (await bridge.answers()).filter(({ type }) => type === 'SYSTEM_EVENT');
    expect(told).toMatchObject([{ systemEventId: 10 }, { systemEventId: 11, eventDeviceId: '2001' }]);
  });

  it.each([
    ['holds', 'holds: jdoe has no active call'],
    ['retrieves', 'retrieves: jdoe has no held call'],
    ['transfers', 'transfers: jdoe has no active call'],
    ['logsIn', 'logsIn: the agent is logged in already'],
    ['wrapsUp', "wrapsUp: the agent's state does not allow that now"],
  ] as const)('%s only where CCX allows it', async (action, message) => {
    const { simulator } = await center();
    await expect(simulator.agent('jdoe')[action]()).rejects.toMatchObject({ code: 'NOT_POSSIBLE', message });
  });
});

describe('waiting', () => {
  it('is over as soon as it is true', async () => {
    const { simulator } = await center(['jdoe']);
    const call = await simulator.inboundCall();
    const seen: string[] = [];
    const note = (what: string) => () => void seen.push(what);
    const all = [
      call.becomes('queued', { timeoutMs: 300 }).then(note('queued')),
      simulator.agent('jdoe').becomes('reserved').then(note('reserved')),
      simulator.agent('jdoe').answers().then(note('answered')),
      call.ends().then(note('over')),
    ];
    await simulator.advance(8_000);
    await simulator.agent('jdoe').hangsUp();
    await Promise.all(all.slice(1));
    expect(seen).toEqual(['reserved', 'answered', 'over']);
    // It was queued for no time at all: nobody can have seen it.
    await expect(all[0]).rejects.toThrow('call 16777217 to be queued');
  });

  it('ends with what there is instead', async () => {
    const { simulator } = await center(['jdoe']);
    const call = await simulator.inboundCall();
    await expect(simulator.agent('jdoe').answers({ timeoutMs: 20 })).rejects.toMatchObject({
      code: 'WAIT_TIMEOUT',
      message: [
        "Waited 20 ms in vain for a call to ring at jdoe's phone",
        'jdoe is ready, with 0 calls at the phone',
        'time passes only by advance()',
      ].join('\n  '),
    });
    simulator.stop();
    await expect(call.ends({ timeoutMs: 20 })).rejects.toThrow(
      "call 16777217 to end\n  the call is offered\n  the center's time stands still",
    );
  });
});

describe('the clock', () => {
  it('is moved by hand only where it was made for that', async () => {
    const { simulator } = await center();
    await expect(simulator.advance(-1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const real = createSimulator({ callsPerHour: 0 });
    await expect(real.advance(1000)).rejects.toMatchObject({
      code: 'NOT_POSSIBLE',
      details: { action: 'advance' },
    });
  });
});

describe('names that nobody has', () => {
  it('are told at once', async () => {
    const { simulator } = await center();
    expect(() => simulator.agent('nobody')).toThrow('agentId: there is no nobody');
    expect(() => simulator.call(7)).toThrow('callId: there is no 7');
    await expect(simulator.inboundCall({ dnis: '1' })).rejects.toThrow(
      'dnis: there is no trigger or phone 1',
    );
    const call = await simulator.inboundCall();
    await simulator.call(call.callId).hangsUp();
    await expect(call.hangsUp()).rejects.toThrow('hangsUp: the call is over');
    await expect(call.setsData({})).rejects.toThrow('setsData: the call is over');
  });
});
