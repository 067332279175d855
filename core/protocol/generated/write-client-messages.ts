/**
 * Writers of the messages that a client sends.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { MessageWriter, Writer } from '../writer.ts';
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

function writeOpenReq(w: Writer, m: OpenReq): void {
  w.uint('invokeId', m.invokeId);
  w.uint('versionNumber', m.versionNumber);
  w.uint('idleTimeout', m.idleTimeout);
  w.putUint(0);
  w.uint('servicesRequested', m.servicesRequested);
  w.uint('callMsgMask', m.callMsgMask);
  w.uint('agentStateMask', m.agentStateMask);
  w.uint('configMsgMask', m.configMsgMask);
  w.putUint(0);
  w.putUint(0);
  w.putUint(0);
  w.require('clientId', m.clientId);
  w.string('clientId', m.clientId, 1, 64);
  w.require('clientPassword', m.clientPassword);
  w.taggedBytes('clientPassword', m.clientPassword, 2, 64);
  w.string('clientSignature', m.clientSignature, 3, 64);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
}

function writeHeartbeatReq(w: Writer, m: HeartbeatReq): void {
  w.uint('invokeId', m.invokeId);
}

function writeCloseReq(w: Writer, m: CloseReq): void {
  w.uint('invokeId', m.invokeId);
  w.uint('status', m.status);
}

function writeSetCallDataReq(w: Writer, m: SetCallDataReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.ushort('callType', m.callType);
  w.ushort('calledPartyDisposition', m.calledPartyDisposition);
  w.putUint(0);
  w.putUint(1);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('ani', m.ani, 8, 40);
  w.string('callerEnteredDigits', m.callerEnteredDigits, 12, 40);
  w.string('callVariable1', m.callVariable1, 13, 41);
  w.string('callVariable2', m.callVariable2, 14, 41);
  w.string('callVariable3', m.callVariable3, 15, 41);
  w.string('callVariable4', m.callVariable4, 16, 41);
  w.string('callVariable5', m.callVariable5, 17, 41);
  w.string('callVariable6', m.callVariable6, 18, 41);
  w.string('callVariable7', m.callVariable7, 19, 41);
  w.string('callVariable8', m.callVariable8, 20, 41);
  w.string('callVariable9', m.callVariable9, 21, 41);
  w.string('callVariable10', m.callVariable10, 22, 41);
  if (w.version <= 16) w.string('callWrapupData', m.callWrapupData, 46, 40);
  else w.notInVersion('callWrapupData', m.callWrapupData);
  for (const namedVariable of w.list('namedVariables', m.namedVariables)) {
    w.namedVariable('namedVariables', namedVariable, 82, 251);
  }
  for (const namedArray of w.list('namedArrays', m.namedArrays)) {
    w.namedArray('namedArrays', namedArray, 83, 252);
  }
}

function writeQueryAgentStateReq(w: Writer, m: QueryAgentStateReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.putUint(1);
  w.putUint(0);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
}

function writeSetAgentStateReq(w: Writer, m: SetAgentStateReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.ushort('agentState', m.agentState);
  w.putUshort(0);
  w.putUshort(0);
  w.ushort('eventReasonCode', m.eventReasonCode);
  w.uchar('forcedFlag', m.forcedFlag);
  if (w.version >= 12) w.uint('agentCapacity', m.agentCapacity);
  else w.notInVersion('agentCapacity', m.agentCapacity);
  w.require('agentInstrument', m.agentInstrument);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentPassword', m.agentPassword, 49, 64);
  w.string('agentId', m.agentId, 194, 129);
  if (w.version >= 18) w.string('activeTerminal', m.activeTerminal, 303, 64);
  else w.notInVersion('activeTerminal', m.activeTerminal);
}

function writeAlternateCallReq(w: Writer, m: AlternateCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('activeCallId', m.activeCallId);
  w.uint('otherCallId', m.otherCallId);
  w.ushort('activeConnectionDeviceType', m.activeConnectionDeviceType);
  w.ushort('otherConnectionDeviceType', m.otherConnectionDeviceType);
  w.require('activeConnectionDeviceId', m.activeConnectionDeviceId);
  w.string('activeConnectionDeviceId', m.activeConnectionDeviceId, 50, 64);
  w.require('otherConnectionDeviceId', m.otherConnectionDeviceId);
  w.string('otherConnectionDeviceId', m.otherConnectionDeviceId, 52, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeAnswerCallReq(w: Writer, m: AnswerCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeClearCallReq(w: Writer, m: ClearCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeClearConnectionReq(w: Writer, m: ClearConnectionReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeConferenceCallReq(w: Writer, m: ConferenceCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('heldCallId', m.heldCallId);
  w.uint('activeCallId', m.activeCallId);
  w.ushort('heldConnectionDeviceType', m.heldConnectionDeviceType);
  w.ushort('activeConnectionDeviceType', m.activeConnectionDeviceType);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.require('activeConnectionDeviceId', m.activeConnectionDeviceId);
  w.string('activeConnectionDeviceId', m.activeConnectionDeviceId, 50, 64);
  w.string('heldConnectionDeviceId', m.heldConnectionDeviceId, 53, 64);
  w.require('agentInstrument', m.agentInstrument);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('callVariable1', m.callVariable1, 13, 41);
  w.string('callVariable2', m.callVariable2, 14, 41);
  w.string('callVariable3', m.callVariable3, 15, 41);
  w.string('callVariable4', m.callVariable4, 16, 41);
  w.string('callVariable5', m.callVariable5, 17, 41);
  w.string('callVariable6', m.callVariable6, 18, 41);
  w.string('callVariable7', m.callVariable7, 19, 41);
  w.string('callVariable8', m.callVariable8, 20, 41);
  w.string('callVariable9', m.callVariable9, 21, 41);
  w.string('callVariable10', m.callVariable10, 22, 41);
  if (w.version <= 16) w.string('callWrapupData', m.callWrapupData, 46, 40);
  else w.notInVersion('callWrapupData', m.callWrapupData);
  for (const namedVariable of w.list('namedVariables', m.namedVariables)) {
    w.namedVariable('namedVariables', namedVariable, 82, 251);
  }
  for (const namedArray of w.list('namedArrays', m.namedArrays)) {
    w.namedArray('namedArrays', namedArray, 83, 252);
  }
}

function writeConsultCallReq(w: Writer, m: ConsultCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('activeCallId', m.activeCallId);
  w.ushort('activeConnectionDeviceType', m.activeConnectionDeviceType);
  w.putUshort(0);
  w.putUshort(0);
  w.ushort('consultType', m.consultType);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.require('activeConnectionDeviceId', m.activeConnectionDeviceId);
  w.string('activeConnectionDeviceId', m.activeConnectionDeviceId, 50, 64);
  w.require('dialedNumber', m.dialedNumber);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('callVariable1', m.callVariable1, 13, 41);
  w.string('callVariable2', m.callVariable2, 14, 41);
  w.string('callVariable3', m.callVariable3, 15, 41);
  w.string('callVariable4', m.callVariable4, 16, 41);
  w.string('callVariable5', m.callVariable5, 17, 41);
  w.string('callVariable6', m.callVariable6, 18, 41);
  w.string('callVariable7', m.callVariable7, 19, 41);
  w.string('callVariable8', m.callVariable8, 20, 41);
  w.string('callVariable9', m.callVariable9, 21, 41);
  w.string('callVariable10', m.callVariable10, 22, 41);
  if (w.version <= 16) w.string('callWrapupData', m.callWrapupData, 46, 40);
  else w.notInVersion('callWrapupData', m.callWrapupData);
  for (const namedVariable of w.list('namedVariables', m.namedVariables)) {
    w.namedVariable('namedVariables', namedVariable, 82, 251);
  }
  for (const namedArray of w.list('namedArrays', m.namedArrays)) {
    w.namedArray('namedArrays', namedArray, 83, 252);
  }
}

function writeHoldCallReq(w: Writer, m: HoldCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.putUshort(0);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeMakeCallReq(w: Writer, m: MakeCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  if (w.version >= 14) w.putUint(0xffffffff);
  w.require('agentInstrument', m.agentInstrument);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.require('dialedNumber', m.dialedNumber);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('callVariable1', m.callVariable1, 13, 41);
  w.string('callVariable2', m.callVariable2, 14, 41);
  w.string('callVariable3', m.callVariable3, 15, 41);
  w.string('callVariable4', m.callVariable4, 16, 41);
  w.string('callVariable5', m.callVariable5, 17, 41);
  w.string('callVariable6', m.callVariable6, 18, 41);
  w.string('callVariable7', m.callVariable7, 19, 41);
  w.string('callVariable8', m.callVariable8, 20, 41);
  w.string('callVariable9', m.callVariable9, 21, 41);
  w.string('callVariable10', m.callVariable10, 22, 41);
  if (w.version <= 16) w.string('callWrapupData', m.callWrapupData, 46, 40);
  else w.notInVersion('callWrapupData', m.callWrapupData);
  for (const namedVariable of w.list('namedVariables', m.namedVariables)) {
    w.namedVariable('namedVariables', namedVariable, 82, 251);
  }
  for (const namedArray of w.list('namedArrays', m.namedArrays)) {
    w.namedArray('namedArrays', namedArray, 83, 252);
  }
}

function writeReconnectCallReq(w: Writer, m: ReconnectCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('activeCallId', m.activeCallId);
  w.uint('heldCallId', m.heldCallId);
  w.ushort('activeConnectionDeviceType', m.activeConnectionDeviceType);
  w.ushort('heldConnectionDeviceType', m.heldConnectionDeviceType);
  w.require('activeConnectionDeviceId', m.activeConnectionDeviceId);
  w.string('activeConnectionDeviceId', m.activeConnectionDeviceId, 50, 64);
  w.require('heldConnectionDeviceId', m.heldConnectionDeviceId);
  w.string('heldConnectionDeviceId', m.heldConnectionDeviceId, 53, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeRetrieveCallReq(w: Writer, m: RetrieveCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('heldCallId', m.heldCallId);
  w.ushort('heldConnectionDeviceType', m.heldConnectionDeviceType);
  w.require('heldConnectionDeviceId', m.heldConnectionDeviceId);
  w.string('heldConnectionDeviceId', m.heldConnectionDeviceId, 53, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeTransferCallReq(w: Writer, m: TransferCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('activeCallId', m.activeCallId);
  w.uint('heldCallId', m.heldCallId);
  w.ushort('activeConnectionDeviceType', m.activeConnectionDeviceType);
  w.ushort('heldConnectionDeviceType', m.heldConnectionDeviceType);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.putUshort(0);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.require('activeConnectionDeviceId', m.activeConnectionDeviceId);
  w.string('activeConnectionDeviceId', m.activeConnectionDeviceId, 50, 64);
  w.string('heldConnectionDeviceId', m.heldConnectionDeviceId, 53, 64);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('callVariable1', m.callVariable1, 13, 41);
  w.string('callVariable2', m.callVariable2, 14, 41);
  w.string('callVariable3', m.callVariable3, 15, 41);
  w.string('callVariable4', m.callVariable4, 16, 41);
  w.string('callVariable5', m.callVariable5, 17, 41);
  w.string('callVariable6', m.callVariable6, 18, 41);
  w.string('callVariable7', m.callVariable7, 19, 41);
  w.string('callVariable8', m.callVariable8, 20, 41);
  w.string('callVariable9', m.callVariable9, 21, 41);
  w.string('callVariable10', m.callVariable10, 22, 41);
  if (w.version <= 16) w.string('callWrapupData', m.callWrapupData, 46, 40);
  else w.notInVersion('callWrapupData', m.callWrapupData);
  for (const namedVariable of w.list('namedVariables', m.namedVariables)) {
    w.namedVariable('namedVariables', namedVariable, 82, 251);
  }
  for (const namedArray of w.list('namedArrays', m.namedArrays)) {
    w.namedArray('namedArrays', namedArray, 83, 252);
  }
}

function writeQueryDeviceInfoReq(w: Writer, m: QueryDeviceInfoReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.putUshort(0);
  w.require('agentInstrument', m.agentInstrument);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeSnapshotCallReq(w: Writer, m: SnapshotCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeSnapshotDeviceReq(w: Writer, m: SnapshotDeviceReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.ushort('snapshotDeviceType', m.snapshotDeviceType);
  w.require('agentInstrument', m.agentInstrument);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeSendDtmfSignalReq(w: Writer, m: SendDtmfSignalReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.ushort('toneDuration', m.toneDuration);
  w.uint('pauseDuration', m.pauseDuration);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('dtmfString', m.dtmfString);
  w.string('dtmfString', m.dtmfString, 67, 32);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeSupervisorAssistReq(w: Writer, m: SupervisorAssistReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
}

function writeEmergencyCallReq(w: Writer, m: EmergencyCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.uint('peripheralId', m.peripheralId);
  w.uint('connectionCallId', m.connectionCallId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentId', m.agentId, 194, 129);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeSuperviseCallReq(w: Writer, m: SuperviseCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.uint('agentCallId', m.agentCallId);
  w.uint('supervisorCallId', m.supervisorCallId);
  w.ushort('agentConnectionDeviceType', m.agentConnectionDeviceType);
  w.ushort('supervisorConnectionDeviceType', m.supervisorConnectionDeviceType);
  w.ushort('supervisoryAction', m.supervisoryAction);
  w.string('agentConnectionDeviceId', m.agentConnectionDeviceId, 90, 64);
  w.string('supervisorConnectionDeviceId', m.supervisorConnectionDeviceId, 91, 64);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
  w.string('supervisorInstrument', m.supervisorInstrument, 85, 64);
}

function writeBadCallReq(w: Writer, m: BadCallReq): void {
  w.uint('invokeId', m.invokeId);
  w.putUint(1);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('agentId', m.agentId, 194, 129);
}

function writeQueryQueueStatisticsReq(w: Writer, m: QueryQueueStatisticsReq): void {
  w.uint('invokeId', m.invokeId);
  w.taggedInt('csqId', m.csqId, 62);
}

function writeQuerySummaryStatisticsReq(w: Writer, m: QuerySummaryStatisticsReq): void {
  w.uint('invokeId', m.invokeId);
}

function writeConfigRequestKeyEvent(w: Writer, _m: ConfigRequestKeyEvent): void {
  if (w.version >= 11) w.putUint(0);
  w.constant('UINT', 0, 131);
}

function writeConfigRequestEvent(w: Writer, m: ConfigRequestEvent): void {
  w.uint('configurationMask', m.configurationMask);
  if (w.version >= 11) w.putUint(0);
  w.constant('UINT', 0, 131);
}

function writeQueryAgentQueueStatisticsReq(w: Writer, m: QueryAgentQueueStatisticsReq): void {
  w.uint('invokeId', m.invokeId);
  w.require('agentId', m.agentId);
  w.string('agentId', m.agentId, 194, 129);
}

function writeTeamConfigReq(w: Writer, m: TeamConfigReq): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('configParam', m.configParam);
  w.putZeros(8);
}

export const clientMessageWriters: readonly MessageWriter[] = [
  { name: 'OPEN_REQ', type: 3, since: 0, write: writeOpenReq },
  { name: 'HEARTBEAT_REQ', type: 5, since: 0, write: writeHeartbeatReq },
  { name: 'CLOSE_REQ', type: 7, since: 0, write: writeCloseReq },
  { name: 'SET_CALL_DATA_REQ', type: 26, since: 0, write: writeSetCallDataReq },
  { name: 'QUERY_AGENT_STATE_REQ', type: 36, since: 0, write: writeQueryAgentStateReq },
  { name: 'SET_AGENT_STATE_REQ', type: 38, since: 0, write: writeSetAgentStateReq },
  { name: 'ALTERNATE_CALL_REQ', type: 40, since: 0, write: writeAlternateCallReq },
  { name: 'ANSWER_CALL_REQ', type: 42, since: 0, write: writeAnswerCallReq },
  { name: 'CLEAR_CALL_REQ', type: 44, since: 0, write: writeClearCallReq },
  { name: 'CLEAR_CONNECTION_REQ', type: 46, since: 0, write: writeClearConnectionReq },
  { name: 'CONFERENCE_CALL_REQ', type: 48, since: 0, write: writeConferenceCallReq },
  { name: 'CONSULT_CALL_REQ', type: 50, since: 0, write: writeConsultCallReq },
  { name: 'HOLD_CALL_REQ', type: 54, since: 0, write: writeHoldCallReq },
  { name: 'MAKE_CALL_REQ', type: 56, since: 0, write: writeMakeCallReq },
  { name: 'RECONNECT_CALL_REQ', type: 60, since: 0, write: writeReconnectCallReq },
  { name: 'RETRIEVE_CALL_REQ', type: 62, since: 0, write: writeRetrieveCallReq },
  { name: 'TRANSFER_CALL_REQ', type: 64, since: 0, write: writeTransferCallReq },
  { name: 'QUERY_DEVICE_INFO_REQ', type: 78, since: 0, write: writeQueryDeviceInfoReq },
  { name: 'SNAPSHOT_CALL_REQ', type: 82, since: 0, write: writeSnapshotCallReq },
  { name: 'SNAPSHOT_DEVICE_REQ', type: 84, since: 0, write: writeSnapshotDeviceReq },
  { name: 'SEND_DTMF_SIGNAL_REQ', type: 91, since: 0, write: writeSendDtmfSignalReq },
  { name: 'SUPERVISOR_ASSIST_REQ', type: 118, since: 0, write: writeSupervisorAssistReq },
  { name: 'EMERGENCY_CALL_REQ', type: 121, since: 0, write: writeEmergencyCallReq },
  { name: 'SUPERVISE_CALL_REQ', type: 124, since: 0, write: writeSuperviseCallReq },
  { name: 'BAD_CALL_REQ', type: 139, since: 0, write: writeBadCallReq },
  { name: 'QUERY_QUEUE_STATISTICS_REQ', type: 223, since: 0, write: writeQueryQueueStatisticsReq },
  { name: 'QUERY_SUMMARY_STATISTICS_REQ', type: 225, since: 0, write: writeQuerySummaryStatisticsReq },
  { name: 'CONFIG_REQUEST_KEY_EVENT', type: 230, since: 0, write: writeConfigRequestKeyEvent },
  { name: 'CONFIG_REQUEST_EVENT', type: 232, since: 0, write: writeConfigRequestEvent },
  { name: 'QUERY_AGENT_QUEUE_STATISTICS_REQ', type: 239, since: 0, write: writeQueryAgentQueueStatisticsReq },
  { name: 'TEAM_CONFIG_REQ', type: 242, since: 0, write: writeTeamConfigReq },
];
