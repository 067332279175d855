import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveCall } from '../../core/calls/live-call.ts';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import { CtiError } from '../../core/errors.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { type AgentMode, agentMode, bridgeMode } from '../../core/session/open-request.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { openConf, type ScriptedServer, servers } from './scripted-server.ts';

let clock: FakeClock;
let node: ScriptedServer;
let client: CtiClient;

beforeEach(async () => {
  clock = new FakeClock();
  const { network, nodes } = servers(clock, 'a');
  node = nodes[0] as ScriptedServer;
  node.onOpen = (open) => openConf(open, { servicesGranted: (open.servicesRequested | 0x80) & ~0x40000 });
  client = createCtiClient({
    transport: network.transport,
    endpoints: [node.endpoint],
    mode: bridgeMode({ clientId: 'control' }),
    clock,
    random: () => 0,
    keepEndedMs: 1000,
  });
  await client.connect();
  await tell(agent('jdoe', '2001', 3));
});

async function tell(...events: CtiMessage[]): Promise<void> {
  for (const event of events) node.send(event);
  await settle();
}

const ids = (callId: number, connectionDeviceId = '2001') => ({
  connectionDeviceType: 0,
  callId,
  connectionDeviceId,
});
const agent = (agentId: string, agentExtension: string, agentState: number): CtiMessage => ({
  type: 'AGENT_STATE_EVENT',
  csqState: 0,
  stateDuration: 0,
  csqId: 0xffffffff,
  agentState,
  eventReasonCode: 0,
  agentId,
  agentExtension,
});
const begin = (callId: number, callType = 1): CtiMessage => ({
  type: 'BEGIN_CALL_EVENT',
  ...ids(callId),
  callType,
  calledPartyDisposition: 0,
});
const line = {
  lineType: 3,
  applicationId: 0xffffffff,
  csqId: 0xffffffff,
  callingDeviceType: 0,
  calledDeviceType: 76,
  lastRedirectDeviceType: 0xffff,
  eventCause: 0xffff,
};
const delivered = (callId: number, alertingDeviceId = '2001'): CtiMessage => ({
  type: 'CALL_DELIVERED_EVENT',
  ...ids(callId, alertingDeviceId),
  ...line,
  alertingDeviceType: 76,
  localConnectionState: 2,
  alertingDeviceId,
});
const established = (
  callId: number,
  answeringDeviceId = '2001',
  callingDeviceId = '4930123',
): CtiMessage => ({
  type: 'CALL_ESTABLISHED_EVENT',
  ...ids(callId, answeringDeviceId),
  ...line,
  answeringDeviceType: 76,
  localConnectionState: 3,
  answeringDeviceId,
  callingDeviceId,
});
const held = (callId: number, eventCause = 0xffff): CtiMessage => ({
  type: 'CALL_HELD_EVENT',
  ...ids(callId),
  holdingDeviceType: 76,
  localConnectionState: 4,
  eventCause,
  holdingDeviceId: '2001',
});

function live(id: number): LiveCall {
  const call = client.calls.get(id);
  if (call === undefined) throw new Error(`no call ${id}`);
  return call;
}

/** Runs an action, confirms its request, and returns the request. */
async function confirm(
  action: Promise<unknown>,
  answer: (invokeId: number) => CtiMessage,
): Promise<CtiMessage> {
  await settle();
  const request = node.received.at(-1) as CtiMessage & { invokeId: number };
  node.send(answer(request.invokeId));
  await action;
  return request;
}

const ringing = (): Promise<void> => tell(begin(1), delivered(1));
const talking = (): Promise<void> => tell(begin(1), delivered(1), established(1));
const consulting = (): Promise<void> =>
  tell(begin(1), established(1), held(1), begin(2, 12), established(2, '2002', '2001'));

