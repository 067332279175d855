/**
 * Takes passwords out of messages before anybody but the server sees them.
 * @module
 */
import type { CtiMessage } from '../protocol/generated/messages.ts';

const hidden = '********';

/** True for messages that carry a password. */
export function carriesPassword(message: CtiMessage): boolean {
  return message.type === 'OPEN_REQ' || message.type === 'SET_AGENT_STATE_REQ';
}

/** The message without its password; the same object when it carries none. */
export function withoutPassword(message: CtiMessage): CtiMessage {
  if (message.type === 'OPEN_REQ') return { ...message, clientPassword: new Uint8Array(1) };
  if (message.type === 'SET_AGENT_STATE_REQ' && message.agentPassword !== undefined) {
    return { ...message, agentPassword: hidden };
  }
  return message;
}
