/**
 * Negative answers: FAILURE_CONF for a message with an InvokeID, the message's own answer for one without.
 * Guide: FAILURE_CONF, CONFIG_KEY_EVENT, CONFIG_END_EVENT.
 * @module
 */
import { ConfigEndStatus, ConfigKeyStatus } from '../protocol/constants/configuration.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { type CtiMessage, MessageType } from '../protocol/generated/messages.ts';

/** Why an OPEN_REQ or another message is refused. */
export interface Refusal {
  /** {@link ErrorStatus} */
  readonly status: number;
  /** The reason in words; contains nothing that the client sent. */
  readonly text?: string;
}

/** Maximum length of a Text field in every message, without its NUL. */
const maxTextLength = 127;

/** Truncates an ASCII text to the length of a Text field. */
function truncateText(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 3)}...`;
}

/** A `text` property, if there is a text. */
export function textField(text: string | undefined): { readonly text?: string } {
  return text === undefined ? {} : { text: truncateText(text) };
}

/** The answer that refuses a message of an open session. */
export function refusalOf(frame: Uint8Array, messageType: number, refusal: Refusal): CtiMessage {
  const { status } = refusal;
  const text = textField(refusal.text);
  const isReservedField = status === ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID;
  if (messageType === MessageType.CONFIG_REQUEST_KEY_EVENT) {
    const { CONFIG_UNKNOWN_DATA, CONFIG_NO_KEY_SUPPORT } = ConfigKeyStatus;
    return {
      type: 'CONFIG_KEY_EVENT',
      status: isReservedField ? CONFIG_UNKNOWN_DATA : CONFIG_NO_KEY_SUPPORT,
    };
  }
  if (messageType === MessageType.CONFIG_REQUEST_EVENT) {
    const { CONFIG_UNKNOWN_DATA, CONFIG_ERROR } = ConfigEndStatus;
    return {
      type: 'CONFIG_END_EVENT',
      status: isReservedField ? CONFIG_UNKNOWN_DATA : CONFIG_ERROR,
      ...text,
    };
  }
  return failureOf(frame, status, text);
}

/**
 * FAILURE_CONF with the message's InvokeID, which is the first UINT of every body that has one; FAILURE_EVENT for a
 * body too short for one.
 */
export function failureOf(frame: Uint8Array, status: number, text: { readonly text?: string }): CtiMessage {
  const invokeId = bodyUint(frame, 0);
  return invokeId === undefined
    ? { type: 'FAILURE_EVENT', status, ...text }
    : { type: 'FAILURE_CONF', invokeId, status, ...text };
}

/** The UINT at this index of the body; undefined when the body ends before it. */
export function bodyUint(frame: Uint8Array, index: number): number | undefined {
  const at = 8 + 4 * index;
  if (at + 4 > frame.length) return undefined;
  return new DataView(frame.buffer, frame.byteOffset).getUint32(at);
}
