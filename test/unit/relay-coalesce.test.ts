import fc from 'fast-check';
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { coalesceAgentStates } from '../../relay/sessions/send-queue.ts';

describe('coalesceAgentStates', () => {
  const state = fc.record({ agent: fc.nat(4), agentState: fc.integer({ min: 1, max: 5 }) });
  const message = fc.oneof(
    state.map(
      ({ agent, agentState }): CtiMessage => ({
        type: 'AGENT_STATE_EVENT',
        csqState: 0,
        stateDuration: 0,
        csqId: 0xffffffff,
        agentState,
        eventReasonCode: 0,
        agentId: `agent${agent}`,
      }),
    ),
    fc.nat(100).map(
      (callId): CtiMessage => ({
        type: 'CALL_CLEARED_EVENT',
        callId,
        localConnectionState: 0,
        eventCause: 0xffff,
        connectionDeviceId: '2001',
      }),
    ),
  );

  it.each([10, 13, 16, 17, 18])(
    'keeps all call events in order, the latest state of each agent, and positions: version %i',
    (version) => {
      const codec = createCodec({ version });
      fc.assert(
        fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
          const queue = messages.map((each, index) => ({
            bytes: codec.encode(each),
            position: { epoch: 'a', offset: index + 1 },
          }));
          const kept = coalesceAgentStates(() => version)(queue);
          for (const chunk of kept) expect(queue).toContain(chunk);
          const decoded = kept.map(({ bytes }) => codec.decode(bytes));
          const calls = (all: readonly CtiMessage[]): CtiMessage[] =>
            all.filter(({ type }) => type === 'CALL_CLEARED_EVENT');
          expect(calls(decoded)).toEqual(calls(messages));
          const latest = new Map(
            messages.flatMap((each) =>
              each.type === 'AGENT_STATE_EVENT' ? [[each.agentId, each.agentState]] : [],
            ),
          );
          const states = decoded.flatMap((each) => (each.type === 'AGENT_STATE_EVENT' ? [each] : []));
          expect(new Map(states.map(({ agentId, agentState }) => [agentId, agentState]))).toEqual(latest);
          expect(states).toHaveLength(latest.size);
        }),
      );
    },
  );
});
