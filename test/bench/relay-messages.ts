/** Messages between the relay benchmark and its client process, and the event that carries a timestamp. */

import { type AgentStateEvent, createCodec } from 'rxcti/protocol';

/** An AGENT_STATE_EVENT. `csqId` carries the time of creation: clients ignore it while CSQState is 0. */
export function stateEvent(agent: number, agentState: number, csqId: number): AgentStateEvent {
  const phone = String(20_000 + agent);
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: 0,
    stateDuration: 0,
    csqId,
    agentState,
    eventReasonCode: 0,
    agentId: `agent${agent}`,
    agentExtension: phone,
    agentInstrument: phone,
    nextAgentState: 0xffff,
  };
}

/** Offset of the timestamp in the frame, in bytes. */
export const timeAt: number = offsetOf(createCodec({ version: 17 }).encode(stateEvent(0, 2, 0xa1b2c3d4)));

function offsetOf(frame: Uint8Array): number {
  return Buffer.from(frame).indexOf(Buffer.from('a1b2c3d4', 'hex'));
}

/** Time in microseconds, modulo 2^32, on a clock that all processes of the machine share. */
export function micros(): number {
  return Number((process.hrtime.bigint() / 1000n) % 0x1_0000_0000n);
}

/** Sent to the client process. */
export type Task =
  | {
      readonly kind: 'connect';
      readonly url: string;
      readonly clients: number;
      readonly tokens?: readonly string[];
    }
  | { readonly kind: 'measure'; readonly on: boolean }
  | { readonly kind: 'delays' }
  | { readonly kind: 'disconnect' };

/** Sent by the client process. */
export type Report =
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'counted'; readonly counted: number }
  | { readonly kind: 'delays'; readonly medianMs: number; readonly p99Ms: number; readonly count: number };
