import { describe, expect, it } from 'vitest';
import { desk, leg, lines, parties, type Request } from './simulator-control-harness.ts';

const contact = {
  agentId: 'jdoe',
  campaign: 'LoadCamp',
  customer: 'John Doe',
  phone: '15552223333',
  account: 'AC111',
};

/** jdoe is reserved for a customer. */
async function reserved() {
  const made = await desk(['jdoe']);
  const own = await made.agent('jdoe');
  const { callId } = await made.simulator.reserve(contact);
  const heard = await own.answers();
  const respond = (response: string): Request => ({
    type: 'SET_CALL_DATA_REQ',
    ...leg(callId, '2001'),
    callType: 18,
    calledPartyDisposition: 0,
    namedVariables: [{ name: 'BAResponse', value: response }],
  });
  return { ...made, own, callId, heard, respond };
}

const cleared = ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'];

describe('an outbound preview', () => {
  it('begins as in the guide', async () => {
    const { heard, callId, call } = await reserved();
    expect(lines(heard)).toEqual(['jdoe 8', 'BEGIN_CALL_EVENT 18', 'CALL_DELIVERED_EVENT']);
    expect(heard[1]).toMatchObject({
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
    expect(heard[2]).toMatchObject({
      localConnectionState: 2,
      alertingDeviceId: '2001',
      calledDeviceId: '2001',
      eventCause: 22,
    });
    expect(parties(call(callId))).toEqual(['2001 2']);
  });

  it('calls the customer on Accept', async () => {
    const { own, respond, done, wait, state, simulator } = await reserved();
    const heard = await done(own, respond('Accept'));
    expect(lines(heard)).toEqual([
      'SET_CALL_DATA_CONF',
      'CALL_DATA_UPDATE_EVENT',
      ...cleared,
      'BEGIN_CALL_EVENT 17',
      'CALL_SERVICE_INITIATED_EVENT',
      'CALL_ORIGINATED_EVENT',
      'CALL_DELIVERED_EVENT',
    ]);
    expect(heard[1]).toMatchObject({
      callType: 18,
      namedVariables: [{ name: 'BAResponse', value: 'Accept' }],
    });
    expect(heard[5]).toMatchObject({
      namedVariables: expect.arrayContaining([{ name: 'BAStatus', value: 'CO' }]),
    });
    expect(state('jdoe')[0]).toBe(8);
    await wait(5);
    expect(lines(own.take())).toEqual(['CALL_ESTABLISHED_EVENT', 'jdoe 4']);
    expect(parties(simulator.truth().calls[0])).toEqual(['2001 3', '15552223333 3']);
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
    const { own, respond, done, state, simulator } = await reserved();
    expect(lines(await done(own, respond(response)))).toEqual(['SET_CALL_DATA_CONF', ...flow]);
    expect(state('jdoe')).toEqual(left);
    expect(simulator.truth().calls).toEqual([]);
  });

  it('refuses responses that there are not, and agents who are not ready', async () => {
    const { own, respond, ask, simulator, state, callId } = await reserved();
    expect(await ask(own, respond('Perhaps'))).toMatchObject([{ failureCode: 3 }]);
    expect(await ask(own, { type: 'ANSWER_CALL_REQ', ...leg(callId, '2001') })).toMatchObject([
      { failureCode: 2 },
    ]);
    expect(state('jdoe')[0]).toBe(8);
    await expect(simulator.reserve(contact)).rejects.toThrow(/not ready/);
    await expect(simulator.reserve({ ...contact, agentId: 'nobody' })).rejects.toThrow(/there is no nobody/);
  });
});
