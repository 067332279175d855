/**
 * Large uploads at the pace of the client that reads them: two thousand agents with their queues are more than a link
 * holds at once.
 * @module
 */
import type { Clock, CtiMessage } from 'rxcti';
import type { ServerSession } from 'rxcti/server';

/** Sends runs of messages that belong together. */
export interface Outbox {
  /** Sends them in order, after all that went through here before, as fast as the client takes them. */
  send(session: ServerSession, messages: readonly CtiMessage[]): void;
}

/** Bytes that may wait in a link; far below the bound at which it is aborted, because events go there too. */
const comfortableBytes = 131_072;
/** How long to wait before a full link is looked at again. */
const lookAgainMs = 5;
/** A client that asks for more and more and reads nothing is dropped. */
const mostWaiting = 20_000;

/** Makes the outbox of all sessions of a node. */
export function createOutbox(clock: Clock): Outbox {
  const waiting = new WeakMap<ServerSession, CtiMessage[]>();

  function flush(session: ServerSession, messages: CtiMessage[]): void {
    let sent = 0;
    while (sent < messages.length && session.state === 'open' && session.bufferedAmount < comfortableBytes) {
      session.send(messages[sent++] as CtiMessage);
    }
    messages.splice(0, sent);
    if (messages.length === 0 || session.state !== 'open') waiting.delete(session);
    else clock.setTimeout(() => flush(session, messages), lookAgainMs);
  }

  return {
    send(session, messages) {
      const before = waiting.get(session);
      if (before === undefined) {
        const all = [...messages];
        waiting.set(session, all);
        flush(session, all);
      } else if (before.length + messages.length > mostWaiting) session.drop();
      else before.push(...messages);
    },
  };
}
