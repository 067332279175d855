/**
 * Third-party call control and call data.
 * Guide: Call Control messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';
import { callVariables, connectedParties, inferredCallVariables, namedData, placement } from './fragments.ts';

export const callControlMessages: readonly MessageDefinition[] = [
  // Not shown by the guide: floating part cut in the CallVariable run; wrap-up and the named fields come
  // from GED-188 and from the CCX MAKE_CALL_REQ page
  // the page says client or server may send it; InvokeID-matched
  defineMessage('SET_CALL_DATA_REQ', 26, {
    from: 'client',
    confirm: 'SET_CALL_DATA_CONF',
    summary: 'Set call variables or wrap-up data of a call; omitted fields are unchanged.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
      { name: 'CallType', key: 'callType', type: 'USHORT', enum: 'CallType' },
      { name: 'CalledPartyDisposition', key: 'calledPartyDisposition', type: 'USHORT', enum: 'Disposition' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: CampaignID' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: QueryRuleID' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ANI', key: 'ani', type: 'STRING', tag: 8, max: 40 },
      { name: 'CallerEnteredDigits', key: 'callerEnteredDigits', type: 'STRING', tag: 12, max: 40 },
      ...callVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
    ],
  }),
  // Only to the client that asked; the values outlive a broken session.
  defineMessage('SET_CALL_DATA_CONF', 27, {
    from: 'server',
    summary: 'Confirms new call data.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // The ControlFailureCode and CCXErrorCode tables are on the pages control-failure-cf-values and
  // unified-ccx-error-code-values.
  defineMessage('CONTROL_FAILURE_CONF', 35, {
    from: 'server',
    summary: 'Refuses an agent state or call control request.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'FailureCode', key: 'failureCode', type: 'USHORT', enum: 'ControlFailureCode' },
      { name: 'UnifiedCCXErrorCode', key: 'ccxErrorCode', type: 'UINT', enum: 'CCXErrorCode', about: '0 when no detail' },
    ],
    floating: [{ name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255 }],
  }),
  defineMessage('ALTERNATE_CALL_REQ', 40, {
    from: 'client',
    confirm: 'ALTERNATE_CALL_CONF',
    summary: 'Hold the active call and retrieve or answer the other one.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ActiveCallID', key: 'activeCallId', type: 'UINT' },
      { name: 'OtherCallID', key: 'otherCallId', type: 'UINT' },
      { name: 'ActiveConnectionDeviceType', key: 'activeConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'OtherConnectionDeviceType', key: 'otherConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ActiveConnectionDeviceID', key: 'activeConnectionDeviceId', type: 'STRING', tag: 50, max: 64, required: true },
      { name: 'OtherConnectionDeviceID', key: 'otherConnectionDeviceId', type: 'STRING', tag: 52, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('ALTERNATE_CALL_CONF', 41, {
    from: 'server',
    summary: 'Confirms ALTERNATE_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  defineMessage('ANSWER_CALL_REQ', 42, {
    from: 'client',
    confirm: 'ANSWER_CALL_CONF',
    summary: 'Answer a ringing call at the device that rings.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT', about: "0xffffffff when the ringing call's id is not given" },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType', about: 'CONNECTION_ID_NONE when no call id is given' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, about: 'one of ConnectionDeviceID, AgentInstrument must be there' },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, about: 'one of ConnectionDeviceID, AgentInstrument must be there' },
    ],
  }),
  defineMessage('ANSWER_CALL_CONF', 43, {
    from: 'server',
    summary: 'Confirms ANSWER_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  defineMessage('CLEAR_CALL_REQ', 44, {
    from: 'client',
    confirm: 'CLEAR_CALL_CONF',
    summary: 'Release every device from a call.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('CLEAR_CALL_CONF', 45, {
    from: 'server',
    summary: 'Confirms CLEAR_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  defineMessage('CLEAR_CONNECTION_REQ', 46, {
    from: 'client',
    confirm: 'CLEAR_CONNECTION_CONF',
    summary: 'Release one device from a call.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  // Not shown by the guide: no stored page found; the CCX id table lists the message, GED-188 gives its
  // body (InvokeID alone)
  defineMessage('CLEAR_CONNECTION_CONF', 47, {
    from: 'server',
    summary: 'Confirms CLEAR_CONNECTION_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT', inferred: true }],
    floating: [],
  }),
  // Not shown by the guide: floating part cut at DialedNumber; call variables, wrap-up, NamedVariable and
  // NamedArray come from GED-188 and the CCX MAKE_CALL_REQ page (GED-188's UserToUserInfo[9] is skipped by
  // the CCX MAKE_CALL_REQ page and FacilityCode's tag 51 is reserved in the CCX tag table, so neither is
  // listed; AuthorizationCode[77] and AccountCode[78] are unseen in CCX)
  defineMessage('CONFERENCE_CALL_REQ', 48, {
    from: 'client',
    confirm: 'CONFERENCE_CALL_CONF',
    summary: 'Join a held call and the active call into a conference.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'HeldCallID', key: 'heldCallId', type: 'UINT' },
      { name: 'ActiveCallID', key: 'activeCallId', type: 'UINT' },
      { name: 'HeldConnectionDeviceType', key: 'heldConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'ActiveConnectionDeviceType', key: 'activeConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      ...placement,
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
    ],
    floating: [
      { name: 'ActiveConnectionDeviceID', key: 'activeConnectionDeviceId', type: 'STRING', tag: 50, max: 64, required: true },
      { name: 'HeldConnectionDeviceID', key: 'heldConnectionDeviceId', type: 'STRING', tag: 53, max: 64, about: 'either this or DialedNumber' },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, inferred: true, about: 'either this or HeldConnectionDeviceID' },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
    ],
  }),
  defineMessage('CONFERENCE_CALL_CONF', 49, {
    from: 'server',
    summary: 'Confirms a conference, with the resulting call and its parties.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NewCallID', key: 'newCallId', type: 'UINT' },
      { name: 'NewConnectionDeviceType', key: 'newConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'NumParties', key: 'numParties', type: 'USHORT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 3, about: 'GED-188 slot: LineType' },
    ],
    floating: [{ name: 'NewConnectionDeviceID', key: 'newConnectionDeviceId', type: 'STRING', tag: 47, max: 64, required: true }, connectedParties],
  }),
  // Not shown by the guide: floating part cut inside AgentInstrument; call variables, wrap-up,
  // NamedVariable and NamedArray come from GED-188 and the CCX MAKE_CALL_REQ page (GED-188's
  // UserToUserInfo[9] is skipped by the CCX MAKE_CALL_REQ page and FacilityCode's tag 51 is reserved in the
  // CCX tag table, so neither is listed; AuthorizationCode[77] and AccountCode[78] are unseen in CCX)
  // CONSULTATION_CALL_REQ in GED-188. By default the consult call starts with the active call's data;
  // values given here override it.
  defineMessage('CONSULT_CALL_REQ', 50, {
    from: 'client',
    confirm: 'CONSULT_CALL_CONF',
    summary: 'Hold the active call and dial a new one (for a transfer or conference).',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ActiveCallID', key: 'activeCallId', type: 'UINT' },
      { name: 'ActiveConnectionDeviceType', key: 'activeConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallPlacementType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallMannerType' },
      { name: 'ConsultType', key: 'consultType', type: 'USHORT', enum: 'ConsultType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AlertRings' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallOption' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: FacilityType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AnsweringMachine' },
      { name: 'reserved', type: 'BOOL', value: 0, about: 'GED-188 slot: Priority' },
      { name: 'reserved', type: 'BOOL', value: 0, about: 'GED-188 slot: PostRoute' },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
    ],
    floating: [
      { name: 'ActiveConnectionDeviceID', key: 'activeConnectionDeviceId', type: 'STRING', tag: 50, max: 64, required: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
    ],
  }),
  defineMessage('CONSULT_CALL_CONF', 51, {
    from: 'server',
    summary: 'Confirms a consult call, with its CallID.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NewCallID', key: 'newCallId', type: 'UINT' },
      { name: 'NewConnectionDeviceType', key: 'newConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 3, about: 'GED-188 slot: LineType' },
    ],
    floating: [{ name: 'NewConnectionDeviceID', key: 'newConnectionDeviceId', type: 'STRING', tag: 47, max: 64, required: true }],
  }),
  defineMessage('HOLD_CALL_REQ', 54, {
    from: 'client',
    confirm: 'HOLD_CALL_CONF',
    summary: 'Put a call connection on hold.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'BOOL', value: 0, about: 'GED-188 slot: Reservation' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('HOLD_CALL_CONF', 55, {
    from: 'server',
    summary: 'Confirms HOLD_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // Not shown by the guide: floating part cut inside NamedVariable[82]; NamedArray not seen (GED-188 ends
  // with FacilityCode[51], AuthorizationCode[77], AccountCode[78]; 51 is reserved in the CCX tag table, the
  // other two are unseen)
  defineMessage('MAKE_CALL_REQ', 56, {
    from: 'client',
    confirm: 'MAKE_CALL_CONF',
    summary: 'Dial a number from an agent phone.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      ...placement,
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, since: 14, about: 'NULL_CSQ; GED-188 slot: SkillGroupNumber' },
    ],
    floating: [
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, required: true },
      ...callVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16 },
      ...namedData,
    ],
  }),
  defineMessage('MAKE_CALL_CONF', 57, {
    from: 'server',
    summary: 'Confirms a new call, with its CallID.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NewCallID', key: 'newCallId', type: 'UINT' },
      { name: 'NewConnectionDeviceType', key: 'newConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 3, about: 'GED-188 slot: LineType' },
    ],
    floating: [{ name: 'NewConnectionDeviceID', key: 'newConnectionDeviceId', type: 'STRING', tag: 47, max: 64, required: true }],
  }),
  defineMessage('RECONNECT_CALL_REQ', 60, {
    from: 'client',
    confirm: 'RECONNECT_CALL_CONF',
    typeInferred: true,
    summary: 'Clear the active call and retrieve the held one.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ActiveCallID', key: 'activeCallId', type: 'UINT' },
      { name: 'HeldCallID', key: 'heldCallId', type: 'UINT' },
      { name: 'ActiveConnectionDeviceType', key: 'activeConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'HeldConnectionDeviceType', key: 'heldConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'ActiveConnectionDeviceID', key: 'activeConnectionDeviceId', type: 'STRING', tag: 50, max: 64, required: true },
      { name: 'HeldConnectionDeviceID', key: 'heldConnectionDeviceId', type: 'STRING', tag: 53, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('RECONNECT_CALL_CONF', 61, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms RECONNECT_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  defineMessage('RETRIEVE_CALL_REQ', 62, {
    from: 'client',
    confirm: 'RETRIEVE_CALL_CONF',
    typeInferred: true,
    summary: 'Retrieve a held call.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'HeldCallID', key: 'heldCallId', type: 'UINT' },
      { name: 'HeldConnectionDeviceType', key: 'heldConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
    ],
    floating: [
      { name: 'HeldConnectionDeviceID', key: 'heldConnectionDeviceId', type: 'STRING', tag: 53, max: 64, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('RETRIEVE_CALL_CONF', 63, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms RETRIEVE_CALL_REQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // Not shown by the guide: floating part cut inside HeldConnectionDeviceID; AgentInstrument and
  // DialedNumber as in GED-188; call variables, wrap-up, NamedVariable and NamedArray come from GED-188 and
  // the CCX MAKE_CALL_REQ page (GED-188's UserToUserInfo[9] is skipped by the CCX MAKE_CALL_REQ page and
  // FacilityCode's tag 51 is reserved in the CCX tag table, so neither is listed; AuthorizationCode[77] and
  // AccountCode[78] are unseen in CCX)
  // GED-188: single-step transfer has HeldConnectionCallID 0xffffffff, HeldConnectionDeviceIDType
  // CONNECTION_ID_NONE, no HeldConnectionDeviceID, and DialedNumber
  defineMessage('TRANSFER_CALL_REQ', 64, {
    from: 'client',
    confirm: 'TRANSFER_CALL_CONF',
    typeInferred: true,
    summary: 'Transfer the held call onto the active one (or, with a dialed number, in one step).',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ActiveCallID', key: 'activeCallId', type: 'UINT' },
      { name: 'HeldCallID', key: 'heldCallId', type: 'UINT' },
      { name: 'ActiveConnectionDeviceType', key: 'activeConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'HeldConnectionDeviceType', key: 'heldConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      ...placement,
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
    ],
    floating: [
      { name: 'ActiveConnectionDeviceID', key: 'activeConnectionDeviceId', type: 'STRING', tag: 50, max: 64, required: true },
      { name: 'HeldConnectionDeviceID', key: 'heldConnectionDeviceId', type: 'STRING', tag: 53, max: 64 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, inferred: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, inferred: true, about: 'for a single-step transfer, in place of HeldConnectionDeviceID (GED-188)' },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
    ],
  }),
  // unlike GED-188 the CCX table lists no ConnectedParty... fields although NumParties is there; a reader
  // should still accept tags 39, 40, 41
  defineMessage('TRANSFER_CALL_CONF', 65, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms a transfer, with the resulting call.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NewCallID', key: 'newCallId', type: 'UINT' },
      { name: 'NewConnectionDeviceType', key: 'newConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'NumParties', key: 'numParties', type: 'USHORT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 3, about: 'GED-188 slot: LineType' },
    ],
    floating: [{ name: 'NewConnectionDeviceID', key: 'newConnectionDeviceId', type: 'STRING', tag: 47, max: 64, required: true }],
  }),
  // PauseDuration is UINT beside a USHORT ToneDuration; GED-188's history says it was changed from USHORT
  // to UINT in version 9 with code for old clients, so UINT is right for CCX 10-18
  defineMessage('SEND_DTMF_SIGNAL_REQ', 91, {
    from: 'client',
    confirm: 'SEND_DTMF_SIGNAL_CONF',
    typeInferred: true,
    summary: 'Play a run of DTMF tones for a call party.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'ToneDuration', key: 'toneDuration', type: 'USHORT', unit: 'ms', about: '0 = default' },
      { name: 'PauseDuration', key: 'pauseDuration', type: 'UINT', unit: 'ms', about: '0 = default' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'DTMFString', key: 'dtmfString', type: 'STRING', tag: 67, max: 32, required: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
    ],
  }),
  defineMessage('SEND_DTMF_SIGNAL_CONF', 92, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms DTMF tones.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // ConnectionDeviceType before CallID.
  defineMessage('BAD_CALL_REQ', 139, {
    from: 'client',
    confirm: 'BAD_CALL_CONF',
    typeInferred: true,
    summary: 'Report a call of bad quality so that the server logs it.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT', about: '0xffffffff when no call is concerned' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
    ],
  }),
  defineMessage('BAD_CALL_CONF', 140, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms a report.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
];
