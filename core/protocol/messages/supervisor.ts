/**
 * Supervision, assistance and emergencies.
 * Guide: Supervisor messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const supervisorMessages: readonly MessageDefinition[] = [
  // No supervisor found: FAILURE_CONF.
  defineMessage('SUPERVISOR_ASSIST_REQ', 118, {
    from: 'client',
    confirm: 'SUPERVISOR_ASSIST_CONF',
    typeInferred: true,
    summary: 'Agent asks a team supervisor for help.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT', about: '0xffffffff when no call is concerned' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
    ],
  }),
  defineMessage('SUPERVISOR_ASSIST_CONF', 119, {
    from: 'server',
    typeInferred: true,
    summary: 'The help call was started.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'CallID', key: 'callId', type: 'UINT', about: 'the new call' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: LineType' },
    ],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true }],
  }),
  // ConnectionDeviceID may have the Primary.Actual form from version 14.
  defineMessage('SUPERVISOR_ASSIST_EVENT', 120, {
    from: 'server',
    typeInferred: true,
    summary: 'A client asked for supervisor help.',
    fixed: [
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: SessionID' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ClientID', key: 'clientId', type: 'STRING', tag: 1, max: 64, required: true },
      { name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255 },
    ],
  }),
  // No supervisor found: FAILURE_CONF. These three pages keep the GED-188 field names.
  defineMessage('EMERGENCY_CALL_REQ', 121, {
    from: 'client',
    confirm: 'EMERGENCY_CALL_CONF',
    typeInferred: true,
    summary: 'Agent declares an emergency on a call.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'PeripheralID', key: 'peripheralId', type: 'UINT' },
      { name: 'ConnectionCallID', key: 'connectionCallId', type: 'UINT', about: '0xffffffff when no call is concerned' },
      { name: 'ConnectionDeviceIDType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('EMERGENCY_CALL_CONF', 122, {
    from: 'server',
    typeInferred: true,
    summary: 'The emergency call was started.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'ConnectionCallID', key: 'connectionCallId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'lineHandle', key: 'lineHandle', type: 'USHORT', about: '0xffff unknown' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', about: '3 business line, 10 other' },
    ],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true }],
  }),
  defineMessage('EMERGENCY_CALL_EVENT', 123, {
    from: 'server',
    typeInferred: true,
    summary: 'An agent treats a call as an emergency.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT', about: 'printed in the CCX table with the text of a request; GED-188 has no InvokeID in this event' },
      { name: 'PeripheralID', key: 'peripheralId', type: 'UINT' },
      { name: 'ConnectionCallID', key: 'connectionCallId', type: 'UINT', about: '0xffffffff when no call is concerned' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'SessionID', key: 'sessionId', type: 'UINT' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ClientID', key: 'clientId', type: 'STRING', tag: 1, max: 64, inferred: true, about: 'no tag printed' },
      { name: 'clientAddress', key: 'clientAddress', type: 'STRING', tag: 81, max: 16, inferred: true, about: 'no tag printed' },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 64, about: '64 here, 16 everywhere else' },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  // Not shown by the guide: Cut inside SupervisorConnectionDeviceID[91]; later floating fields and the
  // table of actions come from GED-188.
  // Ends with a further request with SUPERVISOR_CLEAR. The CCX text speaks of barge-in and intercept only.
  defineMessage('SUPERVISE_CALL_REQ', 124, {
    from: 'client',
    confirm: 'SUPERVISE_CALL_CONF',
    typeInferred: true,
    summary: "Supervisor joins, takes over or leaves an agent's call.",
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'AgentCallID', key: 'agentCallId', type: 'UINT' },
      { name: 'SupervisorCallID', key: 'supervisorCallId', type: 'UINT', about: '0xffffffff when there is none' },
      { name: 'AgentConnectionDeviceType', key: 'agentConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'SupervisorConnectionDeviceType', key: 'supervisorConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'SupervisoryAction', key: 'supervisoryAction', type: 'USHORT', enum: 'SupervisoryAction' },
    ],
    floating: [
      { name: 'AgentConnectionDeviceID', key: 'agentConnectionDeviceId', type: 'STRING', tag: 90, max: 64, about: 'either call id + connection device id, or one of AgentExtension, AgentID, AgentInstrument' },
      { name: 'SupervisorConnectionDeviceID', key: 'supervisorConnectionDeviceId', type: 'STRING', tag: 91, max: 64 },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16, inferred: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, inferred: true },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, inferred: true },
      { name: 'SupervisorInstrument', key: 'supervisorInstrument', type: 'STRING', tag: 85, max: 64, inferred: true },
    ],
  }),
  defineMessage('SUPERVISE_CALL_CONF', 125, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms a supervision request.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true }],
  }),
];
