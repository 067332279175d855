/**
 * Snapshots of calls and devices.
 * Guide: Snapshot and device messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';
import { callVariables, namedData } from './fragments.ts';

export const snapshotMessages: readonly MessageDefinition[] = [
  defineMessage('QUERY_DEVICE_INFO_REQ', 78, {
    from: 'client',
    confirm: 'QUERY_DEVICE_INFO_CONF',
    typeInferred: true,
    summary: 'Ask for general data about a device.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: Reserved' },
    ],
    floating: [{ name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: true }],
  }),
  // -1 in a USHORT is 0xFFFF on the wire. Both floating reserved fields are listed although the counter
  // before them (NumLines in GED-188) is 0.
  defineMessage('QUERY_DEVICE_INFO_CONF', 79, {
    from: 'server',
    typeInferred: true,
    summary: 'General data about a device.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: PeripheralType' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: TypeOfDevice' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: ClassOfDevice' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: NumLines' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: Reserved' },
      { name: 'MaxActiveCalls', key: 'maxActiveCalls', type: 'USHORT' },
      { name: 'MaxHeldCalls', key: 'maxHeldCalls', type: 'USHORT', about: '0xFFFF unknown' },
      { name: 'MaxDevicesInConference', key: 'maxDevicesInConference', type: 'USHORT', about: '0xFFFF unknown' },
      { name: 'MakeCallSetup', key: 'makeCallSetup', type: 'UINT', enum: 'AgentStateMask' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: TransferConferenceSetup' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: CallEventsSupported' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: CallControlSupported' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: OtherFeaturesSupported' },
    ],
    floating: [
      { name: 'reserved', type: 'USHORT', tag: 70, max: 2, value: 0, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', tag: 71, max: 2, value: 0, about: 'GED-188 slot: LineType' },
    ],
  }),
  defineMessage('SNAPSHOT_CALL_REQ', 82, {
    from: 'client',
    confirm: 'SNAPSHOT_CALL_CONF',
    typeInferred: true,
    summary: "Ask for a call's devices and their states.",
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true }],
  }),
  // Not shown by the guide: floating part cut inside CallWrapupData[46]; the named fields and the six
  // per-device fields come from GED-188 (their names are confirmed by the NumCallDevices text, their tags
  // by the CCX FieldDataID table)
  defineMessage('SNAPSHOT_CALL_CONF', 83, {
    from: 'server',
    typeInferred: true,
    summary: "A call's data, devices and connection states.",
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'CallType', key: 'callType', type: 'USHORT', value: 0, enum: 'CallType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: NumCTIClients' },
      { name: 'NumCallDevices', key: 'numCallDevices', type: 'USHORT' },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CalledPartyDisposition' },
      { name: 'reserved', type: 'INT', value: 0, since: 11 },
    ],
    floating: [
      { name: 'ANI', key: 'ani', type: 'STRING', tag: 8, max: 40 },
      { name: 'DNIS', key: 'dnis', type: 'STRING', tag: 10, max: 32 },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40 },
      { name: 'CallerEnteredDigits', key: 'callerEnteredDigits', type: 'STRING', tag: 12, max: 40 },
      { name: 'reserved', type: 'UINT', tag: 72, max: 4, value: 0, required: true, about: 'GED-188: RouterCallKeyDay' },
      { name: 'reserved', type: 'UINT', tag: 73, max: 4, value: 0, required: true, about: 'GED-188: RouterCallKeyCallID' },
      ...callVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16 },
      ...namedData,
      {
        group: 'callDevices',
        count: 'numCallDevices',
        fields: [
          { name: 'CallConnectionCallID', key: 'callConnectionCallId', type: 'UINT', tag: 56, max: 4, inferred: true },
          { name: 'CallConnectionDeviceType', key: 'callConnectionDeviceType', type: 'USHORT', tag: 57, max: 2, enum: 'ConnectionDeviceType', inferred: true },
          { name: 'CallConnectionDeviceID', key: 'callConnectionDeviceId', type: 'STRING', tag: 58, max: 64, inferred: true },
          { name: 'CallDeviceType', key: 'callDeviceType', type: 'USHORT', tag: 59, max: 2, enum: 'DeviceType', inferred: true },
          { name: 'CallDeviceID', key: 'callDeviceId', type: 'STRING', tag: 60, max: 64, inferred: true },
          { name: 'CallDeviceConnectionState', key: 'callDeviceConnectionState', type: 'USHORT', tag: 61, max: 2, enum: 'LocalConnectionState', inferred: true },
        ],
      },
    ],
  }),
  defineMessage('SNAPSHOT_DEVICE_REQ', 84, {
    from: 'client',
    confirm: 'SNAPSHOT_DEVICE_CONF',
    typeInferred: true,
    summary: 'Ask for the calls at a device.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'SnapshotDeviceType', key: 'snapshotDeviceType', type: 'USHORT', enum: 'DeviceType', about: 'for a non-agent device: type of the device named in AgentInstrument' },
    ],
    floating: [{ name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: true }],
  }),
  // the state field has tag 61 here; GED-188 uses CallState with tag 75 (its tag table), a reader should
  // accept both
  defineMessage('SNAPSHOT_DEVICE_CONF', 85, {
    from: 'server',
    typeInferred: true,
    summary: 'The calls at a device and their states.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NumCalls', key: 'numCalls', type: 'USHORT' },
    ],
    floating: [
      {
        group: 'calls',
        count: 'numCalls',
        fields: [
          { name: 'CallConnectionCallID', key: 'callConnectionCallId', type: 'UINT', tag: 56, max: 4 },
          { name: 'CallConnectionDeviceType', key: 'callConnectionDeviceType', type: 'USHORT', tag: 57, max: 2, enum: 'ConnectionDeviceType' },
          { name: 'CallConnectionDeviceID', key: 'callConnectionDeviceId', type: 'STRING', tag: 58, max: 64 },
          { name: 'CallDeviceConnectionState', key: 'callDeviceConnectionState', type: 'USHORT', tag: 61, alias: 75, max: 2, enum: 'LocalConnectionState' },
        ],
      },
    ],
  }),
];
