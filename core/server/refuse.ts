/**
 * How a message is refused: with FAILURE_CONF where it has an InvokeID, and with its own answer where it has none.
 * Guide: FAILURE_CONF, CONFIG_KEY_EVENT, CONFIG_END_EVENT.
 * @module
 */
import { ConfigEndStatus, ConfigKeyStatus } from '../protocol/constants/configuration.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { type CtiMessage, MessageType } from '../protocol/generated/messages.ts';
import type { Refusal } from './grant.ts';
import { bodyUint } from './open-bytes.ts';

/** Longest Text in bytes that every message has room for, its NUL left out. */
const longestText = 127;

/** Cuts a text to what fits a Text field; what we write ourselves is ASCII. */
export function fitText(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 3)}...`;
}

/** A `text` property, if there is a text. */
export function textField(text: string | undefined): { readonly text?: string } {
  return text === undefined ? {} : { text: fitText(text) };
}

/** The answer that refuses a message of an open session. */
export function refusalOf(frame: Uint8Array, messageType: number, refusal: Refusal): CtiMessage {
  const { status } = refusal;
  const text = textField(refusal.text);
  const reserved = status === ErrorStatus.E_CTI_INVALID_PERIPHERAL_ID;
  if (messageType === MessageType.CONFIG_REQUEST_KEY_EVENT) {
    const { CONFIG_UNKNOWN_DATA, CONFIG_NO_KEY_SUPPORT } = ConfigKeyStatus;
    return { type: 'CONFIG_KEY_EVENT', status: reserved ? CONFIG_UNKNOWN_DATA : CONFIG_NO_KEY_SUPPORT };
  }
  if (messageType === MessageType.CONFIG_REQUEST_EVENT) {
    const { CONFIG_UNKNOWN_DATA, CONFIG_ERROR } = ConfigEndStatus;
    return { type: 'CONFIG_END_EVENT', status: reserved ? CONFIG_UNKNOWN_DATA : CONFIG_ERROR, ...text };
  }
  return failureOf(frame, status, text);
}

/**
 * FAILURE_CONF with the message's InvokeID, which is the first UINT of every body that has one; FAILURE_EVENT for a
 * body too short to hold one.
 */
export function failureOf(frame: Uint8Array, status: number, text: { readonly text?: string }): CtiMessage {
  const invokeId = bodyUint(frame, 0);
  return invokeId === undefined
    ? { type: 'FAILURE_EVENT', status, ...text }
    : { type: 'FAILURE_CONF', invokeId, status, ...text };
}
