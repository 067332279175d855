/**
 * The send queue of a client: messages of one turn are sent together, and the queue of a slow client is shortened. Agent
 * states that a later one in the queue replaces are dropped; call events are never dropped.
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

/** Collects callbacks until the end of the current turn. */
export interface Batch {
  /** Calls back once, at the end of this turn. */
  schedule(flush: () => void): void;
  /** Runs the scheduled callbacks now, while the session that they write for is in the CPU's cache. */
  flush(): void;
}

/** Makes the batch of a relay. */
export function createBatch(): Batch {
  let scheduled: (() => void)[] = [];
  let isArmed = false;

  function flush(): void {
    const callbacks = scheduled;
    scheduled = [];
    for (const callback of callbacks) callback();
  }

  return {
    schedule(callback) {
      scheduled.push(callback);
      if (isArmed) return;
      isArmed = true;
      setImmediate(() => {
        while (scheduled.length > 0) flush(); // callbacks may schedule others
        isArmed = false;
      });
    },
    flush,
  };
}
