import type { ClientRequest } from '../../core/server/server-host.ts';
import { type ControlHarness, controlHarness, leg } from './simulator-control-harness.ts';
import { setState } from './simulator-harness.ts';

/** Every message that a client sends in an open session. */
export type RequestName = ClientRequest['type'] | 'HEARTBEAT_REQ' | 'CLOSE_REQ' | 'OPEN_REQ';

export interface Floor extends ControlHarness {
  /** CallIDs of a customer's call with jdoe and of jdoe's consult call with asmith; 0 for none. */
  readonly first: number;
  readonly second: number;
}

/** A request and all messages that the requesting client receives. */
interface Deed {
  readonly request: object;
  readonly hears: readonly string[];
}

export interface Scenario {
  /** The state of the center before the request. */
  readonly from: 'idle' | 'ringing' | 'talking' | 'holding' | 'consulting';
  /** The request changes nothing. */
  readonly reads?: true;
  deed(floor: Floor): Deed;
}

const at = '2001';
const active = (floor: Floor, callId = floor.first) => ({
  activeCallId: callId,
  activeConnectionDeviceType: 0,
  activeConnectionDeviceId: at,
  agentInstrument: at,
});
const held = ({ first }: Floor) => ({
  heldCallId: first,
  heldConnectionDeviceType: 0,
  heldConnectionDeviceId: at,
});
const named = (floor: Floor) => ({ ...leg(floor.first, at) });
const none = { callId: 0xffffffff, connectionDeviceType: 0xffff, connectionDeviceId: at };
const ended = ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'];
const dialed = ['CALL_SERVICE_INITIATED_EVENT', 'CALL_ORIGINATED_EVENT', 'CALL_DELIVERED_EVENT'];

