import { expect, it } from 'vitest';
import { createClientCodec } from '../../core/protocol/client-codec.ts';
import { createCodec } from '../../core/protocol/codec.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';

const request: CtiMessage = { type: 'QUERY_AGENT_STATE_REQ', invokeId: 7, agentId: 'jdoe' };
const event: CtiMessage = { type: 'FAILURE_EVENT', status: 92, text: 'standby' };
const all = createCodec({ version: 17 });
const clients = createClientCodec({ version: 17 });

it('encodes client messages and decodes server messages like the full codec', () => {
  expect(clients.encode(request)).toEqual(all.encode(request));
  expect(clients.decode(all.encode(event))).toEqual(event);
});

it('rejects messages of the other direction', () => {
  expect(clients.decode(all.encode(request))).toMatchObject({ type: 'UNKNOWN', messageType: 36 });
  expect(() => clients.encode(event)).toThrow('FAILURE_EVENT: unknown message in protocol version 17');
});
