/**
 * The pipeline of outgoing messages through the active faults to the link.
 *
 * ```text
 *   message --> lose --> unknown fields --> corrupt --> duplicate --> reorder --> delay --> split --> link
 * ```
 * @module
 */
import { type Clock, CtiError, type CtiMessage, type Link } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import { createFault, type Fault, type FaultScope, isInScope } from './scope.ts';

/** An outgoing message. */
export interface OutgoingMessage {
  readonly frame: Uint8Array;
  readonly message: CtiMessage;
}

/** A session and its link. */
export interface Channel {
  readonly session: ServerSession;
  readonly link: Link;
}

/** The stages of the pipeline in order. */
const stages = ['lose', 'unknown', 'corrupt', 'duplicate', 'reorder', 'delay', 'split'] as const;
/** One of {@link stages}. */
export type FaultStage = (typeof stages)[number];

/** A fault that acts on single messages. */
export interface MessageFault {
  /** Calls `next` at once, later, with a changed message, twice or never. */
  apply(out: OutgoingMessage, channel: Channel, next: (out: OutgoingMessage) => void): void;
  /** Passes on all messages that it holds. */
  release?(): void;
}

/** The pipeline of one node. */
export interface FaultPipeline {
  deliver(out: OutgoingMessage, channel: Channel): void;
  /** Adds a fault; `ended` is called when it is over. */
  add(stage: FaultStage, scope: FaultScope, messageFault: MessageFault, ended: () => void): Fault;
  /** The fault that sends messages in chunks of this size. */
  split(bytes: number): MessageFault;
}

interface ActiveFault {
  /** By stage, then by order of addition. */
  readonly rank: number;
  readonly scope: FaultScope;
  readonly messageFault: MessageFault;
  /** Number of messages that it still applies to. */
  remaining: number;
  end(): void;
}

const ranksPerStage = 1_000_000;

/** Limit of the bytes of a link that wait to be sent in chunks; beyond it the link is reset. */
const maxWaitingBytes = 1_048_576;

/** Creates a pipeline without faults. `sent` is called for each message that was sent completely. */
export function createFaultPipeline(
  clock: Clock,
  sent: (message: CtiMessage, channel: Channel) => void,
): FaultPipeline {
  let active: readonly ActiveFault[] = [];
  let count = 0;
  /** Links with a message that is being sent in chunks: later messages wait behind it. */
  const waiting = new Map<Link, { readonly chunks: Chunk[]; bytes: number }>();

  interface Chunk {
    readonly bytes: Uint8Array;
    /** Called when the chunk was sent. */
    readonly done: () => void;
  }

  function pass(out: OutgoingMessage, channel: Channel, after: number): void {
    const fault = active.find(
      ({ rank, remaining, scope }) =>
        rank > after && remaining > 0 && isInScope(scope, out.message, channel.session),
    );
    if (fault === undefined) {
      sendChunks(out.frame, channel, out.frame.length, () => sent(out.message, channel));
      return;
    }
    fault.remaining--;
    fault.messageFault.apply(out, channel, (later) => pass(later, channel, fault.rank));
    if (fault.remaining <= 0) fault.end();
  }

  /** The last stage: sends a frame in chunks of at most `size` bytes, one per turn. */
  function sendChunks(frame: Uint8Array, channel: Channel, size: number, done: () => void): void {
    const { link } = channel;
    const queue = waiting.get(link);
    const chunks: Chunk[] = [];
    for (let at = 0; at < frame.length; at += size) {
      const last = at + size >= frame.length;
      chunks.push({ bytes: frame.subarray(at, at + size), done: last ? done : () => {} });
    }
    if (queue === undefined && chunks.length <= 1) {
      for (const chunk of chunks) trySend(link, chunk);
      return;
    }
    const all: Chunk[] = queue?.chunks ?? [];
    all.push(...chunks);
    const bytes = (queue?.bytes ?? 0) + frame.length;
    if (bytes > maxWaitingBytes) {
      waiting.delete(link);
      link.abort();
      return;
    }
    waiting.set(link, { chunks: all, bytes });
    if (queue === undefined) nextChunk(link);
  }

  function nextChunk(link: Link): void {
    const queue = waiting.get(link);
    const chunk = queue?.chunks.shift();
    if (queue === undefined || chunk === undefined) {
      waiting.delete(link);
      return;
    }
    queue.bytes -= chunk.bytes.length;
    if (trySend(link, chunk)) clock.setTimeout(() => nextChunk(link), 0);
    else waiting.delete(link);
  }

  /** False if the link closed while a fault held the message. */
  function trySend(link: Link, { bytes, done }: Chunk): boolean {
    try {
      link.send(bytes);
    } catch (error) {
      if (!CtiError.is(error, 'LINK_CLOSED')) throw error;
      return false;
    }
    done();
    return true;
  }

  return {
    deliver(out, channel) {
      if (active.length > 0 || waiting.size > 0) {
        pass(out, channel, -1);
        return;
      }
      channel.link.send(out.frame);
      sent(out.message, channel);
    },
    add(stage, scope, messageFault, ended) {
      const fault = createFault(() => {
        // A fault that reached its count keeps its messages; one that is ended passes them on.
        if (one.remaining > 0) messageFault.release?.();
        active = active.filter((other) => other !== one);
        ended();
      });
      const rank = stages.indexOf(stage) * ranksPerStage + count++;
      const one: ActiveFault = {
        rank,
        scope,
        messageFault,
        remaining: scope.count ?? Infinity,
        end: fault.end,
      };
      active = [...active, one].sort((a, b) => a.rank - b.rank);
      return fault;
    },
    split: (bytes) => ({
      apply: ({ frame, message }, channel) => sendChunks(frame, channel, bytes, () => sent(message, channel)),
    }),
  };
}