/** The effect of each request if it is accepted. */
export const scenarios: { readonly [Name in RequestName]: Scenario } = {
  OPEN_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({
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
      hears: ['FAILURE_CONF'],
    }),
  },
  HEARTBEAT_REQ: { from: 'idle', reads: true, deed: () => ({ request: {}, hears: [] }) },
  CLOSE_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: { status: 0 }, hears: ['CLOSE_CONF'] }),
  },
  SET_CALL_DATA_REQ: {
    from: 'talking',
    deed: (floor) => ({
      request: { ...named(floor), callType: 0, calledPartyDisposition: 0, callVariable4: 'four' },
      hears: ['SET_CALL_DATA_CONF', 'CALL_DATA_UPDATE_EVENT'],
    }),
  },
  QUERY_AGENT_STATE_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: { agentId: 'jdoe' }, hears: ['QUERY_AGENT_STATE_CONF'] }),
  },
  SET_AGENT_STATE_REQ: {
    from: 'idle',
    deed: () => ({
      request: setState(0, 'jdoe', 2, { eventReasonCode: 5 }),
      hears: ['SET_AGENT_STATE_CONF', 'jdoe 2'],
    }),
  },
  ALTERNATE_CALL_REQ: {
    from: 'consulting',
    deed: (floor) => ({
      request: {
        ...active(floor, floor.second),
        otherCallId: floor.first,
        otherConnectionDeviceType: 0,
        otherConnectionDeviceId: at,
      },
      hears: ['ALTERNATE_CALL_CONF', 'CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT'],
    }),
  },
  ANSWER_CALL_REQ: {
    from: 'ringing',
    deed: (floor) => ({
      request: named(floor),
      hears: ['ANSWER_CALL_CONF', 'CALL_ESTABLISHED_EVENT', 'jdoe 4'],
    }),
  },
  CLEAR_CALL_REQ: {
    from: 'talking',
    deed: (floor) => ({ request: named(floor), hears: ['CLEAR_CALL_CONF', ...ended, 'jdoe 5'] }),
  },
  CLEAR_CONNECTION_REQ: {
    from: 'talking',
    deed: (floor) => ({ request: named(floor), hears: ['CLEAR_CONNECTION_CONF', ...ended, 'jdoe 5'] }),
  },
  CONFERENCE_CALL_REQ: {
    from: 'consulting',
    deed: (floor) => ({
      request: { ...active(floor, floor.second), ...held(floor) },
      hears: ['CONFERENCE_CALL_CONF', 'CALL_DATA_UPDATE_EVENT', 'CALL_CONFERENCED_EVENT', 'END_CALL_EVENT'],
    }),
  },
  CONSULT_CALL_REQ: {
    from: 'talking',
    deed: (floor) => ({
      request: { ...active(floor), consultType: 1, dialedNumber: '2002' },
      hears: ['CONSULT_CALL_CONF', 'CALL_HELD_EVENT', 'BEGIN_CALL_EVENT 12', ...dialed],
    }),
  },
  HOLD_CALL_REQ: {
    from: 'talking',
    deed: (floor) => ({ request: named(floor), hears: ['HOLD_CALL_CONF', 'CALL_HELD_EVENT'] }),
  },
  MAKE_CALL_REQ: {
    from: 'idle',
    deed: () => ({
      request: { agentInstrument: at, dialedNumber: '15551234567' },
      hears: ['MAKE_CALL_CONF', 'jdoe 2', 'BEGIN_CALL_EVENT 9', ...dialed],
    }),
  },
  RECONNECT_CALL_REQ: {
    from: 'consulting',
    deed: (floor) => ({
      request: { ...active(floor, floor.second), ...held(floor) },
      hears: ['RECONNECT_CALL_CONF', 'CALL_CONNECTION_CLEARED_EVENT', ...ended, 'CALL_RETRIEVED_EVENT'],
    }),
  },
  RETRIEVE_CALL_REQ: {
    from: 'holding',
    deed: (floor) => ({ request: held(floor), hears: ['RETRIEVE_CALL_CONF', 'CALL_RETRIEVED_EVENT'] }),
  },
  TRANSFER_CALL_REQ: {
    from: 'consulting',
    deed: (floor) => ({
      request: { ...active(floor, floor.second), ...held(floor) },
      hears: ['TRANSFER_CALL_CONF', 'CALL_TRANSFERRED_EVENT', 'END_CALL_EVENT', 'jdoe 5'],
    }),
  },
  QUERY_DEVICE_INFO_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: { agentInstrument: at }, hears: ['QUERY_DEVICE_INFO_CONF'] }),
  },
  SNAPSHOT_CALL_REQ: {
    from: 'talking',
    reads: true,
    deed: (floor) => ({ request: named(floor), hears: ['SNAPSHOT_CALL_CONF'] }),
  },
  SNAPSHOT_DEVICE_REQ: {
    from: 'talking',
    reads: true,
    deed: () => ({
      request: { snapshotDeviceType: 76, agentInstrument: at },
      hears: ['SNAPSHOT_DEVICE_CONF'],
    }),
  },
  SEND_DTMF_SIGNAL_REQ: {
    from: 'talking',
    // DTMF causes no events.
    reads: true,
    deed: (floor) => ({
      request: { ...named(floor), toneDuration: 0, pauseDuration: 0, dtmfString: '1' },
      hears: ['SEND_DTMF_SIGNAL_CONF'],
    }),
  },
  SUPERVISOR_ASSIST_REQ: {
    from: 'idle',
    deed: () => ({
      request: { ...none, agentId: 'jdoe' },
      hears: [
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
    deed: () => ({
      request: {
        peripheralId: 1,
        connectionCallId: 0xffffffff,
        connectionDeviceType: 0xffff,
        connectionDeviceId: at,
      },
      hears: ['EMERGENCY_CALL_CONF', 'jdoe 2', 'BEGIN_CALL_EVENT 20', ...dialed, 'EMERGENCY_CALL_EVENT'],
    }),
  },
  SUPERVISE_CALL_REQ: {
    from: 'talking',
    deed: ({ first }) => ({
      request: {
        agentCallId: first,
        supervisorCallId: 0xffffffff,
        agentConnectionDeviceType: 0,
        supervisorConnectionDeviceType: 0xffff,
        supervisoryAction: 3,
        agentConnectionDeviceId: at,
        supervisorInstrument: '2011',
      },
      hears: [
        'SUPERVISE_CALL_CONF',
        'CALL_DELIVERED_EVENT',
        'CALL_ESTABLISHED_EVENT',
        'CALL_CONFERENCED_EVENT',
      ],
    }),
  },
  BAD_CALL_REQ: {
    from: 'talking',
    reads: true,
    deed: (floor) => ({ request: named(floor), hears: ['BAD_CALL_CONF'] }),
  },
  QUERY_QUEUE_STATISTICS_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: { csqId: 1 }, hears: ['QUERY_QUEUE_STATISTICS_CONF'] }),
  },
  QUERY_SUMMARY_STATISTICS_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: {}, hears: ['QUERY_SUMMARY_STATISTICS_CONF'] }),
  },
  CONFIG_REQUEST_KEY_EVENT: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: {}, hears: ['CONFIG_KEY_EVENT'] }),
  },
  CONFIG_REQUEST_EVENT: {
    from: 'idle',
    reads: true,
    deed: () => ({
      request: { configurationMask: 2 },
      hears: ['CONFIG_BEGIN_EVENT', 'CONFIG_CSQ_EVENT', 'CONFIG_END_EVENT'],
    }),
  },
  QUERY_AGENT_QUEUE_STATISTICS_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({ request: { agentId: 'jdoe' }, hears: ['QUERY_AGENT_QUEUE_STATISTICS_CONF'] }),
  },
  TEAM_CONFIG_REQ: {
    from: 'idle',
    reads: true,
    deed: () => ({
      request: { configParam: 1 },
      hears: ['TEAM_CONFIG_EVENT', 'TEAM_CONFIG_EVENT', 'TEAM_CONFIG_CONF'],
    }),
  },
};

/** Puts a center into the state. */
export async function floorFrom(from: Scenario['from']): Promise<Floor> {
  const made = await controlHarness(['jdoe']);
  if (from === 'idle') return { ...made, first: 0, second: 0 };
  const first = from === 'ringing' ? await made.ringing() : await made.talking(at);
  if (from === 'holding') await made.done(made.bridge, { type: 'HOLD_CALL_REQ', ...leg(first, at) });
  if (from !== 'consulting') return { ...made, first, second: 0 };
  await made.done(made.bridge, {
    type: 'CONSULT_CALL_REQ',
    activeCallId: first,
    activeConnectionDeviceType: 0,
    activeConnectionDeviceId: at,
    consultType: 1,
    dialedNumber: '2002',
  });
  const second = made.simulator.snapshot().calls.at(-1)?.callId ?? 0;
  await made.done(made.bridge, { type: 'ANSWER_CALL_REQ', ...leg(second, '2002') });
  return { ...made, first, second };
}
