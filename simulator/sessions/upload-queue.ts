/**
 * Sends large uploads at the pace of the client: a configuration of 2,000 agents exceeds the send buffer of a link.
 * @module
 */
import type { Clock, CtiMessage } from 'rxcti';
import type { ServerSession } from 'rxcti/server';

/** Queues messages of uploads by session. */
export interface UploadQueue {
  /** Sends messages in order, after those queued before, as fast as the client reads them. */
  send(session: ServerSession, messages: readonly CtiMessage[]): void;
}

/** Buffered bytes of a link above which an upload pauses. Far below the limit at which a link is aborted. */
const pauseAboveBytes = 131_072;
/** Interval at which a paused upload is tried again. */
const retryIntervalMs = 5;
/** A client with more queued messages is disconnected. */
const maxQueuedMessages = 20_000;

/** Creates the upload queues of all sessions of a node. */
export function createUploadQueue(clock: Clock): UploadQueue {
  const queues = new WeakMap<ServerSession, CtiMessage[]>();

  function flush(session: ServerSession, messages: CtiMessage[]): void {
    let sent = 0;
    while (sent < messages.length && session.state === 'open' && session.bufferedAmount < pauseAboveBytes) {
      session.send(messages[sent++] as CtiMessage);
    }
    messages.splice(0, sent);
    if (messages.length === 0 || session.state !== 'open') queues.delete(session);
    else clock.setTimeout(() => flush(session, messages), retryIntervalMs);
  }

  return {
    send(session, messages) {
      const queued = queues.get(session);
      if (queued === undefined) {
        const all = [...messages];
        queues.set(session, all);
        flush(session, all);
      } else if (queued.length + messages.length > maxQueuedMessages) session.drop();
      else queued.push(...messages);
    },
  };
}
