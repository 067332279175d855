/**
 * Hand-written code for two messages of version 17, the baseline of the codec benchmark: a switch over the tags with bounds
 * checks, and rxcti's own string decoding (collecting character codes in an array takes a third longer). It handles no
 * other messages or versions, no unknown fields and no named variables, and does not validate numbers.
 */
import type {
  AgentStateEvent,
  AgentStateEventCsq,
  CallDeliveredEvent,
} from '../../core/protocol/generated/messages.ts';
import { createTextCodec, decodeText as text } from '../../core/protocol/strings.ts';

type Building<T> = { -readonly [K in keyof T]: T[K] };

const encoder = new TextEncoder();
const texts = createTextCodec();

export function decodeCallDelivered(frame: Uint8Array): CallDeliveredEvent {
  const view = open(frame, 9, 64);
  const message: Building<CallDeliveredEvent> = {
    type: 'CALL_DELIVERED_EVENT',
    connectionDeviceType: view.getUint16(18),
    callId: view.getUint32(20),
    lineType: view.getUint16(26),
    applicationId: view.getUint32(28),
    csqId: view.getUint32(36),
    alertingDeviceType: view.getUint16(46),
    callingDeviceType: view.getUint16(48),
    calledDeviceType: view.getUint16(50),
    lastRedirectDeviceType: view.getUint16(52),
    localConnectionState: view.getUint16(54),
    eventCause: view.getUint16(56),
  };
  for (let at = 62; at < frame.length; ) {
    const tag = frame[at] as number;
    const start = at + 2;
    const end = start + (frame[at + 1] as number);
    if (!(end <= frame.length)) throw new RangeError(`field ${tag} is cut off`);
    switch (tag) {
      case 8:
        message.ani = text(frame, start, end, texts);
        break;
      case 10:
        message.dnis = text(frame, start, end, texts);
        break;
      case 11:
        message.dialedNumber = text(frame, start, end, texts);
        break;
      case 12:
        message.callerEnteredDigits = text(frame, start, end, texts);
        break;
      case 13:
        message.callVariable1 = text(frame, start, end, texts);
        break;
      case 14:
        message.callVariable2 = text(frame, start, end, texts);
        break;
      case 15:
        message.callVariable3 = text(frame, start, end, texts);
        break;
      case 16:
        message.callVariable4 = text(frame, start, end, texts);
        break;
      case 17:
        message.callVariable5 = text(frame, start, end, texts);
        break;
      case 18:
        message.callVariable6 = text(frame, start, end, texts);
        break;
      case 19:
        message.callVariable7 = text(frame, start, end, texts);
        break;
      case 20:
        message.callVariable8 = text(frame, start, end, texts);
        break;
      case 21:
        message.callVariable9 = text(frame, start, end, texts);
        break;
      case 22:
        message.callVariable10 = text(frame, start, end, texts);
        break;
      case 25:
        message.connectionDeviceId = text(frame, start, end, texts);
        break;
      case 26:
        message.alertingDeviceId = text(frame, start, end, texts);
        break;
      case 27:
        message.callingDeviceId = text(frame, start, end, texts);
        break;
      case 28:
        message.calledDeviceId = text(frame, start, end, texts);
        break;
      case 29:
        message.lastRedirectDeviceId = text(frame, start, end, texts);
        break;
      case 121:
        message.trunkNumber = view.getUint32(start);
        break;
      case 122:
        message.trunkGroupNumber = view.getUint32(start);
        break;
      case 202:
        message.secondaryConnectionCallId = view.getUint32(start);
        break;
    }
    at = end;
  }
  return message;
}

export function decodeAgentState(frame: Uint8Array): AgentStateEvent {
  const view = open(frame, 30, 66);
  const message: Building<AgentStateEvent> = {
    type: 'AGENT_STATE_EVENT',
    csqState: view.getUint16(22),
    stateDuration: view.getUint32(24),
    csqId: view.getUint32(28),
    agentState: view.getUint16(38),
    eventReasonCode: view.getUint16(40),
  };
  const csqs: Building<AgentStateEventCsq>[] = [];
  for (let at = 66; at < frame.length; ) {
    const tag = frame[at] as number;
    const start = at + 2;
    const end = start + (frame[at + 1] as number);
    if (!(end <= frame.length)) throw new RangeError(`field ${tag} is cut off`);
    switch (tag) {
      case 4:
        message.agentExtension = text(frame, start, end, texts);
        break;
      case 6:
        message.agentInstrument = text(frame, start, end, texts);
        break;
      case 23:
        message.ctiClientSignature = text(frame, start, end, texts);
        break;
      case 62:
        csqs.push({ csqId: view.getUint32(start) });
        break;
      case 65: {
        const csq = csqs[csqs.length - 1];
        if (csq !== undefined) csq.csqState = view.getUint16(start);
        break;
      }
      case 123:
        message.nextAgentState = view.getUint16(start);
        break;
      case 150:
        message.duration = view.getUint32(start);
        break;
      case 194:
        message.agentId = text(frame, start, end, texts);
        break;
      case 244:
        message.direction = view.getUint32(start);
        break;
    }
    at = end;
  }
  if (csqs.length > 0) message.csqs = csqs;
  return message;
}