describe('actions on a call', () => {
  it.each([
    ['answer', ringing, (call: LiveCall) => call.answer(), 'ANSWER_CALL_REQ', ids(1)],
    ['clear', talking, (call: LiveCall) => call.clear(), 'CLEAR_CALL_REQ', ids(1)],
    ['clearConnection', talking, (call: LiveCall) => call.clearConnection(), 'CLEAR_CONNECTION_REQ', ids(1)],
    ['hold', talking, (call: LiveCall) => call.hold(), 'HOLD_CALL_REQ', ids(1)],
    [
      'sendDtmf',
      talking,
      (call: LiveCall) => call.sendDtmf('12#', { toneMs: 80 }),
      'SEND_DTMF_SIGNAL_REQ',
      { dtmfString: '12#', toneDuration: 80, pauseDuration: 0 },
    ],
    [
      'setData',
      talking,
      (call: LiveCall) =>
        call.setData({
          variables: { 3: 'x' },
          namedVariables: { 'user.id': '7' },
          namedArrays: { list: ['a', undefined, 'c'] },
        }),
      'SET_CALL_DATA_REQ',
      {
        callVariable3: 'x',
        namedVariables: [{ name: 'user.id', value: '7' }],
        namedArrays: [
          { index: 0, name: 'list', value: 'a' },
          { index: 2, name: 'list', value: 'c' },
        ],
      },
    ],
    [
      'bargeIn',
      talking,
      (call: LiveCall) => call.bargeIn('2011', { at: '2001' }),
      'SUPERVISE_CALL_REQ',
      {
        supervisoryAction: 3,
        agentCallId: 1,
        agentConnectionDeviceId: '2001',
        supervisorConnectionDeviceId: '2011',
      },
    ],
    [
      'intercept',
      talking,
      (call: LiveCall) => call.intercept('2011'),
      'SUPERVISE_CALL_REQ',
      { supervisoryAction: 4 },
    ],
    ['reportBadCall', talking, (call: LiveCall) => call.reportBadCall(), 'BAD_CALL_REQ', ids(1)],
  ] as const)('%s', async (action, prepare, act, type, fields) => {
    await prepare();
    expect(live(1).cannot(action)).toBeUndefined();
    const confirmation = type.replace('_REQ', '_CONF');
    const request = await confirm(act(live(1)), (invokeId) =>
      confirmation === 'SUPERVISE_CALL_CONF'
        ? { type: 'SUPERVISE_CALL_CONF', invokeId, ...ids(1) }
        : ({ type: confirmation, invokeId } as CtiMessage),
    );
    expect(request).toMatchObject({ type, ...fields });
  });

  it('retrieves a held call, and refuses while another one is active', async () => {
    await tell(begin(1), established(1), held(1));
    const retrieve = await confirm(live(1).retrieve(), (invokeId) => ({
      type: 'RETRIEVE_CALL_CONF',
      invokeId,
    }));
    expect(retrieve).toMatchObject({ heldCallId: 1, heldConnectionDeviceId: '2001' });
    await tell(begin(2), established(2, '2001', '4930777'));
    expect(live(1).cannot('retrieve')).toBe('Another call is active at 2001: alternate the two.');
    const alternate = await confirm(live(1).alternate(), (invokeId) => ({
      type: 'ALTERNATE_CALL_CONF',
      invokeId,
    }));
    expect(alternate).toMatchObject({ activeCallId: 2, otherCallId: 1 });
  });

  it('consults, and resolves with the CallID of the consult call', async () => {
    await talking();
    const consult = live(1).consult('2002', { purpose: 'conference', data: { variables: { 1: 'vip' } } });
    const request = await confirm(consult, (invokeId) => ({
      type: 'CONSULT_CALL_CONF',
      invokeId,
      newCallId: 2,
      newConnectionDeviceType: 0,
      newConnectionDeviceId: '2001',
    }));
    expect(request).toMatchObject({
      activeCallId: 1,
      dialedNumber: '2002',
      consultType: 2,
      callVariable1: 'vip',
    });
    expect(await consult).toBe(2);
  });

  it.each([
    ['transfer', (call: LiveCall) => call.transfer(), 'TRANSFER_CALL_CONF'],
    ['conference', (call: LiveCall) => call.conference(), 'CONFERENCE_CALL_CONF'],
    ['reconnect', (call: LiveCall) => call.reconnect(), 'RECONNECT_CALL_CONF'],
  ] as const)(
    '%s joins the active and the held call, whichever of them is asked',
    async (action, act, type) => {
      await consulting();
      for (const id of [1, 2]) {
        expect(live(id).cannot(action)).toBeUndefined();
        const request = await confirm(act(live(id)), (invokeId) =>
          type === 'RECONNECT_CALL_CONF'
            ? { type, invokeId }
            : {
                type,
                invokeId,
                newCallId: 3,
                newConnectionDeviceType: 0,
                numParties: 2,
                newConnectionDeviceId: '2001',
              },
        );
        expect(request).toMatchObject({
          activeCallId: 2,
          activeConnectionDeviceId: '2001',
          heldCallId: 1,
          heldConnectionDeviceId: '2001',
        });
      }
    },
  );

  it('sets wrap-up data as a named array in version 17, and reads it back', async () => {
    await talking();
    const request = await confirm(live(1).setData({ wrapUp: 'sold' }), (invokeId) => ({
      type: 'SET_CALL_DATA_CONF',
      invokeId,
    }));
    expect(request).toMatchObject({ namedArrays: [{ index: 0, name: 'wrapup', value: 'sold' }] });
    await tell({
      type: 'CALL_DATA_UPDATE_EVENT',
      ...ids(1),
      callType: 1,
      newConnectionDeviceType: 0,
      newCallId: 1,
      calledPartyDisposition: 0,
      newConnectionDeviceId: '2001',
      namedArrays: [{ index: 0, name: 'wrapup', value: 'sold' }],
    });
    expect(live(1).getSnapshot().wrapUp).toBe('sold');
  });

  it('transfers in a single step', async () => {
    await talking();
    const request = await confirm(live(1).transfer({ to: '2002' }), (invokeId) => ({
      type: 'TRANSFER_CALL_CONF',
      invokeId,
      newCallId: 1,
      newConnectionDeviceType: 0,
      numParties: 2,
      newConnectionDeviceId: '2002',
    }));
    expect(request).toMatchObject({
      heldCallId: 0xffffffff,
      heldConnectionDeviceType: 0xffff,
      dialedNumber: '2002',
    });
    expect(request).not.toHaveProperty('heldConnectionDeviceId');
  });
});

