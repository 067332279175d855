/**
 * Readers of the messages that a server sends.
 * Generated from the tables in ../messages by `npm run generate`; do not edit.
 * @module
 */
import type { NamedArrayElement, NamedVariable } from '../data-types.ts';
import { append, type Building, type MessageReader, type Reader } from '../reader.ts';
import type {
  AgentStateEvent,
  AgentStateEventCsq,
  AlternateCallConf,
  AnswerCallConf,
  BadCallConf,
  BeginCallEvent,
  BeginCallEventCtiClient,
  CallClearedEvent,
  CallConferencedEvent,
  CallConferencedEventConnectedParty,
  CallConnectionClearedEvent,
  CallDataUpdateEvent,
  CallDataUpdateEventCtiClient,
  CallDeliveredEvent,
  CallDequeuedEvent,
  CallDequeuedEventCsq,
  CallDivertedEvent,
  CallEstablishedEvent,
  CallFailedEvent,
  CallHeldEvent,
  CallOriginatedEvent,
  CallQueuedEvent,
  CallQueuedEventCsq,
  CallRetrievedEvent,
  CallServiceInitiatedEvent,
  CallTransferredEvent,
  CallTransferredEventConnectedParty,
  ClearCallConf,
  ClearConnectionConf,
  CloseConf,
  ConferenceCallConf,
  ConferenceCallConfConnectedParty,
  ConfigAgentEvent,
  ConfigAgentEventRecord,
  ConfigAgentEventRecordCsq,
  ConfigApplicationEvent,
  ConfigApplicationEventRecord,
  ConfigBeginEvent,
  ConfigCsqEvent,
  ConfigCsqEventRecord,
  ConfigDeviceEvent,
  ConfigDeviceEventRecord,
  ConfigEndEvent,
  ConfigKeyEvent,
  ConfigTerminalEvent,
  ConfigTerminalEventRecord,
  ConfigTerminalEventRecordInstrument,
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
  OpenConfPeripheral,
  QueryAgentQueueStatisticsConf,
  QueryAgentStateConf,
  QueryAgentStateConfCsq,
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
  SnapshotCallConfCallDevice,
  SnapshotDeviceConf,
  SnapshotDeviceConfCall,
  SuperviseCallConf,
  SupervisorAssistConf,
  SupervisorAssistEvent,
  SystemEvent,
  TeamConfigConf,
  TeamConfigEvent,
  TeamConfigEventMember,
  TransferCallConf,
} from './messages.ts';

function readFailureConf(r: Reader): FailureConf {
  const m: Building<FailureConf> = { type: 'FAILURE_CONF', invokeId: r.uint('invokeId'), status: r.uint('status') };
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  return m;
}

function readFailureEvent(r: Reader): FailureEvent {
  const m: Building<FailureEvent> = { type: 'FAILURE_EVENT', status: r.uint('status') };
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  return m;
}

function readOpenConf(r: Reader): OpenConf {
  const m: Building<OpenConf> = { type: 'OPEN_CONF', invokeId: r.uint('invokeId'), servicesGranted: r.uint('servicesGranted'), ccxOnline: r.bool('ccxOnline', 12), agentState: r.ushort('agentState', 2) };
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  let peripheral: Building<OpenConfPeripheral> | undefined;
  let peripherals: OpenConfPeripheral[] | undefined;
  let configMsgMaskGranted: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 5:
        r.drop();
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      case 228:
        if (r.version >= 14) r.drop();
        else r.unknown(tag);
        break;
      case 208: {
        if (!(r.version >= 14)) {
          r.unknown(tag);
          break;
        }
        const first = r.taggedUint('peripheralId');
        peripheral = first === undefined ? undefined : { peripheralId: first };
        peripherals = append(peripherals, peripheral);
        break;
      }
      case 224:
        if (peripheral === undefined || !(r.version >= 14)) r.unknown(tag);
        else peripheral.multilineAgentControl = r.taggedUshort('multilineAgentControl');
        break;
      case 248:
        if (r.version >= 18) configMsgMaskGranted = r.taggedUshort('configMsgMaskGranted');
        else r.unknown(tag);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  if (peripherals !== undefined) m.peripherals = peripherals;
  if (configMsgMaskGranted !== undefined) m.configMsgMaskGranted = configMsgMaskGranted;
  return m;
}

