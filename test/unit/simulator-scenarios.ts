import type { ClientRequest } from '../../core/server/server-host.ts';
import { type ControlHarness, connection, controlHarness } from './simulator-control-harness.ts';
import { setState } from './simulator-harness.ts';

/** Every message that a client sends in an open session. */
export type RequestName = ClientRequest['type'] | 'HEARTBEAT_REQ' | 'CLOSE_REQ' | 'OPEN_REQ';

export interface ScenarioContext extends ControlHarness {
  /** CallIDs of a customer's call with jdoe and of jdoe's consult call with asmith; 0 for none. */
  readonly first: number;
  readonly second: number;
}

/** A request and all messages that the requesting client receives. */
interface ScenarioStep {
  readonly request: object;
  readonly receives: readonly string[];
}

export interface Scenario {
  /** The state of the center before the request. */
  readonly from: 'idle' | 'ringing' | 'talking' | 'holding' | 'consulting';
  /** The request changes nothing. */
  readonly readOnly?: true;
  step(context: ScenarioContext): ScenarioStep;
}

const at = '2001';
const active = (context: ScenarioContext, callId = context.first) => ({
  activeCallId: callId,
  activeConnectionDeviceType: 0,
  activeConnectionDeviceId: at,
  agentInstrument: at,
});
const held = ({ first }: ScenarioContext) => ({
  heldCallId: first,
  heldConnectionDeviceType: 0,
  heldConnectionDeviceId: at,
});
const named = (context: ScenarioContext) => ({ ...connection(context.first, at) });
const none = { callId: 0xffffffff, connectionDeviceType: 0xffff, connectionDeviceId: at };
const ended = ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'];
const dialed = ['CALL_SERVICE_INITIATED_EVENT', 'CALL_ORIGINATED_EVENT', 'CALL_DELIVERED_EVENT'];