describe('an unavailable action', () => {
  it('rejects with the reason and sends nothing', async () => {
    await ringing();
    expect(live(1).can('answer')).toBe(true);
    expect(live(1).can('hold')).toBe(false);
    expect(live(1).cannot('hold')).toBe('The call cannot be held: the connection at 2001 is alerting.');
    expect(live(1).cannot('transfer')).toBe('There is no second call at 2001.');
    expect(live(1).cannot('answer', { at: '2009' })).toBe('2009 is not in the call.');
    const sent = node.received.length;
    const error = await live(1)
      .hold()
      .catch((reason: unknown) => reason);
    expect(CtiError.is(error, 'NOT_POSSIBLE') && error.details.action).toBe('hold');
    expect(node.received.length).toBe(sent);
  });

  it('needs a device when two parties are agents', async () => {
    await tell(agent('asmith', '2002', 3), begin(1), established(1, '2001', '2002'));
    expect(live(1).cannot('hold')).toBe('The device is ambiguous: name it with { at }.');
    expect(live(1).can('hold', { at: '2002' })).toBe(true);
  });

  it('finds the secondary line of an agent by its actual extension', async () => {
    await tell(begin(1), established(1, '2001.3001'));
    expect(live(1).can('hold', { at: '3001' })).toBe(true);
  });

  it('is unavailable while the session is down and after the call ended', async () => {
    await talking();
    const call = live(1);
    node.link.abort();
    await settle();
    expect(call.cannot('hold')).toBe('The session is waiting.');
    await clock.advance(1000);
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    await tell({ type: 'FAILURE_CONF', invokeId, status: 9 });
    await tell(begin(1), established(1));
    await tell({
      type: 'CALL_CLEARED_EVENT',
      callId: 1,
      localConnectionState: 0,
      eventCause: 0xffff,
      connectionDeviceId: '2001',
    });
    expect(call.cannot('hold')).toBe('The call has ended.');
  });

  it('ends while it is held, and the other call at the device stays as it was', async () => {
    await tell(begin(1), established(1), held(1), begin(2), established(2, '2001', '4930777'));
    const first = live(1);
    await tell({
      type: 'CALL_CLEARED_EVENT',
      callId: 1,
      localConnectionState: 0,
      eventCause: 0xffff,
      connectionDeviceId: '2001',
    });
    expect(first.getSnapshot()).toMatchObject({ state: 'cleared', endedAt: clock.now() });
    expect(first.cannot('retrieve')).toBe('The call has ended.');
    expect(live(2).can('hold')).toBe(true);
    expect(live(2).cannot('transfer')).toBe('There is no second call at 2001.');
  });

  it('is queried by itself when it moved to another device during the resync', async () => {
    await talking();
    node.link.abort();
    await clock.advance(1000);
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    await tell(held(1), { type: 'FAILURE_CONF', invokeId, status: 9 });
    const asked = node.last('SNAPSHOT_CALL_REQ');
    expect(asked).toMatchObject({ callId: 1, connectionDeviceId: '2001' });
    await tell({
      type: 'SNAPSHOT_CALL_CONF',
      invokeId: asked.invokeId,
      callType: 0,
      callDevices: [{ callConnectionCallId: 1, callDeviceId: '2001', callDeviceConnectionState: 4 }],
    });
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(live(1).getSnapshot()).toMatchObject({ state: 'held', stale: false });
  });

  it('rejects with the reason of the server, and the state stays', async () => {
    await talking();
    const hold = live(1)
      .hold()
      .catch((reason: unknown) => reason);
    await settle();
    const { invokeId } = node.last('HOLD_CALL_REQ');
    await tell({ type: 'CONTROL_FAILURE_CONF', invokeId, failureCode: 22, ccxErrorCode: 0 });
    expect(CtiError.is(await hold, 'CONTROL_FAILED')).toBe(true);
    expect(live(1).getSnapshot().state).toBe('connected');
  });

  it('has the same result when the event comes before the confirmation', async () => {
    await talking();
    const hold = live(1).hold();
    await settle();
    await tell(held(1), { type: 'HOLD_CALL_CONF', invokeId: node.last('HOLD_CALL_REQ').invokeId });
    await hold;
    expect(live(1).getSnapshot().state).toBe('held');
  });

  it('times out without a confirmation, and a later event still applies', async () => {
    await talking();
    const hold = live(1)
      .hold({ timeoutMs: 15_000 })
      .catch((reason: unknown) => reason);
    await clock.advance(15_000);
    expect(CtiError.is(await hold, 'REQUEST_TIMEOUT')).toBe(true);
    await tell(held(1));
    expect(live(1).getSnapshot().state).toBe('held');
  });

  it('is aborted by a signal', async () => {
    await talking();
    const controller = new AbortController();
    const hold = live(1)
      .hold({ signal: controller.signal })
      .catch((reason: unknown) => reason);
    await settle();
    controller.abort();
    expect(CtiError.is(await hold, 'ABORTED')).toBe(true);
  });

  it('is unavailable during a resync', async () => {
    await talking();
    const call = live(1);
    client.reload();
    await settle();
    expect(client.session.getSnapshot().name).toBe('synchronizing');
    expect(call.cannot('hold')).toBe('The session is synchronizing.');
    const request = client
      .request({ type: 'QUERY_AGENT_STATE_REQ', agentId: 'jdoe' })
      .catch((reason: unknown) => reason);
    expect(CtiError.is(await request, 'SESSION_NOT_READY')).toBe(true);
  });

  it('has no effect on the state before its event', async () => {
    await talking();
    await confirm(live(1).hold(), (invokeId) => ({ type: 'HOLD_CALL_CONF', invokeId }));
    expect(live(1).getSnapshot().state).toBe('connected');
    await tell(held(1));
    expect(live(1).getSnapshot().state).toBe('held');
  });
});

