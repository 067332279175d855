/**
 * The way of a session's messages to its client, with the faults on it.
 *
 * ```text
 *   message ──► lose ──► unknown fields ──► corrupt ──► duplicate ──► reorder ──► delay ──► outlet: pieces ──► link
 * ```
 * @module
 */
import type { Clock, CtiMessage, Link } from 'rxcti';
import { CtiError } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import { createFault, type Fault, type FaultScope, isConcerned } from './scope.ts';

/** A message on its way. */
export interface Outgoing {
  readonly frame: Uint8Array;
  readonly message: CtiMessage;
}

/** One session's way. */
export interface Line {
  readonly session: ServerSession;
  readonly link: Link;
}

/** The places of faults on the way, in order. */
export const stages = ['lose', 'unknown', 'corrupt', 'duplicate', 'reorder', 'delay', 'split'] as const;
/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** What a fault does with a message that it concerns. */
export interface Step {
  /** Passes the message on: at once, later, changed, twice or never. */
  take(out: Outgoing, line: Line, next: (out: Outgoing) => void): void;
  /** Lets go what it holds. */
  release?(): void;
}

/** All ways of a node. */
export interface Lines {
  deliver(out: Outgoing, line: Line): void;
  /** Puts a fault on the ways; `ended` is told when it is over. */
  put(stage: Stage, scope: FaultScope, step: Step, ended: () => void): Fault;
  /** Cuts what goes to clients into pieces of so many bytes. */
  split(bytes: number): Step;
}

interface Placed {
  /** By stage, and in a stage in the order in which they were put there. */
  readonly rank: number;
  readonly scope: FaultScope;
  readonly step: Step;
  /** Messages that it still takes. */
  left: number;
  over(): void;
}

const mostInAStage = 1_000_000;

/** What of a link's bytes may wait to be sent piece by piece. */
const mostWaiting = 1_048_576;

/** Makes ways without faults. `arrived` is told of each message that is on the link as a whole. */
export function createLines(clock: Clock, arrived: (message: CtiMessage, line: Line) => void): Lines {
  let placed: readonly Placed[] = [];
  let count = 0;
  /** Links on which a message is being sent in pieces: what comes after waits behind it. */
  const waiting = new Map<Link, { readonly pieces: Piece[]; bytes: number }>();

  interface Piece {
    readonly bytes: Uint8Array;
    /** With the last piece the message has arrived. */
    readonly done: () => void;
  }

  function pass(out: Outgoing, line: Line, after: number): void {
    const fault = placed.find(
      ({ rank, left, scope }) => rank > after && left > 0 && isConcerned(scope, out.message, line.session),
    );
    if (fault === undefined) {
      leave(out.frame, line, out.frame.length, () => arrived(out.message, line));
      return;
    }
    fault.left--;
    fault.step.take(out, line, (later) => pass(later, line, fault.rank));
    if (fault.left <= 0) fault.over();
  }

  /** The last stage: on the link, in pieces of at most `size` bytes, one a turn. */
  function leave(frame: Uint8Array, line: Line, size: number, done: () => void): void {
    const { link } = line;
    const queue = waiting.get(link);
    const pieces: Piece[] = [];
    for (let at = 0; at < frame.length; at += size) {
      const last = at + size >= frame.length;
      pieces.push({ bytes: frame.subarray(at, at + size), done: last ? done : () => {} });
    }
    if (queue === undefined && pieces.length <= 1) {
      for (const piece of pieces) put(link, piece);
      return;
    }
    const all: Piece[] = queue?.pieces ?? [];
    all.push(...pieces);
    const bytes = (queue?.bytes ?? 0) + frame.length;
    if (bytes > mostWaiting) {
      waiting.delete(link);
      link.abort();
      return;
    }
    waiting.set(link, { pieces: all, bytes });
    if (queue === undefined) nextPiece(link);
  }

  function nextPiece(link: Link): void {
    const queue = waiting.get(link);
    const piece = queue?.pieces.shift();
    if (queue === undefined || piece === undefined) {
      waiting.delete(link);
      return;
    }
    queue.bytes -= piece.bytes.length;
    if (put(link, piece)) clock.setTimeout(() => nextPiece(link), 0);
    else waiting.delete(link);
  }

  /** False when the link has closed while a fault held the message. */
  function put(link: Link, { bytes, done }: Piece): boolean {
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
    deliver(out, line) {
      if (placed.length > 0 || waiting.size > 0) {
        pass(out, line, -1);
        return;
      }
      line.link.send(out.frame);
      arrived(out.message, line);
    },
    put(stage, scope, step, ended) {
      const fault = createFault(() => {
        // One that has taken its last message still does with it what it does; one that is ended lets go.
        if (one.left > 0) step.release?.();
        placed = placed.filter((other) => other !== one);
        ended();
      });
      const rank = stages.indexOf(stage) * mostInAStage + count++;
      const one: Placed = { rank, scope, step, left: scope.count ?? Infinity, over: fault.end };
      placed = [...placed, one].sort((a, b) => a.rank - b.rank);
      return fault;
    },
    split: (bytes) => ({
      take: ({ frame, message }, line) => leave(frame, line, bytes, () => arrived(message, line)),
    }),
  };
}