function readHeartbeatConf(r: Reader): HeartbeatConf {
  const m: Building<HeartbeatConf> = { type: 'HEARTBEAT_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readCloseConf(r: Reader): CloseConf {
  const m: Building<CloseConf> = { type: 'CLOSE_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readCallDeliveredEvent(r: Reader): CallDeliveredEvent {
  const m: Building<CallDeliveredEvent> = { type: 'CALL_DELIVERED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), lineType: r.ushort('lineType', 2), applicationId: r.uint('applicationId'), csqId: r.uint('csqId', 4), alertingDeviceType: r.ushort('alertingDeviceType', 6), callingDeviceType: r.ushort('callingDeviceType'), calledDeviceType: r.ushort('calledDeviceType'), lastRedirectDeviceType: r.ushort('lastRedirectDeviceType'), localConnectionState: r.ushort('localConnectionState') };
  if (r.more()) m.eventCause = r.ushort('eventCause');
  if (r.more()) r.skip(2);
  if (r.more()) r.skip(2);
  let connectionDeviceId: string | undefined;
  let alertingDeviceId: string | undefined;
  let callingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  let lastRedirectDeviceId: string | undefined;
  let trunkNumber: number | undefined;
  let trunkGroupNumber: number | undefined;
  let secondaryConnectionCallId: number | undefined;
  let ani: string | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
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
      case 26:
        alertingDeviceId = r.string('alertingDeviceId');
        break;
      case 27:
        callingDeviceId = r.string('callingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      case 29:
        lastRedirectDeviceId = r.string('lastRedirectDeviceId');
        break;
      case 121:
        trunkNumber = r.taggedUint('trunkNumber', true);
        break;
      case 122:
        trunkGroupNumber = r.taggedUint('trunkGroupNumber', true);
        break;
      case 202:
        secondaryConnectionCallId = r.taggedUint('secondaryConnectionCallId', true);
        break;
      case 8:
        ani = r.string('ani');
        break;
      case 10:
        dnis = r.string('dnis');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
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
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (alertingDeviceId !== undefined) m.alertingDeviceId = alertingDeviceId;
  if (callingDeviceId !== undefined) m.callingDeviceId = callingDeviceId;
  if (calledDeviceId !== undefined) m.calledDeviceId = calledDeviceId;
  if (lastRedirectDeviceId !== undefined) m.lastRedirectDeviceId = lastRedirectDeviceId;
  if (trunkNumber !== undefined) m.trunkNumber = trunkNumber;
  if (trunkGroupNumber !== undefined) m.trunkGroupNumber = trunkGroupNumber;
  if (secondaryConnectionCallId !== undefined) m.secondaryConnectionCallId = secondaryConnectionCallId;
  if (ani !== undefined) m.ani = ani;
  if (dnis !== undefined) m.dnis = dnis;
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
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

function readCallEstablishedEvent(r: Reader): CallEstablishedEvent {
  const m: Building<CallEstablishedEvent> = { type: 'CALL_ESTABLISHED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), lineType: r.ushort('lineType', 2), applicationId: r.uint('applicationId'), csqId: r.uint('csqId', 4), answeringDeviceType: r.ushort('answeringDeviceType', 6), callingDeviceType: r.ushort('callingDeviceType'), calledDeviceType: r.ushort('calledDeviceType'), lastRedirectDeviceType: r.ushort('lastRedirectDeviceType') };
  if (r.more()) m.localConnectionState = r.ushort('localConnectionState');
  if (r.more()) m.eventCause = r.ushort('eventCause');
  let connectionDeviceId: string | undefined;
  let answeringDeviceId: string | undefined;
  let callingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  let lastRedirectDeviceId: string | undefined;
  let trunkNumber: number | undefined;
  let trunkGroupNumber: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 30:
        answeringDeviceId = r.string('answeringDeviceId');
        break;
      case 27:
        callingDeviceId = r.string('callingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      case 29:
        lastRedirectDeviceId = r.string('lastRedirectDeviceId');
        break;
      case 121:
        trunkNumber = r.taggedUint('trunkNumber', true);
        break;
      case 122:
        trunkGroupNumber = r.taggedUint('trunkGroupNumber', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (answeringDeviceId !== undefined) m.answeringDeviceId = answeringDeviceId;
  if (callingDeviceId !== undefined) m.callingDeviceId = callingDeviceId;
  if (calledDeviceId !== undefined) m.calledDeviceId = calledDeviceId;
  if (lastRedirectDeviceId !== undefined) m.lastRedirectDeviceId = lastRedirectDeviceId;
  if (trunkNumber !== undefined) m.trunkNumber = trunkNumber;
  if (trunkGroupNumber !== undefined) m.trunkGroupNumber = trunkGroupNumber;
  return m;
}

function readCallHeldEvent(r: Reader): CallHeldEvent {
  const m = { type: 'CALL_HELD_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), holdingDeviceType: r.ushort('holdingDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallHeldEvent>;
  let connectionDeviceId: string | undefined;
  let holdingDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 31:
        holdingDeviceId = r.string('holdingDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.holdingDeviceId = holdingDeviceId ?? r.missing('holdingDeviceId');
  return m;
}

function readCallRetrievedEvent(r: Reader): CallRetrievedEvent {
  const m = { type: 'CALL_RETRIEVED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), retrievingDeviceType: r.ushort('retrievingDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallRetrievedEvent>;
  let connectionDeviceId: string | undefined;
  let retrievingDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 32:
        retrievingDeviceId = r.string('retrievingDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (retrievingDeviceId !== undefined) m.retrievingDeviceId = retrievingDeviceId;
  return m;
}

function readCallClearedEvent(r: Reader): CallClearedEvent {
  const m: Building<CallClearedEvent> = { type: 'CALL_CLEARED_EVENT', callId: r.uint('callId', 12), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') };
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
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  return m;
}

function readCallConnectionClearedEvent(r: Reader): CallConnectionClearedEvent {
  const m = { type: 'CALL_CONNECTION_CLEARED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), releasingDeviceType: r.ushort('releasingDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallConnectionClearedEvent>;
  let connectionDeviceId: string | undefined;
  let releasingDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 33:
        releasingDeviceId = r.string('releasingDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.releasingDeviceId = releasingDeviceId ?? r.missing('releasingDeviceId');
  return m;
}

function readCallOriginatedEvent(r: Reader): CallOriginatedEvent {
  const m = { type: 'CALL_ORIGINATED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), applicationId: r.uint('applicationId', 4), csqId: r.uint('csqId', 4), callingDeviceType: r.ushort('callingDeviceType', 6), calledDeviceType: r.ushort('calledDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallOriginatedEvent>;
  let connectionDeviceId: string | undefined;
  let callingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 27:
        callingDeviceId = r.string('callingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.callingDeviceId = callingDeviceId ?? r.missing('callingDeviceId');
  if (calledDeviceId !== undefined) m.calledDeviceId = calledDeviceId;
  return m;
}

function readCallFailedEvent(r: Reader): CallFailedEvent {
  const m = { type: 'CALL_FAILED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), failingDeviceType: r.ushort('failingDeviceType'), calledDeviceType: r.ushort('calledDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallFailedEvent>;
  let connectionDeviceId: string | undefined;
  let failingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 34:
        failingDeviceId = r.string('failingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (failingDeviceId !== undefined) m.failingDeviceId = failingDeviceId;
  if (calledDeviceId !== undefined) m.calledDeviceId = calledDeviceId;
  return m;
}

function readCallConferencedEvent(r: Reader): CallConferencedEvent {
  const m: Building<CallConferencedEvent> = { type: 'CALL_CONFERENCED_EVENT', primaryDeviceType: r.ushort('primaryDeviceType', 10), primaryCallId: r.uint('primaryCallId'), lineType: r.ushort('lineType', 2), secondaryDeviceType: r.ushort('secondaryDeviceType', 12), secondaryCallId: r.uint('secondaryCallId'), controllerDeviceType: r.ushort('controllerDeviceType'), addedPartyDeviceType: r.ushort('addedPartyDeviceType'), localConnectionState: r.ushort('localConnectionState') };
  if (r.more()) m.eventCause = r.ushort('eventCause');
  let primaryDeviceId: string | undefined;
  let secondaryDeviceId: string | undefined;
  let controllerDeviceId: string | undefined;
  let addedPartyDeviceId: string | undefined;
  let connectedParty: Building<CallConferencedEventConnectedParty> | undefined;
  let connectedParties: CallConferencedEventConnectedParty[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 35:
        primaryDeviceId = r.string('primaryDeviceId');
        break;
      case 36:
        secondaryDeviceId = r.string('secondaryDeviceId');
        break;
      case 37:
        controllerDeviceId = r.string('controllerDeviceId');
        break;
      case 38:
        addedPartyDeviceId = r.string('addedPartyDeviceId');
        break;
      case 39: {
        const first = r.taggedUint('connectedPartyCallId', true);
        connectedParty = first === undefined ? undefined : { connectedPartyCallId: first };
        connectedParties = append(connectedParties, connectedParty);
        break;
      }
      case 40:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceType = r.taggedUshort('connectedPartyDeviceType', true);
        break;
      case 41:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceId = r.string('connectedPartyDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (primaryDeviceId !== undefined) m.primaryDeviceId = primaryDeviceId;
  if (secondaryDeviceId !== undefined) m.secondaryDeviceId = secondaryDeviceId;
  if (controllerDeviceId !== undefined) m.controllerDeviceId = controllerDeviceId;
  if (addedPartyDeviceId !== undefined) m.addedPartyDeviceId = addedPartyDeviceId;
  if (connectedParties !== undefined) m.connectedParties = connectedParties;
  return m;
}

function readCallTransferredEvent(r: Reader): CallTransferredEvent {
  const m: Building<CallTransferredEvent> = { type: 'CALL_TRANSFERRED_EVENT', primaryDeviceType: r.ushort('primaryDeviceType', 10), primaryCallId: r.uint('primaryCallId'), lineType: r.ushort('lineType', 2), secondaryDeviceType: r.ushort('secondaryDeviceType', 12), secondaryCallId: r.uint('secondaryCallId'), transferringDeviceType: r.ushort('transferringDeviceType'), transferredDeviceType: r.ushort('transferredDeviceType'), localConnectionState: r.ushort('localConnectionState') };
  if (r.more()) m.eventCause = r.ushort('eventCause');
  let primaryDeviceId: string | undefined;
  let secondaryDeviceId: string | undefined;
  let transferringDeviceId: string | undefined;
  let transferredDeviceId: string | undefined;
  let connectedParty: Building<CallTransferredEventConnectedParty> | undefined;
  let connectedParties: CallTransferredEventConnectedParty[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 35:
        primaryDeviceId = r.string('primaryDeviceId');
        break;
      case 36:
        secondaryDeviceId = r.string('secondaryDeviceId');
        break;
      case 42:
        transferringDeviceId = r.string('transferringDeviceId');
        break;
      case 43:
        transferredDeviceId = r.string('transferredDeviceId');
        break;
      case 39: {
        const first = r.taggedUint('connectedPartyCallId', true);
        connectedParty = first === undefined ? undefined : { connectedPartyCallId: first };
        connectedParties = append(connectedParties, connectedParty);
        break;
      }
      case 40:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceType = r.taggedUshort('connectedPartyDeviceType', true);
        break;
      case 41:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceId = r.string('connectedPartyDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (primaryDeviceId !== undefined) m.primaryDeviceId = primaryDeviceId;
  if (secondaryDeviceId !== undefined) m.secondaryDeviceId = secondaryDeviceId;
  if (transferringDeviceId !== undefined) m.transferringDeviceId = transferringDeviceId;
  if (transferredDeviceId !== undefined) m.transferredDeviceId = transferredDeviceId;
  if (connectedParties !== undefined) m.connectedParties = connectedParties;
  return m;
}

function readCallDivertedEvent(r: Reader): CallDivertedEvent {
  const m = { type: 'CALL_DIVERTED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), applicationId: r.uint('applicationId'), divertingDeviceType: r.ushort('divertingDeviceType', 4), calledDeviceType: r.ushort('calledDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallDivertedEvent>;
  let connectionDeviceId: string | undefined;
  let divertingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 44:
        divertingDeviceId = r.string('divertingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.divertingDeviceId = divertingDeviceId ?? r.missing('divertingDeviceId');
  m.calledDeviceId = calledDeviceId ?? r.missing('calledDeviceId');
  return m;
}

function readCallServiceInitiatedEvent(r: Reader): CallServiceInitiatedEvent {
  const m = { type: 'CALL_SERVICE_INITIATED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), applicationId: r.uint('applicationId', 4), csqId: r.uint('csqId', 4), lineType: r.ushort('lineType', 4), callingDeviceType: r.ushort('callingDeviceType'), localConnectionState: r.ushort('localConnectionState'), eventCause: r.ushort('eventCause') } as Building<CallServiceInitiatedEvent>;
  let connectionDeviceId: string | undefined;
  let callingDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 27:
        callingDeviceId = r.string('callingDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.callingDeviceId = callingDeviceId ?? r.missing('callingDeviceId');
  return m;
}

function readCallQueuedEvent(r: Reader): CallQueuedEvent {
  const m: Building<CallQueuedEvent> = { type: 'CALL_QUEUED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), applicationId: r.uint('applicationId'), queueDeviceType: r.ushort('queueDeviceType', 4), callingDeviceType: r.ushort('callingDeviceType'), calledDeviceType: r.ushort('calledDeviceType'), lastRedirectDeviceType: r.ushort('lastRedirectDeviceType'), localConnectionState: r.ushort('localConnectionState', 4), eventCause: r.ushort('eventCause') };
  let connectionDeviceId: string | undefined;
  let queueDeviceId: string | undefined;
  let callingDeviceId: string | undefined;
  let calledDeviceId: string | undefined;
  let lastRedirectDeviceId: string | undefined;
  let csq: Building<CallQueuedEventCsq> | undefined;
  let csqs: CallQueuedEventCsq[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 45:
        queueDeviceId = r.string('queueDeviceId');
        break;
      case 27:
        callingDeviceId = r.string('callingDeviceId');
        break;
      case 28:
        calledDeviceId = r.string('calledDeviceId');
        break;
      case 29:
        lastRedirectDeviceId = r.string('lastRedirectDeviceId');
        break;
      case 62: {
        const first = r.taggedInt('csqId', true);
        csq = first === undefined ? undefined : { csqId: first };
        csqs = append(csqs, csq);
        break;
      }
      case 63:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 64:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (queueDeviceId !== undefined) m.queueDeviceId = queueDeviceId;
  if (callingDeviceId !== undefined) m.callingDeviceId = callingDeviceId;
  if (calledDeviceId !== undefined) m.calledDeviceId = calledDeviceId;
  if (lastRedirectDeviceId !== undefined) m.lastRedirectDeviceId = lastRedirectDeviceId;
  if (csqs !== undefined) m.csqs = csqs;
  return m;
}

function readBeginCallEvent(r: Reader): BeginCallEvent {
  const m = { type: 'BEGIN_CALL_EVENT', callType: r.ushort('callType', 16), connectionDeviceType: r.ushort('connectionDeviceType'), callId: r.uint('callId'), calledPartyDisposition: r.ushort('calledPartyDisposition') } as Building<BeginCallEvent>;
  let connectionDeviceId: string | undefined;
  let ani: string | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
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
  let ctiClient: Building<BeginCallEventCtiClient> | undefined;
  let ctiClients: BeginCallEventCtiClient[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 8:
        ani = r.string('ani');
        break;
      case 10:
        dnis = r.string('dnis');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 12:
        callerEnteredDigits = r.string('callerEnteredDigits');
        break;
      case 72:
        r.drop();
        break;
      case 73:
        r.drop();
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
      case 23: {
        const first = r.string('ctiClientSignature');
        ctiClient = first === undefined ? undefined : { ctiClientSignature: first };
        ctiClients = append(ctiClients, ctiClient);
        break;
      }
      case 24:
        if (ctiClient === undefined) r.unknown(tag);
        else ctiClient.ctiClientTimestamp = r.taggedUint('ctiClientTimestamp', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (ani !== undefined) m.ani = ani;
  if (dnis !== undefined) m.dnis = dnis;
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
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
  if (ctiClients !== undefined) m.ctiClients = ctiClients;
  return m;
}

function readEndCallEvent(r: Reader): EndCallEvent {
  const m = { type: 'END_CALL_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId') } as Building<EndCallEvent>;
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

function readCallDataUpdateEvent(r: Reader): CallDataUpdateEvent {
  const m: Building<CallDataUpdateEvent> = { type: 'CALL_DATA_UPDATE_EVENT', callType: r.ushort('callType', 16), connectionDeviceType: r.ushort('connectionDeviceType'), callId: r.uint('callId'), newConnectionDeviceType: r.ushort('newConnectionDeviceType'), newCallId: r.uint('newCallId') };
  if (r.more()) m.calledPartyDisposition = r.ushort('calledPartyDisposition');
  if (r.more()) r.skip(4);
  if (r.more()) r.skip(4);
  let connectionDeviceId: string | undefined;
  let newConnectionDeviceId: string | undefined;
  let ani: string | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
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
  let ctiClient: Building<CallDataUpdateEventCtiClient> | undefined;
  let ctiClients: CallDataUpdateEventCtiClient[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 47:
        newConnectionDeviceId = r.string('newConnectionDeviceId');
        break;
      case 8:
        ani = r.string('ani');
        break;
      case 10:
        dnis = r.string('dnis');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 12:
        callerEnteredDigits = r.string('callerEnteredDigits');
        break;
      case 72:
        r.drop();
        break;
      case 73:
        r.drop();
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
      case 23: {
        const first = r.string('ctiClientSignature');
        ctiClient = first === undefined ? undefined : { ctiClientSignature: first };
        ctiClients = append(ctiClients, ctiClient);
        break;
      }
      case 24:
        if (ctiClient === undefined) r.unknown(tag);
        else ctiClient.ctiClientTimestamp = r.taggedUint('ctiClientTimestamp', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (connectionDeviceId !== undefined) m.connectionDeviceId = connectionDeviceId;
  if (newConnectionDeviceId !== undefined) m.newConnectionDeviceId = newConnectionDeviceId;
  if (ani !== undefined) m.ani = ani;
  if (dnis !== undefined) m.dnis = dnis;
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
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
  if (ctiClients !== undefined) m.ctiClients = ctiClients;
  return m;
}

function readSetCallDataConf(r: Reader): SetCallDataConf {
  const m: Building<SetCallDataConf> = { type: 'SET_CALL_DATA_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readAgentStateEvent(r: Reader): AgentStateEvent {
  const m: Building<AgentStateEvent> = { type: 'AGENT_STATE_EVENT', csqState: r.ushort('csqState', 14), stateDuration: r.uint('stateDuration'), csqId: r.uint('csqId'), agentState: r.ushort('agentState', 6), eventReasonCode: r.ushort('eventReasonCode') };
  r.skip(24);
  let ctiClientSignature: string | undefined;
  let agentId: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let csq: Building<AgentStateEventCsq> | undefined;
  let csqs: AgentStateEventCsq[] | undefined;
  let activeTerminal: string | undefined;
  let duration: number | undefined;
  let nextAgentState: number | undefined;
  let direction: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 23:
      case 3:
        ctiClientSignature = r.string('ctiClientSignature');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 62: {
        const first = r.taggedUint('csqId', true);
        csq = first === undefined ? undefined : { csqId: first };
        csqs = append(csqs, csq);
        break;
      }
      case 63:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 64:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 65:
        if (csq === undefined) r.unknown(tag);
        else csq.csqState = r.taggedUshort('csqState', true);
        break;
      case 303:
        if (r.version >= 18) activeTerminal = r.string('activeTerminal');
        else r.unknown(tag);
        break;
      case 150:
        duration = r.taggedUint('duration', true);
        break;
      case 123:
        nextAgentState = r.taggedUshort('nextAgentState', true);
        break;
      case 244:
        direction = r.taggedUint('direction', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (ctiClientSignature !== undefined) m.ctiClientSignature = ctiClientSignature;
  if (agentId !== undefined) m.agentId = agentId;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (csqs !== undefined) m.csqs = csqs;
  if (activeTerminal !== undefined) m.activeTerminal = activeTerminal;
  if (duration !== undefined) m.duration = duration;
  if (nextAgentState !== undefined) m.nextAgentState = nextAgentState;
  if (direction !== undefined) m.direction = direction;
  return m;
}

function readSystemEvent(r: Reader): SystemEvent {
  const m: Building<SystemEvent> = { type: 'SYSTEM_EVENT', ccxStatus: r.uint('ccxStatus'), ccxTime: r.uint('ccxTime'), systemEventId: r.uint('systemEventId'), systemEventArg1: r.uint('systemEventArg1'), systemEventArg2: r.uint('systemEventArg2'), systemEventArg3: r.uint('systemEventArg3'), eventDeviceType: r.ushort('eventDeviceType') };
  let text: string | undefined;
  let eventDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      case 206:
        eventDeviceId = r.string('eventDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  if (eventDeviceId !== undefined) m.eventDeviceId = eventDeviceId;
  return m;
}

function readControlFailureConf(r: Reader): ControlFailureConf {
  const m: Building<ControlFailureConf> = { type: 'CONTROL_FAILURE_CONF', invokeId: r.uint('invokeId'), failureCode: r.ushort('failureCode'), ccxErrorCode: r.uint('ccxErrorCode') };
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  return m;
}

function readQueryAgentStateConf(r: Reader): QueryAgentStateConf {
  const m: Building<QueryAgentStateConf> = { type: 'QUERY_AGENT_STATE_CONF', invokeId: r.uint('invokeId'), agentState: r.ushort('agentState') };
  r.skip(24);
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let agentId: string | undefined;
  let csq: Building<QueryAgentStateConfCsq> | undefined;
  let csqs: QueryAgentStateConfCsq[] | undefined;
  let internalAgentState: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 5:
        r.drop();
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
      case 62: {
        const first = r.taggedUint('csqId');
        csq = first === undefined ? undefined : { csqId: first };
        csqs = append(csqs, csq);
        break;
      }
      case 63:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 64:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 65:
        if (csq === undefined) r.unknown(tag);
        else csq.csqState = r.taggedUshort('csqState');
        break;
      case 255:
        internalAgentState = r.taggedUshort('internalAgentState', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (agentId !== undefined) m.agentId = agentId;
  if (csqs !== undefined) m.csqs = csqs;
  if (internalAgentState !== undefined) m.internalAgentState = internalAgentState;
  return m;
}

function readSetAgentStateConf(r: Reader): SetAgentStateConf {
  const m: Building<SetAgentStateConf> = { type: 'SET_AGENT_STATE_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readAlternateCallConf(r: Reader): AlternateCallConf {
  const m: Building<AlternateCallConf> = { type: 'ALTERNATE_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readAnswerCallConf(r: Reader): AnswerCallConf {
  const m: Building<AnswerCallConf> = { type: 'ANSWER_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readClearCallConf(r: Reader): ClearCallConf {
  const m: Building<ClearCallConf> = { type: 'CLEAR_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readClearConnectionConf(r: Reader): ClearConnectionConf {
  const m: Building<ClearConnectionConf> = { type: 'CLEAR_CONNECTION_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readConferenceCallConf(r: Reader): ConferenceCallConf {
  const m = { type: 'CONFERENCE_CALL_CONF', invokeId: r.uint('invokeId'), newCallId: r.uint('newCallId'), newConnectionDeviceType: r.ushort('newConnectionDeviceType') } as Building<ConferenceCallConf>;
  r.skip(6);
  let newConnectionDeviceId: string | undefined;
  let connectedParty: Building<ConferenceCallConfConnectedParty> | undefined;
  let connectedParties: ConferenceCallConfConnectedParty[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 47:
        newConnectionDeviceId = r.string('newConnectionDeviceId');
        break;
      case 39: {
        const first = r.taggedUint('connectedPartyCallId');
        connectedParty = first === undefined ? undefined : { connectedPartyCallId: first };
        connectedParties = append(connectedParties, connectedParty);
        break;
      }
      case 40:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceType = r.taggedUshort('connectedPartyDeviceType');
        break;
      case 41:
        if (connectedParty === undefined) r.unknown(tag);
        else connectedParty.connectedPartyDeviceId = r.string('connectedPartyDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.newConnectionDeviceId = newConnectionDeviceId ?? r.missing('newConnectionDeviceId');
  if (connectedParties !== undefined) m.connectedParties = connectedParties;
  return m;
}

function readConsultCallConf(r: Reader): ConsultCallConf {
  const m = { type: 'CONSULT_CALL_CONF', invokeId: r.uint('invokeId'), newCallId: r.uint('newCallId'), newConnectionDeviceType: r.ushort('newConnectionDeviceType') } as Building<ConsultCallConf>;
  r.skip(4);
  let newConnectionDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 47:
        newConnectionDeviceId = r.string('newConnectionDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.newConnectionDeviceId = newConnectionDeviceId ?? r.missing('newConnectionDeviceId');
  return m;
}

function readHoldCallConf(r: Reader): HoldCallConf {
  const m: Building<HoldCallConf> = { type: 'HOLD_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readMakeCallConf(r: Reader): MakeCallConf {
  const m = { type: 'MAKE_CALL_CONF', invokeId: r.uint('invokeId'), newCallId: r.uint('newCallId'), newConnectionDeviceType: r.ushort('newConnectionDeviceType') } as Building<MakeCallConf>;
  r.skip(4);
  let newConnectionDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 47:
        newConnectionDeviceId = r.string('newConnectionDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.newConnectionDeviceId = newConnectionDeviceId ?? r.missing('newConnectionDeviceId');
  return m;
}

function readReconnectCallConf(r: Reader): ReconnectCallConf {
  const m: Building<ReconnectCallConf> = { type: 'RECONNECT_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readRetrieveCallConf(r: Reader): RetrieveCallConf {
  const m: Building<RetrieveCallConf> = { type: 'RETRIEVE_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readTransferCallConf(r: Reader): TransferCallConf {
  const m = { type: 'TRANSFER_CALL_CONF', invokeId: r.uint('invokeId'), newCallId: r.uint('newCallId'), newConnectionDeviceType: r.ushort('newConnectionDeviceType'), numParties: r.ushort('numParties') } as Building<TransferCallConf>;
  r.skip(4);
  let newConnectionDeviceId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 47:
        newConnectionDeviceId = r.string('newConnectionDeviceId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.newConnectionDeviceId = newConnectionDeviceId ?? r.missing('newConnectionDeviceId');
  return m;
}

function readQueryDeviceInfoConf(r: Reader): QueryDeviceInfoConf {
  const m: Building<QueryDeviceInfoConf> = { type: 'QUERY_DEVICE_INFO_CONF', invokeId: r.uint('invokeId'), maxActiveCalls: r.ushort('maxActiveCalls', 10), maxHeldCalls: r.ushort('maxHeldCalls'), maxDevicesInConference: r.ushort('maxDevicesInConference'), makeCallSetup: r.uint('makeCallSetup') };
  r.skip(16);
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 70:
        r.drop();
        break;
      case 71:
        r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  return m;
}

function readSnapshotCallConf(r: Reader): SnapshotCallConf {
  const m: Building<SnapshotCallConf> = { type: 'SNAPSHOT_CALL_CONF', invokeId: r.uint('invokeId'), callType: r.ushort('callType') };
  r.skip(10);
  if (r.version >= 11) r.skip(4);
  let ani: string | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
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
  let callDevice: Building<SnapshotCallConfCallDevice> | undefined;
  let callDevices: SnapshotCallConfCallDevice[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 8:
        ani = r.string('ani');
        break;
      case 10:
        dnis = r.string('dnis');
        break;
      case 11:
        dialedNumber = r.string('dialedNumber');
        break;
      case 12:
        callerEnteredDigits = r.string('callerEnteredDigits');
        break;
      case 72:
        r.drop();
        break;
      case 73:
        r.drop();
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
      case 56: {
        const first = r.taggedUint('callConnectionCallId', true);
        callDevice = first === undefined ? undefined : { callConnectionCallId: first };
        callDevices = append(callDevices, callDevice);
        break;
      }
      case 57:
        if (callDevice === undefined) r.unknown(tag);
        else callDevice.callConnectionDeviceType = r.taggedUshort('callConnectionDeviceType', true);
        break;
      case 58:
        if (callDevice === undefined) r.unknown(tag);
        else callDevice.callConnectionDeviceId = r.string('callConnectionDeviceId');
        break;
      case 59:
        if (callDevice === undefined) r.unknown(tag);
        else callDevice.callDeviceType = r.taggedUshort('callDeviceType', true);
        break;
      case 60:
        if (callDevice === undefined) r.unknown(tag);
        else callDevice.callDeviceId = r.string('callDeviceId');
        break;
      case 61:
        if (callDevice === undefined) r.unknown(tag);
        else callDevice.callDeviceConnectionState = r.taggedUshort('callDeviceConnectionState', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (ani !== undefined) m.ani = ani;
  if (dnis !== undefined) m.dnis = dnis;
  if (dialedNumber !== undefined) m.dialedNumber = dialedNumber;
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
  if (callDevices !== undefined) m.callDevices = callDevices;
  return m;
}

function readSnapshotDeviceConf(r: Reader): SnapshotDeviceConf {
  const m: Building<SnapshotDeviceConf> = { type: 'SNAPSHOT_DEVICE_CONF', invokeId: r.uint('invokeId') };
  r.skip(2);
  let call: Building<SnapshotDeviceConfCall> | undefined;
  let calls: SnapshotDeviceConfCall[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 56: {
        const first = r.taggedUint('callConnectionCallId');
        call = first === undefined ? undefined : { callConnectionCallId: first };
        calls = append(calls, call);
        break;
      }
      case 57:
        if (call === undefined) r.unknown(tag);
        else call.callConnectionDeviceType = r.taggedUshort('callConnectionDeviceType');
        break;
      case 58:
        if (call === undefined) r.unknown(tag);
        else call.callConnectionDeviceId = r.string('callConnectionDeviceId');
        break;
      case 61:
      case 75:
        if (call === undefined) r.unknown(tag);
        else call.callDeviceConnectionState = r.taggedUshort('callDeviceConnectionState');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (calls !== undefined) m.calls = calls;
  return m;
}

function readCallDequeuedEvent(r: Reader): CallDequeuedEvent {
  const m = { type: 'CALL_DEQUEUED_EVENT', connectionDeviceType: r.ushort('connectionDeviceType', 10), callId: r.uint('callId'), applicationId: r.uint('applicationId'), queueDeviceType: r.ushort('queueDeviceType', 4), numQueued: r.ushort('numQueued'), localConnectionState: r.ushort('localConnectionState', 2), eventCause: r.ushort('eventCause') } as Building<CallDequeuedEvent>;
  let connectionDeviceId: string | undefined;
  let queueDeviceId: string | undefined;
  let csq: Building<CallDequeuedEventCsq> | undefined;
  let csqs: CallDequeuedEventCsq[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 45:
        queueDeviceId = r.string('queueDeviceId');
        break;
      case 62: {
        const first = r.taggedInt('csqId', true);
        csq = first === undefined ? undefined : { csqId: first };
        csqs = append(csqs, csq);
        break;
      }
      case 63:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 64:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.queueDeviceId = queueDeviceId ?? r.missing('queueDeviceId');
  if (csqs !== undefined) m.csqs = csqs;
  return m;
}

function readSendDtmfSignalConf(r: Reader): SendDtmfSignalConf {
  const m: Building<SendDtmfSignalConf> = { type: 'SEND_DTMF_SIGNAL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readRtpStartedEvent(r: Reader): RtpStartedEvent {
  const m = { type: 'RTP_STARTED_EVENT', clientPort: r.uint('clientPort', 8), direction: r.ushort('direction'), rtpType: r.ushort('rtpType'), bitRate: r.uint('bitRate'), echoCancellation: r.ushort('echoCancellation'), packetSize: r.uint('packetSize'), payloadType: r.ushort('payloadType'), connectionDeviceType: r.ushort('connectionDeviceType'), callId: r.uint('callId') } as Building<RtpStartedEvent>;
  let connectionDeviceId: string | undefined;
  let clientAddress: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let sendingAddress: string | undefined;
  let sendingPort: number | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 81:
        clientAddress = r.string('clientAddress');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 125:
        sendingAddress = r.string('sendingAddress');
        break;
      case 126:
        sendingPort = r.taggedUint('sendingPort', true);
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  if (clientAddress !== undefined) m.clientAddress = clientAddress;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (sendingAddress !== undefined) m.sendingAddress = sendingAddress;
  if (sendingPort !== undefined) m.sendingPort = sendingPort;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readRtpStoppedEvent(r: Reader): RtpStoppedEvent {
  const m = { type: 'RTP_STOPPED_EVENT', clientPort: r.uint('clientPort', 8), direction: r.ushort('direction'), connectionDeviceType: r.ushort('connectionDeviceType'), callId: r.uint('callId') } as Building<RtpStoppedEvent>;
  let connectionDeviceId: string | undefined;
  let clientAddress: string | undefined;
  let agentExtension: string | undefined;
  let agentInstrument: string | undefined;
  let sendingAddress: string | undefined;
  let sendingPort: number | undefined;
  let agentId: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 81:
        clientAddress = r.string('clientAddress');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
        break;
      case 6:
        agentInstrument = r.string('agentInstrument');
        break;
      case 125:
        sendingAddress = r.string('sendingAddress');
        break;
      case 126:
        sendingPort = r.taggedUint('sendingPort');
        break;
      case 194:
        agentId = r.string('agentId');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.clientAddress = clientAddress ?? r.missing('clientAddress');
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  if (sendingAddress !== undefined) m.sendingAddress = sendingAddress;
  if (sendingPort !== undefined) m.sendingPort = sendingPort;
  if (agentId !== undefined) m.agentId = agentId;
  return m;
}

function readSupervisorAssistConf(r: Reader): SupervisorAssistConf {
  const m = { type: 'SUPERVISOR_ASSIST_CONF', invokeId: r.uint('invokeId'), callId: r.uint('callId'), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<SupervisorAssistConf>;
  r.skip(4);
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

function readSupervisorAssistEvent(r: Reader): SupervisorAssistEvent {
  const m = { type: 'SUPERVISOR_ASSIST_EVENT', callId: r.uint('callId', 4), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<SupervisorAssistEvent>;
  r.skip(4);
  let connectionDeviceId: string | undefined;
  let clientId: string | undefined;
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 1:
        clientId = r.string('clientId');
        break;
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.connectionDeviceId = connectionDeviceId ?? r.missing('connectionDeviceId');
  m.clientId = clientId ?? r.missing('clientId');
  if (text !== undefined) m.text = text;
  return m;
}

function readEmergencyCallConf(r: Reader): EmergencyCallConf {
  const m = { type: 'EMERGENCY_CALL_CONF', invokeId: r.uint('invokeId'), connectionCallId: r.uint('connectionCallId'), connectionDeviceType: r.ushort('connectionDeviceType'), lineHandle: r.ushort('lineHandle'), lineType: r.ushort('lineType') } as Building<EmergencyCallConf>;
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

function readEmergencyCallEvent(r: Reader): EmergencyCallEvent {
  const m = { type: 'EMERGENCY_CALL_EVENT', invokeId: r.uint('invokeId'), peripheralId: r.uint('peripheralId'), connectionCallId: r.uint('connectionCallId'), connectionDeviceType: r.ushort('connectionDeviceType'), sessionId: r.uint('sessionId') } as Building<EmergencyCallEvent>;
  let connectionDeviceId: string | undefined;
  let clientId: string | undefined;
  let clientAddress: string | undefined;
  let agentExtension: string | undefined;
  let agentId: string | undefined;
  let agentInstrument: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 25:
        connectionDeviceId = r.string('connectionDeviceId');
        break;
      case 1:
        clientId = r.string('clientId');
        break;
      case 81:
        clientAddress = r.string('clientAddress');
        break;
      case 4:
        agentExtension = r.string('agentExtension');
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
  if (clientId !== undefined) m.clientId = clientId;
  if (clientAddress !== undefined) m.clientAddress = clientAddress;
  if (agentExtension !== undefined) m.agentExtension = agentExtension;
  if (agentId !== undefined) m.agentId = agentId;
  if (agentInstrument !== undefined) m.agentInstrument = agentInstrument;
  return m;
}

function readSuperviseCallConf(r: Reader): SuperviseCallConf {
  const m = { type: 'SUPERVISE_CALL_CONF', invokeId: r.uint('invokeId'), callId: r.uint('callId'), connectionDeviceType: r.ushort('connectionDeviceType') } as Building<SuperviseCallConf>;
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

function readBadCallConf(r: Reader): BadCallConf {
  const m: Building<BadCallConf> = { type: 'BAD_CALL_CONF', invokeId: r.uint('invokeId') };
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readQueryQueueStatisticsConf(r: Reader): QueryQueueStatisticsConf {
  const m: Building<QueryQueueStatisticsConf> = { type: 'QUERY_QUEUE_STATISTICS_CONF', invokeId: r.uint('invokeId'), loggedInAgents: r.ushort('loggedInAgents'), inSessionAgents: r.ushort('inSessionAgents'), availableAgents: r.ushort('availableAgents'), unavailableAgents: r.ushort('unavailableAgents'), inWorkAgents: r.ushort('inWorkAgents'), selectedAgents: r.ushort('selectedAgents'), callsInPriorityQueue1: r.uint('callsInPriorityQueue1'), callsInPriorityQueue2: r.uint('callsInPriorityQueue2'), callsInPriorityQueue3: r.uint('callsInPriorityQueue3'), callsInPriorityQueue4: r.uint('callsInPriorityQueue4'), callsInPriorityQueue5: r.uint('callsInPriorityQueue5'), callsInPriorityQueue6: r.uint('callsInPriorityQueue6') };
  if (r.more()) m.callsInPriorityQueue7 = r.uint('callsInPriorityQueue7');
  if (r.more()) m.callsInPriorityQueue8 = r.uint('callsInPriorityQueue8');
  if (r.more()) m.callsInPriorityQueue9 = r.uint('callsInPriorityQueue9');
  if (r.more()) m.callsInPriorityQueue10 = r.uint('callsInPriorityQueue10');
  if (r.more()) m.startTime = r.uint('startTime');
  if (r.more()) m.endTime = r.uint('endTime');
  if (r.more()) m.totalCalls = r.uint('totalCalls');
  if (r.more()) m.handledCalls = r.uint('handledCalls');
  if (r.more()) m.oldestCallInQueue = r.uint('oldestCallInQueue');
  if (r.more()) m.callsAbandoned = r.uint('callsAbandoned');
  if (r.more()) m.avgTalkDuration = r.uint('avgTalkDuration');
  if (r.more()) m.avgWaitDuration = r.uint('avgWaitDuration');
  if (r.more()) m.longestTalkDuration = r.uint('longestTalkDuration');
  if (r.more()) m.longestWaitDuration = r.uint('longestWaitDuration');
  let csqId: number | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 62:
        csqId = r.taggedInt('csqId', true);
        break;
      default:
        r.unknown(tag);
    }
  }
  if (csqId !== undefined) m.csqId = csqId;
  return m;
}

function readQuerySummaryStatisticsConf(r: Reader): QuerySummaryStatisticsConf {
  const m: Building<QuerySummaryStatisticsConf> = { type: 'QUERY_SUMMARY_STATISTICS_CONF', invokeId: r.uint('invokeId'), numQueues: r.ushort('numQueues'), loggedInAgents: r.ushort('loggedInAgents'), inSessionAgents: r.ushort('inSessionAgents'), availableAgents: r.ushort('availableAgents'), unavailableAgents: r.ushort('unavailableAgents'), inWorkAgents: r.ushort('inWorkAgents'), selectedAgents: r.ushort('selectedAgents'), callsInPriorityQueue1: r.uint('callsInPriorityQueue1'), callsInPriorityQueue2: r.uint('callsInPriorityQueue2'), callsInPriorityQueue3: r.uint('callsInPriorityQueue3'), callsInPriorityQueue4: r.uint('callsInPriorityQueue4'), callsInPriorityQueue5: r.uint('callsInPriorityQueue5'), callsInPriorityQueue6: r.uint('callsInPriorityQueue6'), callsInPriorityQueue7: r.uint('callsInPriorityQueue7') };
  if (r.more()) m.callsInPriorityQueue8 = r.uint('callsInPriorityQueue8');
  if (r.more()) m.callsInPriorityQueue9 = r.uint('callsInPriorityQueue9');
  if (r.more()) m.callsInPriorityQueue10 = r.uint('callsInPriorityQueue10');
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    r.unknown(tag);
  }
  return m;
}

function readConfigKeyEvent(r: Reader): ConfigKeyEvent {
  const m: Building<ConfigKeyEvent> = { type: 'CONFIG_KEY_EVENT', status: r.uint('status') };
  let applicationConfigKey: Uint8Array | undefined;
  let csqConfigKey: Uint8Array | undefined;
  let agentConfigKey: Uint8Array | undefined;
  let deviceConfigKey: Uint8Array | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 177:
        applicationConfigKey = r.taggedBytes('applicationConfigKey');
        break;
      case 178:
        csqConfigKey = r.taggedBytes('csqConfigKey');
        break;
      case 179:
        agentConfigKey = r.taggedBytes('agentConfigKey');
        break;
      case 180:
        deviceConfigKey = r.taggedBytes('deviceConfigKey');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (applicationConfigKey !== undefined) m.applicationConfigKey = applicationConfigKey;
  if (csqConfigKey !== undefined) m.csqConfigKey = csqConfigKey;
  if (agentConfigKey !== undefined) m.agentConfigKey = agentConfigKey;
  if (deviceConfigKey !== undefined) m.deviceConfigKey = deviceConfigKey;
  return m;
}

function readConfigBeginEvent(r: Reader): ConfigBeginEvent {
  const m: Building<ConfigBeginEvent> = { type: 'CONFIG_BEGIN_EVENT', configType: r.ushort('configType'), configurationMask: r.uint('configurationMask') };
  let applicationConfigKey: Uint8Array | undefined;
  let csqConfigKey: Uint8Array | undefined;
  let agentConfigKey: Uint8Array | undefined;
  let deviceConfigKey: Uint8Array | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 177:
        applicationConfigKey = r.taggedBytes('applicationConfigKey');
        break;
      case 178:
        csqConfigKey = r.taggedBytes('csqConfigKey');
        break;
      case 179:
        agentConfigKey = r.taggedBytes('agentConfigKey');
        break;
      case 180:
        deviceConfigKey = r.taggedBytes('deviceConfigKey');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (applicationConfigKey !== undefined) m.applicationConfigKey = applicationConfigKey;
  if (csqConfigKey !== undefined) m.csqConfigKey = csqConfigKey;
  if (agentConfigKey !== undefined) m.agentConfigKey = agentConfigKey;
  if (deviceConfigKey !== undefined) m.deviceConfigKey = deviceConfigKey;
  return m;
}

function readConfigEndEvent(r: Reader): ConfigEndEvent {
  const m: Building<ConfigEndEvent> = { type: 'CONFIG_END_EVENT', status: r.uint('status') };
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  return m;
}

function readConfigApplicationEvent(r: Reader): ConfigApplicationEvent {
  const m: Building<ConfigApplicationEvent> = { type: 'CONFIG_APPLICATION_EVENT' };
  r.skip(2);
  let record: Building<ConfigApplicationEventRecord> | undefined;
  let records: ConfigApplicationEventRecord[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 183: {
        const first = r.taggedUshort('recordType');
        record = first === undefined ? undefined : { recordType: first };
        records = append(records, record);
        break;
      }
      case 208:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 184:
        if (record === undefined) r.unknown(tag);
        else record.applicationId = r.taggedUint('applicationId');
        break;
      case 213:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 129:
        if (record === undefined) r.unknown(tag);
        else record.maxQueued = r.taggedUint('maxQueued');
        break;
      case 173:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 132:
        if (record === undefined) r.unknown(tag);
        else record.previousApplicationId = r.taggedUint('previousApplicationId');
        break;
      case 133:
        if (record === undefined) r.unknown(tag);
        else record.applicationName = r.string('applicationName');
        break;
      case 134:
        if (record === undefined) r.unknown(tag);
        else record.description = r.string('description');
        break;
      case 174:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 175:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 176:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 216:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  if (records !== undefined) m.records = records;
  return m;
}

function readConfigCsqEvent(r: Reader): ConfigCsqEvent {
  const m: Building<ConfigCsqEvent> = { type: 'CONFIG_CSQ_EVENT' };
  r.skip(2);
  let record: Building<ConfigCsqEventRecord> | undefined;
  let records: ConfigCsqEventRecord[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 183: {
        const first = r.taggedUshort('recordType');
        record = first === undefined ? undefined : { recordType: first };
        records = append(records, record);
        break;
      }
      case 208:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 184:
        if (record === undefined) r.unknown(tag);
        else record.csqId = r.taggedUint('csqId');
        break;
      case 213:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 64:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 192:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 185:
        if (record === undefined) r.unknown(tag);
        else record.autoWork = r.taggedBool('autoWork');
        break;
      case 173:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 133:
        if (record === undefined) r.unknown(tag);
        else record.csqName = r.string('csqName');
        break;
      case 134:
        if (record === undefined) r.unknown(tag);
        else record.description = r.string('description');
        break;
      case 216:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else record.mrDomainId = r.taggedUint('mrDomainId');
        break;
      case 176:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      default:
        r.unknown(tag);
    }
  }
  if (records !== undefined) m.records = records;
  return m;
}

function readConfigAgentEvent(r: Reader): ConfigAgentEvent {
  const m: Building<ConfigAgentEvent> = { type: 'CONFIG_AGENT_EVENT' };
  r.skip(2);
  let record: Building<ConfigAgentEventRecord> | undefined;
  let records: ConfigAgentEventRecord[] | undefined;
  let csq: Building<ConfigAgentEventRecordCsq> | undefined;
  let csqs: ConfigAgentEventRecordCsq[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 183: {
        const first = r.taggedUshort('recordType');
        record = first === undefined ? undefined : { recordType: first };
        records = append(records, record);
        csq = undefined;
        break;
      }
      case 208:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 189:
        if (record === undefined) r.unknown(tag);
        else record.agentType = r.taggedUshort('agentType');
        break;
      case 190:
        if (record === undefined) r.unknown(tag);
        else record.loginId = r.string('loginId');
        break;
      case 214:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 207:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 138:
        if (record === undefined) r.unknown(tag);
        else record.lastName = r.string('lastName');
        break;
      case 137:
        if (record === undefined) r.unknown(tag);
        else record.firstName = r.string('firstName');
        break;
      case 173:
        if (record === undefined) r.unknown(tag);
        else record.extension = r.string('extension');
        break;
      case 134:
        if (record === undefined) r.unknown(tag);
        else record.description = r.string('description');
        break;
      case 141:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 191:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 62: {
        if (record === undefined) {
          r.unknown(tag);
          break;
        }
        const first = r.taggedUint('csqId');
        csq = first === undefined ? undefined : { csqId: first };
        if (record.csqs === undefined) record.csqs = csqs = [];
        if (csq !== undefined) csqs?.push(csq);
        break;
      }
      case 64:
        if (csq === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 247:
        if (record === undefined) r.unknown(tag);
        else record.agentState = r.taggedUshort('agentState');
        break;
      case 246:
        if (record === undefined || !(r.version >= 17)) r.unknown(tag);
        else record.mrdId = r.taggedInt('mrdId', true);
        break;
      case 303:
        if (record === undefined || !(r.version >= 18)) r.unknown(tag);
        else record.activeTerminal = r.string('activeTerminal');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (records !== undefined) m.records = records;
  return m;
}

function readConfigDeviceEvent(r: Reader): ConfigDeviceEvent {
  const m: Building<ConfigDeviceEvent> = { type: 'CONFIG_DEVICE_EVENT' };
  r.skip(2);
  let record: Building<ConfigDeviceEventRecord> | undefined;
  let records: ConfigDeviceEventRecord[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 183: {
        const first = r.taggedUshort('recordType');
        record = first === undefined ? undefined : { recordType: first };
        records = append(records, record);
        break;
      }
      case 208:
        if (record === undefined || !(r.version >= 11)) r.unknown(tag);
        else r.drop();
        break;
      case 184:
        if (record === undefined) r.unknown(tag);
        else record.deviceField0 = r.taggedUint('deviceField0');
        break;
      case 195:
        if (record === undefined) r.unknown(tag);
        else record.deviceType = r.taggedUshort('deviceType');
        break;
      case 129:
        if (record === undefined) r.unknown(tag);
        else record.maxQueued = r.taggedUint('maxQueued');
        break;
      case 193:
        if (record === undefined) r.unknown(tag);
        else record.deviceField1 = r.taggedUint('deviceField1');
        break;
      case 11:
        if (record === undefined) r.unknown(tag);
        else record.deviceField2 = r.string('deviceField2');
        break;
      case 10:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 173:
        if (record === undefined) r.unknown(tag);
        else record.deviceField4 = r.string('deviceField4');
        break;
      case 134:
        if (record === undefined) r.unknown(tag);
        else record.description = r.string('description');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (records !== undefined) m.records = records;
  return m;
}

function readQueryAgentQueueStatisticsConf(r: Reader): QueryAgentQueueStatisticsConf {
  const m = { type: 'QUERY_AGENT_QUEUE_STATISTICS_CONF', invokeId: r.uint('invokeId'), callsInQueue: r.uint('callsInQueue'), oldestCallInQueue: r.uint('oldestCallInQueue') } as Building<QueryAgentQueueStatisticsConf>;
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

function readTeamConfigEvent(r: Reader): TeamConfigEvent {
  const m = { type: 'TEAM_CONFIG_EVENT', teamId: r.uint('teamId'), operation: r.ushort('operation', 2) } as Building<TeamConfigEvent>;
  r.skip(8);
  let teamName: string | undefined;
  let member: Building<TeamConfigEventMember> | undefined;
  let members: TeamConfigEventMember[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 204:
        teamName = r.string('teamName');
        break;
      case 194: {
        const first = r.string('agentId');
        member = first === undefined ? undefined : { agentId: first };
        members = append(members, member);
        break;
      }
      case 87:
        if (member === undefined) r.unknown(tag);
        else member.agentFlags = r.taggedUshort('agentFlags');
        break;
      case 183:
        if (member === undefined) r.unknown(tag);
        else member.recordType = r.taggedUshort('recordType');
        break;
      case 205:
        if (member === undefined) r.unknown(tag);
        else member.memberType = r.taggedUshort('memberType');
        break;
      default:
        r.unknown(tag);
    }
  }
  m.teamName = teamName ?? r.missing('teamName');
  if (members !== undefined) m.members = members;
  return m;
}

function readTeamConfigConf(r: Reader): TeamConfigConf {
  const m: Building<TeamConfigConf> = { type: 'TEAM_CONFIG_CONF', invokeId: r.uint('invokeId'), status: r.uint('status') };
  let text: string | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 7:
        text = r.string('text');
        break;
      default:
        r.unknown(tag);
    }
  }
  if (text !== undefined) m.text = text;
  return m;
}

function readConfigTerminalEvent(r: Reader): ConfigTerminalEvent {
  const m: Building<ConfigTerminalEvent> = { type: 'CONFIG_TERMINAL_EVENT' };
  r.skip(2);
  let record: Building<ConfigTerminalEventRecord> | undefined;
  let records: ConfigTerminalEventRecord[] | undefined;
  let instrument: Building<ConfigTerminalEventRecordInstrument> | undefined;
  let instruments: ConfigTerminalEventRecordInstrument[] | undefined;
  for (let tag = r.next(); tag >= 0; tag = r.next()) {
    switch (tag) {
      case 183: {
        const first = r.taggedUshort('recordType');
        record = first === undefined ? undefined : { recordType: first };
        records = append(records, record);
        instrument = undefined;
        break;
      }
      case 302:
        if (record === undefined) r.unknown(tag);
        else record.terminalType = r.taggedUshort('terminalType');
        break;
      case 303:
        if (record === undefined) r.unknown(tag);
        else record.terminalDeviceName = r.string('terminalDeviceName');
        break;
      case 304:
        if (record === undefined) r.unknown(tag);
        else record.terminalTypeName = r.string('terminalTypeName');
        break;
      case 305:
        if (record === undefined) r.unknown(tag);
        else r.drop();
        break;
      case 6: {
        if (record === undefined) {
          r.unknown(tag);
          break;
        }
        const first = r.string('instrument');
        instrument = first === undefined ? undefined : { instrument: first };
        if (record.instruments === undefined) record.instruments = instruments = [];
        if (instrument !== undefined) instruments?.push(instrument);
        break;
      }
      default:
        r.unknown(tag);
    }
  }
  if (records !== undefined) m.records = records;
  return m;
}

export const serverMessageReaders: readonly MessageReader[] = [
  { type: 1, name: 'FAILURE_CONF', since: 0, read: readFailureConf },
  { type: 2, name: 'FAILURE_EVENT', since: 0, read: readFailureEvent },
  { type: 4, name: 'OPEN_CONF', since: 0, read: readOpenConf },
  { type: 6, name: 'HEARTBEAT_CONF', since: 0, read: readHeartbeatConf },
  { type: 8, name: 'CLOSE_CONF', since: 0, read: readCloseConf },
  { type: 9, name: 'CALL_DELIVERED_EVENT', since: 0, read: readCallDeliveredEvent },
  { type: 10, name: 'CALL_ESTABLISHED_EVENT', since: 0, read: readCallEstablishedEvent },
  { type: 11, name: 'CALL_HELD_EVENT', since: 0, read: readCallHeldEvent },
  { type: 12, name: 'CALL_RETRIEVED_EVENT', since: 0, read: readCallRetrievedEvent },
  { type: 13, name: 'CALL_CLEARED_EVENT', since: 0, read: readCallClearedEvent },
  { type: 14, name: 'CALL_CONNECTION_CLEARED_EVENT', since: 0, read: readCallConnectionClearedEvent },
  { type: 15, name: 'CALL_ORIGINATED_EVENT', since: 0, read: readCallOriginatedEvent },
  { type: 16, name: 'CALL_FAILED_EVENT', since: 0, read: readCallFailedEvent },
  { type: 17, name: 'CALL_CONFERENCED_EVENT', since: 0, read: readCallConferencedEvent },
  { type: 18, name: 'CALL_TRANSFERRED_EVENT', since: 0, read: readCallTransferredEvent },
  { type: 19, name: 'CALL_DIVERTED_EVENT', since: 0, read: readCallDivertedEvent },
  { type: 20, name: 'CALL_SERVICE_INITIATED_EVENT', since: 0, read: readCallServiceInitiatedEvent },
  { type: 21, name: 'CALL_QUEUED_EVENT', since: 0, read: readCallQueuedEvent },
  { type: 23, name: 'BEGIN_CALL_EVENT', since: 0, read: readBeginCallEvent },
  { type: 24, name: 'END_CALL_EVENT', since: 0, read: readEndCallEvent },
  { type: 25, name: 'CALL_DATA_UPDATE_EVENT', since: 0, read: readCallDataUpdateEvent },
  { type: 27, name: 'SET_CALL_DATA_CONF', since: 0, read: readSetCallDataConf },
  { type: 30, name: 'AGENT_STATE_EVENT', since: 0, read: readAgentStateEvent },
  { type: 31, name: 'SYSTEM_EVENT', since: 0, read: readSystemEvent },
  { type: 35, name: 'CONTROL_FAILURE_CONF', since: 0, read: readControlFailureConf },
  { type: 37, name: 'QUERY_AGENT_STATE_CONF', since: 0, read: readQueryAgentStateConf },
  { type: 39, name: 'SET_AGENT_STATE_CONF', since: 0, read: readSetAgentStateConf },
  { type: 41, name: 'ALTERNATE_CALL_CONF', since: 0, read: readAlternateCallConf },
  { type: 43, name: 'ANSWER_CALL_CONF', since: 0, read: readAnswerCallConf },
  { type: 45, name: 'CLEAR_CALL_CONF', since: 0, read: readClearCallConf },
  { type: 47, name: 'CLEAR_CONNECTION_CONF', since: 0, read: readClearConnectionConf },
  { type: 49, name: 'CONFERENCE_CALL_CONF', since: 0, read: readConferenceCallConf },
  { type: 51, name: 'CONSULT_CALL_CONF', since: 0, read: readConsultCallConf },
  { type: 55, name: 'HOLD_CALL_CONF', since: 0, read: readHoldCallConf },
  { type: 57, name: 'MAKE_CALL_CONF', since: 0, read: readMakeCallConf },
  { type: 61, name: 'RECONNECT_CALL_CONF', since: 0, read: readReconnectCallConf },
  { type: 63, name: 'RETRIEVE_CALL_CONF', since: 0, read: readRetrieveCallConf },
  { type: 65, name: 'TRANSFER_CALL_CONF', since: 0, read: readTransferCallConf },
  { type: 79, name: 'QUERY_DEVICE_INFO_CONF', since: 0, read: readQueryDeviceInfoConf },
  { type: 83, name: 'SNAPSHOT_CALL_CONF', since: 0, read: readSnapshotCallConf },
  { type: 85, name: 'SNAPSHOT_DEVICE_CONF', since: 0, read: readSnapshotDeviceConf },
  { type: 86, name: 'CALL_DEQUEUED_EVENT', since: 0, read: readCallDequeuedEvent },
  { type: 92, name: 'SEND_DTMF_SIGNAL_CONF', since: 0, read: readSendDtmfSignalConf },
  { type: 116, name: 'RTP_STARTED_EVENT', since: 0, read: readRtpStartedEvent },
  { type: 117, name: 'RTP_STOPPED_EVENT', since: 0, read: readRtpStoppedEvent },
  { type: 119, name: 'SUPERVISOR_ASSIST_CONF', since: 0, read: readSupervisorAssistConf },
  { type: 120, name: 'SUPERVISOR_ASSIST_EVENT', since: 0, read: readSupervisorAssistEvent },
  { type: 122, name: 'EMERGENCY_CALL_CONF', since: 0, read: readEmergencyCallConf },
  { type: 123, name: 'EMERGENCY_CALL_EVENT', since: 0, read: readEmergencyCallEvent },
  { type: 125, name: 'SUPERVISE_CALL_CONF', since: 0, read: readSuperviseCallConf },
  { type: 140, name: 'BAD_CALL_CONF', since: 0, read: readBadCallConf },
  { type: 224, name: 'QUERY_QUEUE_STATISTICS_CONF', since: 0, read: readQueryQueueStatisticsConf },
  { type: 226, name: 'QUERY_SUMMARY_STATISTICS_CONF', since: 0, read: readQuerySummaryStatisticsConf },
  { type: 231, name: 'CONFIG_KEY_EVENT', since: 0, read: readConfigKeyEvent },
  { type: 233, name: 'CONFIG_BEGIN_EVENT', since: 0, read: readConfigBeginEvent },
  { type: 234, name: 'CONFIG_END_EVENT', since: 0, read: readConfigEndEvent },
  { type: 235, name: 'CONFIG_APPLICATION_EVENT', since: 0, read: readConfigApplicationEvent },
  { type: 236, name: 'CONFIG_CSQ_EVENT', since: 0, read: readConfigCsqEvent },
  { type: 237, name: 'CONFIG_AGENT_EVENT', since: 0, read: readConfigAgentEvent },
  { type: 238, name: 'CONFIG_DEVICE_EVENT', since: 0, read: readConfigDeviceEvent },
  { type: 240, name: 'QUERY_AGENT_QUEUE_STATISTICS_CONF', since: 0, read: readQueryAgentQueueStatisticsConf },
  { type: 243, name: 'TEAM_CONFIG_EVENT', since: 0, read: readTeamConfigEvent },
  { type: 244, name: 'TEAM_CONFIG_CONF', since: 0, read: readTeamConfigConf },
  { type: 276, name: 'CONFIG_TERMINAL_EVENT', since: 18, read: readConfigTerminalEvent },
];