describe('availability', () => {
  it('says for each action of a call whether it is possible, else code and sentence', async () => {
    await talking();
    const { hold, retrieve, transfer } = live(1).availability();
    expect(hold).toEqual({ enabled: true });
    expect(retrieve.reason?.code).toBe('state');
    expect(retrieve.reason?.message).toBe(live(1).cannot('retrieve'));
    expect(transfer).toEqual({
      enabled: false,
      reason: { code: 'state', message: 'There is no second call at 2001.' },
    });
    expect(live(1).availability({ at: '2999' }).hold).toEqual({
      enabled: false,
      reason: { code: 'party', message: '2999 is not in the call.' },
    });
  });

  it('keeps its identity until it changes, for each device', async () => {
    await talking();
    const call = live(1);
    const before = call.availability();
    const elsewhere = call.availability({ at: '2999' });
    await tell(begin(9));
    expect(call.availability()).toBe(before);
    expect(call.availability({ at: '2999' })).toBe(elsewhere);
    await tell(held(1));
    const after = call.availability();
    expect(after).not.toBe(before);
    expect(after.hold.enabled).toBe(false);
    expect(after.retrieve.enabled).toBe(true);
    expect(after.transfer).toBe(before.transfer);
    const snapshot = call.getSnapshot();
    await tell(held(1, 5));
    expect(call.getSnapshot()).not.toBe(snapshot);
    expect(call.availability()).toBe(after);
  });

  it('changes with the session', async () => {
    await talking();
    expect(live(1).availability().hold.enabled).toBe(true);
    void client.close();
    expect(live(1).availability().hold.reason?.code).toBe('session');
  });
});

