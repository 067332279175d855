/** What the relay's benchmark and its crowd agree upon. */

import { type AgentStateEvent, createCodec } from 'rxcti/protocol';

/** An agent's change of state. Its CSQID, which means nothing beside a CSQState of 0, says when it was made. */
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

/** Where in the frame the time stands. */
export const timeAt: number = offsetOf(createCodec({ version: 17 }).encode(stateEvent(0, 2, 0xa1b2c3d4)));

function offsetOf(frame: Uint8Array): number {
  return Buffer.from(frame).indexOf(Buffer.from('a1b2c3d4', 'hex'));
}

/** Microseconds on a clock that all processes of the machine share, 32 bits of them. */
export function micros(): number {
  return Number((process.hrtime.bigint() / 1000n) % 0x1_0000_0000n);
}

/** What the crowd is to do. */
export type Task =
  | {
      readonly kind: 'connect';
      readonly url: string;
      readonly browsers: number;
      readonly tokens?: readonly string[];
    }
  | { readonly kind: 'measure'; readonly on: boolean }
  | { readonly kind: 'delays' }
  | { readonly kind: 'disconnect' };

/** What the crowd says. */
export type Report =
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'counted'; readonly counted: number }
  | { readonly kind: 'delays'; readonly medianMs: number; readonly p99Ms: number; readonly count: number };
