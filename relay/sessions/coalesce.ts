/**
 * What may be left out when too much waits for a browser: states of agents of which later ones wait too. Call events
 * never are.
 * @module
 */
import { CtiError } from 'rxcti';
import { createCodec, MessageType } from 'rxcti/protocol';
import type { QueuedChunk } from 'rxcti/websocket/server';

/**
 * Gives the frames without outdated agent states; the latest of each agent keeps its place. `version` is the one that the
 * browser speaks, which need not be CCX's; undefined while its session is not open, and nothing waits for it.
 */
export function coalesceAgentStates(
  version: () => number | undefined,
): (queue: QueuedChunk[]) => QueuedChunk[] {
  return (queue) => {
    const spoken = version();
    if (spoken === undefined) return queue;
    const codec = createCodec({ version: spoken });
    const later = new Set<string>();
    return queue
      .toReversed()
      .filter(({ bytes: frame }) => {
        if (frame.length < 8 || typeOf(frame) !== MessageType.AGENT_STATE_EVENT) return true;
        const agent = agentOf(() => codec.decode(frame));
        if (agent === undefined) return true;
        if (later.has(agent)) return false;
        later.add(agent);
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