describe('a live call', () => {
  it('keeps its identity while it exists, and emits its own changes only', async () => {
    await ringing();
    const call = live(1);
    expect(live(1)).toBe(call);
    const seen: string[] = [];
    let told = 0;
    call.value$.subscribe({ next: ({ state }) => seen.push(state), complete: () => seen.push('complete') });
    call.subscribe(() => told++);
    await tell(established(1), { type: 'END_CALL_EVENT', ...ids(1) });
    await clock.advance(1000);
    expect(seen).toEqual(['alerting', 'connected', 'ended', 'complete']);
    expect(told).toBe(2);
    expect(client.calls.get(1)).toBeUndefined();
    expect(call.getSnapshot().state).toBe('ended');
  });
});

describe('an agent', () => {
  const jdoe = () => {
    const found = client.agents.get('jdoe');
    if (found === undefined) throw new Error('no jdoe');
    return found;
  };

  it('changes state with a reason, and sets nextState while talking', async () => {
    const request = await confirm(jdoe().setState('notReady', { reasonCode: 12 }), (invokeId) => ({
      type: 'SET_AGENT_STATE_CONF',
      invokeId,
    }));
    expect(request).toMatchObject({
      agentState: 2,
      eventReasonCode: 12,
      agentInstrument: '2001',
      agentId: 'jdoe',
    });
    expect(jdoe().getSnapshot().state).toBe('ready');
    expect(jdoe().getSnapshot()).not.toHaveProperty('nextState');
    expect(jdoe().cannot('login')).toBe('The agent is ready.');
    expect(jdoe().can('login', { force: true })).toBe(true);
    await tell(agent('jdoe', '2001', 4));
    await confirm(jdoe().setState('notReady'), (invokeId) => ({ type: 'SET_AGENT_STATE_CONF', invokeId }));
    expect(jdoe().getSnapshot()).toMatchObject({ state: 'talking', nextState: 'notReady' });
    await tell(agent('jdoe', '2001', 2));
    expect(jdoe().getSnapshot()).not.toHaveProperty('nextState');
  });

  it('says for each action whether it is possible; forced requests have their own answer', async () => {
    await tell(agent('jdoe', '2001', 4));
    const before = jdoe().availability();
    expect(jdoe().availability({ force: true }).logout).toEqual({ enabled: true });
    expect(before.logout.reason).toEqual({ code: 'state', message: jdoe().cannot('logout') });
    expect(jdoe().availability()).toBe(before);
    await tell(agent('jdoe', '2001', 3));
    expect(jdoe().availability().logout).toEqual({ enabled: true });
  });

  it('logs in and out; a talking agent with force only', async () => {
    await tell(agent('jdoe', '2001', 1));
    expect(jdoe().can('login')).toBe(true);
    expect(jdoe().cannot('ready')).toBe('The agent is loggedOut.');
    const login = await confirm(jdoe().login({ password: 'pw', instrument: 'SEP1' }), (invokeId) => ({
      type: 'SET_AGENT_STATE_CONF',
      invokeId,
    }));
    expect(login).toMatchObject({
      agentState: 0,
      agentPassword: 'pw',
      agentInstrument: 'SEP1',
      forcedFlag: 0,
    });
    await tell(agent('jdoe', '2001', 4));
    expect(jdoe().cannot('logout')).toBe('A talking agent can be logged out with force only.');
    expect(jdoe().can('logout', { force: true })).toBe(true);
    const logout = await confirm(jdoe().logout({ force: true, reasonCode: 3 }), (invokeId) => ({
      type: 'SET_AGENT_STATE_CONF',
      invokeId,
    }));
    expect(logout).toMatchObject({ agentState: 1, forcedFlag: 1, eventReasonCode: 3 });
  });

  it.each([
    [true, (invokeId: number): CtiMessage => ({ type: 'SET_AGENT_STATE_CONF', invokeId })],
    [
      false,
      (invokeId: number): CtiMessage => ({
        type: 'CONTROL_FAILURE_CONF',
        invokeId,
        failureCode: 258,
        ccxErrorCode: 0,
      }),
    ],
  ])('verifies credentials: %s', async (right, answer) => {
    const checked = jdoe().verifyCredentials('pw');
    const request = await confirm(checked, answer);
    expect(request).toMatchObject({
      agentState: 0,
      forcedFlag: 2,
      agentInstrument: 'unknown',
      agentPassword: 'pw',
    });
    expect(await checked).toBe(right);
  });

  it('makes a call, and lists the calls at the extension', async () => {
    const made = jdoe().makeCall('4930555', { data: { variables: { 1: 'crm' } } });
    const request = await confirm(made, (invokeId) => ({
      type: 'MAKE_CALL_CONF',
      invokeId,
      newCallId: 9,
      newConnectionDeviceType: 0,
      newConnectionDeviceId: '2001',
    }));
    expect(request).toMatchObject({ agentInstrument: '2001', dialedNumber: '4930555', callVariable1: 'crm' });
    expect(await made).toBe(9);
    const lists: number[][] = [];
    jdoe().calls.value$.subscribe((calls) => lists.push(calls.map((call) => call.id)));
    await tell(begin(9), delivered(9), begin(10), delivered(10, '2002'));
    expect(lists.at(-1)).toEqual([9]);
    expect(jdoe().calls.getSnapshot()).toBe(jdoe().calls.getSnapshot());
  });
});