/** The effect of each request if it is accepted. */
export const scenarios: { readonly [Name in RequestName]: Scenario } = {
  OPEN_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({
      request: {
        versionNumber: 17,
        idleTimeout: 40,
        servicesRequested: 0x10,
        callMsgMask: 0,
        agentStateMask: 0,
        configMsgMask: 0,
        clientId: '',
        clientPassword: new Uint8Array(0),
      },
      // The session is already open.
      receives: ['FAILURE_CONF'],
    }),
  },
  HEARTBEAT_REQ: { from: 'idle', readOnly: true, step: () => ({ request: {}, receives: [] }) },
  CLOSE_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: { status: 0 }, receives: ['CLOSE_CONF'] }),
  },
  SET_CALL_DATA_REQ: {
    from: 'talking',
    step: (context) => ({
      request: { ...named(context), callType: 0, calledPartyDisposition: 0, callVariable4: 'four' },
      receives: ['SET_CALL_DATA_CONF', 'CALL_DATA_UPDATE_EVENT'],
    }),
  },
  QUERY_AGENT_STATE_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: { agentId: 'jdoe' }, receives: ['QUERY_AGENT_STATE_CONF'] }),
  },
  SET_AGENT_STATE_REQ: {
    from: 'idle',
    step: () => ({
      request: setState(0, 'jdoe', 2, { eventReasonCode: 5 }),
      receives: ['SET_AGENT_STATE_CONF', 'jdoe 2'],
    }),
  },
  ALTERNATE_CALL_REQ: {
    from: 'consulting',
    step: (context) => ({
      request: {
        ...active(context, context.second),
        otherCallId: context.first,
        otherConnectionDeviceType: 0,
        otherConnectionDeviceId: at,
      },
      receives: ['ALTERNATE_CALL_CONF', 'CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT'],
    }),
  },
  ANSWER_CALL_REQ: {
    from: 'ringing',
    step: (context) => ({
      request: named(context),
      receives: ['ANSWER_CALL_CONF', 'CALL_ESTABLISHED_EVENT', 'jdoe 4'],
    }),
  },
  CLEAR_CALL_REQ: {
    from: 'talking',
    step: (context) => ({ request: named(context), receives: ['CLEAR_CALL_CONF', ...ended, 'jdoe 5'] }),
  },
  CLEAR_CONNECTION_REQ: {
    from: 'talking',
    step: (context) => ({ request: named(context), receives: ['CLEAR_CONNECTION_CONF', ...ended, 'jdoe 5'] }),
  },
  CONFERENCE_CALL_REQ: {
    from: 'consulting',
    step: (context) => ({
      request: { ...active(context, context.second), ...held(context) },
      receives: [
        'CONFERENCE_CALL_CONF',
        'CALL_DATA_UPDATE_EVENT',
        'CALL_CONFERENCED_EVENT',
        'END_CALL_EVENT',
      ],
    }),
  },
  CONSULT_CALL_REQ: {
    from: 'talking',
    step: (context) => ({
      request: { ...active(context), consultType: 1, dialedNumber: '2002' },
      receives: ['CONSULT_CALL_CONF', 'CALL_HELD_EVENT', 'BEGIN_CALL_EVENT 12', ...dialed],
    }),
  },
  HOLD_CALL_REQ: {
    from: 'talking',
    step: (context) => ({ request: named(context), receives: ['HOLD_CALL_CONF', 'CALL_HELD_EVENT'] }),
  },
  MAKE_CALL_REQ: {
    from: 'idle',
    step: () => ({
      request: { agentInstrument: at, dialedNumber: '15551234567' },
      receives: ['MAKE_CALL_CONF', 'jdoe 2', 'BEGIN_CALL_EVENT 9', ...dialed],
    }),
  },
  RECONNECT_CALL_REQ: {
    from: 'consulting',
    step: (context) => ({
      request: { ...active(context, context.second), ...held(context) },
      receives: ['RECONNECT_CALL_CONF', 'CALL_CONNECTION_CLEARED_EVENT', ...ended, 'CALL_RETRIEVED_EVENT'],
    }),
  },
  RETRIEVE_CALL_REQ: {
    from: 'holding',
    step: (context) => ({ request: held(context), receives: ['RETRIEVE_CALL_CONF', 'CALL_RETRIEVED_EVENT'] }),
  },
  TRANSFER_CALL_REQ: {
    from: 'consulting',
    step: (context) => ({
      request: { ...active(context, context.second), ...held(context) },
      receives: ['TRANSFER_CALL_CONF', 'CALL_TRANSFERRED_EVENT', 'END_CALL_EVENT', 'jdoe 5'],
    }),
  },
  QUERY_DEVICE_INFO_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: { agentInstrument: at }, receives: ['QUERY_DEVICE_INFO_CONF'] }),
  },
  SNAPSHOT_CALL_REQ: {
    from: 'talking',
    readOnly: true,
    step: (context) => ({ request: named(context), receives: ['SNAPSHOT_CALL_CONF'] }),
  },
  SNAPSHOT_DEVICE_REQ: {
    from: 'talking',
    readOnly: true,
    step: () => ({
      request: { snapshotDeviceType: 76, agentInstrument: at },
      receives: ['SNAPSHOT_DEVICE_CONF'],
    }),
  },
  SEND_DTMF_SIGNAL_REQ: {
    from: 'talking',
    // DTMF causes no events.
    readOnly: true,
    step: (context) => ({
      request: { ...named(context), toneDuration: 0, pauseDuration: 0, dtmfString: '1' },
      receives: ['SEND_DTMF_SIGNAL_CONF'],
    }),
  },
  SUPERVISOR_ASSIST_REQ: {
    from: 'idle',
    step: () => ({
      request: { ...none, agentId: 'jdoe' },
      receives: [
        'SUPERVISOR_ASSIST_CONF',
        'jdoe 2',
        'BEGIN_CALL_EVENT 19',
        ...dialed,
        'SUPERVISOR_ASSIST_EVENT',
      ],
    }),
  },
  EMERGENCY_CALL_REQ: {
    from: 'idle',
    step: () => ({
      request: {
        peripheralId: 1,
        connectionCallId: 0xffffffff,
        connectionDeviceType: 0xffff,
        connectionDeviceId: at,
      },
      receives: ['EMERGENCY_CALL_CONF', 'jdoe 2', 'BEGIN_CALL_EVENT 20', ...dialed, 'EMERGENCY_CALL_EVENT'],
    }),
  },
  SUPERVISE_CALL_REQ: {
    from: 'talking',
    step: ({ first }) => ({
      request: {
        agentCallId: first,
        supervisorCallId: 0xffffffff,
        agentConnectionDeviceType: 0,
        supervisorConnectionDeviceType: 0xffff,
        supervisoryAction: 3,
        agentConnectionDeviceId: at,
        supervisorInstrument: '2011',
      },
      receives: [
        'SUPERVISE_CALL_CONF',
        'CALL_DELIVERED_EVENT',
        'CALL_ESTABLISHED_EVENT',
        'CALL_CONFERENCED_EVENT',
      ],
    }),
  },
  BAD_CALL_REQ: {
    from: 'talking',
    readOnly: true,
    step: (context) => ({ request: named(context), receives: ['BAD_CALL_CONF'] }),
  },
  QUERY_QUEUE_STATISTICS_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: { csqId: 1 }, receives: ['QUERY_QUEUE_STATISTICS_CONF'] }),
  },
  QUERY_SUMMARY_STATISTICS_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: {}, receives: ['QUERY_SUMMARY_STATISTICS_CONF'] }),
  },
  CONFIG_REQUEST_KEY_EVENT: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: {}, receives: ['CONFIG_KEY_EVENT'] }),
  },
  CONFIG_REQUEST_EVENT: {
    from: 'idle',
    readOnly: true,
    step: () => ({
      request: { configurationMask: 2 },
      receives: ['CONFIG_BEGIN_EVENT', 'CONFIG_CSQ_EVENT', 'CONFIG_END_EVENT'],
    }),
  },
  QUERY_AGENT_QUEUE_STATISTICS_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({ request: { agentId: 'jdoe' }, receives: ['QUERY_AGENT_QUEUE_STATISTICS_CONF'] }),
  },
  TEAM_CONFIG_REQ: {
    from: 'idle',
    readOnly: true,
    step: () => ({
      request: { configParam: 1 },
      receives: ['TEAM_CONFIG_EVENT', 'TEAM_CONFIG_EVENT', 'TEAM_CONFIG_CONF'],
    }),
  },
};

/** Creates a center in the given state. */
export async function setUpScenario(from: Scenario['from']): Promise<ScenarioContext> {
  const harness = await controlHarness(['jdoe']);
  if (from === 'idle') return { ...harness, first: 0, second: 0 };
  const first = from === 'ringing' ? await harness.ringing() : await harness.talking(at);
  if (from === 'holding')
    await harness.sendConfirmed(harness.bridge, { type: 'HOLD_CALL_REQ', ...connection(first, at) });
  if (from !== 'consulting') return { ...harness, first, second: 0 };
  await harness.sendConfirmed(harness.bridge, {
    type: 'CONSULT_CALL_REQ',
    activeCallId: first,
    activeConnectionDeviceType: 0,
    activeConnectionDeviceId: at,
    consultType: 1,
    dialedNumber: '2002',
  });
  const second = harness.simulator.snapshot().calls.at(-1)?.callId ?? 0;
  await harness.sendConfirmed(harness.bridge, { type: 'ANSWER_CALL_REQ', ...connection(second, '2002') });
  return { ...harness, first, second };
}
