/**
 * Delivers events to all sessions. Events of one turn of the event loop are delivered together, session by session:
 * with a thousand sessions, fetching a session from memory costs more than what is done with it.
 * @module
 */
import type { Clock, StreamPosition } from 'rxcti';
import type { CtiMessage } from 'rxcti/protocol';
import { createSharedFrame, type ServerSession, type SharedFrame } from 'rxcti/server';
import { redactCallerData } from '../authorization/message-fields.ts';
import { eventRules } from '../authorization/message-policy.ts';
import type { Rights } from '../authorization/rights.ts';
import { createEventHistory, type NumberedEvent, offsetAfter, offsetOf } from './event-history.ts';
import type { Batch } from './send-queue.ts';
import {
  isInternalDevice,
  type PendingMessage,
  type PublishedEvent,
  SubscriberGroup,
  type SubscriberGroups,
} from './subscriber-groups.ts';
import type { Upstream } from './upstream.ts';
import { callContext } from './visibility.ts';

export interface FanOutOptions {
  readonly upstream: Upstream;
  readonly groups: SubscriberGroups;
  /** Sends positions and keeps a history, for clients that change relays. */
  readonly isClustered: boolean;
  readonly batch: Batch;
  readonly clock: Clock;
  /** An event was sent to `deliveries` sessions, `durationMs` after it was received. */
  delivered(type: CtiMessage['type'], deliveries: number, durationMs: number): void;
  /** An event cannot be encoded. */
  failed(type: CtiMessage['type'], error: unknown): void;
}

export interface FanOut {
  /** Delivers an event at the end of this turn. */
  publish(message: CtiMessage, sequence: number): void;
  /** Delivers pending events now. Call it before anything else is sent to a session, so that the order is kept. */
  flush(): void;
  /** After all events that were delivered; offset 0 if unknown, and without a cluster. */
  readonly position: StreamPosition;
  /** The upstream became ready or lost CCX: later events do not follow earlier ones. */
  reset(): void;
  /** True if all events after this offset can be repeated. */
  canReplayFrom(offset: number): boolean;
  /** Sends one session the events that it missed after an offset. */
  replay(rights: Rights, session: ServerSession, offset: number): void;
}

export function createFanOut(options: FanOutOptions): FanOut {
  const { upstream, groups, isClustered, batch, clock } = options;
  const { replica } = upstream;
  const history = isClustered ? createEventHistory(replica) : undefined;
  /** Published and not delivered. */
  let waiting: PublishedEvent[] = [];
  let offset = 0;
  /** The offset at which events start is known. */
  let hasStart = false;

  /** A follower may learn some time after it became ready how far the events had come. */
  function findStart(): void {
    if (hasStart || !isClustered || !upstream.isReady || upstream.sequence === undefined) return;
    hasStart = true;
    offset = offsetAfter(upstream.sequence);
    history?.reset(upstream.sequence);
  }

  function toPending(
    group: SubscriberGroup,
    event: NumberedEvent,
    published: PublishedEvent,
    frames: FrameCache,
    after = 0,
  ): PendingMessage[] {
    const messages = group.messagesFor(event);
    const indexOfEvent = Math.max(0, messages.indexOf(event.message));
    return messages.flatMap((message, index) => {
      const at = offsetOf(event.sequence, index - indexOfEvent);
      if (at <= after) return [];
      return { event: published, isBad: false, ...frames.get(message, at, group.isRedacted) };
    });
  }

  function send(pending: PendingMessage, session: ServerSession): void {
    if (pending.isBad) return;
    try {
      if (session.publish(pending.message, pending.frame)) pending.event.deliveries++;
    } catch (error) {
      // CCX may leave out required fields: the reader accepts that, the writer does not.
      pending.isBad = true;
      options.failed(pending.event.type, error);
    }
  }

  const positionAt = (at: number): StreamPosition | undefined =>
    isClustered ? { epoch: upstream.epoch, offset: at } : undefined;

  function createFrameCache(): FrameCache {
    const plain = new Map<CtiMessage, Frame>();
    const redacted = new Map<CtiMessage, Frame>();
    return {
      get(message, at, isRedacted) {
        const cache = isRedacted ? redacted : plain;
        let frame = cache.get(message);
        if (frame === undefined) {
          const shown = isRedacted
            ? redactCallerData(message, (id) => isInternalDevice(id, replica))
            : message;
          frame = { message: shown, frame: createSharedFrame(shown, positionAt(at)) };
          cache.set(message, frame);
        }
        return frame;
      },
    };
  }

  function flush(): void {
    const events = waiting;
    if (events.length === 0) return;
    waiting = [];
    for (const group of groups.all()) {
      const { pending } = group;
      if (pending.length === 0) continue;
      group.pending = [];
      for (const session of group.sessions) {
        for (const each of pending) send(each, session);
        batch.flush(); // writes while the session is in the CPU's cache
      }
    }
    if (isClustered) offset = offsetAfter((events.at(-1) as PublishedEvent).sequence);
    for (const { type, deliveries, receivedAt } of events)
      options.delivered(type, deliveries, clock.now() - receivedAt);
  }

  return {
    publish(message, sequence) {
      const rule = eventRules[message.type];
      if (rule === undefined) {
        options.delivered(message.type, 0, 0);
        return;
      }
      const published: PublishedEvent = {
        type: message.type,
        sequence,
        receivedAt: clock.now(),
        deliveries: 0,
      };
      const calls = rule === 'call' || rule === 'assist' ? callContext(message, replica) : undefined;
      const event: NumberedEvent = { sequence, message, calls };
      hasStart = true;
      history?.add(event);
      const frames = createFrameCache();
      for (const group of groups.all()) group.pending.push(...toPending(group, event, published, frames));
      waiting.push(published);
      if (waiting.length === 1) batch.schedule(flush);
    },
    flush,
    get position() {
      findStart();
      return { epoch: upstream.epoch, offset };
    },
    reset() {
      flush();
      hasStart = false;
      offset = 0;
      history?.reset(undefined);
      findStart();
    },
    canReplayFrom(from) {
      findStart();
      return history?.covers(from) === true;
    },
    replay(rights, session, after) {
      if (history === undefined) return;
      const { callsBefore, events } = history;
      // Visibility of calls depends on all events before; only those that the session missed are sent.
      const source = { calls: { getSnapshot: () => callsBefore }, devices: replica.devices };
      const group = new SubscriberGroup(rights, upstream, source);
      for (const event of events) {
        const { sequence, message } = event;
        const published: PublishedEvent = { type: message.type, sequence, receivedAt: 0, deliveries: 0 };
        for (const pending of toPending(group, event, published, createFrameCache(), after))
          send(pending, session);
      }
    },
  };
}

interface Frame {
  readonly message: CtiMessage;
  readonly frame: SharedFrame;
}

/** The encoded forms of one event's messages, each made when the first group needs it. */
interface FrameCache {
  get(message: CtiMessage, offset: number, isRedacted: boolean): Frame;
}