function open(frame: Uint8Array, type: number, atLeast: number): DataView {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0) !== frame.length - 8) throw new RangeError('the header does not fit the frame');
  if (view.getUint32(4) !== type) throw new TypeError(`not message ${type}`);
  if (frame.length < atLeast) throw new RangeError('the fixed part is cut off');
  return view;
}

const out = new Uint8Array(4096);
const outView = new DataView(out.buffer);
let end = 0;

export function encodeCallDelivered(message: CallDeliveredEvent): Uint8Array {
  outView.setUint32(4, 9);
  outView.setUint32(8, 0);
  outView.setUint32(12, 1);
  outView.setUint16(16, 21);
  outView.setUint16(18, message.connectionDeviceType);
  outView.setUint32(20, message.callId);
  outView.setUint16(24, 0xffff);
  outView.setUint16(26, message.lineType);
  outView.setUint32(28, message.applicationId);
  outView.setUint32(32, 0xffffffff);
  outView.setUint32(36, message.csqId);
  outView.setUint32(40, 0xffffffff);
  outView.setUint16(44, 0);
  outView.setUint16(46, message.alertingDeviceType);
  outView.setUint16(48, message.callingDeviceType);
  outView.setUint16(50, message.calledDeviceType);
  outView.setUint16(52, message.lastRedirectDeviceType);
  outView.setUint16(54, message.localConnectionState);
  outView.setUint16(56, message.eventCause ?? 0);
  outView.setUint32(58, 0);
  end = 62;
  putText(25, 64, message.connectionDeviceId);
  putText(26, 64, message.alertingDeviceId);
  putText(27, 64, message.callingDeviceId);
  putText(28, 64, message.calledDeviceId);
  putText(29, 64, message.lastRedirectDeviceId);
  putUint(121, message.trunkNumber);
  putUint(122, message.trunkGroupNumber);
  putUint(202, message.secondaryConnectionCallId);
  putText(8, 40, message.ani);
  putText(10, 32, message.dnis);
  putText(11, 40, message.dialedNumber);
  putText(12, 40, message.callerEnteredDigits);
  putText(13, 40, message.callVariable1);
  putText(14, 40, message.callVariable2);
  putText(15, 40, message.callVariable3);
  putText(16, 40, message.callVariable4);
  putText(17, 40, message.callVariable5);
  putText(18, 40, message.callVariable6);
  putText(19, 40, message.callVariable7);
  putText(20, 40, message.callVariable8);
  putText(21, 40, message.callVariable9);
  putText(22, 40, message.callVariable10);
  return close();
}

export function encodeAgentState(message: AgentStateEvent): Uint8Array {
  const csqs = message.csqs ?? [];
  outView.setUint32(4, 30);
  outView.setUint32(8, 0);
  outView.setUint32(12, 1);
  outView.setUint32(16, 0);
  outView.setUint16(20, 21);
  outView.setUint16(22, message.csqState);
  outView.setUint32(24, message.stateDuration);
  outView.setUint32(28, message.csqId);
  outView.setUint32(32, 0xffffffff);
  outView.setUint16(36, 0);
  outView.setUint16(38, message.agentState);
  outView.setUint16(40, message.eventReasonCode);
  outView.setUint32(42, 1);
  outView.setUint32(46, 0);
  outView.setUint16(50, 0);
  outView.setUint32(52, 0);
  outView.setUint32(56, 0);
  outView.setUint32(60, 1);
  outView.setUint16(64, csqs.length);
  end = 66;
  putText(23, 64, message.ctiClientSignature);
  putText(194, 129, message.agentId);
  putText(4, 16, message.agentExtension);
  putText(6, 64, message.agentInstrument);
  for (const csq of csqs) {
    putUint(62, csq.csqId);
    putUshort(65, csq.csqState);
  }
  putUint(150, message.duration);
  putUshort(123, message.nextAgentState);
  putUint(244, message.direction);
  return close();
}

function putUint(tag: number, value: number | undefined): void {
  if (value === undefined) return;
  out[end] = tag;
  out[end + 1] = 4;
  outView.setUint32(end + 2, value);
  end += 6;
}

function putUshort(tag: number, value: number | undefined): void {
  if (value === undefined) return;
  out[end] = tag;
  out[end + 1] = 2;
  outView.setUint16(end + 2, value);
  end += 4;
}

function putText(tag: number, max: number, value: string | undefined): void {
  if (value === undefined) return;
  const start = end + 2;
  let at = start;
  if (value.length < max) {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) {
        at = start + encoder.encodeInto(value, out.subarray(start)).written;
        break;
      }
      out[at++] = code;
    }
  }
  if (value.length >= max || at - start >= max) throw new RangeError(`field ${tag} is too long`);
  out[at++] = 0;
  out[end] = tag;
  out[end + 1] = at - start;
  end = at;
}

function close(): Uint8Array {
  outView.setUint32(0, end - 8);
  return out.slice(0, end);
}
