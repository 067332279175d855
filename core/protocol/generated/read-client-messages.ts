/**
 * A reader for every message that a client sends.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../data-types.ts';
import type { Building, MessageReader, Reader } from '../reader.ts';
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
  const invokeId = r.uint('invokeId');
  const versionNumber = r.uint('versionNumber');
  const idleTimeout = r.uint('idleTimeout');
  r.skip(4);
  const servicesRequested = r.uint('servicesRequested');
  const callMsgMask = r.uint('callMsgMask');
  const agentStateMask = r.uint('agentStateMask');
  const configMsgMask = r.uint('configMsgMask');
  r.skip(12);
  let clientId: string | undefined;
  let clientPassword: Uint8Array | undefined;
  let clientSignature: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  r.floating();
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
  if (clientId === undefined) r.missing('clientId');
  if (clientPassword === undefined) r.missing('clientPassword');
  const m: Building<OpenReq> = { type: 'OPEN_REQ', invokeId, versionNumber, idleTimeout, servicesRequested, callMsgMask, agentStateMask, configMsgMask, clientId, clientPassword };
  if (clientSignature !== undefined) m.clientSignature = clientSignature;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readHeartbeatReq(r: Reader): HeartbeatReq {
  const invokeId = r.uint('invokeId');
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return { type: 'HEARTBEAT_REQ', invokeId };
}

function readCloseReq(r: Reader): CloseReq {
  const invokeId = r.uint('invokeId');
  const status = r.uint('status');
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return { type: 'CLOSE_REQ', invokeId, status };
}

function readSetCallDataReq(r: Reader): SetCallDataReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const connectionDeviceType = r.ushort('connectionDeviceType');
  const callId = r.uint('callId');
  r.skip(4);
  const callType = r.ushort('callType');
  const calledPartyDisposition = r.ushort('calledPartyDisposition');
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
  r.floating();
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
        (namedVariables ??= []).push(r.namedVariable('namedVariables'));
        break;
      case 83:
        (namedArrays ??= []).push(r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<SetCallDataReq> = { type: 'SET_CALL_DATA_REQ', invokeId, connectionDeviceType, callId, callType, calledPartyDisposition, connectionDeviceId };
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
  const invokeId = r.uint('invokeId');
  r.skip(12);
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  r.floating();
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
  const m: Building<QueryAgentStateReq> = { type: 'QUERY_AGENT_STATE_REQ', invokeId };
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readSetAgentStateReq(r: Reader): SetAgentStateReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const agentState = r.ushort('agentState');
  r.skip(4);
  const eventReasonCode = r.ushort('eventReasonCode');
  const forcedFlag = r.uchar('forcedFlag');
  const agentCapacity = r.version >= 12 ? r.uint('agentCapacity') : undefined;
  let agentInstrument: string | undefined;
  let agentPassword: string | undefined;
  let agentId: string | undefined;
  let activeTerminal: string | undefined;
  r.floating();
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
  if (agentInstrument === undefined) r.missing('agentInstrument');
  const m: Building<SetAgentStateReq> = { type: 'SET_AGENT_STATE_REQ', invokeId, agentState, eventReasonCode, forcedFlag, agentInstrument };
  if (agentCapacity !== undefined) m.agentCapacity = agentCapacity;
  if (agentPassword !== undefined) m.agentPassword = agentPassword;
  if (agentId !== undefined) m.agentId = agentId;
  if (activeTerminal !== undefined) m.activeTerminal = activeTerminal;
  return m;
}

function readAlternateCallReq(r: Reader): AlternateCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const activeCallId = r.uint('activeCallId');
  const otherCallId = r.uint('otherCallId');
  const activeConnectionDeviceType = r.ushort('activeConnectionDeviceType');
  const otherConnectionDeviceType = r.ushort('otherConnectionDeviceType');
  let activeConnectionDeviceId: string | undefined;
  let otherConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (activeConnectionDeviceId === undefined) r.missing('activeConnectionDeviceId');
  if (otherConnectionDeviceId === undefined) r.missing('otherConnectionDeviceId');
  const m: Building<AlternateCallReq> = { type: 'ALTERNATE_CALL_REQ', invokeId, activeCallId, otherCallId, activeConnectionDeviceType, otherConnectionDeviceType, activeConnectionDeviceId, otherConnectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readAnswerCallReq(r: Reader): AnswerCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  const m: Building<AnswerCallReq> = { type: 'ANSWER_CALL_REQ', invokeId, callId, connectionDeviceType };
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readClearCallReq(r: Reader): ClearCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<ClearCallReq> = { type: 'CLEAR_CALL_REQ', invokeId, callId, connectionDeviceType, connectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readClearConnectionReq(r: Reader): ClearConnectionReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<ClearConnectionReq> = { type: 'CLEAR_CONNECTION_REQ', invokeId, callId, connectionDeviceType, connectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readConferenceCallReq(r: Reader): ConferenceCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const heldCallId = r.uint('heldCallId');
  const activeCallId = r.uint('activeCallId');
  const heldConnectionDeviceType = r.ushort('heldConnectionDeviceType');
  const activeConnectionDeviceType = r.ushort('activeConnectionDeviceType');
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
  r.floating();
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
        (namedVariables ??= []).push(r.namedVariable('namedVariables'));
        break;
      case 83:
        (namedArrays ??= []).push(r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  if (activeConnectionDeviceId === undefined) r.missing('activeConnectionDeviceId');
  if (agentInstrument === undefined) r.missing('agentInstrument');
  const m: Building<ConferenceCallReq> = { type: 'CONFERENCE_CALL_REQ', invokeId, heldCallId, activeCallId, heldConnectionDeviceType, activeConnectionDeviceType, activeConnectionDeviceId, agentInstrument };
  if (heldConnectionDeviceId !== undefined) m.heldConnectionDeviceId = heldConnectionDeviceId;
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
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const activeCallId = r.uint('activeCallId');
  const activeConnectionDeviceType = r.ushort('activeConnectionDeviceType');
  r.skip(4);
  const consultType = r.ushort('consultType');
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
  r.floating();
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
        (namedVariables ??= []).push(r.namedVariable('namedVariables'));
        break;
      case 83:
        (namedArrays ??= []).push(r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  if (activeConnectionDeviceId === undefined) r.missing('activeConnectionDeviceId');
  if (dialedNumber === undefined) r.missing('dialedNumber');
  const m: Building<ConsultCallReq> = { type: 'CONSULT_CALL_REQ', invokeId, activeCallId, activeConnectionDeviceType, consultType, activeConnectionDeviceId, dialedNumber };
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
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  r.skip(2);
  let connectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<HoldCallReq> = { type: 'HOLD_CALL_REQ', invokeId, callId, connectionDeviceType, connectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readMakeCallReq(r: Reader): MakeCallReq {
  const invokeId = r.uint('invokeId');
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
  r.floating();
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
        (namedVariables ??= []).push(r.namedVariable('namedVariables'));
        break;
      case 83:
        (namedArrays ??= []).push(r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentInstrument === undefined) r.missing('agentInstrument');
  if (dialedNumber === undefined) r.missing('dialedNumber');
  const m: Building<MakeCallReq> = { type: 'MAKE_CALL_REQ', invokeId, agentInstrument, dialedNumber };
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
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const activeCallId = r.uint('activeCallId');
  const heldCallId = r.uint('heldCallId');
  const activeConnectionDeviceType = r.ushort('activeConnectionDeviceType');
  const heldConnectionDeviceType = r.ushort('heldConnectionDeviceType');
  let activeConnectionDeviceId: string | undefined;
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (activeConnectionDeviceId === undefined) r.missing('activeConnectionDeviceId');
  if (heldConnectionDeviceId === undefined) r.missing('heldConnectionDeviceId');
  const m: Building<ReconnectCallReq> = { type: 'RECONNECT_CALL_REQ', invokeId, activeCallId, heldCallId, activeConnectionDeviceType, heldConnectionDeviceType, activeConnectionDeviceId, heldConnectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readRetrieveCallReq(r: Reader): RetrieveCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const heldCallId = r.uint('heldCallId');
  const heldConnectionDeviceType = r.ushort('heldConnectionDeviceType');
  let heldConnectionDeviceId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (heldConnectionDeviceId === undefined) r.missing('heldConnectionDeviceId');
  const m: Building<RetrieveCallReq> = { type: 'RETRIEVE_CALL_REQ', invokeId, heldCallId, heldConnectionDeviceType, heldConnectionDeviceId };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readTransferCallReq(r: Reader): TransferCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const activeCallId = r.uint('activeCallId');
  const heldCallId = r.uint('heldCallId');
  const activeConnectionDeviceType = r.ushort('activeConnectionDeviceType');
  const heldConnectionDeviceType = r.ushort('heldConnectionDeviceType');
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
  r.floating();
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
        (namedVariables ??= []).push(r.namedVariable('namedVariables'));
        break;
      case 83:
        (namedArrays ??= []).push(r.namedArray('namedArrays'));
        break;
      default:
        r.unknown(tag);
    }
  }
  if (activeConnectionDeviceId === undefined) r.missing('activeConnectionDeviceId');
  const m: Building<TransferCallReq> = { type: 'TRANSFER_CALL_REQ', invokeId, activeCallId, heldCallId, activeConnectionDeviceType, heldConnectionDeviceType, activeConnectionDeviceId };
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
  const invokeId = r.uint('invokeId');
  r.skip(6);
  let agentInstrument: string | undefined;
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentInstrument === undefined) r.missing('agentInstrument');
  return { type: 'QUERY_DEVICE_INFO_REQ', invokeId, agentInstrument };
}

function readSnapshotCallReq(r: Reader): SnapshotCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  return { type: 'SNAPSHOT_CALL_REQ', invokeId, callId, connectionDeviceType, connectionDeviceId };
}

function readSnapshotDeviceReq(r: Reader): SnapshotDeviceReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const snapshotDeviceType = r.ushort('snapshotDeviceType');
  let agentInstrument: string | undefined;
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentInstrument === undefined) r.missing('agentInstrument');
  return { type: 'SNAPSHOT_DEVICE_REQ', invokeId, snapshotDeviceType, agentInstrument };
}

function readSendDtmfSignalReq(r: Reader): SendDtmfSignalReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  const toneDuration = r.ushort('toneDuration');
  const pauseDuration = r.uint('pauseDuration');
  let connectionDeviceId: string | undefined;
  let dtmfString: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  if (dtmfString === undefined) r.missing('dtmfString');
  const m: Building<SendDtmfSignalReq> = { type: 'SEND_DTMF_SIGNAL_REQ', invokeId, callId, connectionDeviceType, toneDuration, pauseDuration, connectionDeviceId, dtmfString };
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readSupervisorAssistReq(r: Reader): SupervisorAssistReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const callId = r.uint('callId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<SupervisorAssistReq> = { type: 'SUPERVISOR_ASSIST_REQ', invokeId, callId, connectionDeviceType, connectionDeviceId };
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readEmergencyCallReq(r: Reader): EmergencyCallReq {
  const invokeId = r.uint('invokeId');
  const peripheralId = r.uint('peripheralId');
  const connectionCallId = r.uint('connectionCallId');
  const connectionDeviceType = r.ushort('connectionDeviceType');
  let connectionDeviceId: string | undefined;
  let agentId: string | undefined;
  let agentInstrument: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<EmergencyCallReq> = { type: 'EMERGENCY_CALL_REQ', invokeId, peripheralId, connectionCallId, connectionDeviceType, connectionDeviceId };
  if (agentId !== undefined) m.agentId = agentId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readSuperviseCallReq(r: Reader): SuperviseCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const agentCallId = r.uint('agentCallId');
  const supervisorCallId = r.uint('supervisorCallId');
  const agentConnectionDeviceType = r.ushort('agentConnectionDeviceType');
  const supervisorConnectionDeviceType = r.ushort('supervisorConnectionDeviceType');
  const supervisoryAction = r.ushort('supervisoryAction');
  let agentConnectionDeviceId: string | undefined;
  let supervisorConnectionDeviceId: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  let supervisorInstrument: string | undefined;
  r.floating();
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
  const m: Building<SuperviseCallReq> = { type: 'SUPERVISE_CALL_REQ', invokeId, agentCallId, supervisorCallId, agentConnectionDeviceType, supervisorConnectionDeviceType, supervisoryAction };
  if (agentConnectionDeviceId !== undefined) m.agentConnectionDeviceId = agentConnectionDeviceId;
  if (supervisorConnectionDeviceId !== undefined) m.supervisorConnectionDeviceId = supervisorConnectionDeviceId;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  if (supervisorInstrument !== undefined) m.supervisorInstrument = supervisorInstrument;
  return m;
}

function readBadCallReq(r: Reader): BadCallReq {
  const invokeId = r.uint('invokeId');
  r.skip(4);
  const connectionDeviceType = r.ushort('connectionDeviceType');
  const callId = r.uint('callId');
  let connectionDeviceId: string | undefined;
  let agentId: string | undefined;
  r.floating();
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
  if (connectionDeviceId === undefined) r.missing('connectionDeviceId');
  const m: Building<BadCallReq> = { type: 'BAD_CALL_REQ', invokeId, connectionDeviceType, callId, connectionDeviceId };
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readQueryQueueStatisticsReq(r: Reader): QueryQueueStatisticsReq {
  const invokeId = r.uint('invokeId');
  let csqId: number | undefined;
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 62:
        csqId = r.taggedInt('csqId');
        break;
      default:
        r.unknown(tag);
    }
  }
  const m: Building<QueryQueueStatisticsReq> = { type: 'QUERY_QUEUE_STATISTICS_REQ', invokeId };
  if (csqId !== undefined) m.csqId = csqId;
  return m;
}

function readQuerySummaryStatisticsReq(r: Reader): QuerySummaryStatisticsReq {
  const invokeId = r.uint('invokeId');
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return { type: 'QUERY_SUMMARY_STATISTICS_REQ', invokeId };
}

function readConfigRequestKeyEvent(r: Reader): ConfigRequestKeyEvent {
  if (r.version >= 11) r.skip(4);
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 131:
        r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  return { type: 'CONFIG_REQUEST_KEY_EVENT' };
}

function readConfigRequestEvent(r: Reader): ConfigRequestEvent {
  const configurationMask = r.uint('configurationMask');
  if (r.version >= 11) r.skip(4);
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 131:
        r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  return { type: 'CONFIG_REQUEST_EVENT', configurationMask };
}

function readQueryAgentQueueStatisticsReq(r: Reader): QueryAgentQueueStatisticsReq {
  const invokeId = r.uint('invokeId');
  let agentId: string | undefined;
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentId === undefined) r.missing('agentId');
  return { type: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', invokeId, agentId };
}

function readTeamConfigReq(r: Reader): TeamConfigReq {
  const invokeId = r.uint('invokeId');
  const configParam = r.ushort('configParam');
  r.skip(8);
  r.floating();
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return { type: 'TEAM_CONFIG_REQ', invokeId, configParam };
}

export const clientMessageReaders: readonly MessageReader[] = [
  { type: 3, name: 'OPEN_REQ', since: 0, read: readOpenReq, tags: [1, 2, 3, 4, 6, 194] },
  { type: 5, name: 'HEARTBEAT_REQ', since: 0, read: readHeartbeatReq, tags: [] },
  { type: 7, name: 'CLOSE_REQ', since: 0, read: readCloseReq, tags: [] },
  { type: 26, name: 'SET_CALL_DATA_REQ', since: 0, read: readSetCallDataReq, tags: [25, 8, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 46, [82], [83]] },
  { type: 36, name: 'QUERY_AGENT_STATE_REQ', since: 0, read: readQueryAgentStateReq, tags: [4, 6, 194] },
  { type: 38, name: 'SET_AGENT_STATE_REQ', since: 0, read: readSetAgentStateReq, tags: [6, 49, 194, 303] },
  { type: 40, name: 'ALTERNATE_CALL_REQ', since: 0, read: readAlternateCallReq, tags: [50, 52, 6] },
  { type: 42, name: 'ANSWER_CALL_REQ', since: 0, read: readAnswerCallReq, tags: [25, 6] },
  { type: 44, name: 'CLEAR_CALL_REQ', since: 0, read: readClearCallReq, tags: [25, 6] },
  { type: 46, name: 'CLEAR_CONNECTION_REQ', since: 0, read: readClearConnectionReq, tags: [25, 6] },
  { type: 48, name: 'CONFERENCE_CALL_REQ', since: 0, read: readConferenceCallReq, tags: [50, 53, 6, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 46, [82], [83]] },
  { type: 50, name: 'CONSULT_CALL_REQ', since: 0, read: readConsultCallReq, tags: [50, 11, 6, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 46, [82], [83]] },
  { type: 54, name: 'HOLD_CALL_REQ', since: 0, read: readHoldCallReq, tags: [25, 6] },
  { type: 56, name: 'MAKE_CALL_REQ', since: 0, read: readMakeCallReq, tags: [6, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 46, [82], [83]] },
  { type: 60, name: 'RECONNECT_CALL_REQ', since: 0, read: readReconnectCallReq, tags: [50, 53, 6] },
  { type: 62, name: 'RETRIEVE_CALL_REQ', since: 0, read: readRetrieveCallReq, tags: [53, 6] },
  { type: 64, name: 'TRANSFER_CALL_REQ', since: 0, read: readTransferCallReq, tags: [50, 53, 6, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 46, [82], [83]] },
  { type: 78, name: 'QUERY_DEVICE_INFO_REQ', since: 0, read: readQueryDeviceInfoReq, tags: [6] },
  { type: 82, name: 'SNAPSHOT_CALL_REQ', since: 0, read: readSnapshotCallReq, tags: [25] },
  { type: 84, name: 'SNAPSHOT_DEVICE_REQ', since: 0, read: readSnapshotDeviceReq, tags: [6] },
  { type: 91, name: 'SEND_DTMF_SIGNAL_REQ', since: 0, read: readSendDtmfSignalReq, tags: [25, 67, 6] },
  { type: 118, name: 'SUPERVISOR_ASSIST_REQ', since: 0, read: readSupervisorAssistReq, tags: [25, 4, 6, 194] },
  { type: 121, name: 'EMERGENCY_CALL_REQ', since: 0, read: readEmergencyCallReq, tags: [25, 194, 6] },
  { type: 124, name: 'SUPERVISE_CALL_REQ', since: 0, read: readSuperviseCallReq, tags: [90, 91, 4, 6, 194, 85] },
  { type: 139, name: 'BAD_CALL_REQ', since: 0, read: readBadCallReq, tags: [25, 194] },
  { type: 223, name: 'QUERY_QUEUE_STATISTICS_REQ', since: 0, read: readQueryQueueStatisticsReq, tags: [62] },
  { type: 225, name: 'QUERY_SUMMARY_STATISTICS_REQ', since: 0, read: readQuerySummaryStatisticsReq, tags: [] },
  { type: 230, name: 'CONFIG_REQUEST_KEY_EVENT', since: 0, read: readConfigRequestKeyEvent, tags: [-131] },
  { type: 232, name: 'CONFIG_REQUEST_EVENT', since: 0, read: readConfigRequestEvent, tags: [-131] },
  { type: 239, name: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', since: 0, read: readQueryAgentQueueStatisticsReq, tags: [194] },
  { type: 242, name: 'TEAM_CONFIG_REQ', since: 0, read: readTeamConfigReq, tags: [] },
];