describe('agent mode', () => {
  let own: CtiClient<AgentMode>;

  /** Opens a session for jdoe with the agent in this state. */
  async function open(agentState: number, options: { relogin?: boolean } = {}): Promise<void> {
    const { network, nodes } = servers(clock, 'b');
    node = nodes[0] as ScriptedServer;
    node.onOpen = (request) => openConf(request, { agentState, agentId: 'jdoe', agentExtension: '2001' });
    own = createCtiClient({
      transport: network.transport,
      endpoints: [node.endpoint],
      mode: agentMode({ agentId: 'jdoe', extension: '2001', password: 'pw' }),
      clock,
      random: () => 0,
      ...options,
    });
    client = own;
    void client.connect();
    await settle();
    await describeAgent(agentState);
  }

  /** Answers what the client asks about its agent while it synchronizes. */
  async function describeAgent(agentState: number): Promise<void> {
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    await tell({ type: 'QUERY_AGENT_STATE_CONF', invokeId, agentState, agentExtension: '2001' });
    if (agentState === 1) return;
    await tell({ type: 'SNAPSHOT_DEVICE_CONF', invokeId: node.last('SNAPSHOT_DEVICE_REQ').invokeId });
  }

  it('has client.agent, and its device is the default; bridge mode has none', async () => {
    expect(client.agent).toBeUndefined();
    expect({ ...client }.agents).toBe(client.agents);
    await open(3);
    expect(own.agent.getSnapshot()).toMatchObject({ agentId: 'jdoe', state: 'ready', extension: '2001' });
    await tell(begin(1), established(1, '2001', '2002'));
    expect(live(1).can('hold')).toBe(true);
    expect(own.agent.calls.getSnapshot().length).toBe(1);
    expect(client.agents.get('jdoe')).toBe(own.agent);
  });

  it.each([true, false])(
    'shows a login that was lost with the session; logs in again on request: %s',
    async (relogin) => {
      await open(3, { relogin });
      node.link.abort();
      await clock.advance(1000);
      await describeAgent(1);
      expect(client.session.getSnapshot().name).toBe('ready');
      expect(own.agent.getSnapshot()).toMatchObject({ state: 'loggedOut', stateBeforeFailover: 'ready' });
      expect(node.count('SET_AGENT_STATE_REQ')).toBe(relogin ? 1 : 0);
      if (relogin)
        expect(node.last('SET_AGENT_STATE_REQ')).toMatchObject({ agentState: 0, agentPassword: 'pw' });
    },
  );

  it('shows that the server logged the agent out, with the reason', async () => {
    await open(3);
    await tell({ ...agent('jdoe', '2001', 1), eventReasonCode: 32765 } as CtiMessage);
    expect(own.agent.getSnapshot()).toMatchObject({ state: 'loggedOut', reasonCode: 32765 });
  });
});
