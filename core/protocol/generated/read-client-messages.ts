/**
 * Readers of the messages that a client sends.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../data-types.ts';
import { append, type Building, type MessageReader, type Reader } from '../reader.ts';
import type {
  AlternateCallReq,
  AnswerCallReq,
  BadCallReq,
  ClearCallReq,
  ClearConnectionReq,
  CloseReq,
  ConferenceCallReq,
  ConfigRequestEvent,
  ConfigRequestKeyEvent,
  ConsultCallReq,
  EmergencyCallReq,
  HeartbeatReq,
  HoldCallReq,
  MakeCallReq,
  OpenReq,
  QueryAgentQueueStatisticsReq,
  QueryAgentStateReq,
  QueryDeviceInfoReq,
  QueryQueueStatisticsReq,
  QuerySummaryStatisticsReq,
  ReconnectCallReq,
  RetrieveCallReq,
  SendDtmfSignalReq,
  SetAgentStateReq,
  SetCallDataReq,
  SnapshotCallReq,
  SnapshotDeviceReq,
  SuperviseCallReq,
  SupervisorAssistReq,
  TeamConfigReq,
  TransferCallReq,
} from './messages.ts';

function readOpenReq(r: Reader): OpenReq {
  const m = { type: 'OPEN_REQ', invokeId: r.uint('invokeId'), versionNumber: r.uint('versionNumber'), idleTimeout: r.uint('idleTimeout'), servicesRequested: r.uint('servicesRequested', 4), callMsgMask: r.uint('callMsgMask'), agentStateMask: r.uint('agentStateMask'), configMsgMask: r.uint('configMsgMask') } as Building<OpenReq>;
  r.skip(12);
  let clientId: string | undefined;
  let clientPassword: Uint8Array | undefined;
  let clientSignature: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 1:
        clientId = r.string('clientId');
        break;
      case 2:
        clientPassword = r.taggedBytes('clientPassword');
        break;
      case 3:
        clientSignature = r.string('clientSignature');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.clientId = clientId ?? r.missing('clientId');
  m.clientPassword = clientPassword ?? r.missingBytes('clientPassword');
  if (clientSignature !== undefined) m.clientSignature = clientSignature;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readHeartbeatReq(r: Reader): HeartbeatReq {
  const m: Building<HeartbeatReq> = { type: 'HEARTBEAT_REQ', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readCloseReq(r: Reader): CloseReq {
  const m: Building<CloseReq> = { type: 'CLOSE_REQ', invokeId: r.uint('invokeId'), status: r.uint('status') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readSetCallDataReq(r: Reader): SetCallDataReq {
  const m = { type: 'SET_CALL_DATA_REQ', invokeId: r.uint('invokeId'), connectionDeviceType: r.ushort('connectionDeviceType', 4), callId: r.uint('callId'), callType: r.ushort('callType', 4), calledPartyDisposition: r.ushort('calledPartyDisposition') } as Building<SetCallDataReq>;
  r.skip(8);
  let connectionDeviceId: string | undefined;
  let ani: string | undefined;
  let callerEnteredDigits: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: NamedVariable[] | undefined;
  let namedArrays: NamedArrayElement[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 8:
        ani = r.string('ani');
        break;
      case 12:
        callerEnteredDigits = r.string('callerEnteredDigits');
        break;
      case 13:
        callVariable1 = r.string('callVariable1');
        break;
      case 14:
        callVariable2 = r.string('callVariable2');
        break;
      case 15:
        callVariable3 = r.string('callVariable3');
        break;
      case 16:
        callVariable4 = r.string('callVariable4');
        break;
      case 17:
        callVariable5 = r.string('callVariable5');
        break;
      case 18:
        callVariable6 = r.string('callVariable6');
        break;
      case 19:
        callVariable7 = r.string('callVariable7');
        break;
      case 20:
        callVariable8 = r.string('callVariable8');
        break;
      case 21:
        callVariable9 = r.string('callVariable9');
        break;
      case 22:
        callVariable10 = r.string('callVariable10');
        break;
      case 46:
        if (r.version <= 16) callWrapupData = r.string('callWrapupData');
        else r.unknown(tag);
        break;
      case 82:
        namedVariables = append(namedVariables, r.namedVariable('namedVariables'));
        break;
      case 83:
        namedArrays = append(namedArrays, r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (ani !== undefined) m.ani = ani;
  if (callerEnteredDigits !== undefined) m.callerEnteredDigits = callerEnteredDigits;
  if (callVariable1 !== undefined) m.callVariable1 = callVariable1;
  if (callVariable2 !== undefined) m.callVariable2 = callVariable2;
  if (callVariable3 !== undefined) m.callVariable3 = callVariable3;
  if (callVariable4 !== undefined) m.callVariable4 = callVariable4;
  if (callVariable5 !== undefined) m.callVariable5 = callVariable5;
  if (callVariable6 !== undefined) m.callVariable6 = callVariable6;
  if (callVariable7 !== undefined) m.callVariable7 = callVariable7;
  if (callVariable8 !== undefined) m.callVariable8 = callVariable8;
  if (callVariable9 !== undefined) m.callVariable9 = callVariable9;
  if (callVariable10 !== undefined) m.callVariable10 = callVariable10;
  if (callWrapupData !== undefined) m.callWrapupData = callWrapupData;
  if (namedVariables !== undefined) m.namedVariables = namedVariables;
  if (namedArrays !== undefined) m.namedArrays = namedArrays;
  return m;
}

function readQueryAgentStateReq(r: Reader): QueryAgentStateReq {
  const m: Building<QueryAgentStateReq> = { type: 'QUERY_AGENT_STATE_REQ', invokeId: r.uint('invokeId') };
  r.skip(12);
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readSetAgentStateReq(r: Reader): SetAgentStateReq {
  const m = { type: 'SET_AGENT_STATE_REQ', invokeId: r.uint('invokeId'), agentState: r.ushort('agentState', 4), eventReasonCode: r.ushort('eventReasonCode', 4), forcedFlag: r.uchar('forcedFlag') } as Building<SetAgentStateReq>;
  if (r.version >= 12) m.agentCapacity = r.uint('agentCapacity');
  let agentInstrument: string | undefined;
  let agentPassword: string | undefined;
  let agentId: string | undefined;
  let activeTerminal: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 49:
        agentPassword = r.string('agentPassword');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      case 303:
        if (r.version >= 18) activeTerminal = r.string('activeTerminal');
        else r.unknown(tag);
        break;
      default:
        r.unknown(tag);
    }
  }
  m.agentInstrument = agentInstrument ?? r.missing('agentInstrument');
  if (agentPassword !== undefined) m.agentPassword = agentPassword;
  if (agentId !== undefined) m.agentId = agentId;
  if (activeTerminal !== undefined) m.activeTerminal = activeTerminal;
  return m;
}

function readAlternateCallReq(r: Reader): AlternateCallReq {
  const m = { type: 'ALTERNATE_CALL_REQ', invokeId: r.uint('invokeId'), activeCallId: r.uint('activeCallId', 4), otherCallId: r.uint('otherCallId'), activeConnectionDeviceType: r.ushort('activeConnectionDeviceType'), otherConnectionDeviceType: r.ushort('otherConnectionDeviceType') } as Building<AlternateCallReq>;
  let activeConnectionDeviceId: string | undefined;
  let otherConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 50:
        activeConnectionDeviceId = r.string('activeConnectionDeviceId');
        break;
      case 52:
        otherConnectionDeviceId = r.string('otherConnectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.activeConnectionDeviceId = activeConnectionDeviceId ?? r.missing('activeConnectionDeviceId');
  m.otherConnectionDeviceId = otherConnectionDeviceId ?? r.missing('otherConnectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readAnswerCallReq(r: Reader): AnswerCallReq {
  const m: Building<AnswerCallReq> = { type: 'ANSWER_CALL_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') };
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readClearCallReq(r: Reader): ClearCallReq {
  const m = { type: 'CLEAR_CALL_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<ClearCallReq>;
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readClearConnectionReq(r: Reader): ClearConnectionReq {
  const m = { type: 'CLEAR_CONNECTION_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<ClearConnectionReq>;
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readConferenceCallReq(r: Reader): ConferenceCallReq {
  const m = { type: 'CONFERENCE_CALL_REQ', invokeId: r.uint('invokeId'), heldCallId: r.uint('heldCallId', 4), activeCallId: r.uint('activeCallId'), heldConnectionDeviceType: r.ushort('heldConnectionDeviceType'), activeConnectionDeviceType: r.ushort('activeConnectionDeviceType') } as Building<ConferenceCallReq>;
  r.skip(20);
  let activeConnectionDeviceId: string | undefined;
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  let dialedNumber: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: NamedVariable[] | undefined;
  let namedArrays: NamedArrayElement[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 50:
        activeConnectionDeviceId = r.string('activeConnectionDeviceId');
        break;
      case 53:
        heldConnectionDeviceId = r.string('heldConnectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 13:
        callVariable1 = r.string('callVariable1');
        break;
      case 14:
        callVariable2 = r.string('callVariable2');
        break;
      case 15:
        callVariable3 = r.string('callVariable3');
        break;
      case 16:
        callVariable4 = r.string('callVariable4');
        break;
      case 17:
        callVariable5 = r.string('callVariable5');
        break;
      case 18:
        callVariable6 = r.string('callVariable6');
        break;
      case 19:
        callVariable7 = r.string('callVariable7');
        break;
      case 20:
        callVariable8 = r.string('callVariable8');
        break;
      case 21:
        callVariable9 = r.string('callVariable9');
        break;
      case 22:
        callVariable10 = r.string('callVariable10');
        break;
      case 46:
        if (r.version <= 16) callWrapupData = r.string('callWrapupData');
        else r.unknown(tag);
        break;
      case 82:
        namedVariables = append(namedVariables, r.namedVariable('namedVariables'));
        break;
      case 83:
        namedArrays = append(namedArrays, r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  m.activeConnectionDeviceId = activeConnectionDeviceId ?? r.missing('activeConnectionDeviceId');
  if (heldConnectionDeviceId !== undefined) m.heldConnectionDeviceId = heldConnectionDeviceId;
  m.agentInstrument = agentInstrument ?? r.missing('agentInstrument');
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
  if (callVariable1 !== undefined) m.callVariable1 = callVariable1;
  if (callVariable2 !== undefined) m.callVariable2 = callVariable2;
  if (callVariable3 !== undefined) m.callVariable3 = callVariable3;
  if (callVariable4 !== undefined) m.callVariable4 = callVariable4;
  if (callVariable5 !== undefined) m.callVariable5 = callVariable5;
  if (callVariable6 !== undefined) m.callVariable6 = callVariable6;
  if (callVariable7 !== undefined) m.callVariable7 = callVariable7;
  if (callVariable8 !== undefined) m.callVariable8 = callVariable8;
  if (callVariable9 !== undefined) m.callVariable9 = callVariable9;
  if (callVariable10 !== undefined) m.callVariable10 = callVariable10;
  if (callWrapupData !== undefined) m.callWrapupData = callWrapupData;
  if (namedVariables !== undefined) m.namedVariables = namedVariables;
  if (namedArrays !== undefined) m.namedArrays = namedArrays;
  return m;
}

function readConsultCallReq(r: Reader): ConsultCallReq {
  const m = { type: 'CONSULT_CALL_REQ', invokeId: r.uint('invokeId'), activeCallId: r.uint('activeCallId', 4), activeConnectionDeviceType: r.ushort('activeConnectionDeviceType'), consultType: r.ushort('consultType', 4) } as Building<ConsultCallReq>;
  r.skip(16);
  let activeConnectionDeviceId: string | undefined;
  let dialedNumber: string | undefined;
  let agentInstrument: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: NamedVariable[] | undefined;
  let namedArrays: NamedArrayElement[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 50:
        activeConnectionDeviceId = r.string('activeConnectionDeviceId');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 13:
        callVariable1 = r.string('callVariable1');
        break;
      case 14:
        callVariable2 = r.string('callVariable2');
        break;
      case 15:
        callVariable3 = r.string('callVariable3');
        break;
      case 16:
        callVariable4 = r.string('callVariable4');
        break;
      case 17:
        callVariable5 = r.string('callVariable5');
        break;
      case 18:
        callVariable6 = r.string('callVariable6');
        break;
      case 19:
        callVariable7 = r.string('callVariable7');
        break;
      case 20:
        callVariable8 = r.string('callVariable8');
        break;
      case 21:
        callVariable9 = r.string('callVariable9');
        break;
      case 22:
        callVariable10 = r.string('callVariable10');
        break;
      case 46:
        if (r.version <= 16) callWrapupData = r.string('callWrapupData');
        else r.unknown(tag);
        break;
      case 82:
        namedVariables = append(namedVariables, r.namedVariable('namedVariables'));
        break;
      case 83:
        namedArrays = append(namedArrays, r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  m.activeConnectionDeviceId = activeConnectionDeviceId ?? r.missing('activeConnectionDeviceId');
  m.dialedNumber = dialedNumber ?? r.missing('dialedNumber');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (callVariable1 !== undefined) m.callVariable1 = callVariable1;
  if (callVariable2 !== undefined) m.callVariable2 = callVariable2;
  if (callVariable3 !== undefined) m.callVariable3 = callVariable3;
  if (callVariable4 !== undefined) m.callVariable4 = callVariable4;
  if (callVariable5 !== undefined) m.callVariable5 = callVariable5;
  if (callVariable6 !== undefined) m.callVariable6 = callVariable6;
  if (callVariable7 !== undefined) m.callVariable7 = callVariable7;
  if (callVariable8 !== undefined) m.callVariable8 = callVariable8;
  if (callVariable9 !== undefined) m.callVariable9 = callVariable9;
  if (callVariable10 !== undefined) m.callVariable10 = callVariable10;
  if (callWrapupData !== undefined) m.callWrapupData = callWrapupData;
  if (namedVariables !== undefined) m.namedVariables = namedVariables;
  if (namedArrays !== undefined) m.namedArrays = namedArrays;
  return m;
}

function readHoldCallReq(r: Reader): HoldCallReq {
  const m = { type: 'HOLD_CALL_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<HoldCallReq>;
  r.skip(2);
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readMakeCallReq(r: Reader): MakeCallReq {
  const m = { type: 'MAKE_CALL_REQ', invokeId: r.uint('invokeId') } as Building<MakeCallReq>;
  r.skip(24);
  if (r.version >= 14) r.skip(4);
  let agentInstrument: string | undefined;
  let dialedNumber: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: NamedVariable[] | undefined;
  let namedArrays: NamedArrayElement[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 13:
        callVariable1 = r.string('callVariable1');
        break;
      case 14:
        callVariable2 = r.string('callVariable2');
        break;
      case 15:
        callVariable3 = r.string('callVariable3');
        break;
      case 16:
        callVariable4 = r.string('callVariable4');
        break;
      case 17:
        callVariable5 = r.string('callVariable5');
        break;
      case 18:
        callVariable6 = r.string('callVariable6');
        break;
      case 19:
        callVariable7 = r.string('callVariable7');
        break;
      case 20:
        callVariable8 = r.string('callVariable8');
        break;
      case 21:
        callVariable9 = r.string('callVariable9');
        break;
      case 22:
        callVariable10 = r.string('callVariable10');
        break;
      case 46:
        if (r.version <= 16) callWrapupData = r.string('callWrapupData');
        else r.unknown(tag);
        break;
      case 82:
        namedVariables = append(namedVariables, r.namedVariable('namedVariables'));
        break;
      case 83:
        namedArrays = append(namedArrays, r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  m.agentInstrument = agentInstrument ?? r.missing('agentInstrument');
  m.dialedNumber = dialedNumber ?? r.missing('dialedNumber');
  if (callVariable1 !== undefined) m.callVariable1 = callVariable1;
  if (callVariable2 !== undefined) m.callVariable2 = callVariable2;
  if (callVariable3 !== undefined) m.callVariable3 = callVariable3;
  if (callVariable4 !== undefined) m.callVariable4 = callVariable4;
  if (callVariable5 !== undefined) m.callVariable5 = callVariable5;
  if (callVariable6 !== undefined) m.callVariable6 = callVariable6;
  if (callVariable7 !== undefined) m.callVariable7 = callVariable7;
  if (callVariable8 !== undefined) m.callVariable8 = callVariable8;
  if (callVariable9 !== undefined) m.callVariable9 = callVariable9;
  if (callVariable10 !== undefined) m.callVariable10 = callVariable10;
  if (callWrapupData !== undefined) m.callWrapupData = callWrapupData;
  if (namedVariables !== undefined) m.namedVariables = namedVariables;
  if (namedArrays !== undefined) m.namedArrays = namedArrays;
  return m;
}

function readReconnectCallReq(r: Reader): ReconnectCallReq {
  const m = { type: 'RECONNECT_CALL_REQ', invokeId: r.uint('invokeId'), activeCallId: r.uint('activeCallId', 4), heldCallId: r.uint('heldCallId'), activeConnectionDeviceType: r.ushort('activeConnectionDeviceType'), heldConnectionDeviceType: r.ushort('heldConnectionDeviceType') } as Building<ReconnectCallReq>;
  let activeConnectionDeviceId: string | undefined;
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 50:
        activeConnectionDeviceId = r.string('activeConnectionDeviceId');
        break;
      case 53:
        heldConnectionDeviceId = r.string('heldConnectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.activeConnectionDeviceId = activeConnectionDeviceId ?? r.missing('activeConnectionDeviceId');
  m.heldConnectionDeviceId = heldConnectionDeviceId ?? r.missing('heldConnectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readRetrieveCallReq(r: Reader): RetrieveCallReq {
  const m = { type: 'RETRIEVE_CALL_REQ', invokeId: r.uint('invokeId'), heldCallId: r.uint('heldCallId', 4), heldConnectionDeviceType: r.ushort('heldConnectionDeviceType') } as Building<RetrieveCallReq>;
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 53:
        heldConnectionDeviceId = r.string('heldConnectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.heldConnectionDeviceId = heldConnectionDeviceId ?? r.missing('heldConnectionDeviceId');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readTransferCallReq(r: Reader): TransferCallReq {
  const m = { type: 'TRANSFER_CALL_REQ', invokeId: r.uint('invokeId'), activeCallId: r.uint('activeCallId', 4), heldCallId: r.uint('heldCallId'), activeConnectionDeviceType: r.ushort('activeConnectionDeviceType'), heldConnectionDeviceType: r.ushort('heldConnectionDeviceType') } as Building<TransferCallReq>;
  r.skip(20);
  let activeConnectionDeviceId: string | undefined;
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  let dialedNumber: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: NamedVariable[] | undefined;
  let namedArrays: NamedArrayElement[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 50:
        activeConnectionDeviceId = r.string('activeConnectionDeviceId');
        break;
      case 53:
        heldConnectionDeviceId = r.string('heldConnectionDeviceId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 13:
        callVariable1 = r.string('callVariable1');
        break;
      case 14:
        callVariable2 = r.string('callVariable2');
        break;
      case 15:
        callVariable3 = r.string('callVariable3');
        break;
      case 16:
        callVariable4 = r.string('callVariable4');
        break;
      case 17:
        callVariable5 = r.string('callVariable5');
        break;
      case 18:
        callVariable6 = r.string('callVariable6');
        break;
      case 19:
        callVariable7 = r.string('callVariable7');
        break;
      case 20:
        callVariable8 = r.string('callVariable8');
        break;
      case 21:
        callVariable9 = r.string('callVariable9');
        break;
      case 22:
        callVariable10 = r.string('callVariable10');
        break;
      case 46:
        if (r.version <= 16) callWrapupData = r.string('callWrapupData');
        else r.unknown(tag);
        break;
      case 82:
        namedVariables = append(namedVariables, r.namedVariable('namedVariables'));
        break;
      case 83:
        namedArrays = append(namedArrays, r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  m.activeConnectionDeviceId = activeConnectionDeviceId ?? r.missing('activeConnectionDeviceId');
  if (heldConnectionDeviceId !== undefined) m.heldConnectionDeviceId = heldConnectionDeviceId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
  if (callVariable1 !== undefined) m.callVariable1 = callVariable1;
  if (callVariable2 !== undefined) m.callVariable2 = callVariable2;
  if (callVariable3 !== undefined) m.callVariable3 = callVariable3;
  if (callVariable4 !== undefined) m.callVariable4 = callVariable4;
  if (callVariable5 !== undefined) m.callVariable5 = callVariable5;
  if (callVariable6 !== undefined) m.callVariable6 = callVariable6;
  if (callVariable7 !== undefined) m.callVariable7 = callVariable7;
  if (callVariable8 !== undefined) m.callVariable8 = callVariable8;
  if (callVariable9 !== undefined) m.callVariable9 = callVariable9;
  if (callVariable10 !== undefined) m.callVariable10 = callVariable10;
  if (callWrapupData !== undefined) m.callWrapupData = callWrapupData;
  if (namedVariables !== undefined) m.namedVariables = namedVariables;
  if (namedArrays !== undefined) m.namedArrays = namedArrays;
  return m;
}

function readQueryDeviceInfoReq(r: Reader): QueryDeviceInfoReq {
  const m = { type: 'QUERY_DEVICE_INFO_REQ', invokeId: r.uint('invokeId') } as Building<QueryDeviceInfoReq>;
  r.skip(6);
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.agentInstrument = agentInstrument ?? r.missing('agentInstrument');
  return m;
}

function readSnapshotCallReq(r: Reader): SnapshotCallReq {
  const m = { type: 'SNAPSHOT_CALL_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<SnapshotCallReq>;
  let connectionDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  return m;
}

function readSnapshotDeviceReq(r: Reader): SnapshotDeviceReq {
  const m = { type: 'SNAPSHOT_DEVICE_REQ', invokeId: r.uint('invokeId'), snapshotDeviceType: r.ushort('snapshotDeviceType', 4) } as Building<SnapshotDeviceReq>;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.agentInstrument = agentInstrument ?? r.missing('agentInstrument');
  return m;
}

function readSendDtmfSignalReq(r: Reader): SendDtmfSignalReq {
  const m = { type: 'SEND_DTMF_SIGNAL_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType'), toneDuration: r.ushort('toneDuration'), pauseDuration: r.uint('pauseDuration') } as Building<SendDtmfSignalReq>;
  let connectionDeviceId: string | undefined;
  let dtmfString: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 67:
        dtmfString = r.string('dtmfString');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.dtmfString = dtmfString ?? r.missing('dtmfString');
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readSupervisorAssistReq(r: Reader): SupervisorAssistReq {
  const m = { type: 'SUPERVISOR_ASSIST_REQ', invokeId: r.uint('invokeId'), callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<SupervisorAssistReq>;
  let connectionDeviceId: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readEmergencyCallReq(r: Reader): EmergencyCallReq {
  const m = { type: 'EMERGENCY_CALL_REQ', invokeId: r.uint('invokeId'), peripheralId: r.uint('peripheralId'), connectionCallId: r.uint('connectionCallId'), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<EmergencyCallReq>;
  let connectionDeviceId: string | undefined;
  let agentId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentId !== undefined) m.agentId = agentId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readSuperviseCallReq(r: Reader): SuperviseCallReq {
  const m: Building<SuperviseCallReq> = { type: 'SUPERVISE_CALL_REQ', invokeId: r.uint('invokeId'), agentCallId: r.uint('agentCallId', 4), supervisorCallId: r.uint('supervisorCallId'), agentConnectionDeviceType: r.ushort('agentConnectionDeviceType'), supervisorConnectionDeviceType: r.ushort('supervisorConnectionDeviceType'), supervisoryAction: r.ushort('supervisoryAction') };
  let agentConnectionDeviceId: string | undefined;
  let supervisorConnectionDeviceId: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  let supervisorInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 90:
        agentConnectionDeviceId = r.string('agentConnectionDeviceId');
        break;
      case 91:
        supervisorConnectionDeviceId = r.string('supervisorConnectionDeviceId');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      case 85:
        supervisorInstrument = r.string('supervisorInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentConnectionDeviceId !== undefined) m.agentConnectionDeviceId = agentConnectionDeviceId;
  if (supervisorConnectionDeviceId !== undefined) m.supervisorConnectionDeviceId = supervisorConnectionDeviceId;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  if (supervisorInstrument !== undefined) m.supervisorInstrument = supervisorInstrument;
  return m;
}

function readBadCallReq(r: Reader): BadCallReq {
  const m = { type: 'BAD_CALL_REQ', invokeId: r.uint('invokeId'), connectionDeviceType: r.ushort('connectionDeviceType', 4), callId: r.uint('callId') } as Building<BadCallReq>;
  let connectionDeviceId: string | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readQueryQueueStatisticsReq(r: Reader): QueryQueueStatisticsReq {
  const m: Building<QueryQueueStatisticsReq> = { type: 'QUERY_QUEUE_STATISTICS_REQ', invokeId: r.uint('invokeId') };
  let csqId: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 62:
        csqId = r.taggedInt('csqId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (csqId !== undefined) m.csqId = csqId;
  return m;
}

function readQuerySummaryStatisticsReq(r: Reader): QuerySummaryStatisticsReq {
  const m: Building<QuerySummaryStatisticsReq> = { type: 'QUERY_SUMMARY_STATISTICS_REQ', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readConfigRequestKeyEvent(r: Reader): ConfigRequestKeyEvent {
  const m: Building<ConfigRequestKeyEvent> = { type: 'CONFIG_REQUEST_KEY_EVENT' };
  if (r.version >= 11) r.skip(4);
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 131:
        r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  return m;
}

function readConfigRequestEvent(r: Reader): ConfigRequestEvent {
  const m: Building<ConfigRequestEvent> = { type: 'CONFIG_REQUEST_EVENT', configurationMask: r.uint('configurationMask') };
  if (r.version >= 11) r.skip(4);
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 131:
        r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  return m;
}

function readQueryAgentQueueStatisticsReq(r: Reader): QueryAgentQueueStatisticsReq {
  const m = { type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', invokeId: r.uint('invokeId') } as Building<QueryAgentQueueStatisticsReq>;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.agentId = agentId ?? r.missing('agentId');
  return m;
}

function readTeamConfigReq(r: Reader): TeamConfigReq {
  const m: Building<TeamConfigReq> = { type: 'TEAM_CONFIG_REQ', invokeId: r.uint('invokeId'), configParam: r.ushort('configParam') };
  r.skip(8);
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

export const clientMessageReaders: readonly MessageReader[] = [
  { type: 3, name: 'OPEN_REQ', since: 0, read: readOpenReq },
  { type: 5, name: 'HEARTBEAT_REQ', since: 0, read: readHeartbeatReq },
  { type: 7, name: 'CLOSE_REQ', since: 0, read: readCloseReq },
  { type: 26, name: 'SET_CALL_DATA_REQ', since: 0, read: readSetCallDataReq },
  { type: 36, name: 'QUERY_AGENT_STATE_REQ', since: 0, read: readQueryAgentStateReq },
  { type: 38, name: 'SET_AGENT_STATE_REQ', since: 0, read: readSetAgentStateReq },
  { type: 40, name: 'ALTERNATE_CALL_REQ', since: 0, read: readAlternateCallReq },
  { type: 42, name: 'ANSWER_CALL_REQ', since: 0, read: readAnswerCallReq },
  { type: 44, name: 'CLEAR_CALL_REQ', since: 0, read: readClearCallReq },
  { type: 46, name: 'CLEAR_CONNECTION_REQ', since: 0, read: readClearConnectionReq },
  { type: 48, name: 'CONFERENCE_CALL_REQ', since: 0, read: readConferenceCallReq },
  { type: 50, name: 'CONSULT_CALL_REQ', since: 0, read: readConsultCallReq },
  { type: 54, name: 'HOLD_CALL_REQ', since: 0, read: readHoldCallReq },
  { type: 56, name: 'MAKE_CALL_REQ', since: 0, read: readMakeCallReq },
  { type: 60, name: 'RECONNECT_CALL_REQ', since: 0, read: readReconnectCallReq },
  { type: 62, name: 'RETRIEVE_CALL_REQ', since: 0, read: readRetrieveCallReq },
  { type: 64, name: 'TRANSFER_CALL_REQ', since: 0, read: readTransferCallReq },
  { type: 78, name: 'QUERY_DEVICE_INFO_REQ', since: 0, read: readQueryDeviceInfoReq },
  { type: 82, name: 'SNAPSHOT_CALL_REQ', since: 0, read: readSnapshotCallReq },
  { type: 84, name: 'SNAPSHOT_DEVICE_REQ', since: 0, read: readSnapshotDeviceReq },
  { type: 91, name: 'SEND_DTMF_SIGNAL_REQ', since: 0, read: readSendDtmfSignalReq },
  { type: 118, name: 'SUPERVISOR_ASSIST_REQ', since: 0, read: readSupervisorAssistReq },
  { type: 121, name: 'EMERGENCY_CALL_REQ', since: 0, read: readEmergencyCallReq },
  { type: 124, name: 'SUPERVISE_CALL_REQ', since: 0, read: readSuperviseCallReq },
  { type: 139, name: 'BAD_CALL_REQ', since: 0, read: readBadCallReq },
  { type: 223, name: 'QUERY_QUEUE_STATISTICS_REQ', since: 0, read: readQueryQueueStatisticsReq },
  { type: 225, name: 'QUERY_SUMMARY_STATISTICS_REQ', since: 0, read: readQuerySummaryStatisticsReq },
  { type: 230, name: 'CONFIG_REQUEST_KEY_EVENT', since: 0, read: readConfigRequestKeyEvent },
  { type: 232, name: 'CONFIG_REQUEST_EVENT', since: 0, read: readConfigRequestEvent },
  { type: 239, name: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', since: 0, read: readQueryAgentQueueStatisticsReq },
  { type: 242, name: 'TEAM_CONFIG_REQ', since: 0, read: readTeamConfigReq },
];
