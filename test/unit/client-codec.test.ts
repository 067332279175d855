import { expect, it } from 'vitest';
import { createClientCodec } from '../../core/protocol/client-codec.ts';
import { createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';

const request: CtiMessage = { type: 'QUERY_AGENT_STATE_REQ', invokeId: 7, agentId: 'jdoe' };
const event: CtiMessage = { type: 'FAILURE_EVENT', status: 92, text: 'standby' };
const all = createCodec({ version: 17 });
const clients = createClientCodec({ version: 17 });

it('writes what clients send and reads what servers send, as the codec of all messages does', () => {
  expect(clients.encode(request)).toEqual(all.encode(request));
  expect(clients.decode(all.encode(event))).toEqual(event);
});

it('has no name for messages that go the other way', () => {
  expect(clients.decode(all.encode(request))).toMatchObject({ type: 'UNKNOWN', messageType: 36 });
  expect(() => clients.encode(event)).toThrow('FAILURE_EVENT: no such message in protocol version 17');
});
