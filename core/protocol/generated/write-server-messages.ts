/**
 * Writers of the messages that a server sends.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { MessageWriter, Writer } from '../writer.ts';
import type {
  AgentStateEvent,
  AlternateCallConf,
  AnswerCallConf,
  BadCallConf,
  BeginCallEvent,
  CallClearedEvent,
  CallConferencedEvent,
  CallConnectionClearedEvent,
  CallDataUpdateEvent,
  CallDeliveredEvent,
  CallDequeuedEvent,
  CallDivertedEvent,
  CallEstablishedEvent,
  CallFailedEvent,
  CallHeldEvent,
  CallOriginatedEvent,
  CallQueuedEvent,
  CallRetrievedEvent,
  CallServiceInitiatedEvent,
  CallTransferredEvent,
  ClearCallConf,
  ClearConnectionConf,
  CloseConf,
  ConferenceCallConf,
  ConfigAgentEvent,
  ConfigApplicationEvent,
  ConfigBeginEvent,
  ConfigCsqEvent,
  ConfigDeviceEvent,
  ConfigEndEvent,
  ConfigKeyEvent,
  ConfigTerminalEvent,
  ConsultCallConf,
  ControlFailureConf,
  EmergencyCallConf,
  EmergencyCallEvent,
  EndCallEvent,
  FailureConf,
  FailureEvent,
  HeartbeatConf,
  HoldCallConf,
  MakeCallConf,
  OpenConf,
  QueryAgentQueueStatisticsConf,
  QueryAgentStateConf,
  QueryDeviceInfoConf,
  QueryQueueStatisticsConf,
  QuerySummaryStatisticsConf,
  ReconnectCallConf,
  RetrieveCallConf,
  RtpStartedEvent,
  RtpStoppedEvent,
  SendDtmfSignalConf,
  SetAgentStateConf,
  SetCallDataConf,
  SnapshotCallConf,
  SnapshotDeviceConf,
  SuperviseCallConf,
  SupervisorAssistConf,
  SupervisorAssistEvent,
  SystemEvent,
  TeamConfigConf,
  TeamConfigEvent,
  TransferCallConf,
} from './messages.ts';

function writeFailureConf(w: Writer, m: FailureConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('status', m.status);
  w.string('text', m.text, 7, 255);
}

function writeFailureEvent(w: Writer, m: FailureEvent): void {
  w.uint('status', m.status);
  w.string('text', m.text, 7, 255);
}

function writeOpenConf(w: Writer, m: OpenConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('servicesGranted', m.servicesGranted);
  w.putUint(0);
  w.putUint(0);
  w.putUint(0);
  w.bool('ccxOnline', m.ccxOnline);
  w.putUshort(0);
  w.ushort('agentState', m.agentState);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
  if (w.version >= 14) w.taggedCount('peripherals', m.peripherals, 228);
  if (w.version >= 14) {
    for (const peripheral of w.list('peripherals', m.peripherals)) {
      w.require('peripheralId', peripheral.peripheralId);
      w.taggedUint('peripheralId', peripheral.peripheralId, 208);
      w.taggedUshort('multilineAgentControl', peripheral.multilineAgentControl, 224);
    }
  } else {
    w.notInVersion('peripherals', m.peripherals);
  }
  if (w.version >= 18) w.taggedUshort('configMsgMaskGranted', m.configMsgMaskGranted, 248);
  else w.notInVersion('configMsgMaskGranted', m.configMsgMaskGranted);
}

function writeHeartbeatConf(w: Writer, m: HeartbeatConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeCloseConf(w: Writer, m: CloseConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeCallDeliveredEvent(w: Writer, m: CallDeliveredEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.putUshort(0xffff);
  w.ushort('lineType', m.lineType);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.uint('csqId', m.csqId);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.ushort('alertingDeviceType', m.alertingDeviceType);
  w.ushort('callingDeviceType', m.callingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('lastRedirectDeviceType', m.lastRedirectDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  if (w.goesOn('eventCause', m.eventCause)) w.ushort('eventCause', m.eventCause);
  if (w.stillOn()) w.count('namedVariables', m.namedVariables);
  if (w.stillOn()) w.count('namedArrays', m.namedArrays);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('alertingDeviceId', m.alertingDeviceId, 26, 64);
  w.string('callingDeviceId', m.callingDeviceId, 27, 64);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
  w.string('lastRedirectDeviceId', m.lastRedirectDeviceId, 29, 64);
  w.taggedUint('trunkNumber', m.trunkNumber, 121);
  w.taggedUint('trunkGroupNumber', m.trunkGroupNumber, 122);
  w.taggedUint('secondaryConnectionCallId', m.secondaryConnectionCallId, 202);
  w.string('ani', m.ani, 8, 40);
  w.string('dnis', m.dnis, 10, 32);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
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

function writeCallEstablishedEvent(w: Writer, m: CallEstablishedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.putUshort(0xffff);
  w.ushort('lineType', m.lineType);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.uint('csqId', m.csqId);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.ushort('answeringDeviceType', m.answeringDeviceType);
  w.ushort('callingDeviceType', m.callingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('lastRedirectDeviceType', m.lastRedirectDeviceType);
  if (w.goesOn('localConnectionState', m.localConnectionState)) w.ushort('localConnectionState', m.localConnectionState);
  if (w.goesOn('eventCause', m.eventCause)) w.ushort('eventCause', m.eventCause);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('answeringDeviceId', m.answeringDeviceId, 30, 64);
  w.string('callingDeviceId', m.callingDeviceId, 27, 64);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
  w.string('lastRedirectDeviceId', m.lastRedirectDeviceId, 29, 64);
  w.taggedUint('trunkNumber', m.trunkNumber, 121);
  w.taggedUint('trunkGroupNumber', m.trunkGroupNumber, 122);
}

function writeCallHeldEvent(w: Writer, m: CallHeldEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.ushort('holdingDeviceType', m.holdingDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('holdingDeviceId', m.holdingDeviceId);
  w.string('holdingDeviceId', m.holdingDeviceId, 31, 64);
}

function writeCallRetrievedEvent(w: Writer, m: CallRetrievedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.ushort('retrievingDeviceType', m.retrievingDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('retrievingDeviceId', m.retrievingDeviceId, 32, 64);
}

function writeCallClearedEvent(w: Writer, m: CallClearedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.putUshort(0);
  w.uint('callId', m.callId);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeCallConnectionClearedEvent(w: Writer, m: CallConnectionClearedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.ushort('releasingDeviceType', m.releasingDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('releasingDeviceId', m.releasingDeviceId);
  w.string('releasingDeviceId', m.releasingDeviceId, 33, 64);
}

function writeCallOriginatedEvent(w: Writer, m: CallOriginatedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.putUshort(0xffff);
  w.putUshort(0);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.uint('csqId', m.csqId);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.ushort('callingDeviceType', m.callingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('callingDeviceId', m.callingDeviceId);
  w.string('callingDeviceId', m.callingDeviceId, 27, 64);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
}

function writeCallFailedEvent(w: Writer, m: CallFailedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.ushort('failingDeviceType', m.failingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('failingDeviceId', m.failingDeviceId, 34, 64);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
}

function writeCallConferencedEvent(w: Writer, m: CallConferencedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('primaryDeviceType', m.primaryDeviceType);
  w.uint('primaryCallId', m.primaryCallId);
  w.putUshort(0xffff);
  w.ushort('lineType', m.lineType);
  w.putUint(0xffffffff);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.count('connectedParties', m.connectedParties);
  w.ushort('secondaryDeviceType', m.secondaryDeviceType);
  w.uint('secondaryCallId', m.secondaryCallId);
  w.ushort('controllerDeviceType', m.controllerDeviceType);
  w.ushort('addedPartyDeviceType', m.addedPartyDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  if (w.goesOn('eventCause', m.eventCause)) w.ushort('eventCause', m.eventCause);
  w.string('primaryDeviceId', m.primaryDeviceId, 35, 64);
  w.string('secondaryDeviceId', m.secondaryDeviceId, 36, 64);
  w.string('controllerDeviceId', m.controllerDeviceId, 37, 64);
  w.string('addedPartyDeviceId', m.addedPartyDeviceId, 38, 64);
  for (const connectedParty of w.list('connectedParties', m.connectedParties)) {
    w.require('connectedPartyCallId', connectedParty.connectedPartyCallId);
    w.taggedUint('connectedPartyCallId', connectedParty.connectedPartyCallId, 39);
    w.taggedUshort('connectedPartyDeviceType', connectedParty.connectedPartyDeviceType, 40);
    w.string('connectedPartyDeviceId', connectedParty.connectedPartyDeviceId, 41, 64);
  }
}

function writeCallTransferredEvent(w: Writer, m: CallTransferredEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('primaryDeviceType', m.primaryDeviceType);
  w.uint('primaryCallId', m.primaryCallId);
  w.putUshort(0xffff);
  w.ushort('lineType', m.lineType);
  w.putUint(0xffffffff);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.count('connectedParties', m.connectedParties);
  w.ushort('secondaryDeviceType', m.secondaryDeviceType);
  w.uint('secondaryCallId', m.secondaryCallId);
  w.ushort('transferringDeviceType', m.transferringDeviceType);
  w.ushort('transferredDeviceType', m.transferredDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  if (w.goesOn('eventCause', m.eventCause)) w.ushort('eventCause', m.eventCause);
  w.string('primaryDeviceId', m.primaryDeviceId, 35, 64);
  w.string('secondaryDeviceId', m.secondaryDeviceId, 36, 64);
  w.string('transferringDeviceId', m.transferringDeviceId, 42, 64);
  w.string('transferredDeviceId', m.transferredDeviceId, 43, 64);
  for (const connectedParty of w.list('connectedParties', m.connectedParties)) {
    w.require('connectedPartyCallId', connectedParty.connectedPartyCallId);
    w.taggedUint('connectedPartyCallId', connectedParty.connectedPartyCallId, 39);
    w.taggedUshort('connectedPartyDeviceType', connectedParty.connectedPartyDeviceType, 40);
    w.string('connectedPartyDeviceId', connectedParty.connectedPartyDeviceId, 41, 64);
  }
}

function writeCallDivertedEvent(w: Writer, m: CallDivertedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.ushort('divertingDeviceType', m.divertingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('divertingDeviceId', m.divertingDeviceId);
  w.string('divertingDeviceId', m.divertingDeviceId, 44, 64);
  w.require('calledDeviceId', m.calledDeviceId);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
}

function writeCallServiceInitiatedEvent(w: Writer, m: CallServiceInitiatedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.putUshort(0xffff);
  w.putUshort(3);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.uint('csqId', m.csqId);
  w.putUint(0xffffffff);
  w.ushort('lineType', m.lineType);
  w.ushort('callingDeviceType', m.callingDeviceType);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('callingDeviceId', m.callingDeviceId);
  w.string('callingDeviceId', m.callingDeviceId, 27, 64);
}

function writeCallQueuedEvent(w: Writer, m: CallQueuedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.ushort('queueDeviceType', m.queueDeviceType);
  w.ushort('callingDeviceType', m.callingDeviceType);
  w.ushort('calledDeviceType', m.calledDeviceType);
  w.ushort('lastRedirectDeviceType', m.lastRedirectDeviceType);
  w.putUshort(0);
  w.count('csqs', m.csqs);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('queueDeviceId', m.queueDeviceId, 45, 64);
  w.string('callingDeviceId', m.callingDeviceId, 27, 64);
  w.string('calledDeviceId', m.calledDeviceId, 28, 64);
  w.string('lastRedirectDeviceId', m.lastRedirectDeviceId, 29, 64);
  for (const csq of w.list('csqs', m.csqs)) {
    w.require('csqId', csq.csqId);
    w.taggedInt('csqId', csq.csqId, 62);
  }
}

function writeBeginCallEvent(w: Writer, m: BeginCallEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.count('ctiClients', m.ctiClients);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.ushort('callType', m.callType);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.ushort('calledPartyDisposition', m.calledPartyDisposition);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('ani', m.ani, 8, 40);
  w.string('dnis', m.dnis, 10, 32);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('callerEnteredDigits', m.callerEnteredDigits, 12, 40);
  w.constant('UINT', 0, 72);
  w.constant('UINT', 0, 73);
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
  for (const ctiClient of w.list('ctiClients', m.ctiClients)) {
    w.require('ctiClientSignature', ctiClient.ctiClientSignature);
    w.string('ctiClientSignature', ctiClient.ctiClientSignature, 23, 64);
    w.taggedUint('ctiClientTimestamp', ctiClient.ctiClientTimestamp, 24);
  }
}

function writeEndCallEvent(w: Writer, m: EndCallEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType ?? 0);
  w.uint('callId', m.callId);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeCallDataUpdateEvent(w: Writer, m: CallDataUpdateEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.count('ctiClients', m.ctiClients);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.ushort('callType', m.callType);
  w.ushort('connectionDeviceType', m.connectionDeviceType ?? 0);
  w.uint('callId', m.callId);
  w.ushort('newConnectionDeviceType', m.newConnectionDeviceType);
  w.uint('newCallId', m.newCallId);
  if (w.goesOn('calledPartyDisposition', m.calledPartyDisposition)) w.ushort('calledPartyDisposition', m.calledPartyDisposition);
  if (w.stillOn()) w.putUint(0);
  if (w.stillOn()) w.putUint(0);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('newConnectionDeviceId', m.newConnectionDeviceId, 47, 64);
  w.string('ani', m.ani, 8, 40);
  w.string('dnis', m.dnis, 10, 32);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
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
  for (const ctiClient of w.list('ctiClients', m.ctiClients)) {
    w.require('ctiClientSignature', ctiClient.ctiClientSignature);
    w.string('ctiClientSignature', ctiClient.ctiClientSignature, 23, 64);
    w.taggedUint('ctiClientTimestamp', ctiClient.ctiClientTimestamp, 24);
  }
}

function writeSetCallDataConf(w: Writer, m: SetCallDataConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeAgentStateEvent(w: Writer, m: AgentStateEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUint(0);
  w.putUshort(21);
  w.ushort('csqState', m.csqState);
  w.uint('stateDuration', m.stateDuration);
  w.uint('csqId', m.csqId);
  w.putUint(0xffffffff);
  w.putUshort(0);
  w.ushort('agentState', m.agentState);
  w.ushort('eventReasonCode', m.eventReasonCode);
  w.putUint(1);
  w.putUint(0);
  w.putUshort(0);
  w.putUint(0);
  w.putUint(0);
  w.putUint(1);
  w.count('csqs', m.csqs);
  w.string('ctiClientSignature', m.ctiClientSignature, 23, 64);
  w.string('agentId', m.agentId, 194, 129);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  for (const csq of w.list('csqs', m.csqs)) {
    w.require('csqId', csq.csqId);
    w.taggedUint('csqId', csq.csqId, 62);
    w.taggedUshort('csqState', csq.csqState, 65);
  }
  if (w.version >= 18) w.string('activeTerminal', m.activeTerminal, 303, 64);
  else w.notInVersion('activeTerminal', m.activeTerminal);
  w.taggedUint('duration', m.duration, 150);
  w.taggedUshort('nextAgentState', m.nextAgentState, 123);
  w.taggedUint('direction', m.direction, 244);
}

function writeSystemEvent(w: Writer, m: SystemEvent): void {
  w.uint('ccxStatus', m.ccxStatus);
  w.uint('ccxTime', m.ccxTime);
  w.uint('systemEventId', m.systemEventId);
  w.uint('systemEventArg1', m.systemEventArg1);
  w.uint('systemEventArg2', m.systemEventArg2);
  w.uint('systemEventArg3', m.systemEventArg3);
  w.ushort('eventDeviceType', m.eventDeviceType);
  w.string('text', m.text, 7, 255);
  w.string('eventDeviceId', m.eventDeviceId, 206, 64);
}

function writeControlFailureConf(w: Writer, m: ControlFailureConf): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('failureCode', m.failureCode);
  w.uint('ccxErrorCode', m.ccxErrorCode);
  w.string('text', m.text, 7, 255);
}

function writeQueryAgentStateConf(w: Writer, m: QueryAgentStateConf): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('agentState', m.agentState);
  w.count('csqs', m.csqs);
  w.putUint(1);
  w.putUint(0);
  w.putUshort(0);
  w.putUint(0);
  w.putUint(0);
  w.putUint(1);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('agentId', m.agentId, 194, 129);
  for (const csq of w.list('csqs', m.csqs)) {
    w.require('csqId', csq.csqId);
    w.taggedUint('csqId', csq.csqId, 62);
    w.constant('UINT', 0, 63);
    w.constant('USHORT', 0, 64);
    w.taggedUshort('csqState', csq.csqState, 65);
  }
  w.taggedUshort('internalAgentState', m.internalAgentState, 255);
}

function writeSetAgentStateConf(w: Writer, m: SetAgentStateConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeAlternateCallConf(w: Writer, m: AlternateCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeAnswerCallConf(w: Writer, m: AnswerCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeClearCallConf(w: Writer, m: ClearCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeClearConnectionConf(w: Writer, m: ClearConnectionConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeConferenceCallConf(w: Writer, m: ConferenceCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('newCallId', m.newCallId);
  w.ushort('newConnectionDeviceType', m.newConnectionDeviceType);
  w.count('connectedParties', m.connectedParties);
  w.putUshort(0xffff);
  w.putUshort(3);
  w.require('newConnectionDeviceId', m.newConnectionDeviceId);
  w.string('newConnectionDeviceId', m.newConnectionDeviceId, 47, 64);
  for (const connectedParty of w.list('connectedParties', m.connectedParties)) {
    w.require('connectedPartyCallId', connectedParty.connectedPartyCallId);
    w.taggedUint('connectedPartyCallId', connectedParty.connectedPartyCallId, 39);
    w.taggedUshort('connectedPartyDeviceType', connectedParty.connectedPartyDeviceType, 40);
    w.string('connectedPartyDeviceId', connectedParty.connectedPartyDeviceId, 41, 64);
  }
}

function writeConsultCallConf(w: Writer, m: ConsultCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('newCallId', m.newCallId);
  w.ushort('newConnectionDeviceType', m.newConnectionDeviceType);
  w.putUshort(0xffff);
  w.putUshort(3);
  w.require('newConnectionDeviceId', m.newConnectionDeviceId);
  w.string('newConnectionDeviceId', m.newConnectionDeviceId, 47, 64);
}

function writeHoldCallConf(w: Writer, m: HoldCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeMakeCallConf(w: Writer, m: MakeCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('newCallId', m.newCallId);
  w.ushort('newConnectionDeviceType', m.newConnectionDeviceType);
  w.putUshort(0xffff);
  w.putUshort(3);
  w.require('newConnectionDeviceId', m.newConnectionDeviceId);
  w.string('newConnectionDeviceId', m.newConnectionDeviceId, 47, 64);
}

function writeReconnectCallConf(w: Writer, m: ReconnectCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeRetrieveCallConf(w: Writer, m: RetrieveCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeTransferCallConf(w: Writer, m: TransferCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('newCallId', m.newCallId);
  w.ushort('newConnectionDeviceType', m.newConnectionDeviceType);
  w.ushort('numParties', m.numParties);
  w.putUshort(0xffff);
  w.putUshort(3);
  w.require('newConnectionDeviceId', m.newConnectionDeviceId);
  w.string('newConnectionDeviceId', m.newConnectionDeviceId, 47, 64);
}

function writeQueryDeviceInfoConf(w: Writer, m: QueryDeviceInfoConf): void {
  w.uint('invokeId', m.invokeId);
  w.putUshort(0xffff);
  w.putUshort(0xffff);
  w.putUshort(0xffff);
  w.putUshort(0);
  w.putUshort(0);
  w.ushort('maxActiveCalls', m.maxActiveCalls);
  w.ushort('maxHeldCalls', m.maxHeldCalls);
  w.ushort('maxDevicesInConference', m.maxDevicesInConference);
  w.uint('makeCallSetup', m.makeCallSetup);
  w.putUint(0);
  w.putUint(0);
  w.putUint(0);
  w.putUint(0);
  w.constant('USHORT', 0, 70);
  w.constant('USHORT', 0, 71);
}

function writeSnapshotCallConf(w: Writer, m: SnapshotCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('callType', m.callType ?? 0);
  w.putUshort(0);
  w.count('callDevices', m.callDevices);
  w.count('namedVariables', m.namedVariables);
  w.count('namedArrays', m.namedArrays);
  w.putUshort(0);
  if (w.version >= 11) w.putUint(0);
  w.string('ani', m.ani, 8, 40);
  w.string('dnis', m.dnis, 10, 32);
  w.string('dialedNumber', m.dialedNumber, 11, 40);
  w.string('callerEnteredDigits', m.callerEnteredDigits, 12, 40);
  w.constant('UINT', 0, 72);
  w.constant('UINT', 0, 73);
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
  for (const callDevice of w.list('callDevices', m.callDevices)) {
    w.require('callConnectionCallId', callDevice.callConnectionCallId);
    w.taggedUint('callConnectionCallId', callDevice.callConnectionCallId, 56);
    w.taggedUshort('callConnectionDeviceType', callDevice.callConnectionDeviceType, 57);
    w.string('callConnectionDeviceId', callDevice.callConnectionDeviceId, 58, 64);
    w.taggedUshort('callDeviceType', callDevice.callDeviceType, 59);
    w.string('callDeviceId', callDevice.callDeviceId, 60, 64);
    w.taggedUshort('callDeviceConnectionState', callDevice.callDeviceConnectionState, 61);
  }
}

function writeSnapshotDeviceConf(w: Writer, m: SnapshotDeviceConf): void {
  w.uint('invokeId', m.invokeId);
  w.count('calls', m.calls);
  for (const call of w.list('calls', m.calls)) {
    w.require('callConnectionCallId', call.callConnectionCallId);
    w.taggedUint('callConnectionCallId', call.callConnectionCallId, 56);
    w.taggedUshort('callConnectionDeviceType', call.callConnectionDeviceType, 57);
    w.string('callConnectionDeviceId', call.callConnectionDeviceId, 58, 64);
    w.taggedUshort('callDeviceConnectionState', call.callDeviceConnectionState, 61);
  }
}

function writeCallDequeuedEvent(w: Writer, m: CallDequeuedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.putUshort(21);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.uint('applicationId', m.applicationId);
  w.putUint(0xffffffff);
  w.ushort('queueDeviceType', m.queueDeviceType);
  w.ushort('numQueued', m.numQueued);
  w.count('csqs', m.csqs);
  w.ushort('localConnectionState', m.localConnectionState);
  w.ushort('eventCause', m.eventCause);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('queueDeviceId', m.queueDeviceId);
  w.string('queueDeviceId', m.queueDeviceId, 45, 64);
  for (const csq of w.list('csqs', m.csqs)) {
    w.require('csqId', csq.csqId);
    w.taggedInt('csqId', csq.csqId, 62);
  }
}

function writeSendDtmfSignalConf(w: Writer, m: SendDtmfSignalConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeRtpStartedEvent(w: Writer, m: RtpStartedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.uint('clientPort', m.clientPort);
  w.ushort('direction', m.direction);
  w.ushort('rtpType', m.rtpType);
  w.uint('bitRate', m.bitRate);
  w.ushort('echoCancellation', m.echoCancellation);
  w.uint('packetSize', m.packetSize);
  w.ushort('payloadType', m.payloadType);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('clientAddress', m.clientAddress, 81, 16);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('sendingAddress', m.sendingAddress, 125, 16);
  w.taggedUint('sendingPort', m.sendingPort, 126);
  w.string('agentId', m.agentId, 194, 129);
}

function writeRtpStoppedEvent(w: Writer, m: RtpStoppedEvent): void {
  w.putUint(0);
  w.putUint(1);
  w.uint('clientPort', m.clientPort);
  w.ushort('direction', m.direction);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('callId', m.callId);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('clientAddress', m.clientAddress);
  w.string('clientAddress', m.clientAddress, 81, 16);
  w.string('agentExtension', m.agentExtension, 4, 16);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
  w.string('sendingAddress', m.sendingAddress, 125, 16);
  w.taggedUint('sendingPort', m.sendingPort, 126);
  w.string('agentId', m.agentId, 194, 129);
}

function writeSupervisorAssistConf(w: Writer, m: SupervisorAssistConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.putUshort(0xffff);
  w.putUshort(0);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeSupervisorAssistEvent(w: Writer, m: SupervisorAssistEvent): void {
  w.putUint(1);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.putUint(0);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.require('clientId', m.clientId);
  w.string('clientId', m.clientId, 1, 64);
  w.string('text', m.text, 7, 255);
}

function writeEmergencyCallConf(w: Writer, m: EmergencyCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('connectionCallId', m.connectionCallId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.ushort('lineHandle', m.lineHandle);
  w.ushort('lineType', m.lineType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeEmergencyCallEvent(w: Writer, m: EmergencyCallEvent): void {
  w.uint('invokeId', m.invokeId);
  w.uint('peripheralId', m.peripheralId);
  w.uint('connectionCallId', m.connectionCallId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.uint('sessionId', m.sessionId);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
  w.string('clientId', m.clientId, 1, 64);
  w.string('clientAddress', m.clientAddress, 81, 16);
  w.string('agentExtension', m.agentExtension, 4, 64);
  w.string('agentId', m.agentId, 194, 129);
  w.string('agentInstrument', m.agentInstrument, 6, 64);
}

function writeSuperviseCallConf(w: Writer, m: SuperviseCallConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('callId', m.callId);
  w.ushort('connectionDeviceType', m.connectionDeviceType);
  w.require('connectionDeviceId', m.connectionDeviceId);
  w.string('connectionDeviceId', m.connectionDeviceId, 25, 64);
}

function writeBadCallConf(w: Writer, m: BadCallConf): void {
  w.uint('invokeId', m.invokeId);
}

function writeQueryQueueStatisticsConf(w: Writer, m: QueryQueueStatisticsConf): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('loggedInAgents', m.loggedInAgents);
  w.ushort('inSessionAgents', m.inSessionAgents);
  w.ushort('availableAgents', m.availableAgents);
  w.ushort('unavailableAgents', m.unavailableAgents);
  w.ushort('inWorkAgents', m.inWorkAgents);
  w.ushort('selectedAgents', m.selectedAgents);
  w.uint('callsInPriorityQueue1', m.callsInPriorityQueue1);
  w.uint('callsInPriorityQueue2', m.callsInPriorityQueue2);
  w.uint('callsInPriorityQueue3', m.callsInPriorityQueue3);
  w.uint('callsInPriorityQueue4', m.callsInPriorityQueue4);
  w.uint('callsInPriorityQueue5', m.callsInPriorityQueue5);
  w.uint('callsInPriorityQueue6', m.callsInPriorityQueue6);
  if (w.goesOn('callsInPriorityQueue7', m.callsInPriorityQueue7)) w.uint('callsInPriorityQueue7', m.callsInPriorityQueue7);
  if (w.goesOn('callsInPriorityQueue8', m.callsInPriorityQueue8)) w.uint('callsInPriorityQueue8', m.callsInPriorityQueue8);
  if (w.goesOn('callsInPriorityQueue9', m.callsInPriorityQueue9)) w.uint('callsInPriorityQueue9', m.callsInPriorityQueue9);
  if (w.goesOn('callsInPriorityQueue10', m.callsInPriorityQueue10)) w.uint('callsInPriorityQueue10', m.callsInPriorityQueue10);
  if (w.goesOn('startTime', m.startTime)) w.uint('startTime', m.startTime);
  if (w.goesOn('endTime', m.endTime)) w.uint('endTime', m.endTime);
  if (w.goesOn('totalCalls', m.totalCalls)) w.uint('totalCalls', m.totalCalls);
  if (w.goesOn('handledCalls', m.handledCalls)) w.uint('handledCalls', m.handledCalls);
  if (w.goesOn('oldestCallInQueue', m.oldestCallInQueue)) w.uint('oldestCallInQueue', m.oldestCallInQueue);
  if (w.goesOn('callsAbandoned', m.callsAbandoned)) w.uint('callsAbandoned', m.callsAbandoned);
  if (w.goesOn('avgTalkDuration', m.avgTalkDuration)) w.uint('avgTalkDuration', m.avgTalkDuration);
  if (w.goesOn('avgWaitDuration', m.avgWaitDuration)) w.uint('avgWaitDuration', m.avgWaitDuration);
  if (w.goesOn('longestTalkDuration', m.longestTalkDuration)) w.uint('longestTalkDuration', m.longestTalkDuration);
  if (w.goesOn('longestWaitDuration', m.longestWaitDuration)) w.uint('longestWaitDuration', m.longestWaitDuration);
  w.taggedInt('csqId', m.csqId, 62);
}

function writeQuerySummaryStatisticsConf(w: Writer, m: QuerySummaryStatisticsConf): void {
  w.uint('invokeId', m.invokeId);
  w.ushort('numQueues', m.numQueues);
  w.ushort('loggedInAgents', m.loggedInAgents);
  w.ushort('inSessionAgents', m.inSessionAgents);
  w.ushort('availableAgents', m.availableAgents);
  w.ushort('unavailableAgents', m.unavailableAgents);
  w.ushort('inWorkAgents', m.inWorkAgents);
  w.ushort('selectedAgents', m.selectedAgents);
  w.uint('callsInPriorityQueue1', m.callsInPriorityQueue1);
  w.uint('callsInPriorityQueue2', m.callsInPriorityQueue2);
  w.uint('callsInPriorityQueue3', m.callsInPriorityQueue3);
  w.uint('callsInPriorityQueue4', m.callsInPriorityQueue4);
  w.uint('callsInPriorityQueue5', m.callsInPriorityQueue5);
  w.uint('callsInPriorityQueue6', m.callsInPriorityQueue6);
  w.uint('callsInPriorityQueue7', m.callsInPriorityQueue7);
  if (w.goesOn('callsInPriorityQueue8', m.callsInPriorityQueue8)) w.uint('callsInPriorityQueue8', m.callsInPriorityQueue8);
  if (w.goesOn('callsInPriorityQueue9', m.callsInPriorityQueue9)) w.uint('callsInPriorityQueue9', m.callsInPriorityQueue9);
  if (w.goesOn('callsInPriorityQueue10', m.callsInPriorityQueue10)) w.uint('callsInPriorityQueue10', m.callsInPriorityQueue10);
}

function writeConfigKeyEvent(w: Writer, m: ConfigKeyEvent): void {
  w.uint('status', m.status);
  w.taggedBytes('applicationConfigKey', m.applicationConfigKey, 177, 8);
  w.taggedBytes('csqConfigKey', m.csqConfigKey, 178, 8);
  w.taggedBytes('agentConfigKey', m.agentConfigKey, 179, 8);
  w.taggedBytes('deviceConfigKey', m.deviceConfigKey, 180, 8);
}

function writeConfigBeginEvent(w: Writer, m: ConfigBeginEvent): void {
  w.ushort('configType', m.configType);
  w.uint('configurationMask', m.configurationMask);
  w.taggedBytes('applicationConfigKey', m.applicationConfigKey, 177, 8);
  w.taggedBytes('csqConfigKey', m.csqConfigKey, 178, 8);
  w.taggedBytes('agentConfigKey', m.agentConfigKey, 179, 8);
  w.taggedBytes('deviceConfigKey', m.deviceConfigKey, 180, 8);
}

function writeConfigEndEvent(w: Writer, m: ConfigEndEvent): void {
  w.uint('status', m.status);
  w.string('text', m.text, 7, 255);
}

function writeConfigApplicationEvent(w: Writer, m: ConfigApplicationEvent): void {
  w.count('records', m.records);
  for (const record of w.list('records', m.records)) {
    w.require('recordType', record.recordType);
    w.taggedUshort('recordType', record.recordType, 183);
    if (w.version >= 11) w.constant('UINT', 0, 208);
    w.taggedUint('applicationId', record.applicationId, 184);
    if (w.version >= 11) w.constant('UINT', 0, 213);
    w.taggedUint('maxQueued', record.maxQueued, 129);
    w.constant('STRING', 0, 173);
    w.taggedUint('previousApplicationId', record.previousApplicationId, 132);
    w.string('applicationName', record.applicationName, 133, 64);
    w.string('description', record.description, 134, 128);
    w.constant('UINT', 0, 174);
    w.constant('UINT', 0, 175);
    w.constant('STRING', 0, 176);
    if (w.version >= 11) w.constant('UINT', 0, 216);
  }
}

function writeConfigCsqEvent(w: Writer, m: ConfigCsqEvent): void {
  w.count('records', m.records);
  for (const record of w.list('records', m.records)) {
    w.require('recordType', record.recordType);
    w.taggedUshort('recordType', record.recordType, 183);
    if (w.version >= 11) w.constant('UINT', 0, 208);
    w.taggedUint('csqId', record.csqId, 184);
    if (w.version >= 11) w.constant('UINT', 0, 213);
    w.constant('USHORT', 0, 64);
    w.constant('UINT', 0, 192);
    w.taggedBool('autoWork', record.autoWork, 185);
    w.constant('STRING', 0, 173);
    w.string('csqName', record.csqName, 133, 64);
    w.string('description', record.description, 134, 128);
    if (w.version >= 11) w.taggedUint('mrDomainId', record.mrDomainId, 216);
    else w.notInVersion('mrDomainId', record.mrDomainId);
    w.constant('STRING', 0, 176);
  }
}

function writeConfigAgentEvent(w: Writer, m: ConfigAgentEvent): void {
  w.count('records', m.records);
  for (const record of w.list('records', m.records)) {
    w.require('recordType', record.recordType);
    w.taggedUshort('recordType', record.recordType, 183);
    if (w.version >= 11) w.constant('UINT', 0, 208);
    w.taggedUshort('agentType', record.agentType, 189);
    w.string('loginId', record.loginId, 190, 129);
    if (w.version >= 11) w.constant('STRING', 0, 214);
    if (w.version >= 11) w.constant('STRING', 0, 207);
    w.string('lastName', record.lastName, 138, 32);
    w.string('firstName', record.firstName, 137, 32);
    w.string('extension', record.extension, 173, 16);
    w.string('description', record.description, 134, 128);
    w.constant('UINT', 0, 141);
    w.taggedCount('csqs', record.csqs, 191);
    for (const csq of w.list('csqs', record.csqs)) {
      w.require('csqId', csq.csqId);
      w.taggedUint('csqId', csq.csqId, 62);
      w.constant('USHORT', 0, 64);
    }
    w.taggedUshort('agentState', record.agentState, 247);
    if (w.version >= 17) w.taggedInt('mrdId', record.mrdId, 246);
    else w.notInVersion('mrdId', record.mrdId);
    if (w.version >= 18) w.string('activeTerminal', record.activeTerminal, 303, 64);
    else w.notInVersion('activeTerminal', record.activeTerminal);
  }
}

function writeConfigDeviceEvent(w: Writer, m: ConfigDeviceEvent): void {
  w.count('records', m.records);
  for (const record of w.list('records', m.records)) {
    w.require('recordType', record.recordType);
    w.taggedUshort('recordType', record.recordType, 183);
    if (w.version >= 11) w.constant('UINT', 0, 208);
    w.taggedUint('deviceField0', record.deviceField0, 184);
    w.taggedUshort('deviceType', record.deviceType, 195);
    w.taggedUint('maxQueued', record.maxQueued, 129);
    w.taggedUint('deviceField1', record.deviceField1, 193);
    w.string('deviceField2', record.deviceField2, 11, 129);
    w.string('deviceField4', record.deviceField4, 173, 16);
    w.string('description', record.description, 134, 128);
  }
}

function writeQueryAgentQueueStatisticsConf(w: Writer, m: QueryAgentQueueStatisticsConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('callsInQueue', m.callsInQueue);
  w.uint('oldestCallInQueue', m.oldestCallInQueue);
  w.require('agentId', m.agentId);
  w.string('agentId', m.agentId, 194, 129);
}

function writeTeamConfigEvent(w: Writer, m: TeamConfigEvent): void {
  w.uint('teamId', m.teamId);
  w.count('members', m.members);
  w.ushort('operation', m.operation);
  w.putZeros(8);
  w.require('teamName', m.teamName);
  w.string('teamName', m.teamName, 204, 50);
  for (const member of w.list('members', m.members)) {
    w.require('agentId', member.agentId);
    w.string('agentId', member.agentId, 194, 129);
    w.taggedUshort('agentFlags', member.agentFlags, 87);
    w.taggedUshort('recordType', member.recordType, 183);
    w.taggedUshort('memberType', member.memberType, 205);
  }
}

function writeTeamConfigConf(w: Writer, m: TeamConfigConf): void {
  w.uint('invokeId', m.invokeId);
  w.uint('status', m.status);
  w.string('text', m.text, 7, 128);
}

function writeConfigTerminalEvent(w: Writer, m: ConfigTerminalEvent): void {
  w.count('records', m.records);
  for (const record of w.list('records', m.records)) {
    w.require('recordType', record.recordType);
    w.taggedUshort('recordType', record.recordType, 183);
    w.taggedUshort('terminalType', record.terminalType, 302);
    w.string('terminalDeviceName', record.terminalDeviceName, 303, 64);
    w.string('terminalTypeName', record.terminalTypeName, 304, 100);
    w.taggedCount('instruments', record.instruments, 305);
    for (const instrument of w.list('instruments', record.instruments)) {
      w.require('instrument', instrument.instrument);
      w.string('instrument', instrument.instrument, 6, 64);
    }
  }
}

export const serverMessageWriters: readonly MessageWriter[] = [
  { name: 'FAILURE_CONF', type: 1, since: 0, write: writeFailureConf },
  { name: 'FAILURE_EVENT', type: 2, since: 0, write: writeFailureEvent },
  { name: 'OPEN_CONF', type: 4, since: 0, write: writeOpenConf },
  { name: 'HEARTBEAT_CONF', type: 6, since: 0, write: writeHeartbeatConf },
  { name: 'CLOSE_CONF', type: 8, since: 0, write: writeCloseConf },
  { name: 'CALL_DELIVERED_EVENT', type: 9, since: 0, write: writeCallDeliveredEvent },
  { name: 'CALL_ESTABLISHED_EVENT', type: 10, since: 0, write: writeCallEstablishedEvent },
  { name: 'CALL_HELD_EVENT', type: 11, since: 0, write: writeCallHeldEvent },
  { name: 'CALL_RETRIEVED_EVENT', type: 12, since: 0, write: writeCallRetrievedEvent },
  { name: 'CALL_CLEARED_EVENT', type: 13, since: 0, write: writeCallClearedEvent },
  { name: 'CALL_CONNECTION_CLEARED_EVENT', type: 14, since: 0, write: writeCallConnectionClearedEvent },
  { name: 'CALL_ORIGINATED_EVENT', type: 15, since: 0, write: writeCallOriginatedEvent },
  { name: 'CALL_FAILED_EVENT', type: 16, since: 0, write: writeCallFailedEvent },
  { name: 'CALL_CONFERENCED_EVENT', type: 17, since: 0, write: writeCallConferencedEvent },
  { name: 'CALL_TRANSFERRED_EVENT', type: 18, since: 0, write: writeCallTransferredEvent },
  { name: 'CALL_DIVERTED_EVENT', type: 19, since: 0, write: writeCallDivertedEvent },
  { name: 'CALL_SERVICE_INITIATED_EVENT', type: 20, since: 0, write: writeCallServiceInitiatedEvent },
  { name: 'CALL_QUEUED_EVENT', type: 21, since: 0, write: writeCallQueuedEvent },
  { name: 'BEGIN_CALL_EVENT', type: 23, since: 0, write: writeBeginCallEvent },
  { name: 'END_CALL_EVENT', type: 24, since: 0, write: writeEndCallEvent },
  { name: 'CALL_DATA_UPDATE_EVENT', type: 25, since: 0, write: writeCallDataUpdateEvent },
  { name: 'SET_CALL_DATA_CONF', type: 27, since: 0, write: writeSetCallDataConf },
  { name: 'AGENT_STATE_EVENT', type: 30, since: 0, write: writeAgentStateEvent },
  { name: 'SYSTEM_EVENT', type: 31, since: 0, write: writeSystemEvent },
  { name: 'CONTROL_FAILURE_CONF', type: 35, since: 0, write: writeControlFailureConf },
  { name: 'QUERY_AGENT_STATE_CONF', type: 37, since: 0, write: writeQueryAgentStateConf },
  { name: 'SET_AGENT_STATE_CONF', type: 39, since: 0, write: writeSetAgentStateConf },
  { name: 'ALTERNATE_CALL_CONF', type: 41, since: 0, write: writeAlternateCallConf },
  { name: 'ANSWER_CALL_CONF', type: 43, since: 0, write: writeAnswerCallConf },
  { name: 'CLEAR_CALL_CONF', type: 45, since: 0, write: writeClearCallConf },
  { name: 'CLEAR_CONNECTION_CONF', type: 47, since: 0, write: writeClearConnectionConf },
  { name: 'CONFERENCE_CALL_CONF', type: 49, since: 0, write: writeConferenceCallConf },
  { name: 'CONSULT_CALL_CONF', type: 51, since: 0, write: writeConsultCallConf },
  { name: 'HOLD_CALL_CONF', type: 55, since: 0, write: writeHoldCallConf },
  { name: 'MAKE_CALL_CONF', type: 57, since: 0, write: writeMakeCallConf },
  { name: 'RECONNECT_CALL_CONF', type: 61, since: 0, write: writeReconnectCallConf },
  { name: 'RETRIEVE_CALL_CONF', type: 63, since: 0, write: writeRetrieveCallConf },
  { name: 'TRANSFER_CALL_CONF', type: 65, since: 0, write: writeTransferCallConf },
  { name: 'QUERY_DEVICE_INFO_CONF', type: 79, since: 0, write: writeQueryDeviceInfoConf },
  { name: 'SNAPSHOT_CALL_CONF', type: 83, since: 0, write: writeSnapshotCallConf },
  { name: 'SNAPSHOT_DEVICE_CONF', type: 85, since: 0, write: writeSnapshotDeviceConf },
  { name: 'CALL_DEQUEUED_EVENT', type: 86, since: 0, write: writeCallDequeuedEvent },
  { name: 'SEND_DTMF_SIGNAL_CONF', type: 92, since: 0, write: writeSendDtmfSignalConf },
  { name: 'RTP_STARTED_EVENT', type: 116, since: 0, write: writeRtpStartedEvent },
  { name: 'RTP_STOPPED_EVENT', type: 117, since: 0, write: writeRtpStoppedEvent },
  { name: 'SUPERVISOR_ASSIST_CONF', type: 119, since: 0, write: writeSupervisorAssistConf },
  { name: 'SUPERVISOR_ASSIST_EVENT', type: 120, since: 0, write: writeSupervisorAssistEvent },
  { name: 'EMERGENCY_CALL_CONF', type: 122, since: 0, write: writeEmergencyCallConf },
  { name: 'EMERGENCY_CALL_EVENT', type: 123, since: 0, write: writeEmergencyCallEvent },
  { name: 'SUPERVISE_CALL_CONF', type: 125, since: 0, write: writeSuperviseCallConf },
  { name: 'BAD_CALL_CONF', type: 140, since: 0, write: writeBadCallConf },
  { name: 'QUERY_QUEUE_STATISTICS_CONF', type: 224, since: 0, write: writeQueryQueueStatisticsConf },
  { name: 'QUERY_SUMMARY_STATISTICS_CONF', type: 226, since: 0, write: writeQuerySummaryStatisticsConf },
  { name: 'CONFIG_KEY_EVENT', type: 231, since: 0, write: writeConfigKeyEvent },
  { name: 'CONFIG_BEGIN_EVENT', type: 233, since: 0, write: writeConfigBeginEvent },
  { name: 'CONFIG_END_EVENT', type: 234, since: 0, write: writeConfigEndEvent },
  { name: 'CONFIG_APPLICATION_EVENT', type: 235, since: 0, write: writeConfigApplicationEvent },
  { name: 'CONFIG_CSQ_EVENT', type: 236, since: 0, write: writeConfigCsqEvent },
  { name: 'CONFIG_AGENT_EVENT', type: 237, since: 0, write: writeConfigAgentEvent },
  { name: 'CONFIG_DEVICE_EVENT', type: 238, since: 0, write: writeConfigDeviceEvent },
  { name: 'QUERY_AGENT_QUEUE_STATISTICS_CONF', type: 240, since: 0, write: writeQueryAgentQueueStatisticsConf },
  { name: 'TEAM_CONFIG_EVENT', type: 243, since: 0, write: writeTeamConfigEvent },
  { name: 'TEAM_CONFIG_CONF', type: 244, since: 0, write: writeTeamConfigConf },
  { name: 'CONFIG_TERMINAL_EVENT', type: 276, since: 18, write: writeConfigTerminalEvent },
];
