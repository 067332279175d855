/**
 * Shortens the send queue of a slow client: agent states that a later one in the queue replaces are dropped. Call events
 * are never dropped.
 * @module
 */
import { CtiError } from 'rxcti';
import { createCodec, MessageType } from 'rxcti/protocol';
import type { QueuedChunk } from 'rxcti/websocket/server';

/**
 * Removes outdated agent states from a queue of frames. `version`: of the client's session, which may differ from CCX's;
 * undefined before it is open.
 */
export function coalesceAgentStates(
  version: () => number | undefined,
): (queue: QueuedChunk[]) => QueuedChunk[] {
  return (queue) => {
    const sessionVersion = version();
    if (sessionVersion === undefined) return queue;
    const codec = createCodec({ version: sessionVersion });
    const seen = new Set<string>();
    return queue
      .toReversed()
      .filter(({ bytes }) => {
        if (bytes.length < 8 || typeOf(bytes) !== MessageType.AGENT_STATE_EVENT) return true;
        const agent = agentOf(() => codec.decode(bytes));
        if (agent === undefined) return true;
        if (seen.has(agent)) return false;
        seen.add(agent);
        return true;
      })
      .reverse();
  };
}

function typeOf(frame: Uint8Array): number {
  return new DataView(frame.buffer, frame.byteOffset).getUint32(4);
}

function agentOf(decode: () => unknown): string | undefined {
  try {
    const { agentId, agentExtension } = decode() as { agentId?: string; agentExtension?: string };
    return agentId ?? agentExtension;
  } catch (error) {
    if (CtiError.is(error, 'DECODE_FAILED')) return undefined;
    throw error;
  }
}
