/**
 * Opening, keeping alive and closing a session; failures and system status.
 * Guide: Session Management, Failure messages, System status.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const sessionMessages: readonly MessageDefinition[] = [
  // A standby node answers OPEN_REQ with status E_CTI_SERVER_NOT_MASTER (92).
  defineMessage('FAILURE_CONF', 1, {
    from: 'server',
    summary: 'Refuses a request, instead of its confirmation.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'Status', key: 'status', type: 'UINT', enum: 'ErrorStatus' },
    ],
    floating: [{ name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255, about: 'reason in words, when known' }],
  }),
  defineMessage('FAILURE_EVENT', 2, {
    from: 'server',
    summary: 'Unsolicited failure report.',
    fixed: [{ name: 'Status', key: 'status', type: 'UINT', enum: 'ErrorStatus' }],
    floating: [{ name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255 }],
  }),
  // IdleTimeout: at least 2 x the heartbeat interval and below 120 s on this page; see notes for the
  // conflicting rules elsewhere.
  // Agent-mode fields must not be set by a bridge-mode client.
  // GED-188 also has ApplicationPathID[97] here; the CCX table does not.
  defineMessage('OPEN_REQ', 3, {
    from: 'client',
    confirm: 'OPEN_CONF',
    summary: 'Opens a session; the first message after connecting.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'VersionNumber', key: 'versionNumber', type: 'UINT' },
      { name: 'IdleTimeout', key: 'idleTimeout', type: 'UINT', unit: 'seconds' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: PeripheralID' },
      { name: 'ServicesRequested', key: 'servicesRequested', type: 'UINT', enum: 'ServiceMask' },
      { name: 'CallMsgMask', key: 'callMsgMask', type: 'UINT', enum: 'CallEventMask' },
      { name: 'AgentStateMask', key: 'agentStateMask', type: 'UINT', enum: 'AgentStateMask' },
      { name: 'ConfigMsgMask', key: 'configMsgMask', type: 'UINT', enum: 'ConfigMsgMask' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: Reserved1' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: Reserved2' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: Reserved3' },
    ],
    floating: [
      { name: 'ClientID', key: 'clientId', type: 'STRING', tag: 1, max: 64, required: true, about: 'must be present, may have length 0; the server ignores it' },
      { name: 'ClientPassword', key: 'clientPassword', type: 'UNSPEC', tag: 2, max: 64, required: true, about: 'must be present, may have length 0; the server ignores it' },
      { name: 'ClientSignature', key: 'clientSignature', type: 'STRING', tag: 3, max: 64 },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16, required: 'agent mode', about: 'agent mode: at least one of AgentExtension, AgentID, AgentInstrument' },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: 'agent mode', about: 'agent mode: at least one of AgentExtension, AgentID, AgentInstrument' },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, required: 'agent mode' },
    ],
  }),
  defineMessage('OPEN_CONF', 4, {
    from: 'server',
    summary: 'Confirms a session, with the granted services.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'ServicesGranted', key: 'servicesGranted', type: 'UINT', enum: 'ServiceMask' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MonitorID' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: PGStatus' },
      { name: 'reserved', type: 'TIME', value: 0, about: 'GED-188 slot: ICMCentralControllerTime' },
      { name: 'UnifiedCCXOnline', key: 'ccxOnline', type: 'BOOL', about: '1 online, 0 offline' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: PeripheralType' },
      { name: 'AgentState', key: 'agentState', type: 'USHORT', enum: 'AgentState' },
    ],
    floating: [
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16, required: 'agent mode', about: 'when client events were granted and the agent is logged in' },
      { name: 'reserved', type: 'STRING', tag: 5, max: 12, about: 'ignore' },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: 'agent mode' },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, required: 'agent mode' },
      { name: 'NumPeripherals', key: 'numPeripherals', type: 'USHORT', tag: 228, max: 2, value: 1, since: 14, about: 'counts the FltPeripheralID + MultilineAgentControl pairs; always 1' },
      {
        group: 'peripherals',
        count: 'numPeripherals',
        fields: [
          { name: 'FltPeripheralID', key: 'peripheralId', type: 'UINT', tag: 208, max: 4, since: 14, about: 'the peripheral id given in OPEN_REQ' },
          { name: 'MultilineAgentControl', key: 'multilineAgentControl', type: 'USHORT', tag: 224, max: 2, value: 1, since: 14 },
        ],
      },
      { name: 'ConfigMsgMaskGranted', key: 'configMsgMaskGranted', type: 'USHORT', tag: 248, max: 2, enum: 'ConfigMsgMask', since: 18, about: 'which configuration events the server will send' },
    ],
  }),
  // Always client to server; the server never starts one.
  defineMessage('HEARTBEAT_REQ', 5, {
    from: 'client',
    confirm: 'HEARTBEAT_CONF',
    summary: 'Keep-alive probe.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // The developer.cisco.com class table prints the name HEARTBEAT_REQ for number 6; the ID table and the
  // 10.0 guide say HEARTBEAT_CONF.
  defineMessage('HEARTBEAT_CONF', 6, {
    from: 'server',
    summary: 'Confirms a keep-alive probe.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  defineMessage('CLOSE_REQ', 7, {
    from: 'client',
    confirm: 'CLOSE_CONF',
    summary: 'Closes the session.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'Status', key: 'status', type: 'UINT', enum: 'ErrorStatus' },
    ],
    floating: [],
  }),
  defineMessage('CLOSE_CONF', 8, {
    from: 'server',
    summary: 'Confirms the end of the session.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // Goes to every client, bridge or agent mode; no mask turns it off. The field text calls the two device
  // events SYS_DEVICE_IN_SERVICE / SYS_DEVICE_OUT_OF_SERVICE, the value table
  // SYS_INSTRUMENT_BACK_IN_SERVICE / SYS_INSTRUMENT_OUT_OF_SERVICE.
  defineMessage('SYSTEM_EVENT', 31, {
    from: 'server',
    summary: 'Server status or agent device status changed.',
    fixed: [
      { name: 'CCXStatus', key: 'ccxStatus', type: 'UINT', enum: 'CCXStatus', about: 'GED-188 slot: PGStatus' },
      { name: 'CCXTime', key: 'ccxTime', type: 'TIME', about: 'GED-188 slot: ICMCentralControllerTime' },
      { name: 'SystemEventID', key: 'systemEventId', type: 'UINT', enum: 'SystemEventID' },
      { name: 'SystemEventArg1', key: 'systemEventArg1', type: 'UINT' },
      { name: 'SystemEventArg2', key: 'systemEventArg2', type: 'UINT' },
      { name: 'SystemEventArg3', key: 'systemEventArg3', type: 'UINT' },
      { name: 'EventDeviceType', key: 'eventDeviceType', type: 'USHORT', enum: 'DeviceType', about: 'DEVID_NONE (0xffff) when EventDeviceID is absent' },
    ],
    floating: [
      { name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255 },
      { name: 'EventDeviceID', key: 'eventDeviceId', type: 'STRING', tag: 206, max: 64, about: 'for the device in-service and out-of-service events' },
    ],
  }),
];
