import { describe, expect, it } from 'vitest';
import { connection, controlHarness, lines, parties, type Request } from './simulator-control-harness.ts';

const contact = {
  agentId: 'jdoe',
  campaign: 'LoadCamp',
  customer: 'John Doe',
  phone: '15552223333',
  account: 'AC111',
};

/** jdoe is reserved for a customer. */
async function reserved() {
  const harness = await controlHarness(['jdoe']);
  const own = await harness.agent('jdoe');
  const { callId } = await harness.simulator.reserve(contact);
  const received = await own.answers();
  const respond = (response: string): Request => ({
    type: 'SET_CALL_DATA_REQ',
    ...connection(callId, '2001'),
    callType: 18,
    calledPartyDisposition: 0,
    namedVariables: [{ name: 'BAResponse', value: response }],
  });
  return { ...harness, own, callId, received, respond };
}

const cleared = ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'];

describe('an outbound preview', () => {
  it('starts as in the guide', async () => {
    const { received, callId, call } = await reserved();
    expect(lines(received)).toEqual(['jdoe 8', 'BEGIN_CALL_EVENT 18', 'CALL_DELIVERED_EVENT']);
    expect(received[1]).toMatchObject({
      callId,
      connectionDeviceId: '2001',
      namedVariables: [
        { name: 'BACampaign', value: 'LoadCamp' },
        { name: 'BACampaignID', value: '' },
        { name: 'BAStatus', value: 'DO' },
        { name: 'BAResponse', value: '' },
        { name: 'user.layout', value: 'OODefault' },
        { name: 'BAAccountNumber', value: 'AC111' },
        { name: 'BADialedListID', value: expect.stringMatching(/^\d+$/) },
        { name: 'BABuddyName', value: 'John,Doe' },
      ],
    });
    expect(received[2]).toMatchObject({
      localConnectionState: 2,
      alertingDeviceId: '2001',
      calledDeviceId: '2001',
      eventCause: 22,
    });
    expect(parties(call(callId))).toEqual(['2001 2']);
  });

  it('calls the customer on Accept', async () => {
    const { own, respond, sendConfirmed, wait, state, simulator } = await reserved();
    const received = await sendConfirmed(own, respond('Accept'));
    expect(lines(received)).toEqual([
      'SET_CALL_DATA_CONF',
      'CALL_DATA_UPDATE_EVENT',
      ...cleared,
      'BEGIN_CALL_EVENT 17',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(received[1]).toMatchObject({
      callType: 18,
      namedVariables: [{ name: 'BAResponse', value: 'Accept' }],
    });
    expect(received[5]).toMatchObject({
      namedVariables: expect.arrayContaining([{ name: 'BAStatus', value: 'CO' }]),
    });
    expect(state('jdoe')[0]).toBe(8);
    await wait(5);
    expect(lines(own.take())).toEqual(['CALL_ESTABLISHED_EVENT', 'jdoe 4']);
    expect(parties(simulator.snapshot().calls[0])).toEqual(['2001 3', '15552223333 3']);
    await simulator.hangUp('15552223333');
    expect(state('jdoe')[0]).toBe(3);
  });

  it.each([
    ['Reject', ['CALL_DATA_UPDATE_EVENT', ...cleared, 'jdoe 3'], [3, 0]],
    ['Reject-Close', ['CALL_DATA_UPDATE_EVENT', ...cleared, 'jdoe 3'], [3, 0]],
    ['Skip', ['CALL_DATA_UPDATE_EVENT', 'jdoe 3', ...cleared], [3, 0]],
    ['Skip-Close', ['CALL_DATA_UPDATE_EVENT', 'jdoe 3', ...cleared], [3, 0]],
    ['Cancel Reservation', ['CALL_DATA_UPDATE_EVENT', ...cleared, 'jdoe 2'], [2, 32752]],
  ] as const)('ends on %s', async (response, flow, left) => {
    const { own, respond, sendConfirmed, state, simulator } = await reserved();
    expect(lines(await sendConfirmed(own, respond(response)))).toEqual(['SET_CALL_DATA_CONF', ...flow]);
    expect(state('jdoe')).toEqual(left);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('refuses invalid responses, and agents who are not ready', async () => {
    const { own, respond, sendRequest, simulator, state, callId } = await reserved();
    expect(await sendRequest(own, respond('Perhaps'))).toMatchObject([{ failureCode: 3 }]);
    expect(await sendRequest(own, { type: 'ANSWER_CALL_REQ', ...connection(callId, '2001') })).toMatchObject([
      { failureCode: 2 },
    ]);
    expect(state('jdoe')[0]).toBe(8);
    await expect(simulator.reserve(contact)).rejects.toThrow(/not ready/);
    await expect(simulator.reserve({ ...contact, agentId: 'nobody' })).rejects.toThrow(
      /unknown agentId: nobody/,
    );
  });

  it('times out, and the agent is not ready', async () => {
    const { own, wait, state, simulator } = await reserved();
    await wait(29);
    expect(lines(own.take())).toEqual([]);
    await wait(1);
    expect(lines(own.take())).toEqual([...cleared, 'jdoe 2']);
    expect(state('jdoe')).toEqual([2, 32763]);
    expect(simulator.snapshot().calls).toEqual([]);
  });

  it('uses the timeout of the contact', async () => {
    const { simulator, wait, state } = await controlHarness(['jdoe']);
    await simulator.reserve({ ...contact, timeoutSeconds: 60 });
    await wait(59);
    expect(state('jdoe')[0]).toBe(8);
    await wait(1);
    expect(state('jdoe')).toEqual([2, 32763]);
  });
});

describe('a preview call', () => {
  /** The customer has answered. */
  async function talking() {
    const harness = await reserved();
    await harness.sendConfirmed(harness.own, harness.respond('Accept'));
    await harness.wait(5);
    const [call] = harness.simulator.snapshot().calls;
    const callId = call?.callId ?? 0;
    const classify = (response: string): Request =>
      ({ ...harness.respond(response), callId, callType: 17 }) as Request;
    const named = (name: string): string | undefined =>
      harness.call(callId)?.namedVariables.find((variable) => variable.name === name)?.value;
    return { ...harness, callId, classify, named };
  }

  it.each(['REX_VOICE', 'REX_ANS_MACHINE', 'DO_NOT_CALL', 'BUSY', 'Callback 12312026 14:30'])(
    'can be classified as %s',
    async (response) => {
      const { own, sendConfirmed, classify, named } = await talking();
      expect(lines(await sendConfirmed(own, classify(response)))).toContain('CALL_DATA_UPDATE_EVENT');
      expect(named('BAResponse')).toBe(response);
    },
  );

  it.each(['Accept', 'Callback mmddyyyy hh:mm', 'Callback 13312026 14:30', 'GOOD'])(
    'cannot be classified as %s',
    async (response) => {
      const { own, sendRequest, classify, named } = await talking();
      expect(await sendRequest(own, classify(response))).toMatchObject([{ failureCode: 3 }]);
      expect(named('BAResponse')).toBe('Accept');
    },
  );

  it('sets BAStatus when the customer is transferred', async () => {
    const { own, sendConfirmed, callId, named, call } = await talking();
    expect(named('BAStatus')).toBe('CO');
    await sendConfirmed(own, {
      type: 'TRANSFER_CALL_REQ',
      activeCallId: callId,
      heldCallId: 0xffffffff,
      activeConnectionDeviceType: 0,
      heldConnectionDeviceType: 0xffff,
      activeConnectionDeviceId: '2001',
      dialedNumber: '2002',
    });
    expect(parties(call(callId))).toEqual(['2002 2', '15552223333 3']);
    expect(named('BAStatus')).toBe('ZO');
  });
});
